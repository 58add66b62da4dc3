import { refusalOf, synthesise } from "../support/synthesise";
import { defineVault, VAULT } from "./define-vault";

const tagsOf = (tags: Record<string, string>) => synthesise(defineVault({ tags })).only(VAULT).tags;
const refusalOfTags = (tags: Record<string, string>) => refusalOf(defineVault({ tags }));

/** t1, t2 … tn */
const numbered = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`t${i + 1}`, "x"]));

describe("a vault's tags", () => {
  test("are 50 at most, since Azure takes no more on one resource", () => {
    expect(Object.keys(tagsOf(numbered(49)) as object)).toHaveLength(49);
    expect(Object.keys(tagsOf(numbered(50)) as object)).toHaveLength(50);
    expect(refusalOfTags(numbered(51))).toBe("[test/Vault] tags must be 50 at most, got 51: remove some");
  });

  test("have names of 512 characters at most, since Azure takes no longer ones", () => {
    const [n511, n512, n513] = ["n".repeat(511), "n".repeat(512), "n".repeat(513)];

    expect(tagsOf({ [n511]: "x" })).toEqual({ [n511]: "x" });
    expect(tagsOf({ [n512]: "x" })).toEqual({ [n512]: "x" });
    expect(refusalOfTags({ [n513]: "x" })).toBe(
      `[test/Vault] the tag "${n513}" must have a name of 512 characters at most`,
    );
  });

  test("have values of 256 characters at most, since Azure takes no longer ones", () => {
    const [v255, v256, v257] = ["v".repeat(255), "v".repeat(256), "v".repeat(257)];

    expect(tagsOf({ Owner: v255 })).toEqual({ Owner: v255 });
    expect(tagsOf({ Owner: v256 })).toEqual({ Owner: v256 });
    expect(refusalOfTags({ Owner: v257 })).toBe(
      '[test/Vault] the tag "Owner" must have a value of 256 characters at most, got 257',
    );
  });

  test.each(["<", ">", "%", "&", "\\", "?", "/"])(
    "refuse %s in a name because Azure reserves it",
    (character) => {
      const name = `Cost${character}Center`;

      expect(refusalOfTags({ [name]: "x" })).toBe(
        `[test/Vault] the tag ${JSON.stringify(name)} must not have any of <>%&\\?/ in its name`,
      );
    },
  );

  test("take in values what names must not have, since Azure restricts only names", () => {
    expect(tagsOf({ Formula: "a<b>c%d&e\\f?g/h" })).toEqual({ Formula: "a<b>c%d&e\\f?g/h" });
  });

  test("report every bad tag in the order written, so that one run shows everything to mend", () => {
    expect(refusalOfTags({ "a?": "x", Owner: "v".repeat(300), "b%": "x" })).toBe(
      [
        "[test/Vault] 3 problems:",
        '  - the tag "a?" must not have any of <>%&\\?/ in its name',
        '  - the tag "Owner" must have a value of 256 characters at most, got 300',
        '  - the tag "b%" must not have any of <>%&\\?/ in its name',
      ].join("\n"),
    );
  });
});
