import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join, resolve } from "node:path";
import { command } from "../support/command";
import { temporaryFolder } from "../support/files";

/** A package as small as can be with the scripts of this one: an index, a module, and what it reads at run time. */
function smallPackage(): { readonly folder: string; readonly write: (file: string, text: string) => void } {
  const folder = temporaryFolder();
  const write = (file: string, text: string) => writeFileSync(join(folder, file), text);
  cpSync("scripts", join(folder, "scripts"), { recursive: true });
  for (const file of ["tsconfig.json", "tsconfig.build.json"]) cpSync(file, join(folder, file));
  symlinkSync(resolve("node_modules"), join(folder, "node_modules"));
  for (const path of ["lib", "policies/definitions"]) mkdirSync(join(folder, path), { recursive: true });
  write("package.json", '{ "bin": {} }');
  write("main.ts", 'import { one } from "./lib";\nconsole.log(one);\n');
  write("lib/index.ts", 'export * from "./one";\n');
  write("lib/one.ts", "export const one: number = 1;\n");
  write("lib/query.kql", "AddonAzureBackupJobs\n");
  return { folder, write };
}

const build = (folder: string) => command(process.execPath, ["scripts/build.mjs"], { cwd: folder });
const compiled = (folder: string) => {
  const files = readdirSync(join(folder, "dist"), { recursive: true, encoding: "utf8" });
  return files.filter((file) => /\.(js|kql)$/.test(file)).sort();
};

describe("the build that npm run synth begins with", () => {
  test("compiles once for the same sources, since a build takes longer than a run", () => {
    const { folder } = smallPackage();
    const first = build(folder);
    const made = statSync(join(folder, "dist/lib/one.js")).mtimeMs;
    const second = build(folder);
    expect([first, second].map(({ code, out, err }) => [code, out, err])).toEqual([
      [0, "", ""],
      [0, "", ""],
    ]);
    expect(compiled(folder)).toEqual(["lib/index.js", "lib/one.js", "lib/query.kql", "main.js"]);
    expect(statSync(join(folder, "dist/lib/one.js")).mtimeMs).toBe(made);
  });

  test("compiles a changed source anew, whatever its date, and keeps nothing of a removed one", () => {
    const { folder, write } = smallPackage();
    write("lib/two.ts", "export const two = 2;\n");
    build(folder);
    rmSync(join(folder, "lib/two.ts"));
    write("lib/one.ts", "export const one: number = 11;\nexport const more = 12;\n");
    write("main.ts", 'import { more, one } from "./lib";\nconsole.log(one + more);\n');
    expect(build(folder).code).toBe(0);
    expect(compiled(folder)).toEqual(["lib/index.js", "lib/one.js", "lib/query.kql", "main.js"]);
    expect(command(process.execPath, ["dist/main.js"], { cwd: folder }).out).toBe("23\n");
  });

  test.each([
    ["a query", "lib/query.kql", "AzureDiagnostics\n"],
    ["the compiler's settings", "tsconfig.build.json", undefined],
  ])("compiles anew where %s changed", (_, file, text) => {
    const { folder, write } = smallPackage();
    build(folder);
    rmSync(join(folder, "dist/main.js"));
    expect(build(folder).code).toBe(0);
    expect(existsSync(join(folder, "dist/main.js"))).toBe(false);
    const settings =
      '{ "extends": "./tsconfig.json", "compilerOptions": { "noEmit": false, "rootDir": ".", "outDir": "dist", "types": ["node"], "removeComments": true }, "include": ["main.ts", "lib"] }';
    write(file, text ?? settings);
    build(folder);
    expect(compiled(folder)).toContain("main.js");
  });

  test("stops at a type error and leaves nothing that an old build could be taken for", () => {
    const { folder, write } = smallPackage();
    build(folder);
    write("main.ts", 'import { one } from "./lib";\nconst text: string = one;\nconsole.log(text);\n');
    const { code, out } = build(folder);
    expect(code).not.toBe(0);
    expect(out).toContain("error TS2322: Type 'number' is not assignable to type 'string'");
    expect(existsSync(join(folder, "dist"))).toBe(false);
  });
});
