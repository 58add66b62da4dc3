import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import { ResilienceStack, type ResilienceStackProps, type Synthesis } from "../../lib";
import { SUBSCRIPTION } from "../support/synthesise";

/** Runs something with a folder that is gone afterwards. */
export function inFolder<T>(run: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), "stack-"));
  try {
    return run(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const stackOf = (app: App, id: string, props: Partial<ResilienceStackProps> = {}): ResilienceStack =>
  new ResilienceStack(app, id, { subscriptionId: SUBSCRIPTION, ...props });

/** The file that the framework's own app writes for a stack "test". */
export function writtenBy(
  synthesis: Synthesis | undefined,
  outdir: string,
  define: (stack: ResilienceStack) => void = () => {},
): string {
  const app = new App({ outdir, skipValidation: true });
  define(stackOf(app, "test", { synthesis }));
  app.synth();
  return readFileSync(join(outdir, "stacks", "test", "cdk.tf.json"), "utf8");
}

/** The files of both ways of synthesis, one after the other in the same folder. */
export const writtenBothWays = (define: (stack: ResilienceStack) => void) =>
  inFolder((outdir) => ({
    direct: writtenBy("direct", outdir, define),
    cdktf: writtenBy("cdktf", outdir, define),
  }));
