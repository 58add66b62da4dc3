#!/usr/bin/env node
import { planGuard } from "./command";

const { stdout, stderr, env, argv } = process;

process.exitCode = planGuard(argv.slice(2), {
  out: (text) => stdout.write(text),
  err: (text) => stderr.write(text),
  colour: stdout.isTTY === true && !env.NO_COLOR,
});
