import { type Change, listAt, valueAt } from "../change";
import type { TerraformPlan } from "../plan";
import { azurermType } from "./destruction";
import { declines } from "./dimensions";
import { dimensionsOf, hasSensitiveParts, isPolicy, unknownPartsOf } from "./policies";

const POLICY_ARGUMENTS = [
  "backup_policy_id",
  "backup_policy_data_lake_storage_id",
  "recovery_replication_policy_id",
];

/** What a composed id of a policy refers to besides the policy. */
const CONTAINERS = /^azurerm_(recovery_services_vault|data_protection_backup_vault|resource_group)\./;

/** Policies of a plan, by their ARM ids and by their addresses. */
export class PolicyIndex {
  private readonly byId = new Map<string, Change>();
  private readonly byAddress = new Map<string, Change>();
  private readonly references = new Map<string, readonly string[]>();

  constructor(plan: TerraformPlan, known: readonly Change[]) {
    for (const change of known.filter(isPolicy)) {
      this.byAddress.set(change.address, change);
      const id = valueAt(change.before, "id") ?? valueAt(change.after, "id");
      if (typeof id === "string") this.byId.set(id.toLowerCase(), change);
    }
    for (const one of listAt(plan.configuration, "root_module.resources")) {
      const references = POLICY_ARGUMENTS.flatMap((argument) =>
        listAt(one, `expressions.${argument}.references`),
      );
      this.references.set(String(valueAt(one, "address")), references.map(String));
    }
  }

  /** By the id that an item names. */
  named(id: unknown): Change | undefined {
    return typeof id === "string" ? this.byId.get(id.toLowerCase()) : undefined;
  }

  /** By the reference in the configuration, where the id is known only after the apply. */
  referredTo(address: string): Change | undefined {
    const references = this.references.get(withoutKey(address)) ?? [];
    const named = references.map((reference) => reference.replace(/\.(id|name)$/, ""));
    const found = new Set(named.flatMap((address) => this.byAddress.get(address) ?? []));
    const others = named.filter((one) => !this.byAddress.has(one) && !CONTAINERS.test(one));
    // of "condition ? one : other" nobody knows which, nor what a variable or a module says
    return found.size === 1 && others.length === 0 ? [...found][0] : undefined;
  }
}

/** Of a resource with count or for_each, the configuration knows the block. */
const withoutKey = (address: string) => address.replace(/\[[^\]]*\]$/, "");

/** What became of the policy of an item. */
export type Move =
  | { readonly kind: "same" }
  | { readonly kind: "unknown"; readonly why: string }
  | { readonly kind: "less"; readonly texts: readonly string[] };

const SAME: Move = { kind: "same" };

/** Does an item move to a policy that keeps less, or backs up less often? */
export function moveOf(change: Change, policies: PolicyIndex): Move {
  const policy = policyArgumentOf(change);
  const before = valueAt(change.before, policy);
  const after = valueAt(change.after, policy);
  const late = change.isUnknown(policy);
  if (before === undefined || (!late && sameId(before, after))) return SAME;
  const was = policies.named(before);
  const is = late ? policies.referredTo(change.address) : policies.named(after);
  if (was && is && was.address === is.address) return SAME;
  if (!is && after === undefined && !late) return { kind: "less", texts: ["it no longer has a policy"] };
  if (!was || !is) {
    const which = [was ? undefined : "the present one", is ? undefined : "the new one"]
      .filter(Boolean)
      .join(" and ");
    return { kind: "unknown", why: `the plan does not have its policies (${which})` };
  }
  const texts = declines(dimensionsOf(was, "before"), dimensionsOf(is, "after")).map(({ text }) => text);
  if (texts.length > 0 && (hasSensitiveParts(was) || hasSensitiveParts(is)))
    return { kind: "less", texts: ["the values are sensitive"] };
  if (texts.length === 0 && unknownPartsOf(is).length > 0)
    return {
      kind: "unknown",
      why: `of the new one ${unknownPartsOf(is).join(", ")} is known only after the apply`,
    };
  return texts.length > 0 ? { kind: "less", texts } : SAME;
}

/** The argument that names the policy of an item. */
function policyArgumentOf({ type }: Change): string {
  if (type === "azurerm_site_recovery_vmware_replicated_vm") return "recovery_replication_policy_id";
  return type === "azurerm_data_protection_backup_instance_data_lake_storage"
    ? "backup_policy_data_lake_storage_id"
    : "backup_policy_id";
}

const sameId = (a: unknown, b: unknown) => String(a).toLowerCase() === String(b).toLowerCase();

/** Has it a policy that can become another one in place? */
export function isItem(change: Change): boolean {
  const type = change.type.startsWith("azurerm_") ? azurermType(change) : undefined;
  return (
    type !== undefined &&
    (type.startsWith("backup_protected_") ||
      type.startsWith("data_protection_backup_instance_") ||
      type === "site_recovery_vmware_replicated_vm")
  );
}
