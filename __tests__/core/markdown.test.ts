import { code, escaped } from "../../lib/core/markdown";

describe("text in Markdown", () => {
  test.each([
    ["*bold* `code` ~gone~ a|b", "\\*bold\\* \\`code\\` \\~gone\\~ a\\|b"],
    [
      "[link](https://evil) ![image](x) [ref][a] [a]: b",
      "\\[link\\](https://evil) ![image\\](x) [ref\\][a] [a\\]: b",
    ],
    ["_x_ and __init__", "\\_x\\_ and \\_\\_init\\_\\_"],
    ["<img> &amp; \\", "&lt;img> &amp;amp; \\\\"],
    ["# heading", "\\# heading"],
    ["> quote", "\\> quote"],
    ["- item", "\\- item"],
    ["[x] task", "\\[x] task"],
    ["two\r\n\r\n  lines", "two lines"],
  ])("%j is escaped where Markdown would read more", (text, expected) => {
    expect(escaped(text)).toBe(expected);
  });

  test.each(["web_01", "data[3]", "rg-app.(test)", "Größe", "-5", "a > b"])(
    "%s stays as people copy it",
    (text) => {
      expect(escaped(text)).toBe(text);
    },
  );
});

describe("code in Markdown", () => {
  test.each([
    ["plain", "`plain`"],
    ["a `b` c", "``a `b` c``"],
    ["`a", "`` `a ``"],
    ["``", "``` `` ```"],
    ["one\ntwo", "`one two`"],
  ])("%j has more backticks around it than in it", (text, expected) => {
    expect(code(text)).toBe(expected);
  });
});
