/** The tests of jest.config.js on cdktn and its bindings instead of cdktf, sources as they are: npm run test:cdktn */
const base = require("./jest.config.js");
const { leftOut } = require("./cdktn/left-out.json");

// what the tests start in processes of their own runs on cdktn as well
process.env.NODE_OPTIONS = `--require ${__dirname}/cdktn/redirect.cjs`;

module.exports = {
  ...base,
  moduleNameMapper: {
    "^cdktf((/.*)?)$": "<rootDir>/cdktn/node_modules/cdktn$1",
    "^@cdktf/provider-azurerm/(.*)$": "<rootDir>/cdktn/node_modules/@cdktn/provider-azurerm/$1",
    "^constructs$": "<rootDir>/cdktn/node_modules/constructs",
  },
  testPathIgnorePatterns: Object.keys(leftOut).map(
    (path) => `^<rootDir>/__tests__/${path.replaceAll(".", "\\.")}`,
  ),
};
