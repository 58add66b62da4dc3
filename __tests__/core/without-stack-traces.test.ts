import { Token, Tokenization } from "cdktf";
import { withoutStackTraces } from "../../lib/core/without-stack-traces";

/** How many lines a token keeps of where it was made. */
const linesOf = (make: () => string) => Tokenization.reverseString(make()).firstToken?.creationStack.length;
const token = () =>
  Token.asString({ creationStack: new Error().stack?.split("\n") ?? [], resolve: () => "" });
const thrower = () => {
  throw new TypeError("a bug");
};

describe("what is made without stack traces", () => {
  test("has none, since thousands of tokens would each pay for one that nobody reads", () => {
    expect(linesOf(token)).toBeGreaterThan(3);
    expect(withoutStackTraces(() => linesOf(token))).toBe(0);
  });

  test("is returned", () => {
    expect(withoutStackTraces(() => 42)).toBe(42);
  });

  test("throws errors that still say where it was asked for: a bug has to be found", () => {
    let error: Error | undefined;
    try {
      withoutStackTraces(thrower);
    } catch (caught) {
      error = caught as Error;
    }
    expect(error).toBeInstanceOf(TypeError);
    expect(error?.stack).toContain("TypeError: a bug");
    expect(error?.stack).toContain("without-stack-traces.test");
  });

  test.each([
    ["a result", () => 1],
    ["an error", thrower],
  ])("leaves the limit as it was after %s", (_, make) => {
    const before = Object.getOwnPropertyDescriptor(Error, "stackTraceLimit");
    try {
      withoutStackTraces(make);
    } catch {}
    expect(Object.getOwnPropertyDescriptor(Error, "stackTraceLimit")).toEqual(before);
    expect(linesOf(token)).toBeGreaterThan(3);
  });

  test("may make more of the kind within", () => {
    expect(withoutStackTraces(() => [withoutStackTraces(() => 1), linesOf(token)])).toEqual([1, 0]);
    expect(linesOf(token)).toBeGreaterThan(3);
  });

  test("is made all the same where the limit cannot be changed, as in a hardened process", () => {
    const before = Object.getOwnPropertyDescriptor(Error, "stackTraceLimit") as PropertyDescriptor;
    const spy = jest
      .spyOn(Object, "getOwnPropertyDescriptor")
      .mockReturnValueOnce({ ...before, configurable: false });
    expect(withoutStackTraces(() => linesOf(token))).toBeGreaterThan(3);
    spy.mockRestore();
  });
});
