import { Subnet } from "@cdktf/provider-azurerm/lib/subnet";
import fc from "fast-check";
import { type PrivateAccessOptions, RecoveryServicesVault, type VaultService } from "../../lib";
import { refusalOf, resourceGroup, synthesise } from "../support/synthesise";
import { ENDPOINT, privateAccess } from "./define-access";

const BOTH: readonly VaultService[] = ["AzureBackup", "AzureSiteRecovery"];
const access = (subnetPrefix: string, services?: readonly VaultService[]) =>
  privateAccess({ subnetPrefix, services });

const room = (addresses: number, of: string, prefix: string, free: number, larger: number) =>
  `[test/Vault/Private] subnetPrefix must have room for ${addresses} addresses (${of}), and ${prefix} has ${free} besides the five that Azure keeps: use a subnet of /${larger} or larger`;

test.each<[readonly VaultService[], string, string, string]>([
  [["AzureBackup"], "10.80.0.0/28", "10.80.0.0/29", room(10, "10 for AzureBackup", "10.80.0.0/29", 3, 28)],
  [
    ["AzureSiteRecovery"],
    "10.80.0.0/28",
    "10.80.0.0/29",
    room(7, "7 for AzureSiteRecovery", "10.80.0.0/29", 3, 28),
  ],
  [
    BOTH,
    "10.80.0.0/27",
    "10.80.0.0/28",
    room(17, "10 for AzureBackup, 7 for AzureSiteRecovery", "10.80.0.0/28", 11, 27),
  ],
])("the endpoints of %p fit into %s and not into %s", (services, fits, small, message) => {
  expect(Object.keys(synthesise(access(fits, services)).all(ENDPOINT))).toHaveLength(services.length);
  expect(refusalOf(access(small, services))).toBe(message);
});

test("the range that the subnet was defined with counts, and so do the endpoints of other vaults in it", () => {
  const vaults = (count: number, prefix: string) =>
    refusalOf((s) => {
      const subnet = new Subnet(s, "Endpoints", {
        name: "snet-endpoints",
        resourceGroupName: "rg-net",
        virtualNetworkName: "vnet-app",
        addressPrefixes: [prefix],
      });
      for (let n = 1; n <= count; n++)
        new RecoveryServicesVault(s, `Vault${n}`, {
          name: `rsv-${n}`,
          resourceGroup: resourceGroup(s, "australiaeast", `Group${n}`),
        }).addPrivateAccess("Private", { subnet, dns: "by Azure Policy" });
    });

  expect(vaults(3, "10.80.0.0/27")).toBe(
    "[test/Vault3/Private] subnetPrefix must have room for 30 addresses (10 for AzureBackup, 20 for other endpoints), and 10.80.0.0/27 has 27 besides the five that Azure keeps: use a subnet of /26 or larger",
  );
});

test.each([
  ["10.80.0.0", 'subnetPrefix must be an IPv4 range such as "10.60.0.0/26", got "10.80.0.0"'],
  [
    "10.80.0.7/26",
    'subnetPrefix must be an IPv4 range such as "10.60.0.0/26", from its first address 10.80.0.0/26, got "10.80.0.7/26"',
  ],
])("refuses %s as a range", (prefix, message) => {
  expect(refusalOf(access(prefix))).toBe(`[test/Vault/Private] ${message}`);
});

test("a subnet that leaves no room to grow is pointed out, since Azure Backup takes more addresses later", () => {
  const findings = (options: Partial<PrivateAccessOptions>) => synthesise(privateAccess(options)).findings;

  expect(findings({ subnetPrefix: "10.80.0.0/26" })).toEqual([]);
  expect(findings({ subnetPrefix: "10.80.0.0/27", services: ["AzureSiteRecovery"] })).toEqual([]);
  expect(findings({ subnetPrefix: "10.80.0.0/27" })).toEqual([
    {
      kind: "warning",
      subject: "test/Vault/Private",
      reason:
        "its subnet 10.80.0.0/27 has little room, and an endpoint of Azure Backup takes more addresses in some regions and as backups grow",
      remedy: "use a subnet of /26 or larger, as Microsoft Learn suggests",
    },
  ]);
});

test("the prefix that a refusal names is the smallest that is enough, for any range", () => {
  const services = fc.subarray([...BOTH], { minLength: 1 });
  fc.assert(
    fc.property(services, fc.integer({ min: 8, max: 32 }), (some, bits) => {
      const takes = some.reduce((sum, one) => sum + (one === "AzureBackup" ? 10 : 7), 0);
      const fits = 2 ** (32 - bits) - 5 >= takes;
      const run = () => synthesise(access(`10.0.0.0/${bits}`, some));
      if (fits) expect(Object.keys(run().all(ENDPOINT))).toHaveLength(some.length);
      else expect(run).toThrow(takes > 11 ? "/27 or larger" : "/28 or larger");
    }),
    { numRuns: 40 },
  );
});
