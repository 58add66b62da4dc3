import {
  App,
  DefaultTokenResolver,
  Fn,
  Lazy,
  StringConcat,
  TerraformVariable,
  Token,
  Tokenization,
} from "cdktf";
import fc from "fast-check";
import { ResilienceStack } from "../../lib";
import { ElementResolver } from "../../lib/stack/element-resolver";
import { temporaryFolder } from "../support/files";
import { resourceGroup, SUBSCRIPTION } from "../support/synthesise";

const stack = new ResilienceStack(new App({ outdir: temporaryFolder() }), "one", {
  subscriptionId: SUBSCRIPTION,
});
const group = resourceGroup(stack);
const variable = new TerraformVariable(stack, "size", {});
const resolver = new DefaultTokenResolver(new StringConcat());

const framework = (value: unknown) =>
  Tokenization.resolve(value, { scope: stack, preparing: true, resolver });
const ours = (value: unknown) => new ElementResolver(stack).resolve(value);

/** What a resolution gives, or the words with which it is refused. */
const outcome = (resolve: (value: unknown) => unknown, value: unknown) => {
  try {
    return { value: resolve(value) };
  } catch (error) {
    return { refused: (error as Error).message };
  }
};

const circle: Record<string, unknown> = {};
circle.again = circle;

describe("elements are resolved as the framework does, where they hold", () => {
  test.each<[string, unknown]>([
    ["text, numbers, booleans and null", { a: "b", n: 1, float: 0.5, less: -1, yes: true, none: null }],
    ["what is undefined, in objects and lists", { gone: undefined, list: [1, undefined, 2], empty: {} }],
    [
      "references, alone and within text",
      { id: group.id, path: `${group.id}/locks/${group.name}-${group.id}` },
    ],
    ["numbers that stand for references", { size: variable.numberValue, text: `${variable.numberValue} GB` }],
    ["lists that stand for references", { list: variable.listValue, numbers: Token.asNumberList(variable) }],
    [
      "maps that stand for references",
      { tags: Token.asStringMap(variable), more: Token.asNumberMap(variable) },
    ],
    ["references as keys", { [group.name]: 1, plain: { [`tag-${group.name}`]: [group.id] } }],
    ["expressions", { upper: Fn.upper(group.name), joined: Fn.join("-", [group.name, "a"]) }],
    [
      "values that come late",
      {
        late: Lazy.stringValue({ produce: () => group.name }),
        list: [Lazy.anyValue({ produce: () => ({ a: group.id }) })],
      },
    ],
    [
      "text that looks like an expression or a number",
      { a: "$${not.this} ${nor.this}", b: "1e+5", c: "7e-9", d: "-1.5e+300" },
    ],
    ["dates and objects with a class", { date: new Date(0), map: Object.create({ inherited: 1 }) }],
    ["texts that maps stand for by mistake", { a: Token.STRING_MAP_TOKEN_VALUE }],
    ["a list's text where one text belongs", { a: variable.listValue[0] }],
    ["functions", { a: { b: [() => 1] } }],
    ["constructs", { a: [group] }],
    ["themselves", circle],
  ])("%s", (_, value) => {
    expect(outcome(ours, value)).toEqual(outcome(framework, value));
  });

  test("anything that JSON can say, with references anywhere", () => {
    const text = fc.oneof(
      fc.string(),
      fc.constantFrom(group.id, group.name, `a-${group.name}`, "x${y}", "2e+9"),
    );
    const anything = fc.object({
      key: fc.string(),
      values: [text, fc.integer(), fc.double(), fc.boolean(), fc.constant(null)],
    });
    fc.assert(
      fc.property(anything, (value) => expect(outcome(ours, value)).toEqual(outcome(framework, value))),
    );
  });
});

test("a text that many resources share is resolved once", () => {
  const produce = jest.fn(() => "rsv-one");
  const shared = Lazy.stringValue({ produce });
  const elements = new ElementResolver(stack);
  expect([1, 2, 3].map((n) => elements.resolve({ n, name: shared }))).toEqual(
    [1, 2, 3].map((n) => ({ n, name: "rsv-one" })),
  );
  expect(produce).toHaveBeenCalledTimes(1);
});

test("what the framework refuses has its own path in the message, not that of a part", () => {
  expect(outcome(ours, { resource: { a: { handler: () => 1 } } })).toEqual({
    refused: expect.stringContaining("/resource/a/handler"),
  });
});
