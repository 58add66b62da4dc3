import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { runbookScript } from "../../lib/drills/runbook-content";
import { ArmIds } from "../support/arm-ids";
import { type Answers, type Call, flag, runBash } from "../support/bash";
import { app, command } from "../support/command";
import { temporaryFolder } from "../support/files";
import { blocksOf, runBlocks } from "../support/markdown";
import { readStacks, resources } from "../support/run";

const GUIDE = readFileSync("docs/guides/disaster-recovery.md", "utf8");
const NAME = "dr-prod-australiaeast";
const FLAGS = ["--strict", "--skipLibCheck", "--target", "es2022", "--module", "node20", "--types", "node"];
const PROD = "6f0d3a52-8c41-4b7e-9a35-2d1f0c7be841";

const outdir = join(temporaryFolder(), "cdktf.out");
app([], outdir);
const STACK = readStacks(outdir)[NAME] ?? {};
const AZURE = new ArmIds(STACK, PROD);
const [HERE = "", THERE = ""] = AZURE.of("azurerm_site_recovery_protection_container");

/** A replicated VM as Site Recovery tells of it: where it runs after a failover, and where it came from. */
const ITEMS = Object.values(resources(STACK, "azurerm_site_recovery_replicated_vm")).map((item) => {
  const name = String(item.name);
  const group = AZURE.text(item.target_resource_group_id);
  const premium = JSON.stringify(item.managed_disk).includes("Cache-premium");
  const recovered = `${group}/providers/Microsoft.Compute/virtualMachines/${name}`;
  const [, home = "", sourceName = ""] =
    /^(.*)\/providers\/.*\/([^/]+)$/.exec(String(item.source_vm_id)) ?? [];
  return { name, group, recovered, home, sourceName, source: String(item.source_vm_id), premium };
});

const row = (...cells: readonly string[]) => cells.join("\t");
const ANSWERS: Answers = [
  [/currentScenario\.jobId/, `${AZURE.of("azurerm_recovery_services_vault")[0]}/replicationJobs/4f1c`],
  [/recoveryPoints\?.*-o tsv/, `${HERE}/replicationProtectedItems/${ITEMS[0]?.name}/recoveryPoints/7b2e`],
  [
    /container-australiaeast\/replicationProtectedItems\?.*-o tsv/,
    ITEMS.map((one) =>
      row(one.name, one.source, one.group, one.name, "none", one.premium ? "High" : "Normal"),
    ).join("\n"),
  ],
  [
    /container-centralindia\/replicationProtectedItems\?.*-o tsv/,
    ITEMS.map((one) =>
      row(one.name, one.recovered, one.home, one.sourceName, "1", one.premium ? "High" : "Normal"),
    ).join("\n"),
  ],
  [/^az vm show/, '{"properties": {"providerSpecificDetails": {}}}'],
];

const script = (guide: string) => blocksOf(guide, "console").join("\n");
const RUN = runBash(script(GUIDE), ["az", "terraform"], ANSWERS);

const ACTION =
  /\/(testFailover|testFailoverCleanup|unplannedFailover|failoverCommit|applyRecoveryPoint|switchprotection|repairReplication|replicationProtectedItems|recoveryPoints(\/\w+)?|replicationJobs\/\w+)$/;

/** Every id of Azure that a call names: in addresses, bodies and queries. */
function idsIn(call: Call): readonly string[] {
  const [program, ...words] = call;
  const found = words.join("\n").match(/\/subscriptions\/[^?'"\s]+/g) ?? [];
  const runbook = flag(call, "--automation-account-name");
  const group = `/subscriptions/${PROD}/resourceGroups/${flag(call, "-g")}/providers/Microsoft.Automation`;
  const named = `${group}/automationAccounts/${runbook}/runbooks/${flag(call, "--name")}`;
  const ids = program === "az" && runbook !== undefined ? [...found, named] : found;
  return ids.map((id) => id.replace(ACTION, ""));
}

/** The ids that are none of Contoso's. After a failover an item, and its VM, are at the other side. */
function strangers(calls: readonly Call[]): readonly string[] {
  const known = new Set([
    ...AZURE.all,
    ...ITEMS.flatMap(({ name, source, recovered, home }) => [
      source,
      recovered,
      home,
      `${THERE}/replicationProtectedItems/${name}`,
    ]),
  ]);
  return calls.flatMap(idsIn).filter((id) => !known.has(id));
}

const posts = (action: string) =>
  RUN.calls.filter(
    (call) => flag(call, "--url")?.includes(`/${action}?`) && flag(call, "--method") === "post",
  );
const bodies = (action: string) => posts(action).map((call) => JSON.parse(flag(call, "--body") ?? "null"));

test("the code blocks of the guide compile and synthesise, each in a stack of its own", () => {
  expect(runBlocks(GUIDE)).toEqual({ refused: [], stacks: blocksOf(GUIDE, "ts").length });
}, 60_000);

test("the program of the guide compiles, and replicates with plans by application and drills", () => {
  const [program = ""] = blocksOf(GUIDE, "typescript");
  const cwd = temporaryFolder();
  mkdirSync(join(cwd, "inventory"));
  symlinkSync(resolve("node_modules"), join(cwd, "node_modules"));
  cpSync("inventory/contoso.json", join(cwd, "inventory", "contoso.json"));
  const dist = (name: string) => JSON.stringify(resolve("dist", name));
  const source = program
    .replace('"cdktf-azure-resilience"', dist("lib"))
    .replace('"cdktf-azure-resilience/policies"', dist("policies"));
  writeFileSync(join(cwd, "program.ts"), source);
  const compiled = command(join("node_modules", ".bin", "tsc"), [...FLAGS, "program.ts"], { cwd });
  expect([compiled.out, compiled.code]).toEqual(["", 0]);
  const ran = command(process.execPath, ["program.js"], { cwd, env: { CDKTF_OUTDIR: join(cwd, "out") } });
  expect([ran.err, ran.code]).toEqual(["", 0]);
  const [stack] = Object.entries(readStacks(join(cwd, "out"))).flatMap(([id, json]) =>
    id.startsWith("dr-") ? [json] : [],
  );
  const count = (type: string) => Object.keys(resources(stack, type)).length;

  expect(count("azurerm_site_recovery_replication_recovery_plan")).toBeGreaterThan(1);
  expect(count("azurerm_automation_schedule")).toBe(count("azurerm_site_recovery_replication_recovery_plan"));
}, 60_000);

test("the commands run in Bash as they stand, to the last one", () => {
  expect([RUN.err, RUN.code]).toEqual(["", 0]);
  expect(RUN.calls.at(-1)?.slice(0, 3)).toEqual(["terraform", `-chdir=cdktf.out/stacks/${NAME}`, "apply"]);
});

test("every vault, group, plan, container, mapping, policy, network, item, cache and runbook of the commands is Contoso's", () => {
  expect(strangers(RUN.calls)).toEqual([]);
  expect(new Set(RUN.calls.flatMap(idsIn)).size).toBeGreaterThan(30);
});

test.each([
  "rg-contoso-dr-prod-australiaeast",
  "rsv-contoso-dr-prod-australiaeast",
  "rp-contoso-tier-1-prod-australiaeast",
  "container-centralindia",
  "fabric-australiaeast",
  "mapping-failback",
  "mapping-failover",
  "replicationPolicies/replication-policy",
  "vnet-test-centralindia",
  "vm1-262e3282",
  "stcontosoasr536ae1280a",
  "stcontosoasr3fbcc4432b",
  "aa-contoso-drill-tier-1-prod-australiaeast",
  "rb-drill-tier-1",
])("a name that the stack does not have is noticed: %s", (name) => {
  expect(script(GUIDE)).toContain(name);
  const renamed = RUN.calls.map((call) => call.map((word) => word.replaceAll(name, `${name}x`)));

  expect(strangers(renamed)).not.toEqual([]);
});

test("a wrong name in the guide itself is noticed, once in a body", () => {
  const changed = script(GUIDE).replace("vnet-test-centralindia", "vnet-prod-australiaeast");
  const { calls } = runBash(changed, ["az", "terraform"], ANSWERS);

  expect(strangers(calls)).toEqual([expect.stringMatching(/\/virtualNetworks\/vnet-prod-australiaeast$/)]);
}, 60_000);

test("every address of a Terraform command is one of the stack", () => {
  const words = RUN.calls.filter(([program]) => program === "terraform").flat();
  const addresses = words.flatMap(
    (word) => /(azurerm_\w+)\.([\w-]+)$/.exec(word)?.slice(1, 3).join(".") ?? [],
  );
  const known = Object.keys(STACK.resource as object).flatMap((type) =>
    Object.keys(resources(STACK, type)).map((name) => `${type}.${name}`),
  );

  expect(addresses).toHaveLength(2);
  expect(addresses.filter((address) => !known.includes(address))).toEqual([]);
});

test("containers and networks are mapped in both directions, so that failback is ready", () => {
  const mapped = (type: string, from: string, to: string) =>
    Object.values(resources(STACK, type)).map((one) => [AZURE.text(one[from]), AZURE.text(one[to])]);
  const containers = mapped(
    "azurerm_site_recovery_protection_container_mapping",
    "recovery_source_protection_container_name",
    "recovery_target_protection_container_id",
  );
  const networks = mapped("azurerm_site_recovery_network_mapping", "source_network_id", "target_network_id");

  expect(containers.sort()).toEqual([
    ["container-australiaeast", THERE],
    ["container-centralindia", HERE],
  ]);
  expect(networks).toHaveLength(2);
  expect(networks[1]).toEqual([...(networks[0] ?? [])].reverse());
});

test("bodies have the members and values of Site Recovery's REST reference, and no others", () => {
  const details = { instanceType: "A2A" };
  const failover = (failoverDirection: string, recoveryPointType: string, sourceSiteOperations: string) => ({
    properties: {
      failoverDirection,
      sourceSiteOperations,
      providerSpecificDetails: [{ ...details, recoveryPointType }],
    },
  });
  expect(bodies("unplannedFailover")).toEqual([
    failover("PrimaryToRecovery", "Latest", "Required"),
    failover("RecoveryToPrimary", "Latest", "Required"),
  ]);
  expect(bodies("testFailover")).toEqual([
    {
      properties: {
        failoverDirection: "PrimaryToRecovery",
        networkType: "VmNetworkAsInput",
        networkId: expect.stringMatching(/\/virtualNetworks\/vnet-test-centralindia$/),
        providerSpecificDetails: [{ ...details, recoveryPointType: "LatestProcessed" }],
      },
    },
  ]);
  expect(bodies("testFailoverCleanup")).toEqual([{ properties: { comments: "Signed in, read an order" } }]);
  expect(bodies("applyRecoveryPoint")).toEqual([
    {
      properties: {
        recoveryPointId: expect.stringMatching(/\/recoveryPoints\/7b2e$/),
        providerSpecificDetails: details,
      },
    },
  ]);
  expect(bodies("failoverCommit")).toEqual([null, null]);
});

test("each VM is reprotected from where its item is, through a cache of the region that it runs in", () => {
  const accounts = Object.values(resources(STACK, "azurerm_storage_account"));
  const placeOf = (query: string) => {
    const [, cache] = /primaryStagingAzureStorageAccountId: '[^']*\/(\w+)'/.exec(query) ?? [];
    const account = accounts.find(({ name }) => name === cache);
    return [account?.location, account?.account_tier];
  };
  const shown = RUN.calls.filter(([, verb]) => verb === "vm");
  const turned = shown.map((call) => [flag(call, "--ids"), ...placeOf(flag(call, "--query") ?? "")]);
  const tier = (premium: boolean) => (premium ? "Premium" : "Standard");

  expect(turned).toEqual([
    ...ITEMS.map(({ recovered, premium }) => [recovered, "centralindia", tier(premium)]),
    ...ITEMS.map(({ source, premium }) => [source, "australiaeast", tier(premium)]),
  ]);
  expect(ITEMS.filter(({ premium }) => premium)).toHaveLength(1);
  expect(posts("switchprotection").map((call) => flag(call, "--url")?.split("/switch")[0])).toEqual([
    ...ITEMS.map(() => HERE),
    ...ITEMS.map(() => THERE),
  ]);
});

test("the body of a reprotection has the members of the REST reference, and ends in the container that it starts from", () => {
  const queries = RUN.calls.filter(([, verb]) => verb === "vm").map((call) => flag(call, "--query") ?? "");
  const members = [...(queries[0] ?? "").matchAll(/(\w+): /g)].map(([, member]) => member);
  expect(members).toEqual([
    "properties",
    ...["replicationProtectedItemName", "providerSpecificDetails"],
    ...[
      "instanceType",
      "policyId",
      "recoveryContainerId",
      "recoveryResourceGroupId",
      "recoveryAvailabilityZone",
    ],
    "vmManagedDisks",
    ...["diskId", "recoveryResourceGroupId", "primaryStagingAzureStorageAccountId"],
    ...["recoveryTargetDiskAccountType", "recoveryReplicaDiskAccountType"],
  ]);
  const containers = queries.map((query) => /recoveryContainerId: '([^']+)'/.exec(query)?.[1]);
  expect(containers).toEqual([...ITEMS.map(() => HERE), ...ITEMS.map(() => THERE)]);
});

test("the guide and the drill speak one version of the REST API", () => {
  const versions = new Set(RUN.calls.flatMap((call) => flag(call, "--url")?.split("?api-version=")[1] ?? []));
  const [, drill] = /API_VERSION = "([^"]+)"/.exec(runbookScript()) ?? [];

  expect([...versions]).toEqual([drill]);
});

test("the guide links to pages that are there, and is short", () => {
  const links = [...GUIDE.matchAll(/\]\((?!http)([^)#]+)[^)]*\)/g)].map(([, target = ""]) => target);

  expect(links.filter((target) => !existsSync(join("docs/guides", target)))).toEqual([]);
  expect(links.length).toBeGreaterThan(2);
  expect(GUIDE.split("\n").length).toBeLessThanOrEqual(221);
});
