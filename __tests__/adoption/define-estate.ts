import type { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import {
  adoptExisting,
  type ExistingBackups,
  type ProtectedVm,
  type RecoveryServicesVault,
  type RecoveryServicesVaultProps,
  type ResilienceStack,
  Schedule,
  type VmBackupPolicy,
  type VmBackupPolicyOptions,
} from "../../lib";
import { withoutFolders } from "../support/existing";
import { refusalOf, type Synthesized, synthesise } from "../support/synthesise";
import { vm } from "../support/vms";
import { defineVault } from "../vault/define-vault";

export interface Defined {
  readonly stack: ResilienceStack;
  readonly group: ResourceGroup;
  readonly vault: RecoveryServicesVault;
  readonly gold: VmBackupPolicy;
  readonly protectedVm: ProtectedVm;
}

export interface Differences {
  readonly vault?: Partial<RecoveryServicesVaultProps>;
  readonly policy?: Partial<VmBackupPolicyOptions>;
}

/** A resource group, a vault that is not immutable, the policy "Gold" and the VM "vm1" under it. */
export function define(stack: ResilienceStack, { vault: changes, policy }: Differences = {}): Defined {
  const vault = defineVault({ immutability: "Disabled", ...changes })(stack);
  const gold = vault.addVmPolicy("Gold", {
    schedule: Schedule.daily("02:00"),
    retention: { daily: 7 },
    ...policy,
  });
  const group = stack.node.findChild("Group") as ResourceGroup;
  return { stack, group, vault, gold, protectedVm: gold.protect(vm()) };
}

/** Where things are imported to, and by which ids. */
export function imports({ json }: Synthesized): Record<string, string> {
  const blocks = (json.import ?? []) as { to: string; id: string }[];
  return Object.fromEntries(blocks.map(({ to, id }) => [to, id]));
}

export const adopted = (existing: ExistingBackups, differences: Differences = {}): Synthesized =>
  synthesise((stack) => {
    define(stack, differences);
    adoptExisting(stack, existing);
  });

export const refusalOfAdoption = (existing: ExistingBackups, differences: Differences = {}): string =>
  withoutFolders(
    refusalOf((stack) => {
      define(stack, differences);
      adoptExisting(stack, existing);
    }),
  );

/** What an adoption finds worth a look, in one line each. */
export const findingsOf = ({ findings }: Synthesized): readonly string[] =>
  findings.map(({ kind, subject, source, reason, remedy }) =>
    withoutFolders(`${kind}: ${subject}${source ? ` (${source})` : ""}: ${reason}; ${remedy}`),
  );

export const VAULT_ADDRESS = "azurerm_recovery_services_vault.Vault";
export const POLICY_ADDRESS = "azurerm_backup_policy_vm.Vault_Gold_B4C24A29";
export const GROUP_ADDRESS = "azurerm_resource_group.Group";
