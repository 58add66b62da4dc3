import { PolicyScope, ReplicationByTag, type ReplicationByTagProps, type ResilienceStack } from "../../lib";
import { OTHER } from "../backup-vault/define-backup-vault";
import { pair, zonePair } from "../replication/pair";
import { refusalOf, SUBSCRIPTION, synthesise } from "../support/synthesise";
import { vmId } from "../support/vms";
import {
  AT_GROUP,
  AT_RESOURCE_GROUP,
  AT_SUBSCRIPTION,
  RESOURCE_GROUP_ASSIGNMENT,
  ROLE_ASSIGNMENT,
  SUBSCRIPTION_ASSIGNMENT,
} from "./assign";

const OWNER = "8e3af657-a8ff-443c-a75c-2fe8c4bcb635";
const GIVEN = { at: AT_SUBSCRIPTION, tag: "Criticality", values: ["Tier-1"] };

const byTag = (changes: Partial<ReplicationByTagProps> = {}, define = pair) => {
  return (stack: ResilienceStack) =>
    define({}, (dr) => void new ReplicationByTag(stack, "Tier-1", { ...GIVEN, pair: dr, ...changes }))(stack);
};

const group = (name: string, subscription = SUBSCRIPTION) =>
  `/subscriptions/${subscription}/resourceGroups/${name}`;
/** A pair of plain values: what an app knows of stacks that it must not refer to. */
const PLAIN = {
  sourceRegion: "Australia East",
  targetRegion: "Central India",
  vault: { vaultId: "/vault", resourceGroupName: "rg-dr", subscriptionId: SUBSCRIPTION },
  targetResourceGroupId: group("rg-recovered"),
  caches: {
    accounts: [
      { storageAccountId: "/premium", performance: "Premium" },
      { storageAccountId: `${group("rg-cache")}/providers/Microsoft.Storage/storageAccounts/stcache` },
    ],
  },
} as const;

const parametersOf = (assignment: Record<string, unknown>) => JSON.parse(String(assignment.parameters));

describe("replication by tag", () => {
  test("assigns the built-in for Site Recovery with what the pair has, its identity an Owner of the scope", () => {
    const synthesized = synthesise(byTag());
    const assignment = synthesized.only(SUBSCRIPTION_ASSIGNMENT);
    expect(assignment).toMatchObject({
      name: "replicate-tier-1-vms-australiaeast",
      display_name: "Replicate VMs of australiaeast with Criticality Tier-1",
      policy_definition_id:
        "/providers/Microsoft.Authorization/policyDefinitions/ac34a73f-9fa5-4067-9247-a3ecae514468",
      location: "australiaeast",
      identity: { type: "SystemAssigned" },
      enforce: true,
    });
    expect(parametersOf(assignment)).toEqual({
      sourceRegion: { value: "australiaeast" },
      targetRegion: { value: "centralindia" },
      targetResourceGroupId: { value: "${azurerm_resource_group.Target.id}" },
      vaultResourceGroupId: {
        value: expect.stringContaining(`/subscriptions/${SUBSCRIPTION}/resourceGroups/\${azurerm_rec`),
      },
      vaultId: { value: expect.stringMatching(/^\$\{azurerm_recovery_services_vault\.\w+\.id\}$/) },
      cacheStorageAccountId: { value: expect.stringMatching(/^\$\{azurerm_storage_account\.\w+\.id\}$/) },
      tagName: { value: "Criticality" },
      tagValue: { value: ["Tier-1"] },
      tagType: { value: "Inclusion" },
    });
    const roles = Object.values(synthesized.all(ROLE_ASSIGNMENT)).filter(
      ({ scope }) => scope === AT_SUBSCRIPTION.id,
    );
    expect(roles.map(({ role_definition_id }) => String(role_definition_id).split("/").at(-1))).toEqual([
      OWNER,
    ]);
  });

  test("says the zone between zones", () => {
    const assignment = synthesise(byTag({}, zonePair as typeof pair)).only(SUBSCRIPTION_ASSIGNMENT);
    expect(parametersOf(assignment)).toMatchObject({
      sourceRegion: { value: "australiaeast" },
      targetRegion: { value: "australiaeast" },
      targetZone: { value: "2" },
    });
  });

  test("takes plain values, too, the first cache that is not for high churn, and a network", () => {
    const synthesized = synthesise((stack) => {
      new ReplicationByTag(stack, "Replicate", {
        ...GIVEN,
        at: AT_RESOURCE_GROUP,
        word: "Gold",
        enforce: false,
        notScopes: [vmId("lab")],
        pair: PLAIN,
        recoveryNetworkId: "/network",
      });
    });
    const assignment = synthesized.only(RESOURCE_GROUP_ASSIGNMENT);
    expect(assignment).toMatchObject({
      name: "replicate-gold-vms-australiaeast",
      enforce: false,
      not_scopes: [vmId("lab")],
    });
    const [, cache] = PLAIN.caches.accounts;
    expect(parametersOf(assignment)).toMatchObject({
      sourceRegion: { value: "australiaeast" },
      targetRegion: { value: "centralindia" },
      cacheStorageAccountId: { value: cache.storageAccountId },
      recoveryNetworkId: { value: "/network" },
    });
    const scopes = Object.values(synthesized.all(ROLE_ASSIGNMENT)).map(({ scope }) => scope);
    expect(scopes).toEqual([
      AT_RESOURCE_GROUP.id,
      group("rg-recovered"),
      group("rg-dr"),
      cache.storageAccountId,
    ]);
  });

  test("leaves the cache to Site Recovery where the pair has none for ordinary churn", () => {
    const [premium] = PLAIN.caches.accounts;
    const caches = { accounts: [premium] };
    const synthesized = synthesise((stack) => {
      new ReplicationByTag(stack, "Replicate", { ...GIVEN, pair: { ...PLAIN, caches } });
    });
    expect(parametersOf(synthesized.only(SUBSCRIPTION_ASSIGNMENT))).not.toHaveProperty(
      "cacheStorageAccountId",
    );
  });
});

describe("replication by tag refuses", () => {
  const refused = (changes: Partial<ReplicationByTagProps>) =>
    refusalOf((stack) => void new ReplicationByTag(stack, "X", { ...GIVEN, pair: PLAIN, ...changes }));
  const place = "the definition deploys to groups of the VMs' own subscription";

  test("no tag and no value, with which the definition would take every VM", () => {
    expect(refused({ tag: "", values: [] })).toBe(
      "[test/X] 2 problems:\n  - tag must be a tag's name, got nothing\n  - values must have at least one value of the tag",
    );
    expect(refused({ values: [""] })).toBe(
      '[test/X] values must not be empty, got [""]: the definition would take every VM',
    );
  });

  test("a management group, and another subscription than the vault's or the target group's", () => {
    expect(refused({ at: AT_GROUP })).toBe(
      `[test/X] at must be a subscription or resource group, got "${AT_GROUP.id}": ${place}`,
    );
    expect(refused({ at: PolicyScope.subscription(OTHER) })).toBe(
      `[test/X] at must be in the subscription ${SUBSCRIPTION} of the pair's vault, got ${OTHER}: ${place}`,
    );
    expect(refused({ pair: { ...PLAIN, targetSubscriptionId: OTHER } })).toBe(
      `[test/X] at must be in the subscription ${OTHER} of the pair's target resource group, got ${SUBSCRIPTION}: ${place}`,
    );
  });

  test("a vault of a subscription that nobody knows", () => {
    const vault = { vaultId: "/vault", resourceGroupName: "rg-dr" };
    expect(refused({ pair: { ...PLAIN, vault } })).toBe(
      "[test/X] the subscription of the pair's vault is not known: use a ResilienceStack",
    );
  });
});
