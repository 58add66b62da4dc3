// Has a program that was written for cdktf run on cdktn: node --require ./cdktn/redirect.cjs dist/main.js
const { Module } = require("node:module");
const { join } = require("node:path");

const modules = join(__dirname, "node_modules");
const replaced = [
  [/^cdktf(?=\/|$)/, "cdktn"],
  [/^@cdktf\/provider-azurerm(?=\/|$)/, "@cdktn/provider-azurerm"],
  [/^constructs(?=\/|$)/, "constructs"],
];
const resolve = Module._resolveFilename;
Module._resolveFilename = function resolveOnCdktn(request, ...rest) {
  const found = replaced.find(([name]) => name.test(request));
  return resolve.call(this, found ? join(modules, request.replace(...found)) : request, ...rest);
};
