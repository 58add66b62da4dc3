import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Estate, ResilienceApp, VmInventory } from "../../lib";
import { temporaryFile, temporaryFolder } from "../support/files";
import { answer } from "../support/rows";
import { estate, everything, run, TIERS } from "../support/run";
import { NAMED, onboarding, vmOf } from "./define-onboarding";
import { listedIn } from "./define-recovery";

const fleet = [...vmOf("web", "Bronze"), ...vmOf("erp", "Bronze", "rhel9"), ...vmOf("lab", "")];
const NEVER = "nothing backs it up, since the program never calls protectVirtualMachines; call it";
const names = (lines: readonly string[]) => lines.map((line) => line.split(" ")[0]?.replace(":", ""));

describe("an estate that never calls protectVirtualMachines", () => {
  test("lists every VM of its inventory, with a tier and without, in the summary and in the report", () => {
    const use = (e: Estate) => {
      e.createVaults();
      e.createBackupPolicies(TIERS);
    };
    const { summary, outdir } = run(estate(fleet, use, NAMED), undefined, true);
    expect(listedIn({ summary }, "Not protected")).toEqual([`${NEVER} (3):`, "erp", "lab", "web"]);
    const report = JSON.parse(readFileSync(join(outdir, "report", "report.json"), "utf8"));
    expect(report.total.protection["not protected"]).toBe(3);
    expect(report.findings[0]).toMatchObject({
      kind: "unprotected",
      subjects: [{ name: "erp" }, { name: "lab" }, { name: "web" }],
    });
  });

  test("lists them where it calls nothing at all, with the verbs that it needs", () => {
    const program = estate(fleet, () => {}, NAMED);
    const summary = ResilienceApp.synthesise(program, { outdir: temporaryFolder(), inventory: [] });
    expect(listedIn({ summary }, "Not protected")[0]).toBe(
      `${NEVER} after createVaults and createBackupPolicies (3):`,
    );
  });

  test("lists what is exempt as exempt, with its reason", () => {
    const overrides = { lab: { exempt: "a lab" } };
    const { summary } = run(estate(fleet, (e) => e.createVaults(), { ...NAMED, overrides }));
    expect(names(listedIn({ summary }, "Not protected"))).toEqual(["erp", "web"]);
    expect(listedIn({ summary }, "Exempt")).toEqual(["lab: a lab; remove the override to protect it"]);
  });

  test("leaves VMs to Azure Policy where it would back them up, and lists those that policies leave to the program", () => {
    const overrides = { web: { tier: "Gold" } };
    const fleetOfTwo = [...vmOf("app", "Bronze"), ...vmOf("web", "Bronze")];
    const use = onboarding({}, { protect: false });
    const { summary } = run(estate(fleetOfTwo, use, { ...NAMED, overrides }));
    expect(listedIn({ summary }, "Not protected")).toEqual([`web: ${NEVER}`]);
  });

  test("lists nobody whom another estate of the app backs up", () => {
    const file = temporaryFile("inventory.json", answer(fleet));
    const inventory = VmInventory.fromResourceGraph(file);
    const two = (app: ResilienceApp) => {
      const props = { homeRegion: "australiaeast", inventory, organisation: "contoso" };
      everything(new Estate(app, "Contoso", props));
      new Estate(app, "Watched", { ...props, organisation: "watched" });
    };
    expect(names(listedIn(run(two), "Not protected"))).toEqual(["lab", "lab"]);
  });
});
