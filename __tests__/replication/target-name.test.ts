import type { DisasterRecoveryPair } from "../../lib";
import { refusalOf, SUBSCRIPTION, type Synthesized, synthesise } from "../support/synthesise";
import { networkId, nicId, vm } from "../support/vms";
import { pair, REPLICATED_VM, replicating } from "./pair";
import { INDIA, pairs } from "./pairs";

const groupId = (name: string) => `/subscriptions/${SUBSCRIPTION}/resourceGroups/${name}`;
const OTHER_NICS = [{ id: nicId("web-nic"), networkId: networkId("vnet-web") }];

const namesOf = (synthesized: Synthesized) =>
  Object.values(synthesized.all(REPLICATED_VM)).map(({ name }) => name);
const refused = (use: (dr: DisasterRecoveryPair) => void) => refusalOf(pair({}, use));

describe("the name of a recovered VM", () => {
  test("is the VM's key by default, since VMs of one name in two groups are recovered to one", () => {
    expect(namesOf(replicating({}, (dr) => dr.replicate(vm())))).toEqual(["vm1-abc123"]);
  });

  test("is the one asked for, and no part of the VM's address", () => {
    const synthesized = replicating({}, (dr) => dr.replicate(vm(), { targetName: "erp-01" }));
    expect(namesOf(synthesized)).toEqual(["erp-01"]);
    expect(synthesized.addresses(REPLICATED_VM)).toEqual([`${REPLICATED_VM}.Dr_vm1-abc123_0813CC0E`]);
  });

  test.each(["a", "A".repeat(64), "0-a_b.c_"])("may be %s", (targetName) => {
    expect(namesOf(replicating({}, (dr) => dr.replicate(vm(), { targetName })))).toEqual([targetName]);
  });

  test.each(["", "a".repeat(65), "-a", "a-", "a.", "_a", "a b", "a/b"])("is refused as %j", (targetName) => {
    expect(refused((dr) => dr.replicate(vm(), { targetName }))).toBe(
      `[test/Dr/vm1-abc123] targetName must be 1 to 64 letters, digits, "_", "-" and ".", starting with a letter or digit and not ending with "-" or ".", got "${targetName}"`,
    );
  });

  test("is refused when another VM of the pair has it, in any letter case", () => {
    const twice = (dr: DisasterRecoveryPair) => {
      dr.replicate(vm(), { targetName: "erp" });
      dr.replicate(vm({ name: "vm2" }), { targetName: "ERP" });
    };
    expect(refused(twice)).toBe(
      '[test/Dr/vm2-abc123] targetName must be another than "ERP", the name of test/Dr/vm1-abc123, since both are recovered to one group',
    );
  });

  test("is refused when it is another VM's by default, whichever of the two comes first", () => {
    const targetName = "vm2-abc123";
    const message = (second: string, first: string) =>
      `[test/Dr/${second}] targetName must be another than "vm2-abc123", the name of test/Dr/${first}, since both are recovered to one group`;
    const chosenLast = (dr: DisasterRecoveryPair) => {
      dr.replicate(vm({ name: "vm2" }));
      dr.replicate(vm(), { targetName });
    };
    const chosenFirst = (dr: DisasterRecoveryPair) => {
      dr.replicate(vm(), { targetName });
      dr.replicate(vm({ name: "vm2" }));
    };
    expect(refused(chosenLast)).toBe(message("vm1-abc123", "vm2-abc123"));
    expect(refused(chosenFirst)).toBe(message("vm2-abc123", "vm1-abc123"));
  });

  const byTwoPairs = (first: string, second: string) =>
    pairs(
      [
        { ...INDIA, targetResourceGroup: { name: first, id: groupId(first) } },
        { id: "Payroll", name: "payroll", targetResourceGroup: { name: second, id: groupId(second) } },
      ],
      (india, payroll) => {
        india?.replicate(vm(), { targetName: "erp" });
        payroll?.replicate(vm({ name: "vm2", networkInterfaces: OTHER_NICS }), { targetName: "erp" });
      },
    );

  test("is refused when a VM of another pair has it in the same group, in any letter case", () => {
    expect(refusalOf(byTwoPairs("rg-both", "RG-Both"))).toBe(
      '[test/Payroll/vm2-abc123] targetName must be another than "erp", the name of test/India/vm1-abc123, since both are recovered to one group',
    );
  });

  test("may be that of a VM in another group", () => {
    expect(namesOf(synthesise(byTwoPairs("rg-one", "rg-two")))).toEqual(["erp", "erp"]);
  });
});
