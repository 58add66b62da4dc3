import type { TerraformResource } from "cdktf";
import type { FullRetention } from "../backup-policy/retention";
import { fullRetention } from "../backup-policy/retention";
import { VmBackupPolicy } from "../backup-policy/vm-backup-policy";
import type { Finding } from "../core/findings";
import type { ExistingBackups, ExistingPolicy } from "../inventory/existing-backups";
import { placeOf } from "./adopt";
import { shortenedPoints } from "./compare-retention";

/** What stands against an adoption, and what is worth a look. */
export interface Comparison {
  readonly obstacles: readonly string[];
  readonly findings: readonly Finding[];
}

/** The policies of an export beside those of the program. */
export class ExistingPolicies {
  constructor(private readonly existing: ExistingBackups) {}

  compare(resource: TerraformResource, existing: ExistingPolicy): Comparison {
    const kind = MANAGEMENT_TYPES[resource.terraformResourceType];
    if (kind !== undefined && kind !== existing.managementType)
      return { obstacles: [otherKind(kind, existing)], findings: [] };
    const policy: unknown = resource.node.scope;
    if (!VmBackupPolicy.isVmBackupPolicy(policy)) return { obstacles: [], findings: [] };
    const obstacles: string[] = [];
    if (policy.type !== existing.type) {
      obstacles.push(
        `type must be that of the policy in Azure, "${existing.type}", got "${policy.type}": azurerm would replace it; say type: "${existing.type}", or define the policy by another name and let VMs move to it`,
      );
    }
    const shorter = shortenedPoints(existing.retention, retentionOf(policy));
    if (shorter.length === 0) return { obstacles, findings: [] };
    const reason = `shortens the retention that ${existing.name} has in Azure: ${shorter.join(", ")}`;
    if (this.keepsRetention(policy, existing.vaultId))
      return { obstacles: [...obstacles, immutable(reason)], findings: [] };
    const finding = {
      kind: "warning",
      subject: placeOf(resource),
      source: existing.source,
      reason: `the first plan ${reason}, which deletes recovery points`,
      remedy: "keep points as long as now, or shorten on purpose",
    } as const;
    return { obstacles, findings: [finding] };
  }

  /** Will the vault be immutable when the policy's turn comes? A vault of the program is changed before its policies. */
  keepsRetention({ vault }: Pick<VmBackupPolicy, "vault">, vaultId: string): boolean {
    const immutability = vault.immutability ?? this.existing.vault(vaultId)?.immutability ?? "Disabled";
    return immutability !== "Disabled";
  }
}

/** What the policies of each type of resource back up, in Azure's words. */
const MANAGEMENT_TYPES: Readonly<Record<string, string>> = {
  azurerm_backup_policy_vm: "AzureIaasVM",
  azurerm_backup_policy_file_share: "AzureStorage",
  azurerm_backup_policy_vm_workload: "AzureWorkload",
};

function otherKind(kind: string, { name, managementType }: ExistingPolicy): string {
  return `name must be another one: the policy ${name} in Azure is for ${managementType}, not for ${kind}, and a vault has every name once`;
}

/** Azure refuses shorter retention there (Microsoft Learn, "Immutable vault for Azure Backup"). */
export function immutable(reason: string): string {
  return `${reason}, which Azure refuses in an immutable vault: keep points as long as now, or make the vault's immutability "Disabled" until then`;
}

export function retentionOf(policy: VmBackupPolicy): FullRetention {
  return fullRetention(policy.retention, policy.schedule);
}
