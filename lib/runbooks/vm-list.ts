import { code, escaped, table } from "../core/markdown";
import { count } from "../core/words";
import { GENERATED, page } from "./markdown";
import type { ProtectedEstate } from "./protected-estate";
import { duration } from "./recovery-times";
import type { VaultFacts } from "./vault-facts";
import type { BackedUpVm } from "./vm-facts";

export const VM_LIST = "vms.md";

/** Every VM with what commands ask for: its group, its vault, its policy. */
export function vmList({ vaults }: ProtectedEstate): string {
  return page("# VMs and their vaults", GENERATED, ...vaults.flatMap(vaultSection));
}

function vaultSection({ title, resourceGroup, subscriptionId, region, vms }: VaultFacts): readonly string[] {
  const place = [
    region,
    resourceGroup && `resource group ${code(resourceGroup)}`,
    subscriptionId && `subscription ${code(subscriptionId)}`,
  ];
  return [
    `## ${escaped(title)}`,
    `${count(vms.length, "VM")}; ${place.filter(Boolean).join(", ")}.`,
    vms.length === 0
      ? ""
      : table(
          ["VM", "resource group", "policy", "tier", "RPO", "RTO", "replicated to", "remark"],
          vms.map(vmRow),
        ),
  ];
}

function vmRow({ name, resourceGroup, policy, objectives, stopped }: BackedUpVm): readonly string[] {
  const { promised, replication } = objectives ?? {};
  return [
    escaped(name),
    escaped(resourceGroup ?? "known to Terraform alone"),
    escaped(policy),
    escaped(promised?.tier ?? ""),
    promised ? duration(promised.rpoMinutes) : "",
    promised ? duration(promised.rtoMinutes) : "",
    replication
      ? [replication.targetRegion, replication.targetZone && `zone ${replication.targetZone}`]
          .filter(Boolean)
          .join(", ")
      : "",
    stopped ? "backups are stopped" : "",
  ];
}
