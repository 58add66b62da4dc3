import { vmReplication } from "../../../../lib/checks/rules/protection/vm-replication";
import { judged } from "../../../support/judged";
import { vm as machine } from "../../../support/vms";

const vm = machine();
const REPLICA = "azurerm_site_recovery_replicated_vm";

const say = (
  source: string | undefined,
  { replicated = true, exempt = undefined as string | undefined } = {},
) =>
  judged(vmReplication, source === undefined ? {} : { [REPLICA]: { R: { source_vm_id: source } } }, {
    vms: [
      {
        vm,
        exempt,
        promise: { vmId: vm.id, name: vm.name, tier: "Gold", rpoMinutes: 1, rtoMinutes: 1, replicated },
      },
    ],
  });

describe("vm-replication", () => {
  test("passes a VM that a replica names, in another letter case", () => {
    const source = vm.id.toUpperCase().replace("/SUBSCRIPTIONS", "/subscriptions");
    expect(say(source)).toEqual([`vm1: pass, replicated by test/${REPLICA}.R`]);
  });

  test("fails a VM whose tier promises it and which nothing, or another VM's replica, replicates", () => {
    const FAIL = ["vm1: fail, Gold promises replication, and nothing replicates it"];
    expect(say(undefined)).toEqual(FAIL);
    expect(say(`${vm.id}0`)).toEqual(FAIL);
  });

  test("does not know where only Terraform knows which VM a replica is of", () => {
    expect(say("${var.vm}")).toEqual([
      "vm1: unknown, only Terraform knows which VM a replica of the app is of",
    ]);
  });

  test("asks nothing of a VM whose tier does not promise it, and lets be what the program leaves out", () => {
    expect(say(undefined, { replicated: false })).toEqual([]);
    expect(say(undefined, { exempt: "rebuilt every night" })).toEqual(["vm1: exempt, rebuilt every night"]);
  });
});
