import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Fn, Token } from "cdktf";

/** What a runbook is told about its drill; Terraform may fill in what is only known at the deployment. */
export interface RunbookSettings {
  readonly drill: string;
  readonly vaultId: string;
  readonly plan: string;
  readonly networkId: string;
  readonly recoveryPoint: string;
  readonly rtoMinutes: number;
  readonly timeoutMinutes: number;
  readonly dwellMinutes: number;
  readonly cleanupMinutes: number;
  /** Of the whole job, cleanup and all. */
  readonly limitMinutes: number;
  readonly tier?: string;
  /** URL of the container that outcomes are written to. */
  readonly evidence?: string;
  readonly arm: string;
  /** Seconds between two looks at a job, and before the first repeated attempt. */
  readonly pollSeconds: number;
  readonly retrySeconds: number;
}

/** The line of the script that settings take the place of. */
export const SETTINGS_LINE = /^SETTINGS = \{\}.*$/m;

/** The script as it stands beside this file, in the sources and in the package. */
export function runbookScript(): string {
  return readFileSync(join(__dirname, "test-failover-drill.py"), "utf8");
}

/**
 * The content of a runbook. What only a deployment knows is written by Terraform's own `jsonencode`, which escapes it;
 * the script around the settings has nothing that Terraform would take for a template.
 */
export function runbookContent(settings: RunbookSettings): string {
  const lines = Object.entries(settings)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `    ${JSON.stringify(name)}: ${literal(value)},`);
  return runbookScript().replace(SETTINGS_LINE, () => ["SETTINGS = {", ...lines, "}"].join("\n"));
}

/** A text or number of JSON, which Python writes alike. */
function literal(value: unknown): string {
  if (Token.isUnresolved(value)) return Fn.jsonencode(value);
  return JSON.stringify(value).replace(/[$%](?=\{)/g, (sign) => sign + sign);
}
