import { count } from "../core/words";
import type { Block, Step } from "./runbook";
import { assignments, need, toFillIn } from "./shell";
import type { VaultFacts } from "./vault-facts";

/** The step that names the vault: a block for each, of which one is run. */
export function chooseVault(vaults: readonly VaultFacts[], title = "Choose the vault"): Step {
  return {
    title,
    text: ["[All VMs](vms.md) are listed with their vaults. Run one block, of the vault that has the VM."],
    blocks: vaults.map(vaultBlock),
  };
}

function vaultBlock(vault: VaultFacts): Block {
  const { title, name, resourceGroup, subscriptionId, region, vms } = vault;
  return {
    for: `${title}${vms.length > 0 ? `, ${count(vms.length, "VM")}` : ""}`,
    lines: [
      ...assignments(
        ["SUBSCRIPTION", subscriptionId],
        ["VAULT", name],
        ["VAULT_GROUP", resourceGroup],
        ["REGION", region, "the vault's region"],
      ),
      'az account set --subscription "$SUBSCRIPTION"',
    ],
  };
}

/** The step that names the VM. Its backup item has the native name: two groups may have VMs of one name. */
export function chooseVm(): Step {
  return {
    title: "Name the VM",
    blocks: [
      {
        lines: [
          toFillIn("VM", "its name, from vms.md"),
          toFillIn("VM_GROUP", "its resource group, from vms.md"),
          need("VM", "VM_GROUP"),
          'CONTAINER="IaasVMContainer;iaasvmcontainerv2;$VM_GROUP;$VM"',
          'ITEM="VM;iaasvmcontainerv2;$VM_GROUP;$VM"',
        ],
      },
    ],
  };
}
