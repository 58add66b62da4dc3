import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import {
  defineRule,
  onResource,
  RecoveryServicesVault,
  ResilienceApp,
  ResilienceChecks,
  ResilienceStack,
} from "cdktf-azure-resilience";
import {
  asMarkdown,
  GUARD_RULES,
  guardPlan,
  judge,
  readApprovals,
  readPlan,
} from "cdktf-azure-resilience/plan-guard";
import { contosoTiers } from "cdktf-azure-resilience/policies";
import { SynthesizedApp, synthesiseApp } from "cdktf-azure-resilience/testing";

/** A rule of one's own, judged beside the others. */
function defineVault(app: ResilienceApp): void {
  const subscriptionId = "6f0d3a52-8c41-4b7e-9a35-2d1f0c7be841";
  const stack = new ResilienceStack(app, "rules-and-plans", { subscriptionId });
  const resourceGroup = new ResourceGroup(stack, "Group", { name: "rg-rules", location: "australiaeast" });
  new RecoveryServicesVault(stack, "Vault", { name: "rsv-rules", resourceGroup });
  const named = defineRule({
    id: "vault-called-rsv",
    severity: "warning",
    title: "Vaults are called as the organisation calls them",
    why: "whoever is called at night finds them by their names",
    fix: 'a name that starts with "rsv-"',
    frameworks: {},
    check: ({ app: stacks }) =>
      stacks
        .ofType("azurerm_recovery_services_vault")
        .map((vault) => onResource(vault, vault.textOf(vault.config.name)?.startsWith("rsv-"), "its name")),
  });
  new ResilienceChecks(app, "Checks", { baseline: "zonal", reportOnly: true, ownRules: [named] });
}

ResilienceApp.run(defineVault);

/** What a pipeline does between plan and apply. */
export function guard(plan: Uint8Array, approvals: string, today: number): string {
  const { findings, changes, notes } = guardPlan(readPlan(plan, "plan.json"));
  const { open, approved } = judge(findings, readApprovals(approvals, "approvals.json"), today);
  return asMarkdown({ findings: open, approved, notes, files: [{ file: "plan.json", changes }] });
}

/** What a test looks at. */
export const synthesised = (): readonly string[] =>
  synthesiseApp(defineVault, { inventory: [] })
    .ofType("azurerm_recovery_services_vault")
    .map(({ address }) => address);

export const published = (outdir: string): number => SynthesizedApp.fromFolder(outdir).stacks.length;
export const criticalities: readonly string[] = contosoTiers.map(({ criticality }) => criticality);
export const rules: readonly string[] = GUARD_RULES.map(({ id }) => id);
