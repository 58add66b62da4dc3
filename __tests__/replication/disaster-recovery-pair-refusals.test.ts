import { DisasterRecoveryPair, RecoveryServicesVault } from "../../lib";
import { refusalOf, resourceGroup, SUBSCRIPTION } from "../support/synthesise";
import { cacheIn, POLICY, pair, replicating, vaultIn } from "./pair";

const VAULT_ID = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-dr/providers/Microsoft.RecoveryServices/vaults/rsv-theirs`;
const GROUP_ID = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-target`;

describe("a disaster recovery pair refuses", () => {
  test("one region for both sides, however it is spelt, since replication within a region is another thing", () => {
    const same = pair((stack) => ({
      targetRegion: "Australia East",
      targetResourceGroup: resourceGroup(stack, "australiaeast", "Target"),
    }));
    expect(refusalOf(same)).toBe(
      '[test/Dr] targetRegion must be another region than sourceRegion, got "Australia East" for both: for two zones of one region give zones',
    );
  });

  test("a vault in the source region, which fails along with the VMs", () => {
    expect(refusalOf(pair((stack) => ({ vault: vaultIn(stack, "australiaeast") })))).toBe(
      "[test/Dr] vault must not be in the source region australiaeast, which may be the one that fails: use a vault in centralindia",
    );
  });

  test("somebody else's vault in the source region, when its region is said", () => {
    const theirs = pair((stack) => ({
      vault: RecoveryServicesVault.fromVaultId(stack, "Theirs", VAULT_ID, "Australia East"),
    }));
    expect(refusalOf(theirs)).toBe(
      "[test/Dr] vault must not be in the source region australiaeast, which may be the one that fails: use a vault in centralindia",
    );
  });

  test("a cache account in the target region, since changes are written to it where the VMs run", () => {
    expect(refusalOf(pair((stack) => ({ cache: cacheIn(stack, "centralindia") })))).toBe(
      "[test/Dr] cache must be in the source region australiaeast, got centralindia: Site Recovery writes to it from there",
    );
  });

  test("a target group in another region than the target", () => {
    const elsewhere = pair((stack) => ({
      targetResourceGroup: resourceGroup(stack, "Southeast Asia", "Target"),
    }));
    expect(refusalOf(elsewhere)).toBe(
      "[test/Dr] targetResourceGroup must be in the target region centralindia, got southeastasia",
    );
  });

  test("a target group without its ARM id, which azurerm wants for every VM and disk", () => {
    expect(refusalOf(pair({ targetResourceGroup: { name: "rg-target" } }))).toBe(
      "[test/Dr] targetResourceGroup must have its ARM id: pass the resource group's construct",
    );
  });

  test("a type of replica disks that it does not know", () => {
    expect(refusalOf(pair({ replicaDisks: "Premium" as never }))).toBe(
      '[test/Dr] replicaDisks must be "as source" or "Standard", got "Premium": the replica\'s disk type',
    );
  });

  test("everything that is wrong at once, so that nobody mends one thing after the other", () => {
    const wrong = pair((stack) => ({
      vault: vaultIn(stack, "australiaeast"),
      cache: cacheIn(stack, "centralindia"),
      targetResourceGroup: { name: "rg-target", locationInput: "eastus" },
    }));
    expect(refusalOf(wrong)).toBe(
      [
        "[test/Dr] 4 problems:",
        "  - vault must not be in the source region australiaeast, which may be the one that fails: use a vault in centralindia",
        "  - cache must be in the source region australiaeast, got centralindia: Site Recovery writes to it from there",
        "  - targetResourceGroup must be in the target region centralindia, got eastus",
        "  - targetResourceGroup must have its ARM id: pass the resource group's construct",
      ].join("\n"),
    );
  });

  test("an id with a dot, which Terraform addresses drop in silence", () => {
    expect(refusalOf((stack) => new DisasterRecoveryPair(stack, "dr.1", {} as never))).toBe(
      '[test] the id "dr.1" must be letters, digits, "_" and "-": choose another id',
    );
  });
});

describe("a disaster recovery pair takes", () => {
  test("somebody else's vault whose region is not said, since only Azure knows it", () => {
    const synthesized = replicating((stack) => ({
      vault: RecoveryServicesVault.fromVaultId(stack, "Theirs", VAULT_ID),
    }));
    expect(synthesized.only(POLICY).recovery_vault_name).toBe("rsv-theirs");
  });

  test("a vault in a third region, which does not fail along with the VMs", () => {
    const synthesized = replicating((stack) => ({ vault: vaultIn(stack, "southeastasia") }));
    expect(synthesized.only("azurerm_recovery_services_vault").location).toBe("southeastasia");
  });

  test("a target group by its plain id, when its region is not said", () => {
    const synthesized = replicating({ targetResourceGroup: { name: "rg-target", id: GROUP_ID } });
    expect(synthesized.addresses(POLICY)).toHaveLength(1);
  });
});
