import { groupBy } from "../core/group-by";
import { SynthesizedApp } from "../synthesized/synthesized-app";
import { backupGap, replicationGap, type TestedVm } from "./vm-protection";

/** The VMs that a test is about: an inventory or a part of it, or a list. */
export type TestedVms = readonly TestedVm[] | { readonly vms: readonly TestedVm[] };

/** Which VMs have to be backed up, and by what. */
export interface BackUpExpectation {
  /**
   * For how many days every backup must be kept at least: the daily ones, or the weekly ones (7 days each) of a policy that makes
   * no others. What is kept for longer, such as monthly points, does not count: `policy-retention` of the checks asks for it.
   * @default 0: that there is a backup is enough
   */
  readonly forDays?: number;

  /**
   * VMs that need none, by their names or ARM ids. What no VM has, or a name that several have, fails the test, since it would
   * hide the next one.
   * @default - none
   */
  readonly except?: readonly string[];
}

/** Which VMs have to be replicated. */
export type ReplicateExpectation = Pick<BackUpExpectation, "except">;

interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/**
 * Matchers for the tests of a program: `expect.extend(resilienceMatchers)` in Jest or Vitest. What they look at is what
 * Terraform will read, raw resources and overrides included.
 *
 * @example
 * expect.extend(resilienceMatchers);
 *
 * const inventory = VmInventory.fromResourceGraph("inventory/contoso.json");
 * const stacks = synthesiseApp(defineContoso, { inventory: ["inventory/contoso.json"] });
 * expect(stacks).toBackUpEveryVm(inventory, { forDays: 30 });
 * expect(stacks).toReplicateEveryVm(inventory.where({ tags: { Criticality: "Tier-1" } }));
 */
export const resilienceMatchers = {
  /** Is every VM backed up, and every backup kept for so many days? */
  toBackUpEveryVm(received: unknown, vms: TestedVms, { forDays = 0, except = [] }: BackUpExpectation = {}) {
    const app = appOf(received, "toBackUpEveryVm");
    const what = forDays > 0 ? `back up every VM for ${forDays} days` : "back up every VM";
    return everyVm(what, vms, except, (vm) => backupGap(app, vm, forDays));
  },

  /** Is every VM replicated by Site Recovery? */
  toReplicateEveryVm(received: unknown, vms: TestedVms, { except = [] }: ReplicateExpectation = {}) {
    const app = appOf(received, "toReplicateEveryVm");
    return everyVm("replicate every VM", vms, except, (vm) => replicationGap(app, vm));
  },

  /** Is there a resource of the type with these arguments, as Terraform will read them? Nested objects are compared in part. */
  toHaveResource(received: unknown, type: string, config: Readonly<Record<string, unknown>> = {}) {
    const found = appOf(received, "toHaveResource").ofType(type);
    const pass = found.some((resource) => contains(resource.config, config));
    const wanted = `${type} with ${JSON.stringify(config)}`;
    const have = found.map((resource) => `  ${resource.path}: ${JSON.stringify(resource.config)}`);
    return {
      pass,
      message: () =>
        pass
          ? `expected no ${wanted}`
          : [`expected a ${wanted}, found ${found.length} of the type`, ...have.slice(0, MOST)].join("\n"),
    };
  },
} as const;

/** Lines of a message: a thousand VMs without a backup have one reason. */
const MOST = 20;

function appOf(received: unknown, matcher: string): SynthesizedApp {
  if (received instanceof SynthesizedApp) return received;
  if (typeof received === "string") return SynthesizedApp.fromFolder(received);
  throw new TypeError(
    `${matcher} looks at a SynthesizedApp, as synthesiseApp returns it, or at an output folder such as "cdktf.out"; got ${typeof received}`,
  );
}

function everyVm(
  what: string,
  given: TestedVms,
  except: readonly string[],
  gapOf: (vm: TestedVm) => string | undefined,
): MatcherResult {
  const vms = "vms" in given ? given.vms : given;
  const byName = groupBy(vms, nameOf);
  const byId = groupBy(vms, ({ id }) => id.toLowerCase());
  const named = except.map((one) => ({ one, meant: byId.get(one.toLowerCase()) ?? byName.get(one) ?? [] }));
  const excepted = new Set(named.flatMap(({ meant }) => (meant.length === 1 ? meant : [])));
  const strange = named.flatMap(({ one, meant }) => strangeness(one, meant));
  const gaps = vms
    .filter((vm) => !excepted.has(vm))
    .flatMap((vm) => {
      const gap = gapOf(vm);
      const isOnly = byName.get(nameOf(vm))?.length === 1;
      return gap === undefined ? [] : [`  ${isOnly ? nameOf(vm) : vm.id}: ${gap}`];
    });
  const none = vms.length === 0 ? ["  there is no VM: a test of none proves nothing"] : [];
  const lines = [...none, ...strange, ...gaps];
  return { pass: lines.length === 0, message: () => told(what, vms.length, lines) };
}

/** What is wrong with an exception, as a line of a message. */
function strangeness(exception: string, meant: readonly TestedVm[]): readonly string[] {
  if (meant.length === 1) return [];
  if (meant.length === 0) return [`  ${exception}: an exception that no VM has`];
  const ids = meant.map(({ id }) => id).join(", ");
  return [
    `  ${exception}: an exception that ${meant.length} VMs have as their name; give the id of one: ${ids}`,
  ];
}

function told(what: string, count: number, lines: readonly string[]): string {
  if (lines.length === 0) return `expected not to ${what}, and all ${count} are`;
  const more = lines.length > MOST ? [`  and ${lines.length - MOST} more`] : [];
  return [`expected to ${what}; of ${count} these fail:`, ...lines.slice(0, MOST), ...more].join("\n");
}

function nameOf({ id, name }: TestedVm): string {
  return name ?? id.split("/").at(-1) ?? id;
}

/** Has the value everything that is wanted of it? A block is an object or a list of one. */
function contains(value: unknown, wanted: unknown): boolean {
  if (Array.isArray(wanted)) {
    return (
      Array.isArray(value) &&
      wanted.length === value.length &&
      wanted.every((one, i) => contains(value[i], one))
    );
  }
  if (typeof wanted !== "object" || wanted === null) return value === wanted;
  const one: unknown = Array.isArray(value) && value.length === 1 ? value[0] : value;
  if (typeof one !== "object" || one === null) return false;
  return Object.entries(wanted).every(([key, inner]) => contains(Reflect.get(one, key), inner));
}
