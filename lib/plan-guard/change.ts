import type { PlannedChange, TerraformPlan, Values } from "./plan";

export type { Values } from "./plan";

/** What happens to a resource. */
export type ChangeKind = "create" | "update" | "delete" | "replace" | "forget" | "none";

/** A change of a managed resource, with its values before and after. */
export interface Change {
  readonly address: string;
  /** "azurerm_backup_policy_vm" */
  readonly type: string;
  readonly kind: ChangeKind;
  /** Is it what a replacement left behind, beside the object that replaced it? */
  readonly isLeftover: boolean;
  readonly before: Values;
  readonly after: Values;
  /** Is a value, or a part of it, known only after the apply? */
  isUnknown(path: string): boolean;
  /** Is a value, or a part of it, sensitive before or after? It is compared, and never shown. */
  isSensitive(path: string): boolean;
  /** The arguments that make Terraform replace it. */
  readonly replacedFor: readonly string[];
}

/** The changes of managed resources; data sources are looked up, not changed. */
export function changesOf(changes: TerraformPlan["resource_changes"]): readonly Change[] {
  return (changes ?? []).filter(({ mode }) => mode !== "data").map(changeOf);
}

function changeOf({ address, type, deposed, change }: PlannedChange): Change {
  const {
    actions,
    before,
    after,
    after_unknown,
    before_sensitive,
    after_sensitive,
    replace_paths = [],
  } = change;
  return {
    address: deposed === undefined ? address : `${address} (deposed ${deposed})`,
    type,
    kind: kindOf(actions),
    isLeftover: deposed !== undefined,
    before: before ?? {},
    after: after ?? {},
    isUnknown: (path) => isUnknownAt(after_unknown, path.split(".")),
    isSensitive: (path) =>
      [before_sensitive, after_sensitive].some((marks) => isUnknownAt(marks, path.split("."))),
    replacedFor: replace_paths.map((path) => path.join(".")),
  };
}

function kindOf(actions: readonly string[]): ChangeKind {
  const has = (action: string) => actions.includes(action);
  if (has("forget")) return "forget";
  if (has("delete")) return has("create") ? "replace" : "delete";
  if (has("create")) return "create";
  return has("update") ? "update" : "none";
}

/** Is anything at or below the path unknown, or the whole of what is above it? */
function isUnknownAt(unknown: unknown, [first, ...rest]: readonly string[]): boolean {
  if (unknown === true) return true;
  if (first === undefined) return hasUnknown(unknown);
  if (Array.isArray(unknown)) return unknown.some((item) => isUnknownAt(item, [first, ...rest]));
  if (typeof unknown !== "object" || unknown === null) return false;
  return isUnknownAt(Reflect.get(unknown, first), rest);
}

function hasUnknown(unknown: unknown): boolean {
  if (unknown === true) return true;
  if (typeof unknown !== "object" || unknown === null) return false;
  return Object.values(unknown).some(hasUnknown);
}

/** The value at a path; a block in a list is looked into, the first one of several. */
export function valueAt(values: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((value, member) => {
    const one = Array.isArray(value) ? value[0] : value;
    if (typeof one !== "object" || one === null) return undefined;
    return Reflect.get(one, member) ?? undefined;
  }, values);
}

/** A list, whatever it is written as; nothing is an empty one. */
export function listAt(values: unknown, path: string): readonly unknown[] {
  const found = valueAt(values, path);
  if (found === undefined) return [];
  return Array.isArray(found) ? found : [found];
}
