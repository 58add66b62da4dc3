import { RULES } from "../../../lib/checks/rules";
import { judged, type Resources } from "../../support/judged";
import { SUBSCRIPTION } from "../../support/synthesise";

const status = (id: string, resources: Resources) => {
  const rule = RULES.find((one) => one.id === id);
  if (!rule) throw new Error(`no rule ${id}`);
  return judged(rule, resources).map((line) => line.split(",")[0]);
};
const HERE = { resource_group_name: "rg", recovery_vault_name: "rsv" };

describe("policy-identity-roles", () => {
  const TYPE = "azurerm_subscription_policy_assignment";
  const of = (role: object, identity: unknown = { type: "SystemAssigned" }) =>
    status("policy-identity-roles", {
      [TYPE]: { A: { name: "a", identity } },
      azurerm_linux_virtual_machine: { V: { name: "v" } },
      azurerm_role_assignment: { R: { principal_id: `\${${TYPE}.A.identity[0].principal_id}`, ...role } },
    });

  test.each([
    [{}, "pass"],
    [{ principal_id: `\${${TYPE}.A.identity.0.principal_id}` }, "pass"],
    [{ principal_id: `\${one(${TYPE}.A.identity).principal_id}` }, "pass"],
    [{ principal_id: "${one(azurerm_linux_virtual_machine.V.identity).principal_id}" }, "fail"],
    [{ principal_id: "${azurerm_linux_virtual_machine.V.identity[0].principal_id}" }, "fail"],
    [{ count: 0 }, "fail"],
    [{ count: "${var.n}" }, "unknown"],
    [{ principal_id: "${var.principal}" }, "unknown"],
  ])("with a role of %j: %s", (role, said) => {
    expect(of(role)).toEqual([`A: ${said}`]);
  });

  test("does not know whether an identity whose type is a variable needs roles that it has not", () => {
    expect(of({ count: 0 }, { type: "${var.kind}" })).toEqual(["A: unknown"]);
    expect(of({}, { type: "${var.kind}" })).toEqual(["A: pass"]);
  });
});

describe("failback-mapping", () => {
  const CONTAINER = "azurerm_site_recovery_protection_container";
  const MAPPING = `${CONTAINER}_mapping`;
  const container = (name: string) => ({ ...HERE, name, recovery_fabric_name: "fabric" });
  const id = (name: string) =>
    `/subscriptions/${SUBSCRIPTION}/resourceGroups/RG/providers/Microsoft.RecoveryServices/vaults/rsv/replicationFabrics/fabric/replicationProtectionContainers/${name}`;
  const mapping = (from: string, to: string, more: object = {}) => ({
    ...HERE,
    recovery_fabric_name: "fabric",
    recovery_source_protection_container_name: from,
    recovery_target_protection_container_id: to,
    ...more,
  });
  const of = (there: object, back: object) =>
    status("failback-mapping", {
      [CONTAINER]: { S: container("s"), T: container("t") },
      [MAPPING]: { There: there, Back: back },
    } as Resources);
  const THERE = mapping(`\${${CONTAINER}.S.name}`, `\${${CONTAINER}.T.id}`);

  test.each([
    [
      "references",
      mapping(`\${${CONTAINER}.T.name}`, `\${${CONTAINER}.S.id}`),
      ["There: pass", "Back: pass"],
    ],
    ["names and ids", mapping("t", id("S")), ["There: pass", "Back: pass"]],
    ["names and ids of others", mapping("t", id("other")), ["There: fail", "Back: fail"]],
    ["a variable", mapping("t", "${var.container}"), ["There: unknown", "Back: unknown"]],
    ["what may not be there", mapping("t", id("s"), { count: "${var.n}" }), ["There: unknown", "Back: pass"]],
    ["what is not there", mapping("t", id("s"), { count: 0 }), ["There: fail"]],
  ])("the way back by %s", (_how, back, said) => {
    expect(of(THERE, back)).toEqual(said);
  });
});

describe("replication-cache-region", () => {
  const of = (disk: string, fabric: string, account: object = {}, location: unknown = "eastus") =>
    status("replication-cache-region", {
      azurerm_site_recovery_fabric: {
        F: { ...HERE, resource_group_name: "${var.group}", name: "source", location },
      },
      azurerm_storage_account: {
        C: { name: "cache", resource_group_name: "rg", location: "westus", ...account },
      },
      azurerm_site_recovery_replicated_vm: {
        R: {
          ...HERE,
          resource_group_name: "${var.group}",
          source_recovery_fabric_name: fabric,
          managed_disk: [{ staging_storage_account_id: disk }],
        },
      },
    });
  const CACHE = "${azurerm_storage_account.C.id}";

  test.each([
    ["a fabric in a variable's group, by its name", CACHE, "source", {}, "eastus", ["R: fail"]],
    ["a cache in the same region", CACHE, "source", { location: "East US" }, "eastus", ["R: pass"]],
    [
      "a cache whose region is a variable",
      CACHE,
      "source",
      { location: "${var.region}" },
      "eastus",
      ["R: unknown"],
    ],
    [
      "the same variable as region",
      CACHE,
      "source",
      { location: "${var.region}" },
      "${var.region}",
      ["R: pass"],
    ],
    ["a cache that is a variable", "${var.cache}", "source", {}, "eastus", ["R: unknown"]],
    ["a fabric that is a variable", CACHE, "${var.fabric}", {}, "eastus", ["R: unknown"]],
    [
      "a cache of somebody else",
      "/subscriptions/s/resourceGroups/g/providers/x/y/z",
      "source",
      {},
      "eastus",
      [],
    ],
    ["a fabric of somebody else", CACHE, "theirs", {}, "eastus", []],
  ])("of %s", (_what, cache, fabric, account, location, said) => {
    expect(of(cache, fabric, account, location)).toEqual(said);
  });

  test("is not known of a cache that is a variable where the app defines none", () => {
    const disk = { staging_storage_account_id: "${var.cache}" };
    const resources = {
      azurerm_site_recovery_fabric: { F: { ...HERE, name: "source", location: "eastus" } },
      azurerm_site_recovery_replicated_vm: {
        R: { ...HERE, source_recovery_fabric_name: "source", managed_disk: [disk, disk] },
      },
    };
    expect(status("replication-cache-region", resources)).toEqual(["R: unknown"]);
  });
});
