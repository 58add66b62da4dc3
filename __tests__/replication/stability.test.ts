import * as fc from "fast-check";
import type { VirtualMachine } from "../../lib";
import { dataDisk, networkId, nicId, vm } from "../support/vms";
import { NETWORK, NETWORK_MAPPING, REPLICATED_VM, replicating } from "./pair";

/** VMs that differ in disks, zones and networks, two of them in one network. */
const VMS = ["app", "db", "web", "batch", "proxy"].map((name, index) =>
  vm({
    name,
    zone: index > 0 ? String((index % 3) + 1) : undefined,
    dataDisks: Array.from({ length: index % 3 }, (_, lun) => dataDisk(lun)),
    networkInterfaces: [{ id: nicId(`${name}-nic`), networkId: networkId(`vnet-${index % 3}`) }],
  }),
);

const synthesised = (machines: readonly VirtualMachine[]) =>
  replicating({ replicaDisks: "Standard" }, (dr) => {
    for (const machine of machines) dr.replicate(machine);
  });

/** The JSON text of a type's resources by address, without the named arguments. */
function texts(machines: readonly VirtualMachine[], type: string, ...without: readonly string[]) {
  const keep = (key: string, value: unknown) => (without.includes(key) ? undefined : value);
  return new Map(
    Object.entries(synthesised(machines).all(type)).map(([name, json]) => [name, JSON.stringify(json, keep)]),
  );
}

const networksOf = (machines: readonly VirtualMachine[]) =>
  new Set(machines.map((machine) => machine.networkInterfaces[0]?.networkId));

const someInAnyOrder = fc.shuffledSubarray(VMS, { minLength: 1 });

describe("adding VMs, or giving them in another order", () => {
  test("leaves the other replicated VMs as they are, to the byte, since a change replicates them anew", () => {
    const all = texts(VMS, REPLICATED_VM);
    expect(all.size).toBe(VMS.length);
    fc.assert(
      fc.property(someInAnyOrder, (machines) => {
        const some = texts(machines, REPLICATED_VM);
        expect(some.size).toBe(machines.length);
        for (const [name, text] of some) expect(text).toBe(all.get(name));
      }),
      { numRuns: 25 },
    );
  });

  test("leaves the other recovery networks as they are, since recovered VMs are connected to them", () => {
    const all = texts(VMS, NETWORK);
    expect(all.size).toBe(3);
    fc.assert(
      fc.property(someInAnyOrder, (machines) => {
        const some = texts(machines, NETWORK);
        expect(some.size).toBe(networksOf(machines).size);
        for (const [name, text] of some) expect(text).toBe(all.get(name));
      }),
      { numRuns: 12 },
    );
  });

  test("leaves the other network mappings as they are but for what they wait for, which Azure never sees", () => {
    const all = texts(VMS, NETWORK_MAPPING, "depends_on");
    expect(all.size).toBe(6);
    fc.assert(
      fc.property(someInAnyOrder, (machines) => {
        const some = texts(machines, NETWORK_MAPPING, "depends_on");
        expect(some.size).toBe(2 * networksOf(machines).size);
        for (const [name, text] of some) expect(text).toBe(all.get(name));
      }),
      { numRuns: 12 },
    );
  });
});
