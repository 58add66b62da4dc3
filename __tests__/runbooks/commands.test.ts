import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { RUNBOOKS } from "../../lib/runbooks/runbook-files";
import { AZ, azCommandOf, refusedByAz } from "../support/az-arguments";
import { type Call, flag } from "../support/bash";
import { app, command } from "../support/command";
import { temporaryFolder } from "../support/files";
import { blocksOf } from "../support/markdown";
import { runRunbook, syntaxErrors } from "../support/run-runbook";

const out = temporaryFolder();
app([], join(out, "contoso"));
command(process.execPath, ["scripts/synthesise-examples.mjs", out]);

const foldersOf = (estate: string) => readdirSync(join(out, estate));
const ESTATES = readdirSync(out).filter((name) => foldersOf(name).includes("runbooks"));

/** Every runbook of every estate, done from its first line to its last. */
const RUNS = ESTATES.flatMap((estate) =>
  readdirSync(join(out, estate, "runbooks")).map((file) => {
    const markdown = readFileSync(join(out, estate, "runbooks", file), "utf8");
    return { place: `${estate}/${file}`, estate, file, markdown, run: runRunbook(markdown) };
  }),
);
const callsOf = (program: string, runs = RUNS) =>
  runs.flatMap(({ place, run }) =>
    run.calls.filter(([name]) => name === program).map((call) => ({ place, call })),
  );

test("Contoso and every example that backs up or replicates VMs have runbooks", () => {
  expect(ESTATES).toEqual([
    "backup-by-tag",
    "cmk",
    "contoso",
    "defaults",
    "disaster-recovery",
    "existing-vault",
    "max",
    "notifications",
    "private",
    "throwaway",
    "waf-aligned",
    "workloads",
    "zone-to-zone",
  ]);
});

test("every kind of runbook is written for one of them", () => {
  const written = new Set(RUNS.map(({ file }) => file));
  expect(RUNBOOKS.map(({ file }) => file).filter((file) => !written.has(file))).toEqual([]);
});

test("every block of Bash has the syntax of Bash, as it stands", () => {
  const blocks = RUNS.filter(({ estate }) =>
    ["contoso", "cmk", "max", "zone-to-zone"].includes(estate),
  ).flatMap(({ place, markdown }) => blocksOf(markdown, "bash").map((block) => [place, syntaxErrors(block)]));
  expect(blocks.filter(([, error]) => error !== "")).toEqual([]);
  expect(blocks.length).toBeGreaterThan(200);
}, 60_000);

test("every runbook runs in Bash to its end, with no unset variable and no program but az, terraform and uuidgen", () => {
  const failed = RUNS.map(({ place, run }) => [place, run.code, run.err]);
  expect(failed.filter(([, code, err]) => code !== 0 || err !== "")).toEqual([]);
});

test("every az command that stands in a block was run, and so is checked", () => {
  const missed = RUNS.filter(({ markdown, run }) => {
    const written =
      blocksOf(markdown, "bash")
        .join("\n")
        .match(/(^|[\s(])az [a-z]/gm) ?? [];
    return run.calls.filter(([program]) => program === "az").length < written.length;
  });
  expect(missed.map(({ place }) => place)).toEqual([]);
});

test("every az command is one of the published Azure CLI, with known arguments, all that are required, and allowed values", () => {
  const calls = callsOf("az");
  const refused = calls.flatMap(({ place, call }) =>
    refusedByAz(call).map((problem) => `${place}: ${problem}`),
  );
  expect(refused).toEqual([]);
  expect(calls.length).toBeGreaterThan(500);
});

test("what is kept of the Azure CLI is what the runbooks use, and no more", () => {
  const used = new Set(callsOf("az").map(({ call }) => azCommandOf(call)));
  expect(Object.keys(AZ.commands)).toEqual([...used].sort());
});

/** The operations of Azure's REST interfaces that are called, by their pages of Microsoft Learn. */
const OPERATIONS: readonly (readonly [page: string, method: string, path: RegExp, version: string])[] = [
  [
    "Replication Protected Items - List By Replication Protection Containers",
    "get",
    /\/replicationProtectionContainers\/[^/]+\/replicationProtectedItems$/,
    "2025-08-01",
  ],
  ["Replication Protected Items - Get", "get", /\/replicationProtectedItems\/[^/]+$/, "2025-08-01"],
  [
    "Recovery Points - List By Replication Protected Items",
    "get",
    /given-ITEM_ID\/recoveryPoints$/,
    "2025-08-01",
  ],
  [
    "Replication Protected Items - Apply Recovery Point",
    "post",
    /given-ITEM_ID\/applyRecoveryPoint$/,
    "2025-08-01",
  ],
  ["Replication Recovery Plans - Get", "get", /\/replicationRecoveryPlans\/[^/]+$/, "2025-08-01"],
  [
    "Replication Recovery Plans, Replication Protected Items - Unplanned Failover and others",
    "post",
    /\/(replicationRecoveryPlans|replicationProtectedItems)\/[^/]+\/(unplannedFailover|failoverCommit|testFailover|testFailoverCleanup)$/,
    "2025-08-01",
  ],
  [
    "Replication Protection Containers - Switch Protection",
    "post",
    /\/replicationProtectionContainers\/[^/]+\/switchprotection$/,
    "2025-08-01",
  ],
  ["Replication Jobs - Get", "get", /\/replicationJobs\/[^/]+$/, "2025-08-01"],
  ["Job - Create", "put", /\/automationAccounts\/[^/]+\/jobs\/[0-9a-f-]{36}$/, "2023-11-01"],
  [
    "Job - Get, Job - Get Output",
    "get",
    /\/automationAccounts\/[^/]+\/jobs\/[0-9a-f-]{36}(\/output)?$/,
    "2023-11-01",
  ],
  [
    "Alerts - Get All",
    "get",
    /^\/subscriptions\/[0-9a-f-]{36}\/providers\/Microsoft\.AlertsManagement\/alerts$/,
    "2019-03-01",
  ],
  ["Alerts - Change State", "post", /given-ALERT\/changestate$/, "2019-03-01"],
];

function operationOf(call: Call): string | undefined {
  const [path = "", query = ""] = (flag(call, "--url") ?? "").split("?");
  const version = new URLSearchParams(query).get("api-version");
  return OPERATIONS.find(
    ([, method, pattern, api]) => flag(call, "--method") === method && pattern.test(path) && version === api,
  )?.[0];
}

test("every call by az rest is an operation of Azure's REST reference, with its method and version", () => {
  const calls = callsOf("az").filter(({ call }) => call[1] === "rest");
  expect(
    calls.filter(({ call }) => operationOf(call) === undefined).map(({ call }) => call.slice(3, 6)),
  ).toEqual([]);
  expect(new Set(calls.map(({ call }) => operationOf(call))).size).toBe(OPERATIONS.length);
});

test("a misspelt flag in a runbook is noticed, and a misspelt command", () => {
  const { markdown = "" } = RUNS.find(({ place }) => place === "contoso/restore-vm.md") ?? {};
  const problems = (text: string) =>
    runRunbook(text)
      .calls.filter(([name]) => name === "az")
      .flatMap(refusedByAz);

  expect(problems(markdown)).toEqual([]);
  expect(problems(markdown.replaceAll("--rp-name", "--rp-nam"))).toContain(
    "backup restore restore-disks: --rp-name is missing",
  );
  expect(problems(markdown.replaceAll("backup job wait", "backup job await"))).toEqual([
    expect.stringContaining("unknown command: az backup job await"),
  ]);
});

test("a variable that nobody has set is noticed, and a program that nobody knows", () => {
  const { markdown = "" } = RUNS.find(({ place }) => place === "contoso/restore-files.md") ?? {};
  expect(runRunbook(markdown.replace(/^VAULT=.*$/gm, "")).err).toContain("VAULT: unbound variable");
  expect(runRunbook(markdown.replace("az backup restore", "azure backup restore")).code).toBe(127);
});
