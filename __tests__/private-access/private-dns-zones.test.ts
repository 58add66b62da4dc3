import { DataAzurermPrivateDnsZone } from "@cdktf/provider-azurerm/lib/data-azurerm-private-dns-zone";
import { VirtualNetwork } from "@cdktf/provider-azurerm/lib/virtual-network";
import { Token } from "cdktf";
import {
  GEO_CODES,
  type IVirtualNetwork,
  PrivateDnsZones,
  REGIONS,
  RecoveryServicesVault,
  type ResilienceStack,
} from "../../lib";
import { refusalOf, resourceGroup, synthesise } from "../support/synthesise";
import { networkId, vmId } from "../support/vms";
import { ENDPOINT, hub, LINK, privateAccess, SUBNET, ZONE, ZONES, zoneId, zones } from "./define-access";

const [BACKUP = "", BLOB = "", QUEUE = "", RECOVERY = ""] = ZONES;
const named = (found: Record<string, Record<string, unknown>>) =>
  Object.values(found).map(({ name }) => name);

test("the public regions all have a geo code, and no two share one", () => {
  expect(Object.keys(GEO_CODES).sort()).toEqual(Object.keys(REGIONS).sort());
  expect(new Set(Object.values(GEO_CODES)).size).toBe(Object.keys(GEO_CODES).length);
});

test.each([
  ["westeurope", "privatelink.we.backup.windowsazure.com"],
  ["eastus2", "privatelink.eus2.backup.windowsazure.com"],
  ["germanywestcentral", "privatelink.gwc.backup.windowsazure.com"],
  ["swedencentral", "privatelink.sdc.backup.windowsazure.com"],
])("the backup zone of %s is %s", (region, zone) => {
  const stack = synthesise((s) => privateAccess({ dns: zones(s) }, { region })(s));

  expect(named(stack.all(ZONE))).toEqual([zone, BLOB, QUEUE]);
});

describe("zones of the program", () => {
  test("are those that the services need, each linked to every network, without registering machines", () => {
    const stack = synthesise((s) => {
      const spoke = new VirtualNetwork(s, "Spoke", {
        name: "vnet-spoke",
        resourceGroupName: "rg-net",
        location: "australiaeast",
        addressSpace: ["10.80.0.0/24"],
      });
      const dns = new PrivateDnsZones(s, "Dns", {
        resourceGroup: resourceGroup(s, "australiaeast", "Zones"),
        linkTo: [spoke, { id: networkId("vnet-hub").replace("Microsoft.Network", "microsoft.network") }],
        tags: { Application: "DNS" },
      });
      privateAccess({ dns, services: ["AzureSiteRecovery"] })(s);
    });

    const zone = "azurerm_private_dns_zone.Dns_privatelink-siterecovery-windowsazure-com_5D920B59";
    expect(stack.only(ZONE)).toEqual({
      name: RECOVERY,
      resource_group_name: "${azurerm_resource_group.Zones.name}",
      tags: { Application: "DNS" },
    });
    const link = {
      resource_group_name: "${azurerm_resource_group.Zones.name}",
      private_dns_zone_name: `\${${zone}.name}`,
      tags: { Application: "DNS" },
    };
    expect(Object.values(stack.all(LINK))).toEqual([
      {
        ...link,
        name: "link-vnet-spoke-8e54cd58",
        virtual_network_id: "${azurerm_virtual_network.Spoke.id}",
      },
      {
        ...link,
        name: expect.stringMatching(/^link-vnet-hub-[0-9a-f]{8}$/),
        virtual_network_id: networkId("vnet-hub"),
      },
    ]);
    expect(stack.only(ENDPOINT).private_dns_zone_group).toEqual({
      name: "default",
      private_dns_zone_ids: [`\${${zone}.id}`],
    });
  });

  test("are shared by vaults, since a network may be linked to one zone of a name only", () => {
    const stack = synthesise((s) => {
      const dns = zones(s);
      privateAccess({ dns })(s);
      new RecoveryServicesVault(s, "Second", {
        name: "rsv-second",
        resourceGroup: resourceGroup(s, "centralindia", "India"),
      }).addPrivateAccess("Private", { subnet: { id: SUBNET }, dns, region: "australiaeast" });
    });

    expect(named(stack.all(ZONE))).toEqual([BACKUP, BLOB, QUEUE, "privatelink.inc.backup.windowsazure.com"]);
  });

  test.each<[string, readonly IVirtualNetwork[], string]>([
    [
      "no network",
      [],
      "linkTo must name at least one network: nobody looks names up in a zone that is linked to none",
    ],
    [
      "what is no network",
      [{ id: vmId("vm1") }],
      `linkTo must be ARM ids of virtual networks, got "${vmId("vm1")}"`,
    ],
    [
      "a network twice, in whatever letter case",
      [{ id: networkId("vnet-a") }, { id: networkId("VNET-A") }],
      "linkTo names a network twice: remove the repeat",
    ],
  ])("refuse %s", (_, linkTo, message) => {
    expect(
      refusalOf((s) => {
        new PrivateDnsZones(s, "Dns", { resourceGroup: { name: "rg-dns" }, linkTo });
      }),
    ).toBe(`[test/Dns] ${message}`);
  });
});

describe("zones of somebody else's", () => {
  test("are found by their names, in any subscription, with the segments as azurerm wants them", () => {
    const central = "11111111-2222-3333-4444-555555555555";
    const ids = ZONES.map((name) => zoneId(name, "rg-dns", central));
    const stack = synthesise((s) => {
      const dns = PrivateDnsZones.fromZones(s, "Hub", [
        ...ids.map((id) => id.replace("privateDnsZones", "privatednszones")),
        zoneId("privatelink.vaultcore.azure.net"),
      ]);
      privateAccess({ dns })(s);
    });

    expect(stack.only(ENDPOINT).private_dns_zone_group).toEqual({
      name: "default",
      private_dns_zone_ids: ids.slice(0, 3),
    });
    expect(stack.all(ZONE)).toEqual({});
  });

  test("may be data sources, which say their names before they are read", () => {
    const stack = synthesise((s) => {
      const data = new DataAzurermPrivateDnsZone(s, "Zone", { name: RECOVERY, resourceGroupName: "rg-dns" });
      const dns = PrivateDnsZones.fromZones(s, "Hub", [data]);
      privateAccess({ dns, services: ["AzureSiteRecovery"] })(s);
    });

    expect(stack.only(ENDPOINT).private_dns_zone_group).toMatchObject({
      private_dns_zone_ids: ["${data.azurerm_private_dns_zone.Zone.id}"],
    });
  });

  test("refuse what is no zone, is there twice, or does not say its name", () => {
    expect(
      refusalOf((s) => {
        PrivateDnsZones.fromZones(s, "Hub", [
          networkId("vnet-app"),
          zoneId(BLOB),
          zoneId(BLOB.toUpperCase(), "rg-other"),
          "${var.zone}",
          Token.asString({ resolve: () => "later" }),
        ]);
      }),
    ).toBe(`[test/Hub] 4 problems:
  - zones must be ARM ids of private DNS zones, got "${networkId("vnet-app")}"
  - zones names ${BLOB} twice: keep the one that your networks are linked to
  - zones must be ARM ids of private DNS zones, got "\${var.zone}"
  - zones must say their names where their ids are known only at the deployment: pass the zone's construct, or { id, nameInput }`);
  });

  test("are refused by one message that lists all that are missing", () => {
    const refused = (names: readonly string[]) =>
      refusalOf((s) =>
        privateAccess({ dns: hub(s, names), services: ["AzureBackup", "AzureSiteRecovery"] })(s),
      );

    expect(refused([BLOB, RECOVERY])).toBe(
      `[test/Vault/Private] dns must have the zones "${BACKUP}", "${BLOB}", "${QUEUE}" and "${RECOVERY}", and lacks "${BACKUP}" and "${QUEUE}"`,
    );
    expect(refused(["privatelink.we.backup.windowsazure.com", BLOB, QUEUE, RECOVERY])).toBe(
      `[test/Vault/Private] dns must have the zones "${BACKUP}", "${BLOB}", "${QUEUE}" and "${RECOVERY}", and lacks "${BACKUP}"`,
    );
  });
});

describe("zones that two constructs would make", () => {
  const twice = (groups: readonly [string, string]) => (stack: ResilienceStack) =>
    groups.forEach((name, i) => {
      const dns = new PrivateDnsZones(stack, `Dns${i}`, {
        resourceGroup: { name },
        linkTo: [{ id: networkId("vnet-app") }],
      });
      dns.zoneId("privatelink.blob.core.windows.net");
    });

  test("are refused in one resource group, where azurerm would find the second there", () => {
    expect(refusalOf(twice(["rg-dns", "RG-dns"]))).toBe(
      '[test/Dns1] name "privatelink.blob.core.windows.net" is the name of test/Dns0 in the same resource group: share that construct',
    );
  });

  test("are refused for one network, which Azure links to one zone of a name", () => {
    expect(refusalOf(twice(["rg-dns", "rg-other"]))).toBe(
      "[test/Dns1] linkTo has a network that test/Dns0 links to a zone privatelink.blob.core.windows.net already: Azure looks a name up in one of them; share test/Dns0",
    );
  });
});
