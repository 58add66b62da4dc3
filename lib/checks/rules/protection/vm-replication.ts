import { meaningOfId } from "../../../synthesized/meaning";
import { onVm } from "../../result";
import { defineRule } from "../../rule";
import { replicaOf, whyUnknownReplica } from "../replica-of-vm";

/** A tier may promise another region; where nothing replicates the VM, a region that is lost takes it along. */
export const vmReplication = defineRule({
  id: "vm-replication",
  title: "Every VM is replicated where its tier promises it",
  severity: "warning",
  frameworks: { APRL: ["cfe22a65-b1db-fd41-9e8e-d573922709ae"] },
  why: "when its region or zone is lost, so is the VM, until the region is back",
  fix: "replicate it: Estate.replicate with its region, or a DisasterRecoveryPair; or give it another tier",
  check: ({ app, vms }) =>
    vms.flatMap(({ vm, exempt, promise }) => {
      if (!promise?.replicated) return [];
      const { certain, possible } = replicaOf(app, meaningOfId(vm.id));
      if (certain) return [onVm(vm, true, `replicated by ${certain.path}`)];
      if (exempt !== undefined) return [onVm(vm, "exempt", exempt)];
      return possible
        ? [onVm(vm, undefined, whyUnknownReplica(possible))]
        : [onVm(vm, false, `${promise.tier} promises replication, and nothing replicates it`)];
    }),
});
