import type { ChecksSummary } from "./checks-summary";
import type { FindingGroup } from "./finding-groups";
import { givenText, stackOf, type Tree } from "./tree";

/** Somebody's decision that something need not be protected, or may fail a rule. */
export interface ExemptionRow {
  readonly kind: "of the program" | "of Azure Policy" | "of a check";
  /** A VM, an ARM id or the place that the exemption names. */
  readonly at: string;
  readonly reason: string;
  /** Who answers for it; of checks. */
  readonly owner?: string;
  /** The last day, as the program says it: exemptions of the program itself have none. */
  readonly until?: string;
  /** The check's rule, or the stack of the policy exemption. */
  readonly where?: string;
}

/** All exemptions: those of the program, of Azure Policy, of the checks. */
export function exemptionRows(
  tree: Tree,
  findings: readonly FindingGroup[],
  checks: ChecksSummary | undefined,
): readonly ExemptionRow[] {
  return [...ofProgram(findings), ...ofPolicy(tree), ...ofChecks(checks)];
}

function ofProgram(findings: readonly FindingGroup[]): readonly ExemptionRow[] {
  return findings
    .filter(({ kind }) => kind === "exempt")
    .flatMap(({ reason, subjects }) =>
      subjects.map(({ name }) => ({ kind: "of the program" as const, at: name, reason })),
    );
}

const POLICY_EXEMPTIONS = ["resource", "resource_group", "subscription", "management_group"] as const;

function ofPolicy(tree: Tree): readonly ExemptionRow[] {
  const resources = POLICY_EXEMPTIONS.flatMap((scope) => tree.ofType(`azurerm_${scope}_policy_exemption`));
  return resources.map((resource) => ({
    kind: "of Azure Policy",
    at: scopeOf(resource),
    reason: givenText(resource, "description") ?? givenText(resource, "displayName") ?? "no reason given",
    until: givenText(resource, "expiresOn")?.slice(0, 10),
    where: stackOf(resource),
  }));
}

function scopeOf(resource: Parameters<typeof givenText>[0]): string {
  const ids = ["resourceId", "resourceGroupId", "subscriptionId", "managementGroupId"];
  return ids.map((id) => givenText(resource, id)).find(Boolean) ?? resource.node.path;
}

function ofChecks(checks: ChecksSummary | undefined): readonly ExemptionRow[] {
  return (checks?.open ?? []).flatMap(({ rule, exemption, subjects }) =>
    exemption ? subjects.map((at) => ({ kind: "of a check" as const, at, ...exemption, where: rule })) : [],
  );
}
