import type { RecoveryServicesVault } from "@cdktf/provider-azurerm/lib/recovery-services-vault";
import { App, type TerraformResource, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { ConfigurationError, type Problem } from "../core/configuration-error";
import { addFinding } from "../core/findings";
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
 * when the stacks are there; what they get later counts too. Once applied, the call can go.
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
  const own = scope.node.scopes.find(TerraformStack.isStack);
  const stacks = own ? [own] : scope.node.findAll().filter(TerraformStack.isStack);
  const run = new Run(existing);
  const problems =
    stacks.length > 0 ? run.look(scope) : [{ where: scope.node.path || "app", message: NO_STACK }];
  if (problems.length > 0) throw new ConfigurationError(problems);
  for (const stack of stacks) {
    const validate = () => {
      const late = run.look(own ? scope : stack).map(worded);
      if (stack === stacks.at(-1)) run.reportLeftOver(scope);
      return late;
    };
    stack.node.addValidation({ validate });
  }
}

const NO_STACK = "has no stack yet: give the app once it has its stacks, a stack, or a construct within one";

/** Validations say only what is wrong: where it is has to be in the words. */
function worded({ where, message }: Problem): string {
  return `${where} ${message}`;
}

/** What was looked at, and what came of it. */
class Run {
  private problems: Problem[] = [];
  private readonly seen = new Set<TerraformResource>();
  private readonly items: ExistingItems;
  private readonly policies: ExistingPolicies;
  private readonly groups: ReadonlySet<string>;
  private ids = new ImportIds();
  private reported = false;

  constructor(private readonly existing: ExistingBackups) {
    this.items = new ExistingItems(existing, (resource, argument) => this.ids.read(resource, argument));
    this.policies = new ExistingPolicies(existing);
    const inGroups = existing.vaults.map((vault) => vault.id.toLowerCase().split("/providers/")[0] ?? "");
    this.groups = new Set(inGroups);
  }

  /** Takes over what was not looked at yet: an aspect, or a later line of the program, may have defined it. */
  look(scope: IConstruct): readonly Problem[] {
    const fresh = adoptableIn(scope).filter((resource) => !this.seen.has(resource));
    this.ids = new ImportIds();
    this.problems = [];
    for (const resource of fresh) this.adopt(resource);
    return this.problems;
  }

  /** Says, once, what Azure protects and the program does not. */
  reportLeftOver(scope: IConstruct): void {
    const subscription = App.isApp(scope) ? undefined : subscriptionOf(scope);
    const found = this.reported ? [] : this.items.leftOver(scope, subscription);
    this.reported = true;
    for (const finding of found) addFinding(scope, finding);
  }

  private adopt(resource: TerraformResource): void {
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
    if (this.groups.has(id.toLowerCase())) importBlock(resource, id);
  }

  private adoptVault(resource: TerraformResource, id: string): void {
    const vault = this.existing.vault(id);
    if (!vault) return;
    importBlock(resource, id);
    // told by its type: `instanceof` fails between copies of the bindings
    const known = resource as RecoveryServicesVault;
    this.refuse(resource, vaultObstacles(known, vault, this.existing.isInUse(vault)));
    this.compareSpelling(resource, id, vault.id);
  }

  private adoptPolicy(resource: TerraformResource, id: string): void {
    const policy = this.existing.policy(id);
    if (!policy) return;
    importBlock(resource, id);
    const { obstacles, findings } = this.policies.compare(resource, policy);
    this.refuse(resource, obstacles);
    for (const finding of findings) addFinding(resource, finding);
    this.compareSpelling(resource, id, policy.id);
  }

  private adoptItem(resource: TerraformResource, id: string): void {
    const { importId, obstacles, findings } = this.items.compare(resource, id);
    if (importId !== undefined) importBlock(resource, importId);
    this.refuse(resource, obstacles);
    for (const finding of findings) addFinding(resource, finding);
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
    addFinding(resource, finding);
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
    addFinding(resource, finding);
  }
}
