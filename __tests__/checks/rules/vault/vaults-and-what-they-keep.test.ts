import { SynthesizedApp } from "../../../../lib";
import { VAULT_RULES } from "../../../../lib/checks/rules/vault";
import { judgedApp } from "../../../support/judged";
import { SUBSCRIPTION } from "../../../support/synthesise";

type Json = Record<string, unknown>;
type Stack = { readonly provider?: Json; readonly locals?: Json; readonly resource: Json };

const KNOWN = { azurerm: [{ subscription_id: SUBSCRIPTION }] };
const rule = (id: string) => VAULT_RULES.find((one) => one.id === id) as (typeof VAULT_RULES)[number];
const say = (id: string, stacks: Readonly<Record<string, Stack>>) =>
  judgedApp(rule(id), SynthesizedApp.fromJson(stacks as never));

const vault = (config: Json = {}) => ({
  azurerm_recovery_services_vault: { V: { name: "rsv-a", resource_group_name: "rg", ...config } },
});
/** A stack with a vault and something that names it by group and name. */
const stack = (
  type: string,
  group: unknown,
  name: unknown,
  own: Json = {},
  provider: Json = KNOWN,
): Stack => ({
  provider,
  resource: {
    ...vault(own),
    [type]: { X: { name: "x", resource_group_name: group, recovery_vault_name: name } },
  },
});

const ITEM = "azurerm_backup_protected_vm";
const FABRIC = "azurerm_site_recovery_fabric";
const LOCAL = { storage_mode_type: "LocallyRedundant" };
const IN_GROUP = { resource_group_name: "${var.group}" };
const NO_SUBSCRIPTION = { azurerm: [{}] };

const PASS = "V: pass, it protects something";
const FAIL = "V: fail, nothing of the app is protected in it";
const UNKNOWN = "V: unknown, only Terraform knows whether what the app protects is in it";

describe("vault-not-empty joins a vault and what is in it", () => {
  test.each<[string, Stack, string]>([
    ["by the same variable as group", stack(ITEM, "${var.group}", "rsv-a", IN_GROUP), PASS],
    [
      "by the same group, in whichever provider's subscription",
      stack(ITEM, "rg", "RSV-A", {}, NO_SUBSCRIPTION),
      PASS,
    ],
    [
      "by an attribute of the vault that is the variable",
      stack(ITEM, "${azurerm_recovery_services_vault.V.resource_group_name}", "rsv-a", IN_GROUP),
      PASS,
    ],
    [
      "by the vault's own name",
      stack(ITEM, "${var.else}", "${azurerm_recovery_services_vault.V.name}", IN_GROUP),
      PASS,
    ],
    [
      "not by another variable, which may say the same",
      stack(ITEM, "${var.else}", "rsv-a", IN_GROUP),
      UNKNOWN,
    ],
    ["not by a name that is a variable", stack(ITEM, "rg", "${var.vault}"), UNKNOWN],
    ["not by a name that a function makes", stack(ITEM, "rg", '${split("/", var.id)[8]}'), UNKNOWN],
    ["not by a literal group where its own is a variable", stack(ITEM, "rg", "rsv-a", IN_GROUP), UNKNOWN],
    [
      "not where the key of each instance is the name",
      stack(ITEM, "rg", "${each.key}", { name: "${each.key}" }),
      UNKNOWN,
    ],
    ["never by another name, whatever the group", stack(ITEM, "${var.group}", "rsv-b", IN_GROUP), FAIL],
    [
      "never by another start of the name",
      stack(ITEM, "rg", "rsv-b-${var.env}", { name: "rsv-a-${var.env}" }),
      FAIL,
    ],
    ["by a local value", { ...stack(ITEM, "rg", "${local.vault}"), locals: { vault: "rsv-a" } }, PASS],
    [
      "never by a local value that says another one",
      { ...stack(ITEM, "rg", "${local.vault}"), locals: { vault: "b" } },
      FAIL,
    ],
  ])("%s", (_how, given, said) => {
    expect(say("vault-not-empty", { test: given })).toEqual([said]);
  });

  test("of two stacks, the same variable may be two things", () => {
    const here: Stack = { provider: KNOWN, resource: vault(IN_GROUP) };
    const there: Stack = {
      provider: KNOWN,
      resource: { [ITEM]: { X: { resource_group_name: "${var.group}", recovery_vault_name: "rsv-a" } } },
    };
    expect(say("vault-not-empty", { here, there })).toEqual([UNKNOWN]);
    const known = { X: { resource_group_name: "RG", recovery_vault_name: "rsv-a" } };
    const literal = {
      here: { ...here, resource: vault() },
      there: { ...there, resource: { [ITEM]: known } },
    };
    expect(say("vault-not-empty", literal)).toEqual([PASS]);
  });

  test("what another stack hands over is followed to its vault", () => {
    const output = { "cross-stack-output-v": { value: "${azurerm_recovery_services_vault.V.name}" } };
    const handed =
      "${data.terraform_remote_state.cross-stack-reference-input-here.outputs.cross-stack-output-v}";
    const here = { provider: KNOWN, output, resource: vault(IN_GROUP) };
    const there = (stackId: string) => ({
      provider: KNOWN,
      data: { terraform_remote_state: { [`cross-stack-reference-input-${stackId}`]: { backend: "local" } } },
      resource: {
        [ITEM]: {
          X: { resource_group_name: "${var.group}", recovery_vault_name: handed.replace("here", stackId) },
        },
      },
    });
    expect(say("vault-not-empty", { here, there: there("here") })).toEqual([PASS]);
    expect(say("vault-not-empty", { here, there: there("elsewhere") })).toEqual([UNKNOWN]);
  });
});

describe("redundancy is asked of vaults that keep backups, where that is known", () => {
  test.each<[string, Stack, readonly string[]]>([
    [
      "not of one for Site Recovery in the same variable's group",
      stack(FABRIC, "${var.group}", "rsv-a", { ...IN_GROUP, ...LOCAL }),
      [],
    ],
    [
      "without a verdict where only Terraform knows whose fabric it is",
      stack(FABRIC, "${var.else}", "rsv-a", { ...IN_GROUP, ...LOCAL }),
      ["V: unknown"],
    ],
    [
      "and passes what is right whatever it keeps",
      stack(FABRIC, "${var.else}", "rsv-a", { ...IN_GROUP, cross_region_restore_enabled: true }),
      ["V: pass"],
    ],
    [
      "fails where the fabric is another vault's",
      stack(FABRIC, "${var.else}", "rsv-b", { ...IN_GROUP, ...LOCAL }),
      ["V: fail"],
    ],
  ])("%s", (_how, given, said) => {
    const verdicts = say("vault-geo-redundancy", { test: given }).map((line) => line.split(",")[0]);
    expect(verdicts).toEqual(said);
  });

  test("says why it does not know", () => {
    const given = stack(FABRIC, "${var.else}", "rsv-a", { ...IN_GROUP, ...LOCAL });
    expect(say("vault-geo-redundancy", { test: given })).toEqual([
      'V: unknown, storage_mode_type is "LocallyRedundant", cross_region_restore_enabled is false, and only Terraform knows whether it keeps backups',
    ]);
    expect(say("vault-zone-redundancy", { test: given })).toEqual([
      'V: unknown, storage_mode_type is "LocallyRedundant", and only Terraform knows whether it keeps backups',
    ]);
  });

  test("asks no logs of Site Recovery where only Terraform knows whether it replicates", () => {
    const unset = stack(FABRIC, "${var.else}", "rsv-a", IN_GROUP);
    expect(say("vault-diagnostics", { test: unset })).toEqual([
      "V: unknown, only Terraform knows whether it needs CoreAzureBackup, AddonAzureBackupJobs, AzureSiteRecoveryJobs, AzureSiteRecoveryReplicatedItems in a workspace",
    ]);
  });
});

describe("a vault for machines outside of Azure, which azurerm names by its id", () => {
  const ID = "${azurerm_recovery_services_vault.V.id}";
  const of = (type: string, recovery_vault_id: string): Stack => ({
    provider: KNOWN,
    resource: { ...vault({ ...IN_GROUP, ...LOCAL }), [type]: { X: { name: "x", recovery_vault_id } } },
  });

  test.each([
    "azurerm_site_recovery_vmware_replicated_vm",
    "azurerm_site_recovery_services_vault_hyperv_site",
  ])("is not empty with %s", (type) => {
    expect(say("vault-not-empty", { test: of(type, ID) })).toEqual([PASS]);
    expect(say("vault-not-empty", { test: of(type, "${var.vault}") })).toEqual([UNKNOWN]);
  });

  test.each([
    "azurerm_site_recovery_vmware_replication_policy",
    "azurerm_site_recovery_hyperv_replication_policy",
    "azurerm_site_recovery_services_vault_hyperv_site",
  ])("keeps no backups with %s", (type) => {
    expect(say("vault-geo-redundancy", { test: of(type, ID) })).toEqual([]);
    const other = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.RecoveryServices/vaults/other`;
    expect(say("vault-geo-redundancy", { test: of(type, other) })[0]).toMatch(/^V: fail/);
  });
});
