import { SynthesizedApp } from "../../../lib";
import { RULES } from "../../../lib/checks/rules";
import { judgedApp } from "../../support/judged";
import { SUBSCRIPTION } from "../../support/synthesise";

type Json = Record<string, unknown>;
const GROUP = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg`;
const VAULT = "azurerm_recovery_services_vault";
const provider = { azurerm: [{ subscription_id: SUBSCRIPTION }] };

const status = (id: string, resource: object, more: Json = {}) => {
  const rule = RULES.find((one) => one.id === id);
  if (!rule) throw new Error(`no rule ${id}`);
  const app = SynthesizedApp.fromJson({ test: { provider, resource, ...more } } as never);
  return judgedApp(rule, app).map((line) => line.split(",")[0]);
};
const vault = (group = "rg") => ({ [VAULT]: { V: { name: "rsv", resource_group_name: group } } });
const idIn = (group: string) => `${group}/providers/Microsoft.RecoveryServices/vaults/RSV`;

/** What names a vault by an id: each rule's type, and how it says it. */
const NAMERS: readonly (readonly [rule: string, type: string, named: (id: unknown) => object])[] = [
  [
    "vault-resource-guard",
    "azurerm_recovery_services_vault_resource_guard_association",
    (vault_id) => ({ vault_id }),
  ],
  ["vault-lock", "azurerm_management_lock", (scope) => ({ scope })],
  [
    "vault-private-endpoint",
    "azurerm_private_endpoint",
    (private_connection_resource_id) => ({ private_service_connection: { private_connection_resource_id } }),
  ],
];

describe.each(NAMERS)("%s", (rule, type, named) => {
  const of = (id: unknown, group?: string, config: object = {}, more: Json = {}) =>
    status(rule, { ...vault(group), [type]: { X: { name: "x", ...named(id), ...config } } }, more);

  test.each([
    ["a reference", "${azurerm_recovery_services_vault.V.id}", "${var.group}", "pass"],
    ["an id", idIn(GROUP), "rg", "pass"],
    ["an id of another vault", `${idIn(GROUP)}-other`, "${var.group}", "fail"],
    ["an id, of a vault whose group is a variable", idIn(GROUP), "${var.group}", "unknown"],
    ["a variable", "${var.vault}", "rg", "unknown"],
    ["a module's output", "${module.vault.id}", "rg", "unknown"],
    [
      "an id of another type",
      `${GROUP}/providers/Microsoft.Storage/storageAccounts/rsv`,
      "${var.group}",
      "fail",
    ],
  ])("%s", (_how, id, group, said) => {
    expect(of(id, group)).toEqual([`V: ${said}`]);
  });

  test("a local value says what it says", () => {
    const locals = (vaultId: string) => ({ locals: { vault: vaultId } });
    expect(of("${local.vault}", "rg", {}, locals(idIn(GROUP)))).toEqual(["V: pass"]);
    expect(of("${local.vault}", "rg", {}, locals("${azurerm_recovery_services_vault.V.id}"))).toEqual([
      "V: pass",
    ]);
    expect(of("${local.vault}", "rg", {}, locals("${var.vault}"))).toEqual(["V: unknown"]);
    expect(of("${local.vault}", "rg", {}, locals(`${idIn(GROUP)}2`))).toEqual(["V: fail"]);
  });

  test("what may not be there is unknown, and what is not there is none", () => {
    const id = "${azurerm_recovery_services_vault.V.id}";
    expect(of(id, "rg", { count: "${var.n}" })).toEqual(["V: unknown"]);
    expect(of(id, "rg", { count: 0 })).toEqual(["V: fail"]);
  });
});

test("a private endpoint that is connected by an alias is somebody else's service", () => {
  const endpoint = { private_service_connection: { private_connection_resource_alias: "theirs.guid.azure" } };
  expect(status("vault-private-endpoint", { ...vault(), azurerm_private_endpoint: { E: endpoint } })).toEqual(
    ["V: fail"],
  );
});

test("a lock on a group that is a variable is one of the vaults in it", () => {
  const lock = (scope: string) =>
    status("vault-lock", {
      ...vault("${var.group}"),
      azurerm_resource_group: { G: { name: "${var.group}" }, H: { name: "rg-h" } },
      azurerm_management_lock: { L: { name: "l", scope } },
    });
  expect(lock("${azurerm_resource_group.G.id}")).toEqual(["V: pass"]);
  expect(lock("${azurerm_resource_group.H.id}")).toEqual(["V: unknown"]);
});

describe("recovery-plan", () => {
  const REPLICA = "azurerm_site_recovery_replicated_vm";
  const PLAN = "azurerm_site_recovery_replication_recovery_plan";
  const replica = (name: string) => ({
    name,
    resource_group_name: "rg",
    recovery_vault_name: "rsv",
    source_recovery_fabric_name: "fabric",
    source_recovery_protection_container_name: "container",
  });
  const planned = (items: unknown, more: Json = {}, plan: object = {}) =>
    status(
      "recovery-plan",
      {
        [REPLICA]: { A: replica("a"), B: replica("b") },
        [PLAN]: { P: { boot_recovery_group: [{ replicated_protected_items: items }], ...plan } },
      },
      more,
    );
  const A = `\${${REPLICA}.A.id}`;
  const literal = `${GROUP}/providers/Microsoft.RecoveryServices/vaults/rsv/replicationFabrics/fabric/replicationProtectionContainers/container/replicationProtectedItems/A`;

  test.each([
    ["a reference", [A], ["A: pass", "B: fail"]],
    ["an id in another letter case", [literal], ["A: pass", "B: fail"]],
    ["a local value", ["${local.a}"], ["A: pass", "B: fail"]],
    ["a list that is a local value", "${local.all}", ["A: pass", "B: fail"]],
    ["a list that is a variable", "${var.items}", ["A: unknown", "B: unknown"]],
    ["an item that is a variable", [A, "${var.item}"], ["A: pass", "B: unknown"]],
    ["nothing", [], ["A: fail", "B: fail"]],
  ])("with %s in its boot group", (_how, items, said) => {
    expect(planned(items, { locals: { a: A, all: [A] } })).toEqual(said);
  });

  test("that may not be there is unknown, and that is not there is none", () => {
    expect(planned([A], {}, { count: "${var.n}" })).toEqual(["A: unknown", "B: fail"]);
    expect(planned([A], {}, { count: 0 })).toEqual(["A: fail", "B: fail"]);
  });
});

describe("vault-cross-subscription-restore", () => {
  const update = (resource_id: string, group = "rg", config: object = {}) => {
    const crossSubscriptionRestoreSettings = { crossSubscriptionRestoreState: "Disabled" };
    const body = { properties: { restoreSettings: { crossSubscriptionRestoreSettings } } };
    return status("vault-cross-subscription-restore", {
      ...vault(group),
      azapi_update_resource: { U: { resource_id, body, ...config } },
    });
  };

  test.each([
    ["${azurerm_recovery_services_vault.V.id}", "${var.group}", "pass"],
    ["${var.vault}", "rg", "unknown"],
    [idIn(GROUP), "${var.group}", "unknown"],
    [`${idIn(GROUP)}2`, "${var.group}", "fail"],
  ])("of azapi at %s, of a vault in %s: %s", (id, group, said) => {
    expect(update(id, group)).toEqual([`V: ${said}`]);
    expect(update(id, group, { count: 0 })).toEqual(["V: fail"]);
  });

  test("does not know a body that is an expression, and takes no notice of what has no such id", () => {
    const verdict = (config: object) =>
      status("vault-cross-subscription-restore", { ...vault(), azapi_update_resource: { U: config } });
    const resource_id = "${azurerm_recovery_services_vault.V.id}";
    expect(verdict({ resource_id, body: "${jsonencode(var.body)}" })).toEqual(["V: unknown"]);
    expect(verdict({ parent_id: "${var.parent}", body: "${jsonencode(var.body)}" })).toEqual(["V: fail"]);
  });
});
