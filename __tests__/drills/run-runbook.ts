import { spawn, spawnSync } from "node:child_process";
import { type RunbookSettings, runbookScript, SETTINGS_LINE } from "../../lib/drills/runbook-content";
import { temporaryFile } from "../support/files";
import { StandIn } from "./stand-in";
import { VAULT, type World } from "./world";

type Json = Record<string, unknown>;

/** Python 3.8 or later, which the runbook is written for. */
export const PYTHON = findPython();

function findPython(): string {
  const check = "import sys; sys.exit(0 if sys.version_info >= (3, 8) else 1)";
  const found = ["python3", "python"].find((name) => spawnSync(name, ["-c", check]).status === 0);
  if (!found)
    throw new Error("the drill's runbook is tested by running it: put Python 3.8 or later on the PATH");
  return found;
}

/** A drill that is over in no time. */
const QUICK = {
  drill: "rb-drill-erp",
  vaultId: VAULT,
  plan: "erp",
  networkId: "/subscriptions/s/resourceGroups/rg-test/providers/Microsoft.Network/virtualNetworks/vnet-test",
  recoveryPoint: "LatestProcessed",
  rtoMinutes: 60,
  timeoutMinutes: 0.1,
  dwellMinutes: 0,
  cleanupMinutes: 0.1,
  limitMinutes: 1,
  pollSeconds: 0.01,
  retrySeconds: 0.01,
} satisfies Partial<RunbookSettings>;

export interface DrillRun {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  /** The last line of the output. */
  readonly outcome: Json;
  readonly azure: StandIn;
}

export interface RunOptions {
  readonly settings?: Partial<RunbookSettings>;
  readonly environment?: Record<string, string>;
  /** Sends a signal once the runbook has written this. */
  readonly terminateAfter?: string;
}

/** The script as Terraform would render it with these settings. */
const rendered = (settings: Json) =>
  runbookScript().replace(SETTINGS_LINE, () => `SETTINGS = ${JSON.stringify(settings)}`);

/** Runs the runbook as Azure Automation does, against a stand-in for Azure. */
export async function runDrill(world: World = {}, options: RunOptions = {}): Promise<DrillRun> {
  const azure = await StandIn.start(world);
  try {
    const evidence = options.settings?.evidence === undefined ? {} : { evidence: `${azure.url}/evidence` };
    const script = rendered({ ...QUICK, arm: azure.url, ...options.settings, ...evidence });
    const env = { PATH: process.env.PATH ?? "", ...azure.environment, ...options.environment };
    const ran = await execute(temporaryFile("runbook.py", script), env, options.terminateAfter);
    const last = ran.out.trim().split("\n").at(-1) ?? "";
    return { ...ran, azure, outcome: JSON.parse(last) };
  } finally {
    await azure.close();
  }
}

function execute(file: string, env: Record<string, string>, terminateAfter?: string) {
  return new Promise<{ code: number | null; out: string; err: string }>((resolve, reject) => {
    const child = spawn(PYTHON, ["-I", file], { env });
    let [out, err, signalled] = ["", "", false];
    child.stdout.on("data", (data) => {
      out += data;
      if (terminateAfter === undefined || signalled || !out.includes(terminateAfter)) return;
      signalled = true;
      child.kill("SIGTERM");
    });
    child.stderr.on("data", (data) => {
      err += data;
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, out, err }));
  });
}
