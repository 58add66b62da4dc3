import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Estate, Tier } from "../../lib";
import { existing, itemRow, vaultRow } from "../support/existing";
import { estate, type Run, run, TIERS } from "../support/run";
import { NAMED, onboarding, vmOf } from "./define-onboarding";
import { listedIn } from "./define-recovery";

const [, bronze] = TIERS as [Tier, Tier];
const file = ({ outdir }: Run) => join(outdir, "policy-reach.json");
const rowsOf = (found: Run) => JSON.parse(readFileSync(file(found), "utf8")).vms as Record<string, unknown>[];

const fleet = [
  ...vmOf("web", "Bronze"),
  ...vmOf("erp", "Bronze", "rhel9"),
  ...vmOf("lab", ""),
  ...vmOf("odd", "Platinum", "rhel9"),
];
const NOT_LISTED =
  'its image "RedHat RHEL 9-lvm-gen2" is not on the list of version 9.5.0, which has 6.*, 7*, 8* of it';
/** What there is to look at besides the tiers of these tests. */
const lookAt = (found: Run) => listedIn(found, "Look at").filter((line) => !line.startsWith("Gold:"));
const never = (reason: string) => `Azure Policy would never back it up: ${reason}`;

describe("VMs that nothing would back up", () => {
  test("are listed as unprotected where Azure Policy is the engine, with what keeps it from them", () => {
    const found = run(estate(fleet, onboarding({}, { protect: false }), NAMED));
    const remedy = "call protectVirtualMachines: the program backs up VMs of every image";
    expect(listedIn(found, "Not protected")).toEqual([
      `erp: ${never(NOT_LISTED)}; ${remedy}`,
      `lab: ${never('it has no tag "Criticality"')}; ${remedy}`,
      `odd: ${never(`its tag "Criticality" is "Platinum", and the assignment is for "Gold" or "Bronze"; ${NOT_LISTED}`)}; ${remedy}`,
    ]);
  });

  test("are warned of where the program protects the others and has listed them already", () => {
    const use = (e: Estate) => {
      onboarding()(e);
      e.backUpUntaggedVirtualMachines({ tier: "Bronze" });
    };
    const found = run(estate(fleet, use, NAMED));
    expect(listedIn(found, "Not protected").map((line) => line.split(":")[0])).toEqual(["lab", "odd"]);
    expect(lookAt(found)).toEqual([
      `odd: ${never(NOT_LISTED)}; set its tag to a tier's value, or give it a tier in overrides: the program backs up VMs of every image`,
    ]);
  });

  test("are not warned of when they are exempt, or when Azure Backup itself refuses them", () => {
    const [row, os, data, nic] = vmOf("shared", "Bronze") as Record<string, unknown>[];
    const shared = { ...data, properties: { ...(data?.properties as object), maxShares: 2 } };
    const rows = [...fleet, row, os, shared, nic];
    const overrides = { odd: { exempt: "an appliance" }, lab: { exempt: "a lab" } };
    const found = run(estate(rows, onboarding(), { ...NAMED, overrides }));
    expect(listedIn(found, "Not protected").map((line) => line.split(":")[0])).toEqual(["shared"]);
    expect(lookAt(found)).toEqual([]);
  });
});

describe("policy-reach.json", () => {
  test("has every VM, what Azure Policy would do with it, and what the program does", () => {
    const overrides = { lab: { exempt: "a lab" } };
    const found = run(estate(fleet, onboarding(), { ...NAMED, overrides }));
    const definition =
      "Configure backup on virtual machines with a given tag to an existing recovery services vault in the same location";
    const program = { kind: "protected", reason: "the program protects it" };
    const policies = (...reasons: object[]) => [{ definition, acts: false, reasons }];
    expect(rowsOf(found).map(({ id, region, ...row }) => row)).toEqual([
      {
        vm: "erp",
        protectedBy: "the program",
        policies: policies({ kind: "image", reason: NOT_LISTED }, program),
      },
      {
        vm: "lab",
        left: "exempt: a lab",
        policies: policies(
          { kind: "excluded", reason: "the assignment leaves it out" },
          { kind: "tag", reason: 'it has no tag "Criticality"' },
        ),
      },
      {
        vm: "odd",
        policies: policies(
          {
            kind: "tag",
            reason: 'its tag "Criticality" is "Platinum", and the assignment is for "Gold" or "Bronze"',
          },
          { kind: "image", reason: NOT_LISTED },
        ),
      },
      { vm: "web", protectedBy: "the program", policies: policies(program) },
    ]);
    expect(readFileSync(file(found), "utf8").split("\n")).toHaveLength(4 + 6);
  });

  test("says which vault of somebody else's has a VM, which is then not listed", () => {
    const backups = existing(
      vaultRow(),
      itemRow("erp"),
      itemRow("lab", { isScheduledForDeferredDelete: true }),
    );
    const found = run(estate(fleet, onboarding({ existing: backups }, { protect: false }), NAMED));
    const [erp] = rowsOf(found);
    expect(erp).toMatchObject({ vm: "erp", protectedBy: "the vault rsv-contoso" });
    expect(listedIn(found, "Not protected").map((line) => line.split(":")[0])).toEqual(["lab", "odd"]);
  });

  test("says what is replicated by the program, and what another region's policy does not reach", () => {
    const rows = [...vmOf("db", "Gold"), ...vmOf("far", "Gold", "listed", { location: "eastus" })];
    const found = run(estate(rows, onboarding({ replicate: true }), NAMED));
    const reasons = rowsOf(found).map(({ vm, policies }) => {
      const [, replication] = policies as { reasons: { reason: string }[] }[];
      return [vm, replication?.reasons.map(({ reason }) => reason)];
    });
    expect(Object.fromEntries(reasons)).toEqual({
      db: ["the assignment leaves it out", "the program protects it"],
      far: ["nothing is assigned for eastus in its subscription"],
    });
  });

  test("is summed up: how many Azure Policy by itself would skip, and why", () => {
    const { summary } = run(estate(fleet, onboarding(), NAMED));
    expect(summary).toContain(
      [
        "Azure Policy by itself would back up 1 of 4 VMs and skip 3 (policy-reach.json)",
        "  1 for an image that is not on the list of version 9.5.0: erp",
        "  2 because of a tag: lab, odd",
      ].join("\n"),
    );
  });

  test("is not written where no policy protects VMs, and goes with the last one", () => {
    const quiet = (e: Estate) => {
      e.createVaults();
      e.createBackupPolicies([bronze]);
      e.assignPolicy("Azure Backup should be enabled for Virtual Machines");
    };
    const found = run(estate(fleet, onboarding(), NAMED));
    expect(existsSync(file(found))).toBe(true);
    run(estate(fleet, quiet, NAMED), found.outdir);
    expect(existsSync(file(found))).toBe(false);
  });
});

describe("an assignment", () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, i) => vmOf(`vm${String(i).padStart(3, "0")}`, "Bronze")).flat();
  const WARNING =
    /governance-prod: "Configure backup on virtual machines with a given tag .*" for Bronze in australiaeast would take 201 VMs at once, and Microsoft advises 200: beyond, backups may start hours late; let the program protect them, or tag them in several goes/;

  test("that would take more than 200 VMs at once is warned of, and one of 200 is not", () => {
    const engine = onboarding({}, { protect: false });
    expect(run(estate(many(201), engine, NAMED)).summary).toMatch(WARNING);
    expect(run(estate(many(200), engine, NAMED)).summary).not.toContain("VMs at once");
  });

  test("has nothing left to take where the program protects them", () => {
    expect(run(estate(many(201), onboarding(), NAMED)).summary).not.toContain("VMs at once");
  });
});
