import { BackupProtectedVm } from "@cdktf/provider-azurerm/lib/backup-protected-vm";
import { adoptExisting, RecoveryServicesVault, Schedule } from "../../lib";
import { existing, itemRow, policyRow, vaultId, vaultRow, withoutFolders } from "../support/existing";
import { refusalOf, SUBSCRIPTION, synthesise } from "../support/synthesise";
import { vm, vmId } from "../support/vms";
import { adopted, findingsOf, imports, refusalOfAdoption } from "./define-estate";

const OTHER_VAULT =
  "[test/Vault/vm1-abc123] the VM is protected in vault rsv-old by policy Gold (existing.json: data[0] (VM;iaasvmcontainerv2;rg-app;vm1)), and Azure backs up a VM in one vault only: protect it in that vault (RecoveryServicesVault.fromVaultId), leave it out, or stop its backup there and delete its data";

describe("a VM that exists is refused", () => {
  test("in a second vault, since Azure backs up a VM in one", () => {
    expect(refusalOfAdoption(existing(itemRow("vm1", {}, { vault: vaultId("rsv-old") })))).toBe(OTHER_VAULT);
  });

  test("in a vault of the same name in another resource group, which is another vault", () => {
    const vault = vaultId().replace("rg-group", "rg-old");

    expect(refusalOfAdoption(existing(itemRow("vm1", {}, { vault })))).toBe(
      OTHER_VAULT.replace("vault rsv-old", "vault rsv-contoso"),
    );
  });

  test("under a Standard policy when it is under an Enhanced one, since there is no way back", () => {
    const item = itemRow("vm1", { policyId: `${vaultId()}/backupPolicies/EnhancedPolicy` });

    expect(
      refusalOfAdoption(existing(policyRow("EnhancedPolicy"), item), { policy: { type: "Standard" } }),
    ).toBe(
      '[test/Vault/vm1-abc123] moves from EnhancedPolicy to Gold, and Azure moves no VM from an Enhanced policy back to a Standard one: use a policy of type "Enhanced"',
    );
  });

  test("under a policy with shorter retention when the vault is immutable", () => {
    const item = itemRow("vm1", { policyId: `${vaultId()}/backupPolicies/DefaultPolicy` });
    const old = policyRow("DefaultPolicy", { daily: 30 });

    expect(refusalOfAdoption(existing(old, item), { vault: { immutability: "Unlocked" } })).toBe(
      '[test/Vault/vm1-abc123] moves from DefaultPolicy to Gold, with daily points from 30 days to 7 days, which Azure refuses in an immutable vault: keep points as long as now, or make the vault\'s immutability "Disabled" until then',
    );
  });

  test("when its id is spelled otherwise and nothing keeps azurerm from deleting the backup over it", () => {
    const define =
      (lifecycle?: { ignoreChanges: string[] }) =>
      (stack: Parameters<Parameters<typeof synthesise>[0]>[0]) => {
        const vault = RecoveryServicesVault.fromVaultId(stack, "Central", vaultId());
        const { resource } = vault.existingVmPolicy("Gold").protect({ id: vmId("vm1") });
        if (lifecycle) resource.lifecycle = lifecycle;
        const sourceResourceId = vmId("VM1");
        adoptExisting(stack, existing(itemRow("vm1", { sourceResourceId })));
      };

    expect(withoutFolders(refusalOf(define()))).toBe(
      `[test/Central/vm1] the VM's id is ${vmId("VM1")} in Azure, and ${vmId("vm1").toLowerCase().replace("resourcegroups", "resourceGroups").replace("microsoft.compute/virtualmachines", "Microsoft.Compute/virtualMachines")} in the program: azurerm would delete the backup over the letter case; protect the VM of an inventory, or say resource.lifecycle = { ignoreChanges: ["source_vm_id"] }`,
    );
    expect(Object.keys(imports(synthesise(define({ ignoreChanges: ["source_vm_id"] }))))).toHaveLength(1);
  });

  test("together with everything else that stands against the adoption", () => {
    const message = refusalOfAdoption(
      existing(itemRow("vm1", {}, { vault: vaultId("rsv-old") }), vaultRow({}, { location: "westeurope" })),
    );

    expect(message.split("\n").map((line) => line.slice(0, 60))).toEqual([
      "[test/Vault] region must be that of the vault in Azure, west",
      "[test/Vault/vm1-abc123] the VM is protected in vault rsv-old",
    ]);
  });
});

describe("a vault that exists is refused", () => {
  const settings = (redundancy: string, crossRegionRestore = "Disabled") => ({
    redundancySettings: { standardTierStorageRedundancy: redundancy, crossRegionRestore },
  });

  test("in another region, since azurerm would replace it", () => {
    expect(refusalOfAdoption(existing(vaultRow({}, { location: "West Europe" })))).toBe(
      '[test/Vault] region must be that of the vault in Azure, westeurope, got australiaeast: azurerm would replace rsv-contoso; say region: "westeurope", or choose another name',
    );
  });

  test("with another redundancy once something is protected", () => {
    const row = vaultRow(settings("LocallyRedundant"));

    expect(Object.keys(imports(adopted(existing(row))))).toHaveLength(2);
    expect(refusalOfAdoption(existing(row, itemRow("vm1")))).toBe(
      '[test/Vault] redundancy must be that of the vault in Azure, "LocallyRedundant", got "GeoRedundant": Azure does not change it once something is protected',
    );
  });

  test("without cross-region restore when it is on, since nobody switches it off", () => {
    const row = vaultRow(settings("GeoRedundant", "Enabled"));

    expect(refusalOfAdoption(existing(row))).toBe(
      '[test/Vault] crossRegionRestore is on in Azure and cannot be switched off: say crossRegionRestore: true and acknowledge: ["cross-region restore"], or azurerm would replace rsv-contoso',
    );
    const same = { crossRegionRestore: true, acknowledge: ["cross-region restore"] } as const;
    expect(Object.keys(imports(adopted(existing(row), { vault: same })))).toHaveLength(2);
  });

  test("without the lock of its immutability, since nobody unlocks it", () => {
    const row = vaultRow({ securitySettings: { immutabilitySettings: { state: "Locked" } } });

    expect(refusalOfAdoption(existing(row))).toBe(
      '[test/Vault] immutability is "Locked" in Azure and stays so: say immutability: "Locked" and acknowledge: ["Locked immutability"], or azurerm would replace rsv-contoso',
    );
    const same = { immutability: "Locked", acknowledge: ["Locked immutability"] } as const;
    expect(Object.keys(imports(adopted(existing(row), { vault: same })))).toHaveLength(2);
  });

  test("with another infrastructure encryption beside its key, which azurerm refuses to change", () => {
    const keyVaultProperties = { keyUri: "https://kv-backup.vault.azure.net/keys/backup" };
    const row = (infrastructureEncryption: string) =>
      vaultRow(
        { encryption: { keyVaultProperties, infrastructureEncryption } },
        { identity: { type: "SystemAssigned" } },
      );
    const id = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id`;
    const identity = { id, principalId: SUBSCRIPTION };
    const encryption = { keyId: keyVaultProperties.keyUri, identity };
    const vault = { encryption, acknowledge: ["customer-managed key"] } as const;

    expect(refusalOfAdoption(existing(row("Enabled")), { vault })).toBe(
      "[test/Vault] encryption.infrastructureEncryption must be what the vault has in Azure, true: azurerm refuses to change it",
    );
    expect(Object.keys(imports(adopted(existing(row("Disabled")), { vault })))).toHaveLength(2);
  });

  test("without an identity or key that it has, since azurerm takes none away", () => {
    const encryption = { keyVaultProperties: { keyUri: "https://kv.vault.azure.net/keys/backup" } };
    const row = vaultRow({ encryption }, { identity: { type: "systemassigned, userassigned" } });

    expect(refusalOfAdoption(existing(row))).toBe(
      [
        "[test/Vault] 2 problems:",
        "  - identity must keep what the vault has in Azure, UserAssigned: azurerm takes no identity away; name its identities in identity.userAssigned",
        "  - encryption must name the key that the vault has in Azure: a vault never goes back to Microsoft's keys",
      ].join("\n"),
    );
  });

  test("without its system-assigned identity, since azurerm takes none away", () => {
    const id = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/backup`;
    const identity = { systemAssigned: false, userAssigned: [{ id, principalId: SUBSCRIPTION }] };
    const row = vaultRow({}, { identity: { type: "SystemAssigned" } });

    expect(refusalOfAdoption(existing(row), { vault: { identity } })).toBe(
      "[test/Vault] identity must keep what the vault has in Azure, SystemAssigned: azurerm takes no identity away; leave identity.systemAssigned at true",
    );
  });
});

describe("a policy that exists is refused", () => {
  test.each(["AzureStorage", "azureworkload"])(
    "of the kind %s under its name, which no type mends",
    (kind) => {
      const word = kind === "AzureStorage" ? kind : "AzureWorkload";
      const properties = { backupManagementType: kind, policyType: null };
      expect(refusalOfAdoption(existing(policyRow("Gold", { daily: 7 }, properties)))).toBe(
        `[test/Vault/Gold] name must be another one: the policy Gold in Azure is for ${word}, not for AzureIaasVM, and a vault has every name once`,
      );
    },
  );

  test("in another type, since azurerm would replace it", () => {
    expect(refusalOfAdoption(existing(policyRow("Gold", { daily: 7 }, { policyType: "V1" })))).toBe(
      '[test/Vault/Gold] type must be that of the policy in Azure, "Standard", got "Enhanced": azurerm would replace it; say type: "Standard", or define the policy by another name and let VMs move to it',
    );
  });

  const SHORTER =
    'shortens the retention that Gold has in Azure: daily points from 30 days to 7 days, which Azure refuses in an immutable vault: keep points as long as now, or make the vault\'s immutability "Disabled" until then';
  const unlocked = vaultRow({ securitySettings: { immutabilitySettings: { state: "Unlocked" } } });

  test("with shorter retention in a vault that the program makes immutable, which comes before the policy", () => {
    const rows = existing(vaultRow(), policyRow("Gold", { daily: 30 }));

    expect(refusalOfAdoption(rows, { vault: { immutability: "Unlocked" } })).toBe(
      `[test/Vault/Gold] ${SHORTER}`,
    );
  });

  test("with shorter retention in an immutable vault that somebody else defines", () => {
    const message = refusalOf((stack) => {
      const vault = RecoveryServicesVault.fromVaultId(stack, "Theirs", vaultId());
      vault.addVmPolicy("Gold", { schedule: Schedule.daily("02:00"), retention: { daily: 7 } });
      adoptExisting(stack, existing(unlocked, policyRow("Gold", { daily: 30 })));
    });

    expect(message).toBe(`[test/Theirs/Gold] ${SHORTER}`);
  });

  test("not for shorter retention in a vault that the program makes mutable first: that is worth a look", () => {
    const stack = adopted(existing(unlocked, policyRow("Gold", { daily: 30 })));

    expect(findingsOf(stack)).toEqual([
      "warning: test/Vault/Gold (existing.json: data[1] (Gold)): the first plan shortens the retention that Gold has in Azure: daily points from 30 days to 7 days, which deletes recovery points; keep points as long as now, or shorten on purpose",
    ]);
  });

  test("no more where daily points outlive the longer ones that go", () => {
    const policy = policyRow("Gold", { daily: 30, weekly: 5 });

    expect(
      Object.keys(
        imports(
          adopted(existing(policy), {
            vault: { immutability: "Unlocked" },
            policy: { retention: { daily: 35 } },
          }),
        ),
      ),
    ).toHaveLength(1);
  });
});

test("a protected VM of the provider's own class is looked at too", () => {
  const stack = synthesise((s) => {
    new BackupProtectedVm(s, "Item", {
      resourceGroupName: "rg-group",
      recoveryVaultName: "rsv-contoso",
      sourceVmId: vm().id,
    });
    adoptExisting(s, existing(itemRow("vm1")));
  });

  expect(Object.keys(imports(stack))).toEqual(["azurerm_backup_protected_vm.Item"]);
  expect(findingsOf(stack)).toEqual([]);
});
