import type { DisasterRecoveryPair } from "../../lib";
import { refusalOf } from "../support/synthesise";
import { vm } from "../support/vms";
import { pair, REPLICATED_VM, replicating } from "./pair";
import { INDIA, JAPAN, pairs } from "./pairs";

const replicate =
  (count: number, group: string, prefix = "vm") =>
  (dr: DisasterRecoveryPair) => {
    for (let i = 0; i < count; i += 1) dr.replicate(vm({ name: `${prefix}${i}` }), { multiVmGroup: group });
  };

const groups = (use: (dr: DisasterRecoveryPair) => void) =>
  Object.values(replicating({}, use).all(REPLICATED_VM)).map((machine) => machine.multi_vm_group_name);

describe("a multi-VM group", () => {
  test("is absent by default, since each VM is recovered on its own", () => {
    const [machine] = Object.values(replicating({}, (dr) => dr.replicate(vm())).all(REPLICATED_VM));
    expect(machine).not.toHaveProperty("multi_vm_group_name");
  });

  test.each([15, 16])("takes %d VMs, since Azure takes 16 at most", (count) => {
    expect(groups(replicate(count, "sap"))).toEqual(Array.from({ length: count }, () => "sap"));
  });

  test("refuses the seventeenth VM, since Azure takes 16 at most", () => {
    expect(refusalOf(pair({}, replicate(17, "sap")))).toBe(
      '[test/Dr/vm16-abc123] multiVmGroup "sap" must have 16 VMs at most, got 17: split the group',
    );
  });

  test("does not count the VMs of another group", () => {
    const both = (dr: DisasterRecoveryPair) => {
      replicate(16, "sap")(dr);
      replicate(1, "web", "web")(dr);
    };
    expect(groups(both).filter((group) => group === "web")).toEqual(["web"]);
  });

  test("counts VMs whose groups differ in letter case alone as one, since Azure's names have none", () => {
    const both = (dr: DisasterRecoveryPair) => {
      replicate(16, "sap")(dr);
      replicate(1, "SAP", "other")(dr);
    };
    expect(refusalOf(pair({}, both))).toBe(
      '[test/Dr/other0-abc123] multiVmGroup "SAP" must have 16 VMs at most, got 17: split the group',
    );
  });

  test("refuses a second replication policy, since its VMs have their recovery points together", () => {
    const two = (dr: DisasterRecoveryPair) => {
      const policy = dr.addReplicationPolicy("gold");
      replicate(1, "sap")(dr);
      dr.replicate(vm({ name: "other" }), { multiVmGroup: "sap", policy });
    };
    expect(refusalOf(pair({}, two))).toBe(
      '[test/Dr/other-abc123] multiVmGroup "sap" must have one replication policy, got a second one: name the same policy for all of its VMs',
    );
  });

  test("takes VMs that name the pair's own policy beside those that name none", () => {
    const both = (dr: DisasterRecoveryPair) => {
      replicate(1, "sap")(dr);
      dr.replicate(vm({ name: "other" }), { multiVmGroup: "sap", policy: dr.policy });
    };
    expect(groups(both)).toEqual(["sap", "sap"]);
  });

  test("refuses VMs of another pair of the vault, which are recovered elsewhere", () => {
    const crossed = pairs([INDIA, JAPAN], (india, japan) => {
      if (india) replicate(1, "sap")(india);
      if (japan) replicate(1, "sap", "other")(japan);
    });
    expect(refusalOf(crossed)).toBe(
      '[test/Japan/other0-abc123] multiVmGroup "sap" must be another than that of test/India: a group has one source and one target',
    );
  });
});
