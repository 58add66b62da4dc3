import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { SynthesizedApp } from "../../lib";
import { armIdOf } from "../../lib/synthesized/arm-ids";
import type { Call } from "../support/bash";
import { app } from "../support/command";
import { temporaryFolder } from "../support/files";
import { runRunbook } from "../support/run-runbook";

const out = temporaryFolder();
app([], out);
const FOLDER = join(out, "runbooks");
const PAGES = readdirSync(FOLDER).map((file) => readFileSync(join(FOLDER, file), "utf8"));
const CALLS = PAGES.flatMap((page) => runRunbook(page).calls);

/** What the stacks deploy, as the other reader of them says it. */
const RESOURCES = SynthesizedApp.fromFolder(out).stacks.flatMap(({ resources }) => resources);
const IDS = new Set(RESOURCES.map((one) => armIdOf(one)?.toLowerCase()).filter(Boolean));
const NAMES = new Set(RESOURCES.map((one) => one.textOf(one.config.name)));

/** The verbs and children of Site Recovery, Automation and Azure Monitor that follow an id. */
const BEHIND =
  /\/(replicationFabrics|replicationJobs|replicationRecoveryPlans|jobs|providers\/microsoft\.alertsmanagement)\/.*$/i;
const INVENTED = /given-|answer|\/subscriptions\/s\//;

function idsIn(call: Call): readonly string[] {
  const found = call.join("\n").match(/\/subscriptions\/[^?'"\s]+/g) ?? [];
  return found.filter((id) => !INVENTED.test(id)).map((id) => id.replace(BEHIND, "").toLowerCase());
}

const strangers = (calls: readonly Call[]) =>
  [...new Set(calls.flatMap(idsIn))].filter((id) => !IDS.has(id) && id.split("/").length > 3);

test("every ARM id in a command is one that Contoso's stacks deploy", () => {
  expect(strangers(CALLS)).toEqual([]);
  expect(new Set(CALLS.flatMap(idsIn)).size).toBe(6);
});

test("an id that no stack deploys is noticed", () => {
  const renamed = CALLS.map((call) =>
    call.map((word) => word.replaceAll("vnet-test-centralindia", "vnet-prod")),
  );
  expect(strangers(renamed)).toEqual([expect.stringMatching(/\/virtualnetworks\/vnet-prod$/)]);
});

const valuesOf = (option: string) =>
  new Set(CALLS.flatMap((call) => call.filter((_, i) => call[i - 1] === option)));

test("a vault that was chosen for backups is not taken for that of the replication", () => {
  expect([...valuesOf("--vault-name")].filter((name) => name?.includes("-dr-"))).toEqual([]);
});

test("every vault and its group in a command are Contoso's", () => {
  const blocks =
    PAGES.join("\n").match(/^(VAULT|VAULT_GROUP|DR_VAULT|DR_GROUP|ACCOUNT|ACCOUNT_GROUP|PLAN_NAME)=.+$/gm) ??
    [];
  const values = blocks.map((line) => line.split("=")[1]);
  expect(values.filter((value) => !NAMES.has(value))).toEqual([]);
  expect(new Set(values).size).toBeGreaterThan(12);
});

test("fabrics, containers and plans of Site Recovery are Contoso's", () => {
  const parts = CALLS.flatMap((call) =>
    [
      ...call
        .join("\n")
        .matchAll(
          /\/(?:replicationFabrics|replicationProtectionContainers|replicationRecoveryPlans)\/([\w-]+)/g,
        ),
    ].map(([, name]) => name),
  );
  expect([...new Set(parts)].filter((name) => !NAMES.has(name)).sort()).toEqual([]);
  expect(new Set(parts).size).toBe(5);
});

test("VMs, their groups and policies in the list are those that the stacks protect", () => {
  const list = readFileSync(join(FOLDER, "vms.md"), "utf8");
  const rows = [...list.matchAll(/^\| ([^|]+) \| ([^|]+) \| ([^|]+) \|/gm)]
    .slice(0)
    .filter(([, name]) => name !== "VM");
  const vms = rows.map(([, name = "", group = "", policy]) => ({
    id: `/resourcegroups/${group}/providers/microsoft.compute/virtualmachines/${name}`.toLowerCase(),
    policy,
  }));
  const deployed = RESOURCES.filter(({ type }) => type === "azurerm_backup_protected_vm").map((one) => ({
    id: String(one.config.source_vm_id)
      .toLowerCase()
      .replace(/^\/subscriptions\/[^/]+/, ""),
    policy: one.textOf(one.config.backup_policy_id)?.split("/").at(-1),
  }));
  const key = ({ id, policy }: { id: string; policy?: string }) => `${id} ${policy}`;
  expect(vms.map(key).sort()).toEqual(deployed.map(key).sort());
});
