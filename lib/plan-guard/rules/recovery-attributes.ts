import type { AttributeRule, RulesByType } from "./attribute-rule";
import { fewerActions, fewerMachines, fewerNics, fewerRuns, lessOfNics, notUpdated } from "./recovery";
import { fewerBlocks, fewerDisks, removed } from "./weaker";

const REPLICA: readonly AttributeRule[] = [
  { rule: "disks-left-out", path: "managed_disk", weaker: fewerDisks },
  { rule: "recovery-weakened", path: "target_network_id", weaker: removed, unknown: false },
  { rule: "recovery-weakened", path: "test_network_id", weaker: removed, unknown: false },
  { rule: "recovery-weakened", path: "network_interface", weaker: fewerNics },
  { rule: "recovery-weakened", path: "network_interface", weaker: lessOfNics },
];

/** What replicas, pairs and recovery plans may not have less of. */
export const RECOVERY_ATTRIBUTES: RulesByType = {
  site_recovery_replicated_vm: [
    ...REPLICA,
    { rule: "disks-left-out", path: "unmanaged_disk", weaker: fewerBlocks("disk_uri") },
  ],
  site_recovery_vmware_replicated_vm: REPLICA,
  site_recovery_protection_container_mapping: [
    { rule: "recovery-weakened", path: "automatic_update", weaker: notUpdated, unknown: false },
  ],
  site_recovery_replication_recovery_plan: [
    { rule: "left-recovery-plan", path: "boot_recovery_group", weaker: fewerMachines },
    ...["boot", "failover", "shutdown"].flatMap((group): AttributeRule[] =>
      [fewerActions, fewerRuns].map((weaker) => ({
        rule: "left-recovery-plan",
        path: `${group}_recovery_group`,
        weaker,
        unknown: false,
      })),
    ),
  ],
};
