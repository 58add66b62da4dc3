import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isExpression, SynthesizedApp } from "../../lib";
import { temporaryFolder } from "../support/files";
import { refusal, SUBSCRIPTION } from "../support/synthesise";

const OTHER = "c1d9a6f4-6b0e-4c57-9d0f-3e6f5a7b8c92";
const vaultId = (name: string, group = "rg-backup", subscription = SUBSCRIPTION) =>
  `/subscriptions/${subscription}/resourceGroups/${group}/providers/Microsoft.RecoveryServices/vaults/${name}`;

const backup = {
  provider: { azurerm: [{ subscription_id: SUBSCRIPTION }, { alias: "security", subscription_id: OTHER }] },
  resource: {
    azurerm_resource_group: { Group: { name: "rg-backup", location: "eastus" } },
    azurerm_recovery_services_vault: {
      Vault: {
        "//": { metadata: { path: "backup/Vault/Default", uniqueId: "Vault" } },
        name: "rsv-a",
        resource_group_name: "${azurerm_resource_group.Group.name}",
        identity: { type: "SystemAssigned" },
        encryption: [{ key_id: "https://kv" }],
      },
      Secured: { name: "rsv-s", resource_group_name: "rg-s", provider: "azurerm.security" },
      Late: { name: "rsv-l", resource_group_name: "${data.azurerm_resource_group.Late.tags}" },
    },
    azurerm_backup_policy_vm: {
      Daily: {
        name: "Daily",
        recovery_vault_name: "${azurerm_recovery_services_vault.Vault.name}",
        resource_group_name: "${azurerm_recovery_services_vault.Vault.resource_group_name}",
      },
    },
  },
};
const watch = {
  provider: { azurerm: { subscription_id: SUBSCRIPTION.toUpperCase() } },
  resource: {
    azurerm_management_lock: { Lock: { scope: vaultId("RSV-A", "RG-BACKUP") } },
    azurerm_role_assignment: {
      Role: {
        principal_id: "${azurerm_recovery_services_vault.Vault.identity[0].principal_id}",
        scope: '${azurerm_virtual_network.Each["a"].id}',
      },
    },
    azurerm_virtual_network: {
      Each: {
        for_each: '${toset(["a"])}',
        name: "${each.key}",
        dynamic: { subnet: { for_each: "${var.x}", content: { name: "s" } } },
      },
    },
  },
};

const app = SynthesizedApp.fromJson({ backup, watch });
const find = (stack: string, address: string) => {
  const found = app.stacks.find(({ id }) => id === stack)?.find(address);
  if (!found) throw new Error(`no ${address}`);
  return found;
};
const vault = find("backup", "azurerm_recovery_services_vault.Vault");
const policy = find("backup", "azurerm_backup_policy_vm.Daily");

describe("synthesized stacks", () => {
  test("have resources by type, in all stacks, with the construct's path and without cdktf's metadata", () => {
    expect(
      app.ofType("azurerm_recovery_services_vault", "azurerm_management_lock").map(({ path }) => path),
    ).toEqual([
      "backup/Vault/Default",
      "backup/azurerm_recovery_services_vault.Secured",
      "backup/azurerm_recovery_services_vault.Late",
      "watch/azurerm_management_lock.Lock",
    ]);
    expect(Object.keys(vault.config)).toEqual(["name", "resource_group_name", "identity", "encryption"]);
  });

  test("read a block alike, whether it is an object, a list, a dynamic block or absent", () => {
    expect([vault.block("identity"), vault.block("encryption"), vault.block("monitoring")]).toEqual([
      { type: "SystemAssigned" },
      { key_id: "https://kv" },
      undefined,
    ]);
    expect(find("watch", "azurerm_virtual_network.Each").blocks("subnet")).toEqual([{ name: "s" }]);
  });

  test("compose ARM ids as azurerm does, in the subscription of the resource's own provider", () => {
    expect([vault.armId, policy.armId]).toEqual([
      vaultId("rsv-a"),
      `${vaultId("rsv-a")}/backupPolicies/Daily`,
    ]);
    expect(find("backup", "azurerm_recovery_services_vault.Secured").armId).toBe(
      vaultId("rsv-s", "rg-s", OTHER),
    );
    expect(find("backup", "azurerm_recovery_services_vault.Late").armId).toBeUndefined();
  });

  test("resolve a reference of the stack, and a composed id of another stack in any letter case", () => {
    expect(policy.targetOf(policy.config.recovery_vault_name)).toBe(vault);
    const lock = find("watch", "azurerm_management_lock.Lock");
    expect(lock.targetOf(lock.config.scope)).toBe(vault);
    expect(lock.keyOf(lock.config.scope)).toBe(vault.key);
    expect(app.byArmId(vaultId("RSV-A"))).toBe(vault);
  });

  test("do not resolve a reference to what another stack has under the same address", () => {
    const role = find("watch", "azurerm_role_assignment.Role");
    expect(role.targetOf(role.config.principal_id)).toBeUndefined();
    expect(role.targetOf(role.config.scope)?.address).toBe("azurerm_virtual_network.Each");
  });

  test("replace references within a text, and give up where only Terraform knows", () => {
    expect(policy.textOf("g:${azurerm_recovery_services_vault.Vault.resource_group_name}")).toBe(
      "g:rg-backup",
    );
    expect([policy.textOf("${var.x}"), policy.textOf(3)]).toEqual([undefined, undefined]);
    expect([isExpression("${var.x}"), isExpression("x"), isExpression(3)]).toEqual([true, false, false]);
  });

  test("end at what refers to itself", () => {
    const circle = { azurerm_resource_group: { A: { name: "${azurerm_resource_group.A.name}" } } };
    const [group] = SynthesizedApp.fromJson({ one: { resource: circle } }).resources;
    expect(group?.textOf(group.config.name)).toBeUndefined();
  });

  test("are read from a folder, stack by stack in the order of their ids; a file that is cut off is refused", () => {
    const outdir = temporaryFolder();
    for (const [id, content] of Object.entries({ b: JSON.stringify(backup), a: JSON.stringify(watch) })) {
      mkdirSync(join(outdir, "stacks", id), { recursive: true });
      writeFileSync(join(outdir, "stacks", id, "cdk.tf.json"), content);
    }
    expect(SynthesizedApp.fromFolder(outdir).stacks.map(({ id }) => id)).toEqual(["a", "b"]);
    const file = join(outdir, "stacks", "b", "cdk.tf.json");
    writeFileSync(file, '{"resource":');
    expect(refusal(() => SynthesizedApp.fromFolder(outdir))).toBe(`[${file}] is not JSON: synthesise again`);
  });

  test("are refused together where one is HCL, which would be passed over, and another one is cut off", () => {
    const outdir = temporaryFolder();
    for (const [id, file, content] of [
      ["a", "cdk.tf.json", "{}"],
      ["b", "cdk.tf", 'resource "x" "y" {}'],
      ["c", "cdk.tf.json", "{"],
    ] as const) {
      mkdirSync(join(outdir, "stacks", id), { recursive: true });
      writeFileSync(join(outdir, "stacks", id, file), content);
    }
    expect(refusal(() => SynthesizedApp.fromFolder(outdir))).toBe(
      [
        `[${join("stacks", "b")}] is written as HCL, cdk.tf, which would be passed over: synthesise it in JSON`,
        `[${join(outdir, "stacks", "c", "cdk.tf.json")}] is not JSON: synthesise again`,
      ].join("\n"),
    );
  });

  test("are refused of a folder that has none, which would pass everything", () => {
    expect(refusal(() => SynthesizedApp.fromFolder("/nowhere"))).toBe(
      "[/nowhere] has no stacks/ID/cdk.tf.json: give the folder that was synthesised into, in JSON",
    );
  });
});
