import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ResilienceApp, type ResilienceAppProps } from "../app/resilience-app";
import { SynthesizedApp } from "../synthesized/synthesized-app";

/**
 * Runs a program as a command does, into a folder that is removed again, and returns what Terraform would read.
 *
 * @throws ConfigurationError with everything that the program refuses
 *
 * @example
 * const stacks = synthesiseApp(defineContoso, { inventory: ["inventory/contoso.json"] });
 */
export function synthesiseApp(
  define: (app: ResilienceApp) => void,
  props: Omit<ResilienceAppProps, "outdir"> = {},
): SynthesizedApp {
  const folder = mkdtempSync(join(tmpdir(), "cdktf-azure-resilience-"));
  const outdir = join(folder, "cdktf.out");
  try {
    ResilienceApp.synthesise(define, { inventory: [], report: false, ...props, outdir });
    return SynthesizedApp.fromFolder(outdir);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
