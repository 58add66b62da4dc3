import { TierSet } from "../../lib";
import { isTier } from "../../lib/tiers/tier-set";
import { refusal } from "../support/synthesise";
import { vm } from "../support/vms";
import { tier } from "./some-tiers";

const [gold, silver] = [tier("Gold"), tier("Silver")];
const tagged = (tags: Record<string, string>) => vm({ tags });

describe("the tier of a VM", () => {
  const tiers = new TierSet([gold, silver]);

  test.each(["Gold", "gold", "GOLD", "gOLD"])("is found by the tag value %s in any letter case", (value) => {
    expect(tiers.tierOf(tagged({ Criticality: value }))).toBe(gold);
  });

  test.each(["criticality", "CRITICALITY", "CriticaLity"])(
    "is found by the tag %s, since Azure's tag names have no letter case",
    (name) => {
      expect(tiers.tierOf(tagged({ [name]: "Silver" }))).toBe(silver);
    },
  );

  test.each([" Gold", "Gold ", "\tGold\n"])(
    "is found by %j, since people type blanks that nobody sees",
    (value) => {
      expect(tiers.tierOf(tagged({ Criticality: value }))).toBe(gold);
    },
  );

  test("is none for an unknown value, whose owner meant something else", () => {
    expect(tiers.tierOf(tagged({ Criticality: "Platinum" }))).toEqual({
      reason: 'its tag "Criticality" has the unknown value "Platinum"',
      remedy: 'set the tag to "Gold" or "Silver"',
    });
  });

  test("is none for part of a value, since Gold-Plus may be another promise", () => {
    expect(tiers.tierOf(tagged({ Criticality: "Gold-Plus" }))).toEqual({
      reason: 'its tag "Criticality" has the unknown value "Gold-Plus"',
      remedy: 'set the tag to "Gold" or "Silver"',
    });
  });

  test("is none without the tag, unless there is a default", () => {
    expect(tiers.tierOf(tagged({ Environment: "Gold" }))).toEqual({
      reason: 'it has no tag "Criticality"',
      remedy: 'set the tag to "Gold" or "Silver"',
    });
  });

  test("names the only tier as the remedy where there is one", () => {
    expect(new TierSet([gold]).tierOf(tagged({}))).toEqual({
      reason: 'it has no tag "Criticality"',
      remedy: 'set the tag to "Gold"',
    });
  });
});

describe("what was found for a VM", () => {
  test("is a tier or the reason for none, which programs can tell apart", () => {
    const tiers = new TierSet([gold]);
    const found = ["Gold", "Platinum", ""].map((value) => tiers.tierOf(tagged({ Criticality: value })));

    expect(found.map(isTier)).toEqual([true, false, false]);
  });
});

describe("another tag than Criticality", () => {
  const tiers = new TierSet([gold, silver], { tag: "Backup Class" });

  test("picks the tier, in any letter case of its name", () => {
    expect(tiers.tierOf(tagged({ "backup class": "silver" }))).toBe(silver);
  });

  test("is named in the reason, since Criticality then means nothing", () => {
    expect(tiers.tierOf(tagged({ Criticality: "Gold" }))).toEqual({
      reason: 'it has no tag "Backup Class"',
      remedy: 'set the tag to "Gold" or "Silver"',
    });
  });
});

describe("a default tier", () => {
  const tiers = new TierSet([gold, silver], { defaultTier: "SILVER" });

  test("is for VMs without the tag, by its name in any letter case", () => {
    expect(tiers.tierOf(tagged({}))).toBe(silver);
  });

  test("is not for unknown values, since their owners meant something else", () => {
    expect(tiers.tierOf(tagged({ Criticality: "Platinum" }))).toEqual({
      reason: 'its tag "Criticality" has the unknown value "Platinum"',
      remedy: 'set the tag to "Gold" or "Silver"',
    });
  });

  test("gives way to the tag, which says more", () => {
    expect(tiers.tierOf(tagged({ Criticality: "Gold" }))).toBe(gold);
  });

  test("is refused where no tier has that name", () => {
    expect(refusal(() => new TierSet([gold, silver], { defaultTier: "Bronze" }))).toBe(
      '[tiers] defaultTier must be "Gold" or "Silver", got "Bronze"',
    );
  });
});

describe("a tier by its name", () => {
  const tiers = new TierSet([gold, silver]);

  test("is found in any letter case, and nothing is found for another name", () => {
    expect(tiers.named("SILVER")).toBe(silver);
    expect([tiers.named("Bronze"), tiers.named(""), tiers.named(undefined)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  test("is refused at the place that asked for it", () => {
    expect(tiers.require("estate/vm1", "gold")).toBe(gold);
    expect(refusal(() => tiers.require("estate/vm1", "Bronze"))).toBe(
      '[estate/vm1] tier must be "Gold" or "Silver", got "Bronze"',
    );
  });
});
