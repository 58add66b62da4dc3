import { type Change, changesOf } from "./change";
import type { GuardFinding } from "./finding";
import { knownResources } from "./known-resources";
import type { TerraformPlan } from "./plan";
import { additionOf } from "./rules/additions";
import type { AttributeRule } from "./rules/attribute-rule";
import { attributeRulesOf, comparedValue } from "./rules/attributes";
import { azapiFindings } from "./rules/azapi";
import { type Destruction, destructionOf } from "./rules/destruction";
import { type Decline, declines } from "./rules/dimensions";
import { Helpers } from "./rules/helpers";
import { ImmutableVaults } from "./rules/immutable-vaults";
import { isItem, moveOf, PolicyIndex } from "./rules/moves";
import { dimensionsOf, hasSensitiveParts, unknownPartsOf } from "./rules/policies";
import { type GuardRuleId, severityOf } from "./rules/rule-list";
import { BackedUpAccounts } from "./rules/storage-attributes";
import { TestNetworks } from "./rules/test-networks";
import { isByMember } from "./rules/weaker";

/** What a plan would lose or weaken, and what is only worth a look. */
export interface GuardResult {
  readonly findings: readonly GuardFinding[];
  /** What happened outside of Terraform, and what Terraform lets go of: no loss by this plan. */
  readonly notes: readonly string[];
  /** How many resources the plan changes. */
  readonly changes: number;
}

interface Context {
  readonly policies: PolicyIndex;
  readonly immutable: ImmutableVaults;
  readonly helpers: Helpers;
  readonly testNetworks: TestNetworks;
  readonly accounts: BackedUpAccounts;
}

type Found = readonly [rule: GuardRuleId, reason: string];

/**
 * What a plan would lose or weaken: of any program, of azurerm 4 and 5, and of azapi where it stands for the same. The order of
 * the plan's changes is the order of the findings.
 */
export function guardPlan(plan: TerraformPlan): GuardResult {
  const changes = changesOf(plan.resource_changes);
  const known = knownResources(plan, changes);
  const context = {
    policies: new PolicyIndex(plan, known),
    immutable: new ImmutableVaults(changes),
    helpers: new Helpers(known),
    testNetworks: new TestNetworks(known),
    accounts: new BackedUpAccounts(known),
  };
  const findings = changes.flatMap((change) => findingsOf(change, context));
  const deferred: GuardFinding[] =
    plan.complete === false
      ? [
          finding(
            "plan-incomplete",
            "the plan",
            "it is of a part only: with -target, or because Terraform deferred changes",
          ),
        ]
      : [];
  return {
    findings: [...deferred, ...findings],
    notes: [...changes.flatMap((change) => noteOf(change, context)), ...driftNotes(plan, context)],
    changes: changes.filter(({ kind }) => kind !== "none").length,
  };
}

function finding(rule: GuardRuleId, address: string, reason: string): GuardFinding {
  return { rule, severity: severityOf(rule), address, reason: oneLine(reason) };
}

/** Names are somebody else's words: no line ends, no codes for a terminal. */
function oneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, " ");
}

function findingsOf(change: Change, context: Context): readonly GuardFinding[] {
  const { kind } = change;
  if (kind === "none" || kind === "forget") return [];
  const found = [
    ...destroyed(change, context),
    ...context.testNetworks.findingsOf(change),
    ...changed(change, context),
  ];
  return found.map(([rule, reason]) => finding(rule, change.address, reason));
}

function destroyed(change: Change, context: Context): readonly Found[] {
  const { kind, replacedFor } = change;
  if (kind !== "delete" && kind !== "replace") return [];
  const destruction = lostWith(change, context);
  // what only watches is there again: after a replacement, and beside what one left behind
  if (!destruction || ((kind === "replace" || change.isLeftover) && !destruction.replaced)) return [];
  const why = kind === "replace" && replacedFor.length > 0 ? `, because of ${replacedFor.join(", ")}` : "";
  const how = kind === "replace" ? `is replaced${why}` : "is destroyed";
  return [[destruction.rule, `${destruction.what} ${how}`]];
}

function lostWith(change: Change, { helpers }: Context): Destruction | undefined {
  return destructionOf(change) ?? helpers.destructionOf(change);
}

function changed(change: Change, context: Context): readonly Found[] {
  const addition = additionOf(change);
  const added: readonly Found[] = addition ? [[addition.rule, addition.reason]] : [];
  if (change.kind !== "update" && change.kind !== "replace") return added;
  return [
    ...added,
    ...weakened(change, context),
    ...context.helpers.weakened(change),
    ...azapiFindings(change),
    ...shortened(change, context),
    ...moved(change, context),
  ];
}

function weakened(change: Change, { accounts }: Context): readonly Found[] {
  return [...attributeRulesOf(change), ...accounts.rulesOf(change)].flatMap((one): readonly Found[] => {
    const { rule, path, weaker } = one;
    const [before, after] = [change.before, change.after].map((values) => comparedValue(values, one));
    const text = weaker(before, after);
    const hidden = change.isSensitive(path);
    if (change.isUnknown(path)) {
      const value = one.read && typeof before !== "string" ? change.before[path] : before;
      const was = hidden ? "is sensitive" : `was ${JSON.stringify(value) ?? "nothing"}`;
      return couldWeaken(one, before, text)
        ? [["unknown-value", `${path} is known only after the apply, and ${was}`]]
        : [];
    }
    return text === undefined ? [] : [[rule, `${path} ${hidden ? "protects less, and is sensitive" : text}`]];
  });
}

const PROBES = [
  ...[undefined, false, true, 0, Number.MAX_VALUE, "another", [], ["another"]],
  ...["ProtectionStopped", "OnlyCrashConsistent", "Disabled"],
];

/** Could a value that nobody knows yet be weaker than this one? Not if what is known of a list has all that it had. */
function couldWeaken({ weaker, unknown = true }: AttributeRule, before: unknown, known?: string): boolean {
  if (!unknown || (isByMember(weaker) && known === undefined)) return false;
  return PROBES.some((value) => weaker(before, value) !== undefined);
}

function shortened(change: Change, { immutable }: Context): readonly Found[] {
  const unknown = unknownPartsOf(change);
  const keeps = immutable.has(change) && !change.type.startsWith("azurerm_site_recovery_");
  const impossible = keeps ? "; Azure refuses it, since the vault is immutable" : "";
  const less = declines(dimensionsOf(change, "before"), dimensionsOf(withKnown(change, unknown), "after"));
  return [
    ...unknown.map((part): Found => ["unknown-value", `${part} of the policy is known only after the apply`]),
    ...toldOf(change, less).map(
      ({ rule, text }): Found => [rule, `${text}${HELD.test(`${rule} ${text}`) ? impossible : ""}`],
    ),
  ];
}

/** What an immutable vault holds fast: no snapshots and operational backups (Azure, "Immutable vault for Azure Backup"). */
const HELD =
  /^retention-shortened (?!instant restore|restore without|snapshots|copies|operational|.*OperationalStore)/;

/** A change of which the unknown arguments stay as they are: what is known is judged all the same. */
function withKnown(change: Change, unknown: readonly string[]): Change {
  const kept = unknown.map((part) => [part, change.before[part]]);
  return { ...change, after: { ...change.after, ...Object.fromEntries(kept) } };
}

/** How a policy gets worse; of one with sensitive values only that it does. */
function toldOf(change: Change, less: readonly Decline[]): readonly Decline[] {
  if (!hasSensitiveParts(change)) return less;
  const rules = new Set(less.map(({ rule }) => rule));
  return [...rules].map((rule) => ({ rule, text: "the policy keeps less, and is sensitive" }));
}

function moved(change: Change, { policies, immutable }: Context): readonly Found[] {
  if (!isItem(change) || change.kind === "replace") return [];
  const move = moveOf(change, policies);
  if (move.kind === "same") return [];
  if (move.kind === "unknown") return [["unknown-value", `another policy, and ${move.why}`]];
  const impossible = immutable.has(change)
    ? "; Azure refuses less retention, since the vault is immutable"
    : "";
  return [["policy-keeps-less", `another policy, which has less: ${move.texts.join("; ")}${impossible}`]];
}

/** What Terraform no longer manages stays as it is in Azure, and nobody looks after it any more. */
function noteOf(change: Change, context: Context): readonly string[] {
  if (change.kind !== "forget") return [];
  const destruction = lostWith(change, context);
  if (!destruction || (change.isLeftover && !destruction.replaced)) return [];
  return [`${change.address}: Terraform forgets it; it stays in Azure, and no plan looks after it any more`];
}

function driftNotes(plan: TerraformPlan, context: Context): readonly string[] {
  return changesOf(plan.resource_drift).flatMap((change) => {
    const destruction = change.kind === "delete" ? lostWith(change, context) : undefined;
    if (destruction) return [`${change.address}: ${destruction.what} was destroyed outside of Terraform`];
    if (change.kind !== "update") return [];
    const found = [...weakened(change, context), ...shortened(change, context)];
    return found.map(([, reason]) => oneLine(`${change.address}: ${reason}, outside of Terraform`));
  });
}
