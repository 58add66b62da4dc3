import type { DisasterRecoveryPair } from "../../lib";
import { refusalOf, synthesise } from "../support/synthesise";
import { vm } from "../support/vms";
import {
  addressOf,
  CONTAINER,
  CONTAINER_MAPPING,
  named,
  POLICY,
  pair,
  REPLICATED_VM,
  replicating,
} from "./pair";
import { INDIA, JAPAN, pairs } from "./pairs";

describe("a further replication policy of a pair", () => {
  const use = (dr: DisasterRecoveryPair) =>
    dr.addReplicationPolicy("Gold", {
      recoveryPointRetentionMinutes: 4320,
      appConsistentSnapshotMinutes: 60,
    });

  test("is a policy of the vault beside the pair's own, named after its id", () => {
    const synthesized = replicating({}, use);
    expect(named(synthesized, POLICY, "replication-policy-gold")).toMatchObject({
      recovery_point_retention_in_minutes: 4320,
      application_consistent_snapshot_frequency_in_minutes: 60,
    });
    expect(synthesized.addresses(POLICY)).toHaveLength(2);
  });

  test("is mapped to the pair's containers there and back, since failback needs it as well", () => {
    const synthesized = replicating({}, use);
    const [there, back] = ["container-australiaeast", "container-centralindia"].map((name) =>
      addressOf(synthesized, CONTAINER, name),
    );
    const policy = `\${${addressOf(synthesized, POLICY, "replication-policy-gold")}.id}`;
    expect(named(synthesized, CONTAINER_MAPPING, "mapping-failover-gold")).toMatchObject({
      recovery_source_protection_container_name: `\${${there}.name}`,
      recovery_target_protection_container_id: `\${${back}.id}`,
      recovery_replication_policy_id: policy,
    });
    expect(named(synthesized, CONTAINER_MAPPING, "mapping-failback-gold")).toMatchObject({
      recovery_source_protection_container_name: `\${${back}.name}`,
      recovery_target_protection_container_id: `\${${there}.id}`,
      recovery_replication_policy_id: policy,
    });
  });

  test("is what the VMs that name it are replicated under, after its own mappings and not the pair's", () => {
    const synthesized = replicating({}, (dr) => dr.replicate(vm(), { policy: use(dr) }));
    const { recovery_replication_policy_id, depends_on } = synthesized.only(REPLICATED_VM);
    expect(recovery_replication_policy_id).toBe(
      `\${${addressOf(synthesized, POLICY, "replication-policy-gold")}.id}`,
    );
    const mapping = (name: string) => addressOf(synthesized, CONTAINER_MAPPING, name);
    expect(depends_on).toEqual(
      expect.arrayContaining([mapping("mapping-failover-gold"), mapping("mapping-failback-gold")]),
    );
    expect(depends_on).not.toContain(mapping("mapping-failover"));
  });

  test("leaves the VMs that name none under the pair's own", () => {
    const synthesized = replicating({}, (dr) => {
      use(dr);
      dr.replicate(vm());
    });
    expect(synthesized.only(REPLICATED_VM).recovery_replication_policy_id).toBe(
      `\${${addressOf(synthesized, POLICY, "replication-policy")}.id}`,
    );
  });

  test("has the pair's name in its own where the pair has one", () => {
    const synthesized = synthesise(pairs([INDIA], (india) => india?.addReplicationPolicy("Gold")));
    expect(Object.values(synthesized.all(POLICY)).map(({ name }) => name)).toEqual([
      "replication-policy-india",
      "replication-policy-india-gold",
    ]);
  });

  test("is refused under an id that differs from another's in letter case alone, since Azure's names have none", () => {
    const twice = pair({}, (dr) => {
      dr.addReplicationPolicy("Gold");
      dr.addReplicationPolicy("gold");
    });
    expect(refusalOf(twice)).toBe(
      '[test/Dr] the id "gold" gives the name "replication-policy-gold", which test/Dr has in the same vault: choose another',
    );
  });

  test("is refused under an id that is taken", () => {
    expect(refusalOf(pair({}, (dr) => dr.addReplicationPolicy("Policy")))).toBe(
      '[test/Dr] the id "Policy" is taken: pass another id',
    );
  });

  test("is refused when it takes snapshots more often than Azure does", () => {
    const often = pair({}, (dr) => dr.addReplicationPolicy("Gold", { appConsistentSnapshotMinutes: 59 }));
    expect(refusalOf(often)).toBe(
      "[test/Dr/Gold] appConsistentSnapshotMinutes must be 60 to 720 minutes, got 59: or 0 for no such snapshots",
    );
  });
});

describe("a replicated VM refuses the policy", () => {
  test("of another pair, which is not mapped to the VM's containers", () => {
    const crossed = pairs([INDIA, JAPAN], (india, japan) => {
      japan?.replicate(vm(), { policy: india?.policy });
    });
    expect(refusalOf(crossed)).toBe(
      "[test/Japan/vm1-abc123] policy must be one of the pair: make it with addReplicationPolicy",
    );
  });

  test("unlike the pair's own, which it may name", () => {
    const synthesized = replicating({}, (dr) => dr.replicate(vm(), { policy: dr.policy }));
    expect(synthesized.addresses(REPLICATED_VM)).toHaveLength(1);
  });
});
