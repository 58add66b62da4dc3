import type { RecoveryServicesVault } from "@cdktf/provider-azurerm/lib/recovery-services-vault";
import { App, type TerraformResource } from "cdktf";
import type { IConstruct } from "constructs";
import { ConfigurationError, type Problem } from "../core/configuration-error";
import { addFinding, type Finding } from "../core/findings";
import { subscriptionOf } from "../core/subscription-of";
import type { ExistingBackups } from "../inventory/existing-backups";
import { adoptableIn, placeOf } from "./adopt";
import { vaultObstacles } from "./compare-vault";
import { ExistingItems } from "./existing-items";
import { ExistingPolicies } from "./existing-policies";
import { importBlock } from "./import-blocks";
import { ImportIds } from "./import-id";

/**
 * Takes over what an export says that exists: of the resource groups, vaults, backup policies and protected VMs of a
 * stack (or app, or construct), those that Azure has already, by Terraform import blocks; the rest is created. Call it
 * last. Once applied, the call can go.
 *
 * What the first plan would lose is refused: a VM that another vault protects, a vault that azurerm would replace,
 * shorter retention in an immutable vault. What is worth a look becomes a finding: VMs that are protected in the portal
 * and not in the program, shorter retention, backups that are stopped or deleted.
 *
 * @example
 * adoptExisting(stack, ExistingBackups.fromResourceGraph("inventory/contoso-existing.json"));
 *
 * @throws ConfigurationError with everything that stands against it
 */
export function adoptExisting(scope: IConstruct, existing: ExistingBackups): void {
  const run = new Run(existing);
  for (const resource of adoptableIn(scope)) run.adopt(resource);
  if (run.problems.length > 0) throw new ConfigurationError(run.problems);
  for (const [resource, id] of run.imports) importBlock(resource, id);
  for (const [where, finding] of run.findings) addFinding(where, finding);
  for (const finding of run.items.leftOver(scope, App.isApp(scope) ? undefined : subscriptionOf(scope)))
    addFinding(scope, finding);
  scope.node.addValidation({ validate: () => late(scope, run) });
}

/** What was defined after the call, and exists. */
function late(scope: IConstruct, run: Run): string[] {
  const later = new Run(run.existing);
  for (const resource of adoptableIn(scope)) if (!run.seen.has(resource)) later.adopt(resource);
  const places = [...later.imports.keys()].map(placeOf);
  return places.map(
    (place) => `${place} exists in Azure and was defined after adoptExisting: call that last`,
  );
}

/** One look at everything of a scope. */
class Run {
  readonly imports = new Map<TerraformResource, string>();
  readonly problems: Problem[] = [];
  readonly findings: [where: IConstruct, finding: Finding][] = [];
  readonly seen = new Set<TerraformResource>();
  readonly items: ExistingItems;
  private readonly ids = new ImportIds();
  private readonly policies: ExistingPolicies;
  private readonly groups: ReadonlySet<string>;

  constructor(readonly existing: ExistingBackups) {
    this.items = new ExistingItems(existing, this.ids);
    this.policies = new ExistingPolicies(existing);
    const inGroups = existing.vaults.map((vault) => vault.id.toLowerCase().split("/providers/")[0] ?? "");
    this.groups = new Set(inGroups);
  }

  adopt(resource: TerraformResource): void {
    this.seen.add(resource);
    const { id, unknown } = this.ids.of(resource);
    if (id === undefined) this.unsure(resource, unknown);
    else if (resource.terraformResourceType === "azurerm_resource_group") this.adoptGroup(resource, id);
    else if (resource.terraformResourceType === "azurerm_recovery_services_vault")
      this.adoptVault(resource, id);
    else if (resource.terraformResourceType === "azurerm_backup_protected_vm") this.adoptItem(resource, id);
    else this.adoptPolicy(resource, id);
  }

  private adoptGroup(resource: TerraformResource, id: string): void {
    if (this.groups.has(id.toLowerCase())) this.imports.set(resource, id);
  }

  private adoptVault(resource: TerraformResource, id: string): void {
    const vault = this.existing.vault(id);
    if (!vault) return;
    this.imports.set(resource, id);
    const inUse = this.existing.items.some((item) => item.vaultId.toLowerCase() === id.toLowerCase());
    // told by its type: the check of `instanceof` fails between copies of the bindings
    const obstacles = vaultObstacles(resource as RecoveryServicesVault, vault, inUse);
    this.refuse(resource, obstacles);
    this.compareSpelling(resource, id, vault.id);
  }

  private adoptPolicy(resource: TerraformResource, id: string): void {
    const policy = this.existing.policy(id);
    if (!policy) return;
    this.imports.set(resource, id);
    const { obstacles, findings } = this.policies.compare(resource, policy);
    this.refuse(resource, obstacles);
    for (const finding of findings) this.findings.push([resource, finding]);
    this.compareSpelling(resource, id, policy.id);
  }

  private adoptItem(resource: TerraformResource, id: string): void {
    const { importId, obstacles, findings } = this.items.compare(resource, id);
    if (importId !== undefined) this.imports.set(resource, importId);
    this.refuse(resource, obstacles);
    for (const finding of findings) this.findings.push([resource, finding]);
  }

  private refuse(resource: TerraformResource, obstacles: readonly string[]): void {
    for (const message of obstacles) this.problems.push({ where: placeOf(resource), message });
  }

  private unsure(resource: TerraformResource, reason: string): void {
    const finding = {
      kind: "warning",
      subject: placeOf(resource),
      reason: `whether it exists in Azure cannot be told: ${reason}`,
      remedy: "if it does, Azure refuses to create it",
    } as const;
    this.findings.push([resource, finding]);
  }

  /** Names are imported as the program spells them, since azurerm replaces what is spelled otherwise. */
  private compareSpelling(resource: TerraformResource, id: string, azure: string): void {
    if (id.slice(id.indexOf("/resourceGroups/")) === azure.slice(azure.indexOf("/resourceGroups/"))) return;
    const finding = {
      kind: "warning",
      subject: placeOf(resource),
      reason: `Azure spells it ${azure}, the program ${id}`,
      remedy: "spell the names as Azure does, since azurerm compares them letter by letter",
    } as const;
    this.findings.push([resource, finding]);
  }
}
