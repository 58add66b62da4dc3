import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { resilienceMatchers } from "../../lib/testing";
import { command } from "../support/command";
import { temporaryFolder } from "../support/files";
import { blocksOf } from "../support/markdown";

const GUIDE = readFileSync("docs/guides/testing.md", "utf8");

test("the guide's test compiles and passes in a project of its own", () => {
  const folder = temporaryFolder();
  const [block = ""] = blocksOf(GUIDE, "ts");
  const local = (text: string) =>
    text
      .replace("cdktf-azure-resilience/testing", resolve("dist/lib/testing"))
      .replace("cdktf-azure-resilience/policies", resolve("dist/policies"))
      .replace('"cdktf-azure-resilience"', JSON.stringify(resolve("dist/lib")));
  symlinkSync(resolve("node_modules"), join(folder, "node_modules"));
  mkdirSync(join(folder, "inventory"));
  cpSync("inventory/contoso.json", join(folder, "inventory", "contoso.json"));
  writeFileSync(join(folder, "contoso.test.ts"), local(block));
  writeFileSync(join(folder, "package.json"), "{}");
  writeFileSync(
    join(folder, "jest.config.js"),
    'module.exports = { transform: { "\\\\.ts$": "@swc/jest" }, rootDir: "." };',
  );
  const flags = [
    "--noEmit",
    "--strict",
    "--skipLibCheck",
    "--target",
    "es2022",
    "--module",
    "node20",
    "--types",
    "node,jest",
  ];
  const at = { cwd: folder };
  expect(command(join("node_modules", ".bin", "tsc"), [...flags, "contoso.test.ts"], at)).toEqual({
    code: 0,
    out: "",
    err: "",
  });
  const ran = command(join("node_modules", ".bin", "jest"), ["--ci"], at);
  expect([ran.code, ran.err.match(/Tests: .*/)?.[0]]).toEqual([0, "Tests:       2 passed, 2 total"]);
}, 60_000);

test("the table has every matcher, and no other", () => {
  const told = [...GUIDE.matchAll(/^\| `(to\w+)\(/gm)].map(([, name]) => name);
  expect(told).toEqual(Object.keys(resilienceMatchers));
});
