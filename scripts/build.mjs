// Compiles and type-checks the sources into dist/, unless dist/ was made of the very same: `cdktf deploy` builds each time,
// and a build takes longer than the run. A build that fails leaves no dist/ behind.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { copyAssets } from "./copy-assets.mjs";
import { rewriteIndexes } from "./lazy-index.mjs";
import { rewriteRequires } from "./lazy-requires.mjs";

/** All that the compiled files depend on; the last one is what npm says that is installed. */
const READ = [
  ...["main.ts", "lib", "policies", "examples", "scripts"],
  ...["package.json", "tsconfig.json", "tsconfig.build.json", "node_modules/.package-lock.json"],
];
const STAMP_NAME = ".made-of";
const STAMP = join("dist", STAMP_NAME);
const [NEXT, FORMER] = [".dist-next", ".dist-former"];

const files = READ.filter((path) => existsSync(path)).flatMap((path) =>
  statSync(path).isDirectory()
    ? readdirSync(path, { recursive: true }).map((entry) => join(path, entry))
    : [path],
);
const hash = createHash("sha256");
for (const file of files.filter((path) => statSync(path).isFile()).sort())
  hash.update(`${file}\0`).update(readFileSync(file)).update("\0");
const sources = hash.digest("hex");

if (!existsSync(STAMP) || readFileSync(STAMP, "utf8") !== sources) {
  rmSync(NEXT, { recursive: true, force: true });
  const tsc = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin", "tsc");
  const args = [tsc, "-p", "tsconfig.build.json", "--outDir", NEXT];
  const { status } = spawnSync(process.execPath, args, { stdio: "inherit" });
  if (status === 0) {
    copyAssets(NEXT);
    rewriteIndexes(NEXT);
    rewriteRequires(NEXT);
    writeFileSync(join(NEXT, STAMP_NAME), sources);
  }
  // at once, for those who are running what is there
  rmSync(FORMER, { recursive: true, force: true });
  if (existsSync("dist")) renameSync("dist", FORMER);
  if (status === 0) renameSync(NEXT, "dist");
  for (const folder of [NEXT, FORMER]) rmSync(folder, { recursive: true, force: true });
  process.exitCode = status ?? 1;
}
