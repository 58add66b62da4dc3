import { ExistingBackups } from "../../lib";
import { EXISTING_HINT } from "../../lib/inventory/existing-backups";
import { existing, itemRow, policyRow, vaultId, vaultRow, withoutFolders } from "../support/existing";
import { temporaryFile } from "../support/files";
import { answer, vmRow } from "../support/rows";
import { refusal, SUBSCRIPTION } from "../support/synthesise";
import { vmId } from "../support/vms";

const refusalOfRows = (...rows: readonly unknown[]) => withoutFolders(refusal(() => existing(...rows)));

describe("an export of what is backed up already", () => {
  test("names the vault and the policy of a VM, in whatever letter case the VM is asked for", () => {
    const item = existing(itemRow("vm1")).itemOf({ id: vmId("vm1").toUpperCase() });

    expect(item).toMatchObject({
      vmName: "vm1",
      vaultName: "rsv-contoso",
      policyName: "Gold",
      state: "Protected",
      softDeleted: false,
    });
  });

  test("keeps the VM's id letter by letter, since azurerm compares it so", () => {
    const sourceResourceId = vmId("VM1").replace("rg-app", "RG-APP");

    expect(existing(itemRow("vm1", { sourceResourceId })).items[0]?.vmId).toBe(sourceResourceId);
  });

  test("says of a vault what cannot change, in azurerm's words", () => {
    const row = vaultRow(
      {
        redundancySettings: {
          standardTierStorageRedundancy: "zoneredundant",
          crossRegionRestore: "enabled",
        },
        securitySettings: { immutabilitySettings: { state: "locked" } },
        encryption: { keyVaultProperties: { keyUri: "https://kv.vault.azure.net/keys/backup" } },
      },
      { location: "Australia East", identity: { type: "SystemAssigned" } },
    );

    expect(existing(row).vault(vaultId().toLowerCase())).toMatchObject({
      region: "australiaeast",
      redundancy: "ZoneRedundant",
      crossRegionRestore: true,
      immutability: "Locked",
      identity: "SystemAssigned",
      customerManagedKey: true,
    });
  });

  test("takes a vault that says nothing of it for one as the portal makes it", () => {
    expect(existing(vaultRow({}, { properties: null })).vaults[0]).toMatchObject({
      redundancy: undefined,
      crossRegionRestore: false,
      immutability: "Disabled",
      identity: "None",
      customerManagedKey: false,
    });
  });

  test.each([
    ["V1", "Standard"],
    ["V2", "Enhanced"],
    [undefined, "Standard"],
  ])("knows policies of type %s as %s, since older ones say no type", (policyType, type) => {
    expect(existing(policyRow("Gold", { daily: 30, yearly: 7 }, { policyType })).policies[0]).toMatchObject({
      name: "Gold",
      type,
      retention: { daily: 30, weekly: undefined, monthly: undefined, yearly: 7 },
    });
  });

  test("spells the segments of ids as azurerm wants them, since Resource Graph may say them in lower case", () => {
    const row = policyRow("Gold");
    const lower = { ...row, id: String(row.id).toLowerCase() };

    expect(existing(lower).policies[0]?.id).toBe(
      `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-group/providers/Microsoft.RecoveryServices/vaults/rsv-contoso/backupPolicies/gold`,
    );
  });

  test("takes an item's VM from either of the properties that say it, where the other is empty", () => {
    const row = itemRow("vm1", { sourceResourceId: "", virtualMachineId: vmId("vm1") });

    expect(existing(row).items[0]?.vmId).toBe(vmId("vm1"));
  });

  test("passes over VMs of before Resource Manager, which no program has", () => {
    const classic = vmId("vm1").replace("Microsoft.Compute", "microsoft.classiccompute");

    expect(existing(itemRow("vm1", { sourceResourceId: classic })).items).toEqual([]);
  });

  test("passes over items that are file shares or databases, but for their vault being in use", () => {
    const share = itemRow("share", { backupManagementType: "AzureStorage", sourceResourceId: "/any/share" });
    const { items, vaults } = existing(share, vaultRow());

    expect(items).toEqual([]);
    expect(vaults.map((vault) => existing(share, vaultRow()).isInUse(vault))).toEqual([true]);
    expect(vaults.map((vault) => existing(vaultRow()).isInUse(vault))).toEqual([false]);
  });

  test("prefers the vault that protects a VM to one that keeps its deleted backups", () => {
    const deleted = itemRow("vm1", { isScheduledForDeferredDelete: true }, { vault: vaultId("rsv-old") });

    for (const rows of [
      [deleted, itemRow("vm1")],
      [itemRow("vm1"), deleted],
    ])
      expect(existing(...rows).itemOf({ id: vmId("vm1") })?.vaultName).toBe("rsv-contoso");
  });

  test("knows the VM by its older name for the same thing, which some rows have alone", () => {
    const row = itemRow("vm1", { sourceResourceId: undefined, virtualMachineId: vmId("vm1") });

    expect(existing(row).items[0]?.vmId).toBe(vmId("vm1"));
  });
});

describe("rows that are refused, by file and entry", () => {
  test("all at once, so that one run shows everything to mend", () => {
    expect(
      refusalOfRows(
        { ...vaultRow(), location: undefined },
        policyRow("Gold", {}, { retentionPolicy: { dailySchedule: { retentionDuration: { count: "30" } } } }),
      ),
    ).toBe(
      [
        "[existing.json: data[0] (rsv-contoso)] location is missing",
        '[existing.json: data[1] (Gold)] properties.retentionPolicy.dailySchedule.retentionDuration.count must be a number, got "30"',
      ].join("\n"),
    );
  });

  test("a type that the query does not ask for", () => {
    expect(refusalOfRows(vmRow("vm1"))).toBe(
      '[existing.json: data[0]] type must be a Recovery Services vault, backup policy or protected item, got "microsoft.compute/virtualmachines"',
    );
  });

  test("ids of another type", () => {
    const id = `${vaultId()}/backupJobs/1`;
    expect(refusalOfRows({ ...vaultRow(), id }, { ...policyRow("Gold"), id: `${id}0` })).toBe(
      [
        `[existing.json: data[0] (rsv-contoso)] id must be the ARM id of a Recovery Services vault, got "${id}"`,
        `[existing.json: data[1] (Gold)] id must be the ARM id of a backup policy, got "${id}0"`,
      ].join("\n"),
    );
  });

  test("an item of VMs that names no VM", () => {
    expect(refusalOfRows(itemRow("vm1", { sourceResourceId: "/subscriptions/x" }))).toBe(
      '[existing.json: data[0] (VM;iaasvmcontainerv2;rg-app;vm1)] properties.sourceResourceId must be the ARM id of a virtual machine, got "/subscriptions/x"',
    );
  });

  test("an item of VMs in no vault", () => {
    const row = { ...itemRow("vm1"), id: `${vaultId()}/protectedItems/vm1` };
    expect(refusalOfRows(row)).toBe(
      `[existing.json: data[0] (VM;iaasvmcontainerv2;rg-app;vm1)] id must be the ARM id of a protected item, got "${row.id}"`,
    );
  });

  test("interpolations in ids, which would be in import blocks", () => {
    const evil = "${evil.it}";
    const vm = vmId(evil);
    expect(
      refusalOfRows(
        { ...vaultRow(), id: vaultId(evil) },
        { ...policyRow("Gold"), id: `${vaultId()}/backupPolicies/${evil}` },
        itemRow("vm1", { sourceResourceId: vm }),
        itemRow("vm2", { policyId: `${vaultId()}/backupPolicies/${evil}` }),
      ),
    ).toBe(
      [
        `[existing.json: data[0] (rsv-contoso)] id must be the ARM id of a Recovery Services vault, got "${vaultId(evil)}"`,
        `[existing.json: data[1] (Gold)] id must be the ARM id of a backup policy, got "${vaultId()}/backupPolicies/${evil}"`,
        `[existing.json: data[2] (VM;iaasvmcontainerv2;rg-app;vm1)] properties.sourceResourceId must be the ARM id of a virtual machine, got "${vm}"`,
        `[existing.json: data[3] (VM;iaasvmcontainerv2;rg-app;vm2)] properties.policyId must be the ARM id of a backup policy, got "${vaultId()}/backupPolicies/${evil}"`,
      ].join("\n"),
    );
  });

  test("no rows at all, with the query that gives them", () => {
    expect(refusalOfRows()).toBe(
      `[existing.json] has no rows: check the account's access, then ${EXISTING_HINT}`,
    );
  });

  test("pages that are missing, since what they name would be made anew", () => {
    const file = temporaryFile("existing.json", answer([vaultRow()], { skip_token: "abc" }));
    expect(withoutFolders(refusal(() => ExistingBackups.fromResourceGraph(file)))).toBe(
      "[existing.json] has more rows than the 1 given, since its last page carries a skip token: give every page, fetched with --skip-token",
    );
  });

  test("an id that is there twice with different facts", () => {
    expect(refusalOfRows(vaultRow(), vaultRow({}, { location: "westeurope" }))).toBe(
      `[existing.json: data[1] (rsv-contoso)] the id "${vaultId()}" is there already, at existing.json: data[0]: remove the repeat, or fetch the pages again, since pages that overlap may miss rows`,
    );
  });
});
