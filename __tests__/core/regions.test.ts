import fc from "fast-check";
import { addRegions, isRegion, REGIONS } from "../../lib";
import { hasZones, normalizeRegion, similarRegions } from "../../lib/core/regions";
import { refusal } from "../support/synthesise";

describe("a region", () => {
  test.each(["australiaeast", "Australia East", "AustraliaEast", "AUSTRALIA  EAST", " Australia\tEast "])(
    "is one in whatever spelling: %j",
    (spelling) => {
      expect(normalizeRegion(spelling)).toBe("australiaeast");
      expect(isRegion(spelling)).toBe(true);
    },
  );

  test("is called by its display name without blanks and capitals, as Azure does it for every region", () => {
    const names = Object.keys(REGIONS);

    expect(Object.values(REGIONS).map(({ displayName }) => normalizeRegion(displayName))).toEqual(names);
  });

  test.each(["", "  ", "eu-west", "next_gen"])("is not added under the name %j", (name) => {
    expect(refusal(() => addRegions(["Mars North", name]))).toBe(
      `[addRegions] a region must have a name of letters, digits and blanks, such as "Australia East", got ${JSON.stringify(name)}`,
    );
    expect(isRegion("Mars North")).toBe(false);
  });

  test("is spelled one way only, so that spelling it again changes nothing", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(normalizeRegion(normalizeRegion(text))).toBe(normalizeRegion(text));
      }),
    );
  });

  test.each(["australianorth", "", "constructor", "__proto__", "toString", "australia-east"])(
    "is not %j, which Azure does not have",
    (text) => {
      expect(isRegion(text)).toBe(false);
      expect(hasZones(text)).toBe(false);
    },
  );

  test.each(["Australia East", "eastus", "West Europe", "uksouth"])("%s has zones", (region) => {
    expect(hasZones(region)).toBe(true);
  });

  test.each(["Australia Southeast", "westus", "UK West", "canadaeast", "northcentralus"])(
    "%s has no zones",
    (region) => {
      expect(hasZones(region)).toBe(false);
    },
  );
});

describe("a misspelled region", () => {
  test.each([
    { typed: "austrliaeast", meant: "australiaeast" },
    { typed: "West Europ", meant: "westeurope" },
    { typed: "southcentralu", meant: "southcentralus" },
    { typed: "germanywestcentrall", meant: "germanywestcentral" },
    { typed: "Uk Soth", meant: "uksouth" },
  ])("$typed is most like $meant, which messages propose first", ({ typed, meant }) => {
    expect(similarRegions(typed)[0]).toBe(meant);
  });

  test("that is itself a region is most like that one", () => {
    for (const region of Object.keys(REGIONS)) expect(similarRegions(region)[0]).toBe(region);
  });

  test.each(["", "x", "onprem", "global-datacenter-7"])(
    "%j is like none, since a wrong proposal is worse than none",
    (typed) => {
      expect(similarRegions(typed)).toEqual([]);
    },
  );
});
