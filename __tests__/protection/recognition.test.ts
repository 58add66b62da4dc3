import { App, TerraformStack } from "cdktf";
import { needsNonGeoVault, ProtectedVm, RecoveryServicesVault, Schedule, VmBackupPolicy } from "../../lib";
import { inFolder } from "../stack/write-stacks";
import { SUBSCRIPTION } from "../support/synthesise";
import { dataDisk, osDisk, vm, vmId } from "../support/vms";

const OTHER = "11111111-2222-3333-4444-555555555555";

/** Everything that a plain stack of the framework can have, which does not say its subscription. */
const inPlainStack = () =>
  inFolder((outdir) => {
    const stack = new TerraformStack(new App({ outdir }), "plain");
    const vault = new RecoveryServicesVault(stack, "Vault", {
      name: "rsv-contoso",
      resourceGroup: { name: "rg-backup", locationInput: "australiaeast" },
    });
    const id = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.RecoveryServices/vaults/rsv`;
    const imported = RecoveryServicesVault.fromVaultId(stack, "Imported", id);
    const options = { schedule: Schedule.daily("02:00"), retention: { daily: 7 } } as const;
    const policy = vault.addVmPolicy("Gold", options);
    const item = policy.protect({ id: vmId("vm1", OTHER) });
    return { stack, vault, imported, policy, item };
  });

describe("a plain stack of the framework", () => {
  test("protects VMs of whatever subscription, since it does not say its own", () => {
    const { stack } = inPlainStack();
    const { resource } = stack.toTerraform() as { resource: Record<string, Record<string, unknown>> };

    expect(Object.values(resource.azurerm_backup_protected_vm ?? {})).toMatchObject([
      { source_vm_id: vmId("vm1", OTHER) },
    ]);
  });
});

describe("the constructs of backups", () => {
  test("are recognised by kind, so that Aspects and summaries find them in any tree", () => {
    const { stack, vault, imported, policy, item } = inPlainStack();
    const all = [stack, vault, imported, policy, item, null, "x"];

    expect(all.map(RecoveryServicesVault.isRecoveryServicesVault)).toEqual(all.map((x) => x === vault));
    expect(all.map(VmBackupPolicy.isVmBackupPolicy)).toEqual(all.map((x) => x === policy));
    expect(all.map(ProtectedVm.isProtectedVm)).toEqual(all.map((x) => x === item));
  });
});

describe("a VM whose disks no geo-redundant vault keeps", () => {
  test.each([
    {
      what: "an Ultra data disk",
      disks: { dataDisks: [dataDisk(0), dataDisk(1, { sku: "UltraSSD_LRS" })] },
      needs: true,
    },
    {
      what: "a Premium SSD v2 data disk",
      disks: { dataDisks: [dataDisk(0, { sku: "PremiumV2_LRS" })] },
      needs: true,
    },
    { what: "a Premium SSD v2 OS disk", disks: { osDisk: osDisk({ sku: "PremiumV2_LRS" }) }, needs: true },
    { what: "only Premium SSDs", disks: { dataDisks: [dataDisk(0)] }, needs: false },
    { what: "disks of unknown types", disks: { dataDisks: [dataDisk(0, { sku: undefined })] }, needs: false },
  ])("is told by its disk types: $what", ({ disks, needs }) => {
    expect(needsNonGeoVault(vm(disks))).toBe(needs);
  });
});
