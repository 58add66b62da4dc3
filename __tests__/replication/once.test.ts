import { refusalOf } from "../support/synthesise";
import { osDisk, vm } from "../support/vms";
import { pair, zonelessPair } from "./pair";

describe("replication refuses", () => {
  test("a VM twice, also under another id, since Site Recovery replicates it once", () => {
    for (const options of [{}, { id: "again" }]) {
      const twice = pair({}, (dr) => {
        dr.replicate(vm());
        dr.replicate(vm(), options);
      });
      expect(refusalOf(twice)).toBe("[test/Dr] vm1 is replicated by this pair already: remove the repeat");
    }
  });

  test("zone-redundant disks towards a region without zones", () => {
    const zonal = vm({ osDisk: osDisk({ sku: "Premium_ZRS" }) });
    expect(refusalOf(zonelessPair((dr) => dr.replicate(zonal)))).toBe(
      "[test/Dr/vm1-abc123] vm1 cannot be replicated: " +
        'its disk osdisk is zone-redundant, and australiasoutheast has no availability zones (Microsoft Learn, "Redundancy options for Azure managed disks": zone-redundant storage); replicate it to a region with zones, or make the disk locally redundant',
    );
  });

  test("a disk type that azurerm does not know", () => {
    const odd = vm({ osDisk: osDisk({ sku: "Premium_XRS" }) });
    expect(refusalOf(pair({}, (dr) => dr.replicate(odd)))).toBe(
      "[test/Dr/vm1-abc123] vm1 cannot be replicated: its disk osdisk is of a type that Site Recovery does not know (azurerm_site_recovery_replicated_vm: target_disk_type); check the export, or change the type of the disk",
    );
  });

  test("empty sizes and groups, and an unknown replica type, all at once", () => {
    const options = { targetSize: "", multiVmGroup: "", replicaDisks: "Premium" as never };
    expect(refusalOf(pair({}, (dr) => dr.replicate(vm(), options)))).toBe(
      [
        "[test/Dr/vm1-abc123] 3 problems:",
        '  - replicaDisks must be "as source" or "Standard", got "Premium": the replica\'s disk type',
        "  - targetSize must be a VM size, got nothing: remove it to keep the VM's own",
        "  - multiVmGroup must be a name, got nothing: remove it",
      ].join("\n"),
    );
  });
});
