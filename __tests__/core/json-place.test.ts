import fc from "fast-check";
import { firstSyntaxError } from "../../lib/core/json-place";

describe("where a text stops being JSON", () => {
  test.each([
    ["[}", 1],
    ['{"a" 1}', 5],
    ['{"a":1,}', 7],
    ["[1,]", 3],
    ["{a:1}", 1],
    ["[1 2]", 3],
    ["nul", 3],
    ["<html>", 0],
    ['["\u0001"]', 2],
  ])("%s", (text, offset) => {
    expect(firstSyntaxError(text)).toBe(offset);
  });

  test("whatever is cut off JSON is found at its end", () => {
    const cut = fc.tuple(
      fc.json().filter((text) => /^[[{]/.test(text)),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
    );
    fc.assert(
      fc.property(cut, ([text, share]) => {
        const part = text.slice(0, Math.floor(text.length * share));
        expect(firstSyntaxError(part)).toBe(part.length);
      }),
    );
  });

  test("a text of one endless string is cut off, however long", () => {
    const text = `["${"a".repeat(30_000_000)}`;
    expect(firstSyntaxError(text)).toBe(text.length);
  });

  test("valid JSON has no such place before its end", () => {
    fc.assert(fc.property(fc.json(), (text) => firstSyntaxError(text) === text.length));
  });
});
