import { TerraformVariable } from "cdktf";
import { ConfigurationError } from "../../lib";
import { Gathering } from "../../lib/core/gather";
import { listed, Problems, quoted } from "../../lib/core/problems";
import { refusal, synthesise } from "../support/synthesise";

const refused = (add: (problems: Problems) => void) =>
  refusal(() => {
    const problems = new Problems("vault");
    add(problems);
    problems.throwIfAny();
  });

describe("a refusal", () => {
  test("of one thing is one line: where, and what", () => {
    expect(new ConfigurationError([{ where: "vault", message: "is wrong" }]).message).toBe(
      "[vault] is wrong",
    );
  });

  test("of several things at one place is a list under it, in the order found", () => {
    const where = "vault";

    expect(
      new ConfigurationError([
        { where, message: "b is wrong" },
        { where, message: "a is wrong" },
      ]).message,
    ).toBe("[vault] 2 problems:\n  - b is wrong\n  - a is wrong");
  });

  test("of several places is a block for each, in the order found, however they were mixed", () => {
    expect(
      new ConfigurationError([
        { where: "z", message: "1" },
        { where: "a", message: "2" },
        { where: "z", message: "3" },
      ]).message,
    ).toBe("[z] 2 problems:\n  - 1\n  - 3\n[a] 2");
  });

  test("of the same thing twice is said once, however often it was found", () => {
    const twice = { where: "vault", message: "is wrong" };
    const error = new ConfigurationError([twice, { where: "policy", message: "is wrong" }, { ...twice }]);

    expect(error.message).toBe("[vault] is wrong\n[policy] is wrong");
    expect(error.problems).toHaveLength(2);
  });

  test("of three places or more that have the same said of them says it once, and names every place", () => {
    const message = "is wrong";
    const of = (...places: readonly string[]) =>
      new ConfigurationError(places.map((where) => ({ where, message }))).message;

    expect(of("a", "b")).toBe("[a] is wrong\n[b] is wrong");
    expect(of("a", "b", "c")).toBe("[3 places] is wrong\n  at a\n  at b\n  at c");
  });

  test("of ten thousand places that have the same said of them takes no time to speak of", () => {
    const problems = Array.from({ length: 10_000 }, (_, i) => ({ where: `data[${i}]`, message: "is wrong" }));
    const start = performance.now();
    const { message } = new ConfigurationError(problems);

    expect(message.split("\n")).toHaveLength(10_001);
    // each place for each other one took nine seconds for eight thousand
    expect(performance.now() - start).toBeLessThan(2_000);
  });

  test("of places that have one thing in common and another not is a block for each", () => {
    const common = ["a", "b", "c"].map((where) => ({ where, message: "is wrong" }));
    const error = new ConfigurationError([...common, { where: "b", message: "is old" }]);

    expect(error.message).toBe("[a] is wrong\n[b] 2 problems:\n  - is wrong\n  - is old\n[c] is wrong");
  });

  test("keeps the problems themselves, for programs that show them their own way", () => {
    const problems = [{ where: "vault", message: "is wrong" }];

    expect(new ConfigurationError(problems).problems).toEqual(problems);
  });

  test("is an Error with its own name, and is recognised whichever copy of the library threw it", () => {
    const error = new ConfigurationError([{ where: "vault", message: "is wrong" }]);
    const ofAnotherCopy = Object.assign(new Error("x"), {
      [Symbol.for("cdktf-azure-resilience/ConfigurationError")]: true,
    });

    expect(String(error)).toBe("ConfigurationError: [vault] is wrong");
    expect([error, ofAnotherCopy].map(ConfigurationError.isConfigurationError)).toEqual([true, true]);
  });

  test.each([new Error("x"), "x", null, undefined, { problems: [] }])("is not %p", (other) => {
    expect(ConfigurationError.isConfigurationError(other)).toBe(false);
  });
});

describe("a collection of problems", () => {
  test("says nothing when everything fits", () => {
    const problems = new Problems("vault");
    problems.integer("days", 7, [7, 9], "days", "why");
    problems.integer("days", 9, [7, 9], "days", "why");
    problems.integer("days", undefined, [7, 9], "days", "why");
    problems.oneOf("kind", "a", ["a", "b"], "why");
    problems.oneOf("kind", undefined, ["a", "b"], "why");
    problems.matches("name", "abc", /^[a-c]+$/, "a to c");
    problems.when(false, "never");

    expect(problems.throwIfAny()).toBeUndefined();
  });

  test("leaves alone what only Terraform will know", () => {
    synthesise((stack) => {
      const variable = new TerraformVariable(stack, "unknown", {});
      const problems = new Problems(stack);
      problems.integer("days", variable.numberValue, [7, 9], "days", "why");
      problems.oneOf("kind", variable.stringValue, ["a", "b"], "why");
      problems.matches("name", variable.stringValue, /^[a-c]+$/, "a to c");

      expect(problems.throwIfAny()).toBeUndefined();
    });
  });

  test("has whole numbers within bounds, and says the unit where there is one", () => {
    const check = (value: number, unit: string) =>
      refused((problems) => problems.integer("days", value, [7, 9], unit, "why"));

    expect(check(6, "days")).toBe("[vault] days must be 7 to 9 days, got 6: why");
    expect(check(10, "")).toBe("[vault] days must be 7 to 9, got 10: why");
    expect(check(7.5, "days")).toBe("[vault] days must be 7 to 9 days, got 7.5: why");
    expect(check(Number.NaN, "days")).toBe("[vault] days must be 7 to 9 days, got NaN: why");
    expect(check(Number.POSITIVE_INFINITY, "days")).toBe(
      "[vault] days must be 7 to 9 days, got Infinity: why",
    );
  });

  test("shows values as the user would type them", () => {
    expect(["a", 7, true, null, undefined, ["a"], 'say "x"'].map(quoted)).toEqual([
      '"a"',
      "7",
      "true",
      "null",
      "nothing",
      '["a"]',
      '"say \\"x\\""',
    ]);
  });

  test("lists alternatives as people do", () => {
    expect([["a"], ["a", "b"], ["a", "b", "c"]].map((values) => listed(values))).toEqual([
      '"a"',
      '"a" or "b"',
      '"a", "b" or "c"',
    ]);
  });
});

describe("steps that may each refuse", () => {
  const refuse = (where: string) => () => {
    throw new ConfigurationError([{ where, message: "is wrong" }]);
  };

  test("are all taken, so that one bad entry does not hide the next", () => {
    const gathering = new Gathering();
    const results = [refuse("a"), () => 7, refuse("b")].map((step) => gathering.attempt(step));

    expect(results).toEqual([undefined, 7, undefined]);
    expect(refusal(() => gathering.throwIfAny())).toBe("[a] is wrong\n[b] is wrong");
  });

  test("let errors of any other kind through, since those are bugs of the program", () => {
    const gathering = new Gathering();
    const crash = () => {
      throw new TypeError("x is not a function");
    };

    expect(() => gathering.attempt(crash)).toThrow(new TypeError("x is not a function"));
    expect(gathering.problems).toEqual([]);
  });
});
