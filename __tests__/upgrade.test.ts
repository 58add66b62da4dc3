import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { SynthesizedApp } from "../lib";
import { listed } from "./support/addresses";
import { command } from "./support/command";
import { temporaryFolder } from "./support/files";

/** Programs that were written for a version, by version. They are never changed: those who wrote them did not either. */
const UPGRADES = "__tests__/upgrade";

describe.each(readdirSync(UPGRADES))("programs that were written for %s", (version) => {
  const folder = join(UPGRADES, version);
  const programs = readdirSync(folder).flatMap((file) => /^(.+)\.ts$/.exec(file)?.[1] ?? []);
  const out = temporaryFolder();

  test("still compile", () => {
    const { code, out } = command(process.execPath, ["node_modules/typescript/bin/tsc", "-p", folder]);
    expect([code, out]).toEqual([0, ""]);
  }, 60_000);

  test.each(programs)("still define what they did: no resource of %s is destroyed by the update", (name) => {
    const outdir = join(out, name);
    const program = join("dist", "upgrade", version, `${name}.js`);
    const { code, err } = command(process.execPath, [program], { env: { CDKTF_OUTDIR: outdir } });
    expect([code, err]).toEqual([0, ""]);
    const list = join(folder, "addresses", `${name}.txt`);
    const now = listed(SynthesizedApp.fromFolder(outdir));
    if (process.env.UPDATE_ADDRESSES === "1" && !existsSync(list)) writeFileSync(list, now);
    const before = readFileSync(list, "utf8");
    expect(missing(before, now)).toEqual([]);
  });

  test("have a list of addresses each, and no list is left of a program that is gone", () => {
    const lists = readdirSync(join(folder, "addresses")).map((file) => file.replace(/\.txt$/, ""));
    expect(lists.sort()).toEqual([...programs].sort());
  });
});

/** The lines that are in no place of the other list: a later version may add, and may not take away. */
function missing(before: string, now: string): readonly string[] {
  const inStack = (list: string) =>
    list.split("\n\n").flatMap((stack) => {
      const [id = "", ...addresses] = stack.trim().split("\n");
      return addresses.map((address) => `${id} ${address}`);
    });
  const present = new Set(inStack(now));
  return inStack(before).filter((address) => !present.has(address));
}
