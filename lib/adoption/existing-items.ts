import type { TerraformResource } from "cdktf";
import type { IConstruct } from "constructs";
import { VmBackupPolicy } from "../backup-policy/vm-backup-policy";
import type { Finding } from "../core/findings";
import type { ExistingBackups, ExistingProtectedVm } from "../inventory/existing-backups";
import { ProtectedVm } from "../protection/protected-vm";
import { adoptableIn, placeOf } from "./adopt";
import { shortenedPoints } from "./compare-retention";
import { type Comparison, ExistingPolicies, immutable, retentionOf } from "./existing-policies";
import { protectedItemId } from "./import-id";

const NOTHING: Comparison = { obstacles: [], findings: [] };

/** The protected VMs of an export beside those of the program. */
export class ExistingItems {
  private readonly policies: ExistingPolicies;

  constructor(
    private readonly existing: ExistingBackups,
    private readonly read: (resource: TerraformResource, argument: string) => string | undefined,
  ) {
    this.policies = new ExistingPolicies(existing);
  }

  compare(resource: TerraformResource, id: string): Comparison & { readonly importId?: string } {
    const vmId = this.read(resource, "sourceVmId") ?? "";
    const item = this.existing.itemOf({ id: vmId });
    if (!item) return NOTHING;
    const [vaultId = ""] = id.split("/backupFabrics/");
    if (item.vaultId.toLowerCase() !== vaultId.toLowerCase()) return elsewhere(resource, item);
    if (item.softDeleted) return { obstacles: [], findings: [comesBack(resource, item)] };
    const { obstacles, findings } = this.comparePolicies(resource, item);
    return {
      importId: protectedItemId(vaultId, item),
      obstacles: [...obstacles, ...spellingObstacles(resource, vmId, item)],
      findings: [...findings, ...stopped(resource, item)],
    };
  }

  /** The VMs that Azure protects, and nothing of the app. */
  leftOver(scope: IConstruct, subscription: string | undefined): readonly Finding[] {
    const known = adoptableIn(scope.node.root).filter(
      ({ terraformResourceType }) => terraformResourceType === "azurerm_backup_protected_vm",
    );
    const vms = new Set(known.map((resource) => this.read(resource, "sourceVmId")?.toLowerCase()));
    return this.existing.items
      .filter((item) => !item.softDeleted && !vms.has(item.vmId.toLowerCase()))
      .filter((item) => subscription === undefined || item.vmId.toLowerCase().includes(`/${subscription}/`))
      .map((item) => ({
        kind: "warning",
        subject: item.vmName,
        source: item.source,
        reason: `protected in the portal by ${policyOf(item)} in vault ${item.vaultName}, and not in the program`,
        remedy: "protect it in the program, or know that somebody else does",
      }));
  }

  /** Another policy is another retention for what the VM has already. */
  private comparePolicies(resource: TerraformResource, item: ExistingProtectedVm): Comparison {
    const vm: unknown = resource.node.scope;
    const before = item.policyId === undefined ? undefined : this.existing.policy(item.policyId);
    if (!ProtectedVm.isProtectedVm(vm) || !before) return NOTHING;
    const { policy } = vm;
    if (policy.policyName.toLowerCase() === before.name.toLowerCase()) return NOTHING;
    if (before.type === "Enhanced" && policy.type === "Standard") {
      const message = `moves from ${before.name} to ${policy.policyName}, and Azure moves no VM from an Enhanced policy back to a Standard one: use a policy of type "Enhanced"`;
      return { obstacles: [message], findings: [] };
    }
    const shorter = VmBackupPolicy.isVmBackupPolicy(policy)
      ? shortenedPoints(before.retention, retentionOf(policy))
      : [];
    if (shorter.length === 0) return NOTHING;
    const reason = `moves from ${before.name} to ${policy.policyName}, with ${shorter.join(", ")}`;
    if (this.policies.keepsRetention(policy, item.vaultId))
      return { obstacles: [immutable(reason)], findings: [] };
    const finding = {
      ...about(resource, item),
      reason: `${reason}, which deletes recovery points`,
      remedy: "use a policy that keeps points as long as now, or shorten on purpose",
    };
    return { obstacles: [], findings: [finding] };
  }
}

function about(resource: TerraformResource, { source }: ExistingProtectedVm) {
  return { kind: "warning", subject: placeOf(resource), source } as const;
}

function policyOf({ policyName }: ExistingProtectedVm): string {
  return policyName === undefined ? "no policy" : `policy ${policyName}`;
}

function elsewhere(resource: TerraformResource, item: ExistingProtectedVm): Comparison {
  if (!item.softDeleted) {
    const message = `the VM is protected in vault ${item.vaultName} by ${policyOf(item)} (${item.source}), and Azure backs up a VM in one vault only: protect it in that vault (RecoveryServicesVault.fromVaultId), leave it out, or stop its backup there and delete its data`;
    return { obstacles: [message], findings: [] };
  }
  const finding = {
    ...about(resource, item),
    reason: `vault ${item.vaultName} keeps deleted backups of the VM`,
    remedy: "if Azure refuses a second vault, wait until they are gone, or bring them back in the first one",
  };
  return { obstacles: [], findings: [finding] };
}

function comesBack(resource: TerraformResource, item: ExistingProtectedVm): Finding {
  return {
    ...about(resource, item),
    reason: "its backups were deleted and are kept for a while",
    remedy: "azurerm brings them back at apply, instead of importing; look that it did",
  };
}

function stopped(resource: TerraformResource, item: ExistingProtectedVm): readonly Finding[] {
  if (!["ProtectionStopped", "BackupsSuspended"].includes(item.state)) return [];
  if (Reflect.get(resource, "protectionStateInput") !== undefined) return [];
  const reason = `its backups are stopped in Azure (${item.state}), and an import leaves them so`;
  return [
    {
      ...about(resource, item),
      reason,
      remedy: `say state: "Protected" to resume, or state: "${item.state}"`,
    },
  ];
}

/** azurerm replaces an item whose VM is spelled otherwise (hashicorp/terraform-provider-azurerm#26876). */
function spellingObstacles(
  resource: TerraformResource,
  vmId: string,
  item: ExistingProtectedVm,
): readonly string[] {
  const ignored = resource.lifecycle?.ignoreChanges ?? [];
  if (vmId === item.vmId || ignored === "all" || ignored.includes("source_vm_id")) return [];
  return [
    `the VM's id is ${item.vmId} in Azure, and ${vmId} in the program: azurerm would delete the backup over the letter case; protect the VM of an inventory, or say resource.lifecycle = { ignoreChanges: ["source_vm_id"] }`,
  ];
}
