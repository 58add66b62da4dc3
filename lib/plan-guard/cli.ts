#!/usr/bin/env node
import { planGuard } from "./command";

const { stdout, stderr, env, argv } = process;

// who reads with "head" has read enough: the exit code says the rest
stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

process.exitCode = planGuard(argv.slice(2), {
  out: (text) => stdout.write(text),
  err: (text) => stderr.write(text),
  colour: stdout.isTTY === true && !env.NO_COLOR,
});
