import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { AutomationAccount, PrivateDnsZones, SynthesizedApp } from "../../lib";
import { CONTAINER_MAPPING, pair, REPLICATED_VM } from "../replication/pair";
import { changedAddresses, listed } from "../support/addresses";
import { REMOVED, refusedBy5 } from "../support/azurerm-5";
import { app, command } from "../support/command";
import { temporaryFolder } from "../support/files";
import { refusalOf, resourceGroup, type Synthesized, synthesise } from "../support/synthesise";
import { networkId, nicId, vm } from "../support/vms";

const FIVE = { azurermVersion: 5 };
const versionOf = ({ json }: Synthesized) =>
  (json.terraform as { required_providers: { azurerm: { version: string } } }).required_providers.azurerm
    .version;

const nic = { id: nicId("Front"), networkId: networkId("vnet-app"), subnetName: "snet-app" };
const configuration = (name: string, primary: boolean) =>
  ({ name, primary, version: "IPv4", backendAddressPoolIds: [], applicationSecurityGroupIds: [] }) as const;
const REPLICATED = vm({
  networkInterfaces: [
    { ...nic, ipConfigurations: [configuration("second", false), configuration("main", true)] },
  ],
});
const NETWORKS = { network: { addressSpace: "10.60.0.0/16" }, testNetwork: { addressSpace: "10.99.0.0/24" } };

describe("the context value azurermVersion", () => {
  test("is 4 by default: a vault needs 4.64, and changing a policy 4.67", () => {
    expect(versionOf(synthesise(() => {}))).toBe(">= 4.81.0, < 5.0.0");
  });

  test.each([5, "5"])(
    "%j takes the versions of azurerm 5, of which 5.2.0 is what the arguments are of",
    (five) => {
      expect(versionOf(synthesise(() => {}, { azurermVersion: five }))).toBe(">= 5.2.0, < 6.0.0");
    },
  );

  test.each([3, 6, "five", true])(
    "refuses %j, since the arguments of no other version are known",
    (other) => {
      expect(refusalOf(() => {}, { azurermVersion: other })).toBe(
        `[context] azurermVersion must be 4 or 5, got ${JSON.stringify(other)}: leave it out for 4`,
      );
    },
  );

  test("changes nothing in the provider's block: registrations and features are those that azurerm 5 has as well", () => {
    const [four, five] = [synthesise(() => {}), synthesise(() => {}, FIVE)].map(({ json }) => json.provider);
    expect(five).toEqual(four);
  });
});

describe("in azurerm 5's words", () => {
  test("a network interface of a recovered VM has its addresses in the IP configuration of that name", () => {
    const define = pair(NETWORKS, (dr) =>
      dr.replicate(REPLICATED, { networkInterfaces: { Front: { staticIp: "10.60.0.4" } } }),
    );
    expect(synthesise(define, FIVE).only(REPLICATED_VM).network_interface).toEqual([
      {
        source_network_interface_id: nicId("Front"),
        ip_configuration: [
          {
            name: "main",
            primary: true,
            target_subnet_name: expect.stringMatching(/^\$\{azurerm_subnet\..*\.name\}$/),
            target_static_ip: "10.60.0.4",
            recovery_public_ip_address_id: null,
            recovery_load_balancer_backend_address_pool_ids: null,
            failover_test_static_ip: null,
            failover_test_subnet_name: expect.stringMatching(/^\$\{azurerm_subnet\..*\.name\}$/),
            failover_test_public_ip_address_id: null,
          },
        ],
      },
    ]);
  });

  test("a VM whose IP configuration has no name is refused: azurerm 5 finds it by its name; azurerm 4 does not", () => {
    const define = pair(NETWORKS, (dr) => dr.replicate(vm({ networkInterfaces: [nic] })));
    expect(refusalOf(define, FIVE)).toBe(
      "[test/Dr/vm1-abc123] vm1's network interface Front has no IP configuration with a name in the inventory, and azurerm 5 asks for it: export network interfaces too",
    );
    expect(synthesise(define).addresses(REPLICATED_VM)).toHaveLength(1);
  });

  test("updates of the Mobility service are on where their block is there", () => {
    const define = pair((stack) => {
      const group = resourceGroup(stack, "centralindia", "Updates");
      return {
        agentUpdates: {
          account: new AutomationAccount(stack, "Automation", { name: "aa-contoso", resourceGroup: group }),
        },
      };
    });
    const blocks = (synthesized: Synthesized) =>
      Object.values(synthesized.all(CONTAINER_MAPPING)).map((mapping) => mapping.automatic_update);
    const block = {
      automation_account_id: "${azurerm_automation_account.Automation.id}",
      authentication_type: "SystemAssignedIdentity",
    };
    expect(blocks(synthesise(define, FIVE))).toEqual([block, block]);
    expect(blocks(synthesise(define))).toEqual([
      { ...block, enabled: true },
      { ...block, enabled: true },
    ]);
  });

  test("a link of a private DNS zone names the zone by its id alone", () => {
    const link = synthesise((stack) => {
      const group = resourceGroup(stack);
      const zones = new PrivateDnsZones(stack, "Dns", {
        resourceGroup: group,
        linkTo: [{ id: networkId("hub") }],
      });
      zones.zoneId("privatelink.blob.core.windows.net");
    }, FIVE).only("azurerm_private_dns_zone_virtual_network_link");
    expect(link).toEqual({
      name: expect.stringMatching(/^link-hub-/),
      private_dns_zone_id: expect.stringMatching(/^\$\{azurerm_private_dns_zone\..*\.id\}$/),
      virtual_network_id: networkId("hub"),
    });
  });
});

/** Contoso, and the examples by name, as they are written for one version. */
function contosoOf(azurermVersion: number): SynthesizedApp {
  const folder = join(temporaryFolder(), "cdktf.out");
  expect(app([], folder, context(azurermVersion)).err).toBe("");
  return SynthesizedApp.fromFolder(folder);
}

function examplesOf(azurermVersion: number): Readonly<Record<string, SynthesizedApp>> {
  const folder = temporaryFolder();
  const env = context(azurermVersion);
  expect(command(process.execPath, ["scripts/synthesise-examples.mjs", folder], { env }).err).toBe("");
  const read = (name: string) => [name, SynthesizedApp.fromFolder(join(folder, name))];
  return Object.fromEntries(readdirSync(folder).map(read));
}

function context(azurermVersion: number): Record<string, string> {
  return { CDKTF_CONTEXT_JSON: JSON.stringify({ inventory: "inventory/contoso.json", azurermVersion }) };
}

test("Contoso and every example say nothing that azurerm 5 has removed, at the addresses that azurerm 4 has", () => {
  const apps = { contoso: contosoOf(5), ...examplesOf(5) };
  expect(Object.values(apps).flatMap((one) => one.resources.flatMap(refusedBy5))).toEqual([]);
  const changed = Object.entries(apps).map(([name, one]) =>
    changedAddresses(name, readFileSync(`__tests__/addresses/${name}.txt`, "utf8"), listed(one)),
  );
  expect(changed.filter(Boolean)).toEqual([]);
}, 60_000);

test("what is written for azurerm 4 would be refused by azurerm 5, VM by VM", () => {
  const refused = contosoOf(4).resources.flatMap(refusedBy5);
  expect(refused.filter((one) => /vm1-/i.test(one))).toEqual(
    REMOVED.azurerm_site_recovery_replicated_vm?.map((path) =>
      expect.stringMatching(`^azurerm_site_recovery_replicated_vm\\..*: ${path}$`),
    ),
  );
});
