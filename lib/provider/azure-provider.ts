import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import {
  Aspects,
  TerraformDataSource,
  TerraformProvider,
  TerraformResource,
  TerraformStack,
  Token,
} from "cdktf";
import type { Construct, IConstruct } from "constructs";
import { type AzurermMajor, azurermMajor } from "../core/azurerm-major";
import { checkId, stackOf } from "../core/construct-id";
import { GUID } from "../core/guid";
import { Problems, quoted } from "../core/problems";
import { PROVIDER_CONTEXT, SUBSCRIPTION_CONTEXT } from "../core/subscription-of";

/**
 * The azurerm versions that the library is made for. The bindings alone would pin 4.55.0, in which creating a vault
 * fails wherever Azure enforces soft delete (fixed in 4.64) and changing a VM backup policy is refused (fixed in 4.67).
 */
export const AZURERM_VERSION = ">= 4.81.0, < 5.0.0";

/** By the context value "azurermVersion". The arguments of 5 are those of its upgrade guide, as 5.2.0 has it. */
const VERSIONS: Readonly<Record<AzurermMajor, string>> = { 4: AZURERM_VERSION, 5: ">= 5.2.0, < 6.0.0" };

/**
 * The resource providers that backup, replication and their policies need. They are listed one by one, since the
 * default set of azurerm 4 lacks some of them and azurerm 5 registers none.
 */
export const RESOURCE_PROVIDERS = [
  "Microsoft.Authorization",
  "Microsoft.Compute",
  "Microsoft.Network",
  "Microsoft.PolicyInsights",
  "Microsoft.RecoveryServices",
  "Microsoft.Storage",
] as const;

export interface AzureProviderProps {
  /** The subscription that the resources of this provider live in (a GUID). */
  readonly subscriptionId: string;

  /**
   * A name, to use several subscriptions in one stack: pass the provider to each resource of that subscription.
   * @default - the default provider of the stack
   */
  readonly alias?: string;

  /**
   * What happens to recovery points when a protected VM leaves the program or the stack is destroyed. It holds for
   * every VM under this provider (azurerm `features.recovery_service`).
   * "until they expire" suspends the backup: recovery points go when their retention is over; it needs immutable vaults.
   * @default true - protection stops and the recovery points stay; false deletes them (soft delete keeps them 14 days)
   */
  readonly retainBackupDataOnDestroy?: boolean | "until they expire";

  /**
   * Is every item of a vault deleted, also those that others protect in it, when the vault is destroyed? For throwaway
   * environments; refused beside retained data.
   * @default false
   */
  readonly purgeVaultsOnDestroy?: boolean;

  /**
   * Is a soft-deleted backup taken up again when its VM is protected anew?
   * @default true - azurerm would otherwise refuse to protect the VM
   */
  readonly recoverSoftDeletedVms?: boolean;

  /**
   * Resource providers to register beside `RESOURCE_PROVIDERS` and what Backup vaults and AKS backups add. The identity that deploys needs the right to register.
   * @default - none
   */
  readonly resourceProvidersToRegister?: readonly string[];
}

/**
 * The azurerm provider, with the version, the `features` and the registrations that backups need.
 *
 * @example
 * new AzureProvider(stack, "Azure", { subscriptionId: "6f0d3a52-8c41-4b7e-9a35-2d1f0c7be841" });
 */
export class AzureProvider extends AzurermProvider {
  static isAzureProvider(x: unknown): x is AzureProvider {
    return typeof x === "object" && x !== null && MARK in x;
  }

  /** What happens to recovery points when their VM leaves the program. */
  readonly retainBackupDataOnDestroy: boolean | "until they expire";
  private readonly subscription: string;

  constructor(scope: Construct, id: string, props: AzureProviderProps) {
    const problems = new Problems(`${scope.node.path}/${id}`);
    problems.matches("subscriptionId", props.subscriptionId, GUID, "a subscription's GUID");
    problems.when(
      props.purgeVaultsOnDestroy === true && props.retainBackupDataOnDestroy !== false,
      "purgeVaultsOnDestroy deletes what retainBackupDataOnDestroy keeps: add retainBackupDataOnDestroy: false, or remove it",
    );
    checkAlias(problems, scope, props.alias);
    for (const name of props.resourceProvidersToRegister ?? [])
      problems.matches(
        "resourceProvidersToRegister",
        name,
        /^\w+(\.\w+)+$/,
        'namespaces such as "Microsoft.Web"',
      );
    problems.throwIfAny();
    super(scope, checkId(scope, id), {
      subscriptionId: props.subscriptionId,
      alias: props.alias,
      features: [features(props)],
      resourceProviderRegistrations: "none",
      resourceProvidersToRegister: registrations(props),
    });
    TerraformStack.of(this).addOverride("terraform.required_providers.azurerm", {
      source: "hashicorp/azurerm",
      version: VERSIONS[azurermMajor(this)],
    });
    this.retainBackupDataOnDestroy = props.retainBackupDataOnDestroy ?? true;
    this.subscription = props.subscriptionId;
    Object.defineProperty(this, MARK, { value: true });
  }

  /** Registers further resource providers, where constructs of this subscription need them. */
  register(names: readonly string[], subscription: string | undefined): void {
    if (!this.isOf(subscription)) return;
    const known = this.resourceProvidersToRegisterInput ?? [];
    this.resourceProvidersToRegister = [...new Set([...known, ...names])].sort();
  }

  /** Is this the provider of the subscription, where that is known? */
  isOf(subscription: string | undefined): boolean {
    const own = Token.isUnresolved(this.subscription) ? undefined : this.subscription.toLowerCase();
    return subscription === own;
  }

  /**
   * Makes every azurerm resource and data source below a scope use this provider, and so live in its subscription: several subscriptions
   * in one stack. Call it before anything is defined in the scope.
   *
   * @throws ConfigurationError when the provider has no alias, or the scope has children already or is in another stack
   */
  useFor(scope: IConstruct): void {
    const problems = new Problems(scope);
    problems.when(
      this.alias === undefined,
      "useFor needs a provider with an alias: the stack's own is used anyway",
    );
    problems.when(
      scope.node.children.length > 0,
      "useFor must be called before anything is defined in the scope",
    );
    problems.when(
      stackOf(scope) !== TerraformStack.of(this),
      "useFor must be called with a scope in the provider's own stack: no stack uses the provider of another one",
    );
    problems.throwIfAny();
    scope.node.setContext(SUBSCRIPTION_CONTEXT, this.subscription);
    scope.node.setContext(PROVIDER_CONTEXT, this);
    Aspects.of(scope).add({ visit: (node) => this.provide(node) });
  }

  private provide(node: IConstruct): void {
    const isElement =
      TerraformResource.isTerraformResource(node) || TerraformDataSource.isTerraformDataSource(node);
    if (isElement && node.terraformResourceType.startsWith("azurerm_")) node.provider ??= this;
  }
}

const MARK = Symbol.for("cdktf-azure-resilience/AzureProvider");

/** Terraform takes each alias once in a stack, and one provider without. */
function checkAlias(problems: Problems, scope: Construct, alias: string | undefined): void {
  const allowed = 'letters, digits, "_" and "-", starting with a letter or "_"';
  if (alias !== undefined) problems.matches("alias", alias, /^[a-z_][\w-]*$/i, allowed);
  const other = TerraformStack.of(scope)
    .node.findAll()
    .filter(TerraformProvider.isTerraformProvider)
    .find((one) => one.terraformResourceType === "azurerm" && one.alias === alias);
  if (other === undefined) return;
  problems.add(
    alias === undefined
      ? `alias is missing: ${other.node.path} is the stack's own provider already; name this one`
      : `alias ${quoted(alias)} is the alias of ${other.node.path}: choose another one`,
  );
}

function features(props: AzureProviderProps) {
  return {
    recoveryService: [
      { ...onDestroy(props), purgeProtectedItemsFromVaultOnDestroy: props.purgeVaultsOnDestroy || undefined },
    ],
    recoveryServicesVaults: [{ recoverSoftDeletedBackupProtectedVm: props.recoverSoftDeletedVms ?? true }],
    resourceGroup: [{ preventDeletionIfContainsResources: true }],
  };
}

/** azurerm accepts exactly one of its two vm_backup_* flags, even when both are false. */
function onDestroy({ retainBackupDataOnDestroy: retain = true }: AzureProviderProps) {
  if (retain === "until they expire") return { vmBackupSuspendProtectionAndRetainDataOnDestroy: true };
  return { vmBackupStopProtectionAndRetainDataOnDestroy: retain };
}

function registrations({ resourceProvidersToRegister = [] }: AzureProviderProps): string[] {
  const unique = new Set<string>([...RESOURCE_PROVIDERS, ...resourceProvidersToRegister]);
  return [...unique].sort();
}
