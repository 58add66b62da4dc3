import fc from "fast-check";
import { ConfigurationError, replicationObstacle, replicationWarnings, type VirtualMachine } from "../../lib";
import { diskId } from "../support/vms";
import { read, rowsWith } from "./rows-with";

/** Was the VM read, and judged, or refused as the user's problem? Anything else is a fault of the library. */
function outcome(reading: () => VirtualMachine | undefined): "read" | "refused" {
  try {
    const vm = reading();
    if (vm) replicationObstacle(vm, "centralindia");
    if (vm) replicationWarnings(vm, "centralindia");
    return "read";
  } catch (error) {
    if (ConfigurationError.isConfigurationError(error)) return "refused";
    throw error;
  }
}

describe("rows of any untidiness", () => {
  const odd = fc.constantFrom<unknown>(
    null,
    0,
    true,
    "",
    "text",
    [],
    [null],
    [7],
    {},
    { id: null },
    { id: 5 },
  );

  test("hide nothing that was read before, however odd what is new", () => {
    const plain = read(rowsWith({}));
    const values = (...paths: readonly string[]) =>
      fc.record(Object.fromEntries(paths.map((path) => [path, odd])), { requiredKeys: [] });
    const changes = fc.record({
      vm: values(
        "properties.availabilitySet",
        "properties.capacityReservation",
        "properties.host",
        "properties.timeCreated",
        "properties.securityProfile.encryptionAtHost",
        "properties.storageProfile.diskControllerType",
        "properties.storageProfile.osDisk.encryptionSettings",
      ),
      os: values("properties.encryption", "properties.supportedCapabilities"),
      data: values("properties.encryption.type", "properties.encryptionSettingsCollection"),
      nic: values(
        "properties.networkSecurityGroup",
        "properties.ipConfigurations.0.properties.privateIPAddressVersion",
        "properties.ipConfigurations.0.properties.publicIPAddress",
        "properties.ipConfigurations.0.properties.loadBalancerBackendAddressPools",
        "properties.ipConfigurations.0.properties.applicationSecurityGroups",
      ),
    });
    fc.assert(
      fc.property(changes, (some) => {
        const vm = read(rowsWith(some));
        expect(vm?.disks.map(({ id, sku, sizeGb }) => [id, sku, sizeGb])).toEqual(
          plain?.disks.map(({ id, sku, sizeGb }) => [id, sku, sizeGb]),
        );
        expect(vm?.networkInterfaces[0]?.networkId).toBe(plain?.networkInterfaces[0]?.networkId);
      }),
      { numRuns: 60 },
    );
  });

  test("are read, or refused as the user's problem", () => {
    const diskPaths = ["sku", "sku.name", "tags", "zones", "properties.encryption", "properties.maxShares"];
    const nicPaths = [
      "properties.ipConfigurations",
      "properties.ipConfigurations.0",
      "properties.ipConfigurations.0.properties",
      "properties.ipConfigurations.0.properties.subnet",
      "properties.ipConfigurations.0.properties.primary",
      "properties.networkSecurityGroup",
    ];
    const outcomes = new Set<string>();
    const one = (paths: readonly string[]) => fc.tuple(fc.constantFrom(...paths), odd);
    fc.assert(
      fc.property(one(diskPaths), one(nicPaths), ([diskPath, a], [nicPath, b]) => {
        const rows = rowsWith({ data: { [diskPath]: a }, nic: { [nicPath]: b } });
        outcomes.add(outcome(() => read(rows)));
      }),
      { numRuns: 150 },
    );
    expect([...outcomes].sort()).toEqual(["read", "refused"]);
  });

  test("leave a VM whose data disk has no row as it was", () => {
    const vm = read(rowsWith({ data: { id: diskId("other") } }));
    expect(vm && replicationObstacle(vm, "centralindia")?.reason).toBe(
      "its disk web-data has no known type: its row is not in the inventory",
    );
  });
});
