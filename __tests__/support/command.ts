import { spawnSync } from "node:child_process";

export interface CommandResult {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs a command of the project as its user does, in the project's folder unless told otherwise. */
export function command(
  program: string,
  args: readonly string[],
  { cwd = process.cwd(), env = {} }: { cwd?: string; env?: Record<string, string | undefined> } = {},
): CommandResult {
  const { status, stdout, stderr } = spawnSync(program, [...args], {
    cwd,
    encoding: "utf8",
    env: { ...process.env, ...env },
    maxBuffer: 64 * 1024 * 1024,
  });
  return { code: status, out: stdout, err: stderr };
}

/** Runs the compiled app (`npm test` compiles first). */
export function app(
  args: readonly string[],
  outdir: string,
  env: Record<string, string> = {},
): CommandResult {
  return command(process.execPath, ["dist/main.js", ...args], { env: { CDKTF_OUTDIR: outdir, ...env } });
}
