import { DisasterRecoveryPair, RecoveryServicesVault, ResilienceStack } from "../../lib";
import { refusalOf, SUBSCRIPTION, synthesise } from "../support/synthesise";
import { vm } from "../support/vms";
import { POLICY } from "./pair";
import { existing, INDIA, JAPAN, namesOf, pairs, VAULT_ID } from "./pairs";

describe("a further pair of a vault is refused", () => {
  test("without a name, since the names of its objects would be the first one's", () => {
    expect(refusalOf(pairs([INDIA, { id: "Japan" }]))).toBe(
      "[test/Japan] name must tell this pair from test/India, which has the same vault, got nothing: give another name",
    );
  });

  test("with the name of another", () => {
    expect(refusalOf(pairs([INDIA, { ...JAPAN, name: "india" }]))).toBe(
      '[test/Japan] name must tell this pair from test/India, which has the same vault, got "india": give another name',
    );
  });

  test("with a name that makes another's container of it", () => {
    const zones = { source: "1", target: "2" } as const;
    const zonal = { id: "Zones", zones, targetRegion: "australiaeast", network: undefined } as never;
    expect(refusalOf(pairs([zonal, { ...INDIA, name: "zone-1" }]))).toBe(
      '[test/India] name "zone-1" gives the name "container-australiaeast-zone-1", which test/Zones has in the same vault: choose another',
    );
  });

  test("with a name that makes another's policy of it", () => {
    const third = (stack: ResilienceStack) => {
      const vault = RecoveryServicesVault.fromVaultId(stack, "Theirs", VAULT_ID);
      pairs([{ ...INDIA, vault }], (india) => india?.addReplicationPolicy("gold"))(stack);
      const id = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-gold`;
      const targetResourceGroup = { name: "rg-gold", id };
      new DisasterRecoveryPair(stack, "Gold", {
        vault,
        sourceRegion: "australiaeast",
        targetRegion: "japaneast",
        cache: { storageAccountId: `${id}/providers/Microsoft.Storage/storageAccounts/stgold` },
        targetResourceGroup,
        network: existing("vnet-gold"),
        name: "india-gold",
      });
    };
    expect(refusalOf(third)).toBe(
      '[test/Gold] name "india-gold" gives the name "replication-policy-india-gold", which test/India has in the same vault: choose another',
    );
  });

  test("in another stack, since the fabrics would be made twice", () => {
    const two = (stack: ResilienceStack) => {
      const vault = RecoveryServicesVault.fromVaultId(stack, "Theirs", VAULT_ID);
      pairs([{ ...INDIA, vault }])(stack);
      const other = new ResilienceStack(stack.node.root as never, "other", { subscriptionId: SUBSCRIPTION });
      pairs([{ ...JAPAN, vault }])(other);
    };
    expect(refusalOf(two)).toBe(
      "[other/Japan] vault has the pair test/India in another stack, and Site Recovery has one fabric for each region in a vault: define both in one stack, or use another vault",
    );
  });

  test.each(["", "a".repeat(21), "-a", "a-", "Gold", "a_b"])("with the name %j", (name) => {
    expect(refusalOf(pairs([{ ...INDIA, name }]))).toBe(
      `[test/India] name must be 1 to 20 lower-case letters, digits and "-", not at the ends, got ${JSON.stringify(name)}`,
    );
  });
});

describe("a pair takes", () => {
  test.each(["a", "a".repeat(20), "zone1-to-2"])("the name %s", (name) => {
    expect(namesOf(synthesise(pairs([{ ...INDIA, name }])), POLICY)).toEqual([`replication-policy-${name}`]);
  });
});

describe("a VM is replicated once", () => {
  test("and refused by a second pair, whose target Site Recovery would not take", () => {
    const twice = pairs([INDIA, JAPAN], (india, japan) => {
      india?.replicate(vm());
      japan?.replicate(vm());
    });
    expect(refusalOf(twice)).toBe(
      "[test/Japan] vm1 is replicated by the pair test/India already: Site Recovery replicates a VM to one place; remove the repeat",
    );
  });
});
