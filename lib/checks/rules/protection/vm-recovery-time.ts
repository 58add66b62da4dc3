import { onVm } from "../../result";
import { defineRule } from "../../rule";

/** RTO of replicated VMs: only a drill measures it. */
export const vmRecoveryTime = defineRule({
  id: "vm-recovery-time",
  title: "Recovery times that need a failover are drilled",
  severity: "warning",
  frameworks: {},
  why: "nobody knows whether the failover works, nor how long it takes",
  fix: "put the VM into a recovery plan, and drill the plan",
  check: ({ vms, objectives }) =>
    vms.flatMap(({ vm, promise }) => {
      const basis = objectives().get(vm.id.toLowerCase())?.rtoBasis;
      if (!promise || (basis !== "drilled failover" && basis !== "failover, never drilled")) return [];
      return [
        onVm(vm, basis === "drilled failover", `promised ${promise.rtoMinutes} minutes, by a ${basis}`),
      ];
    }),
});
