import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { argumentsOf } from "../support/bindings";
import { app, command } from "../support/command";
import { temporaryFolder } from "../support/files";

const GUIDE = readFileSync("docs/guides/cdktn.md", "utf8");
const ON_CDKTN = { NODE_OPTIONS: process.env.NODE_OPTIONS ?? "" };
const ON_CDKTF = { NODE_OPTIONS: "" };

/** The text of every stack of Contoso and of the examples, by path. */
function texts(env: Record<string, string>): ReadonlyMap<string, string> {
  const out = temporaryFolder();
  const runs = [
    command(process.execPath, ["scripts/synthesise-examples.mjs", out], { env }),
    app([], join(out, "contoso"), env),
  ];
  expect(runs.map(({ code, err }) => [code, err])).toEqual([
    [0, ""],
    [0, ""],
  ]);
  const files = readdirSync(out, { recursive: true, encoding: "utf8" });
  const stacks = files.filter((file) => file.endsWith("cdk.tf.json")).sort();
  return new Map(stacks.map((file) => [file, readFileSync(join(out, file), "utf8")]));
}

test("Contoso and every example are the same text, but for the version and for how what is empty is printed", () => {
  const [cdktf, cdktn] = [texts(ON_CDKTF), texts(ON_CDKTN)];
  expect(cdktf.size).toBeGreaterThan(30);
  expect([...cdktn.keys()]).toEqual([...cdktf.keys()]);
  const versions = [...cdktf.values(), ...cdktn.values()].map(
    (text) => text.match(/"version": "(0\.\d+\.\d+)"/)?.[1],
  );
  expect(new Set(versions)).toEqual(new Set(["0.21.0", "0.24.0"]));
  const asCdktn = (text: string) =>
    text
      .replace('"version": "0.21.0"', '"version": "0.24.0"')
      .replace(/\{\s+\}/g, "{}")
      .replace(/\[\s+\]/g, "[]");
  const different = [...cdktf]
    .filter(([file, text]) => asCdktn(text) !== cdktn.get(file))
    .map(([file]) => file);
  expect(different).toEqual([]);
}, 120_000);

const CDKTN = "cdktn/node_modules/cdktn";
const BINDINGS = [
  "node_modules/@cdktf/provider-azurerm",
  "cdktn/node_modules/@cdktn/provider-azurerm",
] as const;

/** What a program prints, on cdktf. */
const printed = (program: string) =>
  JSON.parse(command(process.execPath, ["-p", `JSON.stringify(${program})`], { env: ON_CDKTF }).out);

test("cdktn exports what cdktf does, and what the guide says", () => {
  const names = (path: string): string[] => printed(`Object.keys(require("${path}"))`);
  const [cdktf, cdktn] = [names("cdktf"), names(`./${CDKTN}`)];
  expect(cdktf.filter((name) => !cdktn.includes(name))).toEqual([]);
  const more = cdktn.filter((name) => !cdktf.includes(name)).sort();
  expect(GUIDE).toContain(`those of cdktf, and ${more.map((name) => `\`${name}\``).join(", ")} |`);
});

test("the bindings of cdktn know every argument of the package's resources that cdktf's know, and those of the guide", () => {
  const sources = readdirSync("lib", { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".ts"),
  );
  const used = sources.flatMap((file) =>
    [...readFileSync(join("lib", file), "utf8").matchAll(/"@cdktf\/provider-azurerm\/lib\/([\w-]+)"/g)].map(
      ([, module = ""]) => module,
    ),
  );
  const both = [...new Set(used)].sort().map((module) => BINDINGS.map((root) => argumentsOf(root, module)));
  const only = (one: number, other: number) =>
    both.flatMap((known) => known[one]?.filter((argument) => !known[other]?.includes(argument)) ?? []);
  expect(both.length).toBeGreaterThan(60);
  expect(only(0, 1)).toEqual([]);
  const more = only(1, 0).map((argument) => `\`${argument.replace(/\??:.*/, "")}\``);
  expect(GUIDE).toContain(`those of 14.23, and ${more.sort().join(", ")} |`);
});

test("the versions are those of the guide", () => {
  const azurerm = BINDINGS.map((root) => {
    const { cdktf, cdktn } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    return (cdktf ?? cdktn).provider.version;
  });
  expect(azurerm).toEqual(["4.55.0", "4.73.0"]);
  expect(GUIDE).toContain("| azurerm of the bindings | 4.55.0 | 4.73.0;");
  const { version } = JSON.parse(readFileSync(join(CDKTN, "package.json"), "utf8"));
  expect(GUIDE).toContain(`| what | cdktf 0.21.0 | cdktn ${version} |`);
});
