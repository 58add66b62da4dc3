import * as fc from "fast-check";
import { RecoveryServicesVault } from "../../lib";
import { synthesise } from "../support/synthesise";
import { networkId } from "../support/vms";
import {
  addressOf,
  CONTAINER,
  CONTAINER_MAPPING,
  FABRIC,
  NETWORK_MAPPING,
  named,
  POLICY,
  queueOf,
} from "./pair";
import { existing, type Further, INDIA, JAPAN, namesOf, pairs, VAULT_ID } from "./pairs";

const APP = networkId("vnet-app");

describe("several pairs in one vault", () => {
  test("share the fabric of a region, and have containers, policies and mappings of their own", () => {
    const synthesized = synthesise(pairs([INDIA, JAPAN]));
    expect([...namesOf(synthesized, FABRIC)].sort()).toEqual([
      "fabric-australiaeast",
      "fabric-centralindia",
      "fabric-japaneast",
    ]);
    expect(namesOf(synthesized, CONTAINER)).toEqual([
      "container-australiaeast-india",
      "container-centralindia-india",
      "container-australiaeast-japan",
      "container-japaneast-japan",
    ]);
    expect(namesOf(synthesized, POLICY)).toEqual(["replication-policy-india", "replication-policy-japan"]);
    expect(namesOf(synthesized, CONTAINER_MAPPING)).toEqual([
      "mapping-failover-india",
      "mapping-failback-india",
      "mapping-failover-japan",
      "mapping-failback-japan",
    ]);
  });

  test("refer to the one fabric of their source region", () => {
    const synthesized = synthesise(pairs([INDIA, JAPAN]));
    const fabric = `\${${addressOf(synthesized, FABRIC, "fabric-australiaeast")}.name}`;
    for (const name of ["container-australiaeast-india", "container-australiaeast-japan"])
      expect(named(synthesized, CONTAINER, name).recovery_fabric_name).toBe(fabric);
  });

  test("are one queue, since Site Recovery answers parallel changes of a vault with conflicts", () => {
    const synthesized = synthesise(
      pairs([INDIA, JAPAN], (india, japan) => {
        india?.mapNetwork(APP);
        japan?.addReplicationPolicy("gold");
        japan?.mapNetwork(APP);
        india?.mapNetwork(networkId("vnet-web"), existing("vnet-web-dr"));
      }),
    );
    expect(queueOf(synthesized)).toEqual([
      "replication-policy-india",
      "fabric-australiaeast",
      "container-australiaeast-india",
      "fabric-centralindia",
      "container-centralindia-india",
      "mapping-failover-india",
      "mapping-failback-india",
      "replication-policy-japan",
      "container-australiaeast-japan",
      "fabric-japaneast",
      "container-japaneast-japan",
      "mapping-failover-japan",
      "mapping-failback-japan",
      "vnet-app-c6376dfc-to-centralindia",
      "vnet-app-c6376dfc-from-centralindia",
      "replication-policy-japan-gold",
      "mapping-failover-japan-gold",
      "mapping-failback-japan-gold",
      "vnet-app-c6376dfc-to-japaneast",
      "vnet-app-c6376dfc-from-japaneast",
      "vnet-web-a0181a06-to-centralindia",
      "vnet-web-a0181a06-from-centralindia",
    ]);
  });

  test("keep the addresses of all that they share in whatever order they stand, since a new fabric replicates all VMs anew", () => {
    const all = [
      INDIA,
      JAPAN,
      { id: "Back", name: "back", sourceRegion: "japaneast", targetRegion: "eastus" },
    ];
    const addresses = (some: readonly Further[]) => {
      const synthesized = synthesise(
        pairs(some, (...made) => {
          for (const one of made) one.mapNetwork(networkId(`vnet-of-${one.sourceRegion}`));
        }),
      );
      const types = [FABRIC, CONTAINER, POLICY, CONTAINER_MAPPING, NETWORK_MAPPING];
      return new Set(types.flatMap((type) => synthesized.addresses(type)));
    };
    const expected = addresses(all);
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: 1 }), (some) => {
        const found = addresses(some);
        for (const address of found) expect(expected).toContain(address);
        if (some.length === all.length) expect(found).toEqual(expected);
      }),
      { numRuns: 12 },
    );
  });

  test("leave the addresses of a first pair without a name as they were", () => {
    const alone = synthesise(pairs([{ id: "Dr" }], (dr) => dr?.mapNetwork(APP)));
    const both = synthesise(pairs([{ id: "Dr" }, JAPAN], (dr) => dr?.mapNetwork(APP)));
    for (const type of [FABRIC, CONTAINER, POLICY, CONTAINER_MAPPING, NETWORK_MAPPING])
      expect(both.addresses(type)).toEqual(expect.arrayContaining([...alone.addresses(type)]));
    expect(alone.addresses(FABRIC)).toEqual([
      `${FABRIC}.Dr_SourceFabric_B9C12F91`,
      `${FABRIC}.Dr_TargetFabric_6160D2EF`,
    ]);
  });

  test("have one fabric in a vault that is imported twice, in whatever letter case", () => {
    const ids = [VAULT_ID, VAULT_ID.replace("rg-dr/", "RG-DR/")];
    const synthesized = synthesise((stack) => {
      const vaults = ids.map((id, i) => RecoveryServicesVault.fromVaultId(stack, `Theirs${i}`, id));
      pairs([
        { ...INDIA, vault: vaults[0] },
        { ...JAPAN, vault: vaults[1] },
      ])(stack);
    });
    expect(synthesized.addresses(FABRIC)).toHaveLength(3);
    expect(queueOf(synthesized)).toHaveLength(13);
  });

  test("are independent in two vaults", () => {
    const synthesized = synthesise((stack) => {
      const vault = RecoveryServicesVault.fromVaultId(stack, "Theirs", VAULT_ID);
      pairs([{ id: "One" }, { id: "Two", vault }])(stack);
    });
    expect(namesOf(synthesized, POLICY)).toEqual(["replication-policy", "replication-policy"]);
    expect(synthesized.addresses(FABRIC)).toHaveLength(4);
  });
});
