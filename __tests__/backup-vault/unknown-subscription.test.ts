import { TerraformStack, TerraformVariable, Testing } from "cdktf";
import { BackupVault, type IResourceGroup, Schedule } from "../../lib";
import { refusal } from "../support/synthesise";
import { diskId, OTHER } from "./define-backup-vault";

const schedule = Schedule.daily("02:00");
const [retention, principalId] = [{ days: 7 }, OTHER];

/** A stack of cdktf's own, which does not say its subscription. */
const plain = () => {
  const stack = new TerraformStack(Testing.app(), "plain");
  const late = (name: string) => new TerraformVariable(stack, name, { type: "string" }).stringValue;
  const vault = new BackupVault(stack, "Vault", {
    name: "bvault",
    resourceGroup: { name: "rg" },
    region: "westeurope",
  });
  return { stack, late, vault };
};

const protectDisk = (snapshotResourceGroup: IResourceGroup, id?: string) => {
  const { stack, late, vault } = plain();
  const disks = vault.addDiskPolicy("Disks", { schedule, retention });
  disks.protect(id ?? late("disk"), { id: "Disk", snapshotResourceGroup });
  return JSON.stringify(stack.toTerraform());
};

describe("a stack that does not say its subscription", () => {
  test("takes the snapshots' group by its id, on which a role is given", () => {
    expect(refusal(() => protectDisk({ name: "rg-snapshots" }))).toBe(
      "[plain/Vault/Disk] snapshotResourceGroup.id is missing, on which roles are given: pass it, since neither the disk's id nor the stack says the subscription",
    );
    const id = `/subscriptions/${OTHER}/resourceGroups/rg-snapshots`;
    expect(protectDisk({ name: "rg-snapshots", id })).toContain(`"scope":"${id}"`);
  });

  test("takes the group's name alone where the disk's id says the subscription", () => {
    expect(protectDisk({ name: "rg-snapshots" }, diskId("disk1", OTHER))).toContain(
      `"scope":"/subscriptions/${OTHER}/resourceGroups/rg-snapshots"`,
    );
  });

  test("gives roles by name where the scope is not known either: Azure says an id back with its subscription", () => {
    const { stack, late, vault } = plain();
    vault.addBlobPolicy("Blobs", { operationalDays: 7 }).protect(late("account"), { id: "Blobs1" });
    const [role] = Object.values(stack.toTerraform().resource.azurerm_role_assignment) as object[];

    expect(role).toMatchObject({ role_definition_name: "Storage Account Backup Contributor" });
    expect(role).not.toHaveProperty("role_definition_id");
  });

  test("takes the group of a cluster's snapshots by its id too, and an account that says its own", () => {
    const protect = (snapshotResourceGroup: IResourceGroup) => {
      const { late, vault } = plain();
      const clusters = vault.addAksPolicy("Clusters", { schedule, retention });
      clusters.protect(late("cluster"), {
        id: "Aks",
        snapshotResourceGroup,
        storage: { account: { id: late("account") }, container: "aks" },
        clusterPrincipalId: principalId,
        installedExtension: { principalId },
      });
    };

    expect(refusal(() => protect({ name: "rg-snapshots" }))).toBe(
      "[plain/Vault/Aks] snapshotResourceGroup.id is missing, on which roles are given: pass it, since neither the cluster's id nor the stack says the subscription",
    );
  });
});
