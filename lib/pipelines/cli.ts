#!/usr/bin/env node
import { resilienceStacks } from "./command";

process.exitCode = resilienceStacks(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
});
