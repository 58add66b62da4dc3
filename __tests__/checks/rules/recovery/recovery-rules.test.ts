import { RECOVERY_RULES } from "../../../../lib/checks/rules/recovery";
import { judged, type Resources } from "../../../support/judged";

const rule = (id: string) => RECOVERY_RULES.find((one) => one.id === id) as (typeof RECOVERY_RULES)[number];
const say = (id: string, resources: Resources) => judged(rule(id), resources);
const HERE = { resource_group_name: "rg", recovery_vault_name: "rsv" };
const REPLICA = "azurerm_site_recovery_replicated_vm";

test("recovery-plan passes replicas in a boot group, and fails the others", () => {
  const plan = {
    boot_recovery_group: [{ replicated_protected_items: [`\${${REPLICA}.A.id}`] }],
    failover_recovery_group: {},
  };
  expect(
    say("recovery-plan", {
      [REPLICA]: { A: { ...HERE, name: "a" }, B: { ...HERE, name: "b" } },
      azurerm_site_recovery_replication_recovery_plan: { P: plan },
    }),
  ).toEqual(["A: pass, a recovery plan starts it", "B: fail, no recovery plan starts it"]);
});

describe("failback-mapping", () => {
  const CONTAINER = "azurerm_site_recovery_protection_container";
  const MAPPING = `${CONTAINER}_mapping`;
  const mapping = (from: string, to: string) => ({
    ...HERE,
    recovery_source_protection_container_name: `\${${CONTAINER}.${from}.name}`,
    recovery_target_protection_container_id: `\${${CONTAINER}.${to}.id}`,
  });
  const containers = { [CONTAINER]: { S: { ...HERE, name: "s" }, T: { ...HERE, name: "t" } } };

  test("passes mappings in both directions", () => {
    const both = { [MAPPING]: { There: mapping("S", "T"), Back: mapping("T", "S") } };
    expect(say("failback-mapping", { ...containers, ...both })).toEqual([
      "There: pass, there is a way back",
      "Back: pass, there is a way back",
    ]);
  });

  test("fails one that leads there alone, and does not know one whose container is a variable", () => {
    expect(say("failback-mapping", { ...containers, [MAPPING]: { There: mapping("S", "T") } })).toEqual([
      "There: fail, there is no way back",
    ]);
    const late = { ...mapping("S", "T"), recovery_target_protection_container_id: "${var.target}" };
    expect(say("failback-mapping", { ...containers, [MAPPING]: { There: late } })).toEqual([
      "There: unknown, there is no way back",
    ]);
  });
});

describe("failover-addresses", () => {
  const replica = (target_network_id: string, ...ips: readonly (string | null)[]) => ({
    ...HERE,
    target_network_id,
    network_interface: ips.map((target_static_ip) => ({ target_static_ip })),
  });

  test("passes addresses that differ, or are in different networks, or are chosen by Azure", () => {
    const [A, B, C] = [
      replica("/n/1", "10.0.0.4"),
      replica("/n/1", "10.0.0.5", null),
      replica("/n/2", "10.0.0.4"),
    ];
    expect(say("failover-addresses", { [REPLICA]: { A, B, C } })).toEqual([
      "A: pass, 10.0.0.4 is its own",
      "B: pass, 10.0.0.5 is its own",
      "C: pass, 10.0.0.4 is its own",
    ]);
  });

  test("fails an address that two replicas take in one network", () => {
    const [A, B] = [replica("/n/1", "10.0.0.4"), replica("/N/1", "10.0.0.4")];
    expect(say("failover-addresses", { [REPLICA]: { A, B } })).toEqual([
      "A: pass, 10.0.0.4 is its own",
      `B: fail, 10.0.0.4 is an address of test/${REPLICA}.A too`,
    ]);
  });

  test("finds addresses where azurerm 5 has them too, in the IP configurations", () => {
    const of5 = (target_static_ip: string) => ({
      ...replica("/n/1"),
      network_interface: [{ ip_configuration: [{ target_static_ip }] }],
    });
    const [A, B] = [of5("10.0.0.4"), of5("10.0.0.4")];
    expect(say("failover-addresses", { [REPLICA]: { A, B } })).toEqual([
      "A: pass, 10.0.0.4 is its own",
      `B: fail, 10.0.0.4 is an address of test/${REPLICA}.A too`,
    ]);
  });
});
