import { join } from "node:path";
import { command } from "./support/command";
import { temporaryFolder } from "./support/files";
import { readStacks, resources } from "./support/run";

type Json = Record<string, unknown>;

/** The stacks of the example `waf-aligned`, as its command writes them. */
const stacks = (() => {
  const outdir = temporaryFolder();
  const main = join("dist", "examples", "waf-aligned", "main.js");
  const { code, err } = command(process.execPath, [main], { env: { ...process.env, CDKTF_OUTDIR: outdir } });
  if (code !== 0) throw new Error(err);
  return readStacks(outdir);
})();

const only = (stack: Json, type: string): Json => {
  const [one, ...others] = Object.values(resources(stack, type));
  if (!one || others.length > 0) throw new Error(`expected one ${type}`);
  return one as Json;
};

interface Facts {
  readonly vault: Json;
  readonly policy: Json;
  readonly items: readonly unknown[];
  readonly csr: Json;
  readonly guard: Json;
  readonly association: Json;
  readonly lock: Json;
}

const factsOf = (stack: Json): Facts => ({
  vault: only(stack, "azurerm_recovery_services_vault"),
  policy: only(stack, "azurerm_backup_policy_vm"),
  items: Object.values(resources(stack, "azurerm_backup_protected_vm")),
  csr: only(stack, "azurerm_resource_group_policy_assignment"),
  guard: only(stack, "azurerm_data_protection_resource_guard"),
  association: only(stack, "azurerm_recovery_services_vault_resource_guard_association"),
  lock: only(stack, "azurerm_management_lock"),
});

const monitoring = (vault: Json) => vault.monitoring as Record<string, boolean>;
const encryption = (vault: Json) => vault.encryption as Json;
const dailyCount = (policy: Json) => (policy.retention_daily as { count: number }).count;
const immutable = ({ vault }: Facts) => vault.immutability === "Unlocked" || vault.immutability === "Locked";
/** azurerm 4.64 and later leave soft delete on, and refuse to switch it off. */
const softDeleted = ({ vault }: Facts) => vault.soft_delete_enabled !== false;

/** Both baselines pass these; the ids are the tools' own. */
const RULES: readonly [ids: string, condition: string, holds: (facts: Facts) => boolean][] = [
  [
    "PSRule AZR-000350",
    "the name is 2 to 50 characters from a letter on",
    ({ vault }) => /^[A-Za-z][A-Za-z0-9-]{1,49}$/.test(String(vault.name)),
  ],
  ["PSRule AZR-000397, KICS #7850", "the vault is immutable", immutable],
  ["AzTS, CIS 5.2.2", "immutability is locked", ({ vault }) => vault.immutability === "Locked"],
  ["APRL 9e39919b, KICS #7849, AzTS, CIS 5.2.1", "soft delete is not off", softDeleted],
  [
    "APRL 2912472d",
    "alerts are Azure Monitor's, not the classic ones",
    ({ vault }) =>
      monitoring(vault).alerts_for_all_job_failures_enabled === true &&
      monitoring(vault).alerts_for_critical_operation_failures_enabled === false,
  ],
  ["checkov CKV2_AZURE_35", "the vault has an identity", ({ vault }) => vault.identity !== undefined],
  [
    "KICS #7851, CIS 5.2.5",
    "public network access is off",
    ({ vault }) => vault.public_network_access_enabled === false,
  ],
  [
    "CIS 5.2.3",
    "the key is the customer's",
    ({ vault }) => String(encryption(vault).key_id).startsWith("https://kv-contoso-backup.vault.azure.net/"),
  ],
  [
    "CIS 5.2.4",
    "infrastructure encryption is on",
    ({ vault }) => encryption(vault).infrastructure_encryption_enabled === true,
  ],
  [
    "CIS 5.2.7",
    "cross-subscription restore is disabled, by the built-in policy",
    ({ csr }) => String(csr.policy_definition_id).endsWith("f19b0c83-716f-4b81-85e3-2dbf057c35d6"),
  ],
  [
    "Prowler vm_sufficient_daily_backup_retention_period",
    "7 days at least",
    ({ policy }) => dailyCount(policy) >= 7,
  ],
  [
    "Prowler recovery_vault_backup_policy_retention_adequate",
    "30 days at least",
    ({ policy }) => dailyCount(policy) >= 30,
  ],
  [
    "Prowler vm_backup_enabled, recovery_vault_has_protected_items, APRL 1981f704",
    "the vault protects a VM",
    ({ items }) => items.length > 0,
  ],
  [
    "Azure Policy c7031eab",
    "multi-user authorization by a guard of another subscription",
    ({ guard, association }) =>
      guard.provider === "azurerm.security" &&
      String(association.resource_guard_id).startsWith("${azurerm_data_protection_resource_guard."),
  ],
  ["AVM lock", "deletion is locked", ({ lock }) => lock.lock_level === "CanNotDelete"],
];

describe.each(["geo", "zonal"])("the baseline %s", (name) => {
  const facts = factsOf(stacks[name] ?? {});

  test.each(RULES)("passes %s: %s", (_ids, _condition, holds) => {
    expect(holds(facts)).toBe(true);
  });
});

describe("the two baselines", () => {
  const geo = factsOf(stacks.geo ?? {}).vault;
  const zonal = factsOf(stacks.zonal ?? {}).vault;

  test("geo passes PSRule AZR-000170, APRL 1549b91f and CIS 5.2.6, which want another region", () => {
    expect([geo.storage_mode_type, geo.cross_region_restore_enabled]).toEqual(["GeoRedundant", true]);
  });

  test("zonal passes Azure Policy ae243d87-5cf3-4dce-90bd-6d62be328de3, which wants zones", () => {
    expect([zonal.storage_mode_type, zonal.cross_region_restore_enabled]).toEqual(["ZoneRedundant", false]);
  });
});
