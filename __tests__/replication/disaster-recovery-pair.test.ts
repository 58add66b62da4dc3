import { RecoveryServicesVault } from "../../lib";
import { SUBSCRIPTION } from "../support/synthesise";
import {
  addressOf,
  CONTAINER,
  CONTAINER_MAPPING,
  FABRIC,
  NETWORK,
  NETWORK_MAPPING,
  named,
  POLICY,
  replicating,
} from "./pair";

const VAULT_ID = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-dr/providers/Microsoft.RecoveryServices/vaults/rsv-theirs`;

describe("the fabrics and containers of a pair", () => {
  test("are one fabric for each region, the target's after the source's container, since Site Recovery answers parallel changes with conflicts", () => {
    const synthesized = replicating();
    expect(named(synthesized, FABRIC, "fabric-australiaeast")).toEqual({
      location: "australiaeast",
      depends_on: [addressOf(synthesized, POLICY, "replication-policy")],
    });
    expect(named(synthesized, FABRIC, "fabric-centralindia")).toEqual({
      location: "centralindia",
      depends_on: [addressOf(synthesized, CONTAINER, "container-australiaeast")],
    });
    expect(Object.keys(synthesized.all(FABRIC))).toHaveLength(2);
  });

  test("are one container in each fabric, referring to it so that the fabric comes first", () => {
    const synthesized = replicating();
    const source = addressOf(synthesized, FABRIC, "fabric-australiaeast");
    const target = addressOf(synthesized, FABRIC, "fabric-centralindia");
    expect(named(synthesized, CONTAINER, "container-australiaeast")).toEqual({
      recovery_fabric_name: `\${${source}.name}`,
    });
    expect(named(synthesized, CONTAINER, "container-centralindia")).toEqual({
      recovery_fabric_name: `\${${target}.name}`,
    });
    expect(Object.keys(synthesized.all(CONTAINER))).toHaveLength(2);
  });

  test("refer to the pair's vault and its group, so that the vault comes first", () => {
    expect(Object.values(replicating().all(FABRIC))).toMatchObject([
      {
        recovery_vault_name: "${azurerm_recovery_services_vault.Vault.name}",
        resource_group_name: "${azurerm_recovery_services_vault.Vault.resource_group_name}",
      },
      {
        recovery_vault_name: "${azurerm_recovery_services_vault.Vault.name}",
        resource_group_name: "${azurerm_recovery_services_vault.Vault.resource_group_name}",
      },
    ]);
  });

  test("name somebody else's vault by its ARM id's parts, since no resource of the stack has them", () => {
    const synthesized = replicating((stack) => ({
      vault: RecoveryServicesVault.fromVaultId(stack, "Theirs", VAULT_ID, "Central India"),
    }));
    expect(synthesized.only(POLICY)).toMatchObject({
      recovery_vault_name: "rsv-theirs",
      resource_group_name: "rg-dr",
    });
  });

  test("take regions as people write them, since the portal says Australia East", () => {
    const synthesized = replicating({ sourceRegion: "Australia East", targetRegion: "Central India" });
    expect(named(synthesized, FABRIC, "fabric-australiaeast")).toMatchObject({ location: "australiaeast" });
    expect(named(synthesized, FABRIC, "fabric-centralindia")).toMatchObject({ location: "centralindia" });
  });
});

describe("the container mappings of a pair", () => {
  test("lead there under the policy, after the target container", () => {
    const synthesized = replicating();
    const target = addressOf(synthesized, CONTAINER, "container-centralindia");
    expect(named(synthesized, CONTAINER_MAPPING, "mapping-failover")).toEqual({
      recovery_fabric_name: `\${${addressOf(synthesized, FABRIC, "fabric-australiaeast")}.name}`,
      recovery_source_protection_container_name: `\${${addressOf(synthesized, CONTAINER, "container-australiaeast")}.name}`,
      recovery_target_protection_container_id: `\${${target}.id}`,
      recovery_replication_policy_id: `\${${addressOf(synthesized, POLICY, "replication-policy")}.id}`,
      depends_on: [target],
    });
  });

  test("lead back as well, after the mapping there, so that failback is ready before it is needed", () => {
    const synthesized = replicating();
    expect(named(synthesized, CONTAINER_MAPPING, "mapping-failback")).toEqual({
      recovery_fabric_name: `\${${addressOf(synthesized, FABRIC, "fabric-centralindia")}.name}`,
      recovery_source_protection_container_name: `\${${addressOf(synthesized, CONTAINER, "container-centralindia")}.name}`,
      recovery_target_protection_container_id: `\${${addressOf(synthesized, CONTAINER, "container-australiaeast")}.id}`,
      recovery_replication_policy_id: `\${${addressOf(synthesized, POLICY, "replication-policy")}.id}`,
      depends_on: [addressOf(synthesized, CONTAINER_MAPPING, "mapping-failover")],
    });
    expect(Object.keys(synthesized.all(CONTAINER_MAPPING))).toHaveLength(2);
  });
});

describe("a pair without VMs", () => {
  test("keeps recovery points for a day and takes app-consistent snapshots every four hours, unless told otherwise", () => {
    expect(replicating().only(POLICY)).toMatchObject({
      name: "replication-policy",
      recovery_point_retention_in_minutes: 1440,
      application_consistent_snapshot_frequency_in_minutes: 240,
    });
  });

  test("passes the replication policy's options on", () => {
    const replicationPolicy = { recoveryPointRetentionMinutes: 2880, appConsistentSnapshotMinutes: 60 };
    expect(replicating({ replicationPolicy }).only(POLICY)).toMatchObject({
      recovery_point_retention_in_minutes: 2880,
      application_consistent_snapshot_frequency_in_minutes: 60,
    });
  });

  test("makes and maps no network, since none is asked for", () => {
    const synthesized = replicating();
    expect(synthesized.all(NETWORK)).toEqual({});
    expect(synthesized.all(NETWORK_MAPPING)).toEqual({});
  });
});
