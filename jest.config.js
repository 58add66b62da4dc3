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
  // as in the compiled library, a package is loaded when it is first used: a fifth of the time of most files is imports
  transform: {
    "^.+\\.tsx?$": [
      "@swc/jest",
      {
        jsc: { target: "es2022", parser: { syntax: "typescript" } },
        module: { type: "commonjs", lazy: true },
      },
    ],
  },
};
