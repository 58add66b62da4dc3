const { readdirSync, readFileSync } = require("node:fs");
const { join } = require("node:path");

/** What the library's modules import: as in the compiled library, it is loaded when it is first used. */
const imported = ["lib", "policies"]
  .flatMap((folder) => readdirSync(folder, { recursive: true }).map((entry) => join(folder, entry)))
  .filter((file) => file.endsWith(".ts"))
  .flatMap((file) => [...readFileSync(file, "utf8").matchAll(/ from "([^"]+)";/g)].map(([, path]) => path));

/** Tests run on the TypeScript sources; types are checked by `npm run lint`, which `npm test` runs first. */
module.exports = {
  testEnvironment: "node",
  roots: ["<rootDir>/__tests__"],
  // every core works on tests: nothing watches, and some wait for compilers and apps of their own
  maxWorkers: "100%",
  // a test that waits for a compiler or an app is not wrong because the machine has other work
  testTimeout: 60_000,
  testMatch: ["**/*.test.ts"],
  // they compare cdktf with cdktn, which npm run test:cdktn installs
  testPathIgnorePatterns: ["<rootDir>/__tests__/cdktn/"],
  transform: {
    "^.+\\.tsx?$": [
      "@swc/jest",
      {
        jsc: { target: "es2022", parser: { syntax: "typescript" } },
        // imports were half of the time of most files of tests
        module: { type: "commonjs", lazy: [...new Set(imported)].sort() },
      },
    ],
  },
};
