import { onVm } from "../../result";
import { defineRule } from "../../rule";

/** RPO of its tier against schedule and replication; APRL asks for replication of every VM. */
export const vmRecoveryPoint = defineRule({
  id: "vm-recovery-point",
  title: "Every VM loses no more than it is promised",
  severity: "warning",
  frameworks: { APRL: ["cfe22a65-b1db-fd41-9e8e-d573922709ae"] },
  why: "a failure takes more work than the business agreed to lose",
  fix: "back up more often, replicate it, or promise less",
  check: ({ vms, objectives }) =>
    vms.flatMap(({ vm, exempt, promise }) => {
      const row = objectives().get(vm.id.toLowerCase());
      if (!promise) return [];
      // what nothing protects is what vm-backup says
      if (exempt === undefined && row?.backup === undefined && row?.replication === undefined) return [];
      if (exempt !== undefined) return [onVm(vm, "exempt", exempt)];
      const given = [row?.backup?.rpoMinutes, row?.replication?.rpoMinutes].filter(
        (one) => one !== undefined,
      );
      const best = given.length > 0 ? `${Math.min(...given)} minutes` : "nothing known";
      return [onVm(vm, row?.rpoMet, `promised ${promise.rpoMinutes} minutes, provided ${best}`)];
    }),
});
