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
      "There: unknown, only Terraform knows whether there is a way back",
    ]);
  });
});
