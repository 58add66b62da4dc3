import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Estate, type EstateProps, ResilienceApp, type Tier } from "../../lib";
import { temporaryFile, temporaryFolder } from "../support/files";
import { vmRows } from "../support/rows";
import { estate, refusalOfEstate, resources, run, TIERS } from "../support/run";
import { refusal, SUBSCRIPTION } from "../support/synthesise";

const VAULT = `${SUBSCRIPTION}/australiaeast/1`;
const STACK = "backup-prod-australiaeast";
const OPTIONS = { vmsPerPolicy: 2 };
const tiers: readonly Tier[] = TIERS.map((tier) => ({ ...tier, window: { hours: 2 } }));

const rows = (tag: string, ...names: readonly string[]) =>
  names.flatMap((name) => vmRows(name, { tags: { Criticality: tag } }));
const protect = (own: Estate) => {
  own.createVaults();
  own.createBackupPolicies(tiers, OPTIONS);
  own.protectVirtualMachines();
};
const named = (placementFile?: string): Partial<EstateProps> => ({
  subscriptions: { prod: SUBSCRIPTION },
  placementFile,
});
const file = () => join(temporaryFolder(), "placement.json");
const runWith = (vms: readonly unknown[], placementFile?: string) =>
  run(estate(vms, protect, named(placementFile)));
const frozenRun = (vms: readonly unknown[], placementFile: string) => {
  const outdir = join(temporaryFolder(), "cdktf.out");
  const props = { outdir, inventory: [], frozenPlacement: true };
  return ResilienceApp.synthesise(estate(vms, protect, named(placementFile)), props);
};

const gold = (name: string) => rows("Gold", name);
const [a, b, c, d, e] = [gold("a"), gold("b"), gold("c"), gold("d"), gold("e")];
const all = (...parts: readonly (readonly unknown[])[]) => parts.flat();

describe("a run with a placement file", () => {
  test("writes it together with the stacks: a line for each vault and VM", () => {
    const path = file();
    runWith(all(a, rows("Bronze", "web"), rows("none", "lab")), path);
    const lines = readFileSync(path, "utf8").split("\n").slice(3);
    expect(lines.map((line) => line.replace(/\/subscriptions\/.*\/virtualMachines\//, ""))).toEqual([
      '  "vaults": {',
      `    "${VAULT}": { "Bronze": 1, "Gold": 1 }`,
      "  },",
      '  "vms": {',
      '    "a": { "vault": "australiaeast/1", "policy": "Gold/1" },',
      '    "lab": { "vault": "australiaeast/1" },',
      '    "web": { "vault": "australiaeast/1", "policy": "Bronze/1" }',
      "  }",
      "}",
      "",
    ]);
    expect(readdirSync(dirname(path))).toEqual(["placement.json"]);
  });

  test("changes no address and no value of an estate that needs one vault and one policy a tier", () => {
    const [withFile, without] = [runWith(all(a, b), file()), runWith(all(a, b))];
    // every run has folders of its own
    const own = (text: string) => text.replace(/resilience-\w+/g, "");
    expect(own(JSON.stringify(withFile.stacks))).toBe(own(JSON.stringify(without.stacks)));
    expect(own(withFile.summary)).toBe(own(without.summary));
  });

  test("changes nothing of the VMs that stay, whoever goes and comes", () => {
    const path = file();
    const vms = (stacks: ReturnType<typeof runWith>["stacks"]) =>
      resources(stacks[STACK], "azurerm_backup_protected_vm");
    const before = vms(runWith(all(a, b, c, d), path).stacks);
    const after = vms(runWith(all(b, c, d, e, rows("Gold", "f", "g")), path).stacks);
    const stay = Object.entries(before).filter(([key]) => !key.startsWith("Vault_a-"));
    expect(stay).toHaveLength(3);
    expect(after).toMatchObject(Object.fromEntries(stay));
    expect(Object.keys(after)).toHaveLength(6);
  });

  test("keeps a policy that no VM is under any more, since stopped backups still are", () => {
    const path = file();
    runWith(all(a, b, c), path);
    const { stacks } = runWith(a, path);
    expect(Object.keys(resources(stacks[STACK], "azurerm_backup_policy_vm"))).toHaveLength(3);
  });

  test("names a tier that left the program with its policies, which Azure may not delete", () => {
    const path = file();
    runWith(all(a, b, c), path);
    const { summary } = run(
      estate(
        all(a, b, c),
        (own) => {
          own.createVaults();
          own.createBackupPolicies(tiers.slice(1), OPTIONS);
        },
        named(path),
      ),
    );
    expect(summary).toContain(
      `${STACK}: the tier "Gold" is gone, and its 2 policies go with it: Azure deletes none that backups are under, stopped ones included; keep the tier in the program until they are gone`,
    );
    expect(summary).not.toContain("Bronze is gone");
  });

  test("finds a policy of the same vault for a line whose policy somebody took out", () => {
    const path = file();
    runWith(all(a, b, c), path);
    const before = readFileSync(path, "utf8");
    writeFileSync(path, before.replace(/(\/a": { "vault": "australiaeast\/1"), "policy": "Gold\/\d"/, "$1"));
    expect(readFileSync(path, "utf8")).not.toBe(before);
    runWith(all(a, b, c), path);
    expect(readFileSync(path, "utf8")).toMatch(
      /\/a": { "vault": "australiaeast\/1", "policy": "Gold\/[12]" }/,
    );
  });

  test("leaves a VM in its vault that gets another tier, and updates it in place", () => {
    const path = file();
    const [before, after] = [a, rows("Bronze", "a")].map((vms) =>
      resources(runWith(all(vms, b), path).stacks[STACK], "azurerm_backup_protected_vm"),
    );
    expect(Object.keys(after ?? {})).toEqual(Object.keys(before ?? {}));
    expect(readFileSync(path, "utf8")).toContain('/a": { "vault": "australiaeast/1", "policy": "Bronze/1" }');
  });

  test("that is refused leaves the file as it was, and nothing beside it", () => {
    const path = file();
    runWith(a, path);
    const before = readFileSync(path, "utf8");
    const failing = (own: Estate) => {
      protect(own);
      own.protectVirtualMachines();
    };
    expect(refusalOfEstate(all(a, b), failing, named(path))).toContain(
      "a is protected in this vault already",
    );
    expect(readFileSync(path, "utf8")).toBe(before);
    expect(readdirSync(dirname(path))).toEqual(["placement.json"]);
  });

  test("leaves the file as it was when the stacks cannot be written", () => {
    const path = file();
    runWith(a, path);
    const before = readFileSync(path, "utf8");
    const outdir = temporaryFolder();
    writeFileSync(join(outdir, "stacks"), "no folder");
    expect(() => run(estate(all(a, b), protect, named(path)), outdir)).toThrow("EEXIST");
    expect(readFileSync(path, "utf8")).toBe(before);
    expect(readdirSync(dirname(path))).toEqual(["placement.json"]);
  });

  test("writes no stack when the file cannot be written", () => {
    const outdir = join(temporaryFolder(), "cdktf.out");
    const define = estate(a, protect, named(join(temporaryFolder(), "nowhere", "placement.json")));
    expect(() => run(define, outdir)).toThrow("ENOENT");
    expect(existsSync(outdir)).toBe(false);
  });

  test("refuses a file that another estate of the app has, since each would forget the other's VMs", () => {
    const path = file();
    const define = (app: ResilienceApp) => {
      estate(a, protect, named(path))(app);
      const props = { organisation: "other", homeRegion: "eastus", placementFile: path };
      const inventory = app.node.children.find((x): x is Estate => x instanceof Estate)?.inventory;
      if (inventory) new Estate(app, "Second", { ...props, inventory });
    };
    expect(refusal(() => run(define))).toBe(
      `[Second] placementFile "${path}" is the file of Estate: give every estate its own`,
    );
  });

  test("refuses a path of nothing", () => {
    expect(refusalOfEstate(a, protect, named(" "))).toBe(
      '[Estate] placementFile must be a path such as "placement.json", got " "',
    );
  });

  test("lists a VM whose disks no longer fit its vault, since its backups start anew", () => {
    const path = file();
    const ultra = a.map((row) => {
      const { name } = row as { name: string };
      return name === "a-data" ? { ...(row as object), sku: { name: "UltraSSD_LRS" } } : row;
    });
    runWith(all(a, b), path);
    expect(runWith(all(ultra, b), path).summary).toContain(
      'it no longer fits the vault "australiaeast/1", and its backups start anew in another; delete or move its backups there first, since Azure backs a VM up in one vault at a time',
    );
  });

  test("lists a vault that stopped backups of VMs that are gone fill above 1,000, since Azure counts them", () => {
    const [prefix = ""] = (a[0] as { id: string }).id.toLowerCase().split("resourcegroups/rg-app");
    const path = `${prefix}resourceGroups/rg-app/providers/Microsoft.Compute/virtualMachines`;
    const vms = Array.from({ length: 995 }, (_, i) => [
      `${path}/old${i}`,
      { vault: "australiaeast/1", policy: "Bronze/1" },
    ]);
    const past = { version: 1, vaults: { [VAULT]: { Bronze: 1 } }, vms: Object.fromEntries(vms) };
    const summaryOf = (count: number) => {
      const names = Array.from({ length: count }, (_, i) => `new${i}`);
      const placementFile = temporaryFile("placement.json", past);
      return run(estate(rows("Bronze", ...names), (own) => own.createVaults(), named(placementFile))).summary;
    };
    for (const count of [4, 5]) expect(summaryOf(count)).not.toContain("Look at");
    expect(summaryOf(6)).toContain(
      "  backup-prod-australiaeast: 6 VMs and the stopped backups of 995 that are gone are more than the 1,000 that Azure takes; delete those backups before the deployment, and leave room for the next: vmsPerVault in createVaults\n",
    );
  });
});

describe("a frozen run", () => {
  test("passes while the file says where everybody is, and writes its stacks", () => {
    const path = file();
    runWith(all(a, b), path);
    expect(frozenRun(all(a, b), path)).toMatch(/^Vaults 1 · backup policies 2 · protected VMs 2 /);
  });

  test("passes with the line ends of Windows, which git may put in", () => {
    const path = file();
    runWith(all(a, b), path);
    writeFileSync(path, readFileSync(path, "utf8").replaceAll("\n", "\r\n"));
    expect(frozenRun(all(a, b), path)).toMatch(/^Vaults 1 /);
  });

  test("is refused with the VMs whose places would change, and what to run", () => {
    const path = file();
    runWith(all(a, b), path);
    const before = readFileSync(path, "utf8");
    expect(refusal(() => frozenRun(all(b, c), path))).toBe(
      `[${path}] would change, and this run must not change it: 1 VM new (c), 1 VM gone (a); run "npm run synth" without --frozen-placement, review the file, and commit it`,
    );
    expect(readFileSync(path, "utf8")).toBe(before);
  });

  test("is refused without a file yet", () => {
    expect(refusal(() => frozenRun(a, file()))).toContain("must not change it: 1 VM new (a); run");
  });

  test("is refused for a tier that came, though no VM changes its place", () => {
    const path = file();
    runWith(a, path);
    writeFileSync(path, readFileSync(path, "utf8").replace('"Bronze": 1, ', ""));
    expect(refusal(() => frozenRun(a, path))).toContain("must not change it: vaults or policies differ; run");
  });
});
