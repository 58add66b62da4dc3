import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { App } from "cdktf";
import { ResilienceStack } from "../../lib";
import { app, command } from "../support/command";
import { temporaryFolder } from "../support/files";
import { refusal, SUBSCRIPTION } from "../support/synthesise";

/** The context of a run takes the place of that of cdktf.json. */
const FRAMEWORK = {
  CDKTF_CONTEXT_JSON: JSON.stringify({ synthesis: "cdktf", inventory: "inventory/contoso.json" }),
};

/** The bytes of every stack below a folder, by path; paths to the state depend on the folder, and not on the way. */
function stacksIn(folder: string): ReadonlyMap<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  const files = paths.filter((path) => path.endsWith("cdk.tf.json"));
  return new Map(files.map((path) => [path, readFileSync(join(folder, path), "utf8")]));
}

/** What a program writes into one folder, one time by each way. */
function bothWays(
  run: (folder: string, env: Record<string, string>) => { code: number | null; err: string },
) {
  const folder = temporaryFolder();
  return [{}, FRAMEWORK].map((env) => {
    const { code, err } = run(folder, env);
    expect([code, err]).toEqual([0, ""]);
    return stacksIn(folder);
  });
}

test("the Contoso app writes the same bytes by the framework's own way", () => {
  const [direct, framework] = bothWays((folder, env) => app([], folder, env));
  expect(direct?.size).toBeGreaterThan(5);
  expect(direct).toEqual(framework);
}, 120_000);

test("every example writes the same bytes by the framework's own way", () => {
  const [direct, framework] = bothWays((folder, env) =>
    command(process.execPath, ["scripts/synthesise-examples.mjs", folder], { env }),
  );
  expect(direct?.size).toBeGreaterThanOrEqual(readdirSync("examples").length);
  expect(direct).toEqual(framework);
}, 300_000);

describe("the way of synthesis", () => {
  /** Does a stack of such an app resolve its elements in `prepareStack`, which the direct way leaves out? */
  const prepares = (context: object, props: object = {}) => {
    const stack = new ResilienceStack(
      new App({ outdir: temporaryFolder(), context: { ...context } }),
      "one",
      {
        subscriptionId: SUBSCRIPTION,
        ...props,
      },
    );
    const prepared = jest.spyOn(stack.azure, "toTerraform");
    stack.prepareStack();
    return prepared.mock.calls.length > 0;
  };

  test("is chosen for a whole app by the context", () => {
    expect(prepares({ synthesis: "cdktf" })).toBe(true);
    expect(prepares({})).toBe(false);
  });

  test("is the stack's own where it says one", () => {
    expect(prepares({ synthesis: "cdktf" }, { synthesis: "direct" })).toBe(false);
    expect(prepares({ synthesis: "direct" }, { synthesis: "cdktf" })).toBe(true);
  });

  test("is refused where it is none of the two, since it would be taken for one in silence", () => {
    expect(refusal(() => prepares({ synthesis: "fast" }))).toBe(
      '[one] synthesis must be "direct" or "cdktf", got "fast": both write the same',
    );
  });
});
