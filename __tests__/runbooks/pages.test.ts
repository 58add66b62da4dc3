import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { TerraformVariable } from "cdktf";
import { RecoveryServicesVault, type ResilienceApp, ResilienceStack, Schedule } from "../../lib";
import { gold, NAMED, SATURDAYS, TEST_NETWORK } from "../estate/define-recovery";
import { temporaryFolder } from "../support/files";
import { estate, everything, PAIR, run, TIERS } from "../support/run";
import { refusal, SUBSCRIPTION } from "../support/synthesise";
import { vmId } from "../support/vms";

const output = () => join(temporaryFolder(), "cdktf.out");
const pageOf = (outdir: string, file: string) => readFileSync(join(outdir, "runbooks", file), "utf8");
const nightly = { schedule: Schedule.daily("02:00"), retention: { daily: 30 } } as const;

/** One vault of bare constructs, with a VM. */
const bare =
  (props: Partial<ConstructorParameters<typeof RecoveryServicesVault>[2]> = {}, policy: object = {}) =>
  (app: ResilienceApp) => {
    const stack = new ResilienceStack(app, "one", { subscriptionId: SUBSCRIPTION });
    const resourceGroup = { name: "rg-one" };
    const vault = new RecoveryServicesVault(stack, "Vault", {
      name: "rsv-one",
      resourceGroup,
      region: "australiaeast",
      ...props,
    });
    vault.addVmPolicy("Nightly", { ...nightly, ...policy }).protect({ id: vmId("web") });
  };

const replicated = estate(
  [...gold("db"), ...gold("app")],
  (one) => {
    one.createVaults();
    one.createBackupPolicies(TIERS.map((tier) => (tier.replicated ? { ...tier, drill: SATURDAYS } : tier)));
    one.protectVirtualMachines();
    one.replicate({ ...PAIR, testNetwork: TEST_NETWORK });
  },
  NAMED,
);

describe("the runbooks of an app", () => {
  const { outdir, summary } = run(replicated, output());

  test("say when, who, how long, the steps, how to see that it worked, how to undo it and what to write down", () => {
    const headings = ["When", "Who", "How long", "Steps", "Did it work?", "Undo", "Write down", "Sources"];
    const pages = readdirSync(join(outdir, "runbooks")).filter(
      (file) => !["README.md", "vms.md"].includes(file),
    );
    const found = pages.map((file) => [
      file,
      [...pageOf(outdir, file).matchAll(/^## (.+)$/gm)].map(([, words]) => words),
    ]);
    expect(found).toEqual(pages.map((file) => [file, headings]));
    expect(pages).toHaveLength(8);
  });

  test("name no page that is not there", () => {
    const dead = ["runbooks", "plan"].flatMap((folder) =>
      readdirSync(join(outdir, folder)).flatMap((file) => {
        const text = readFileSync(join(outdir, folder, file), "utf8");
        const links = [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, target = ""]) => target);
        return links
          .filter((target) => !existsSync(join(outdir, folder, target)))
          .map((target) => [file, target]);
      }),
    );
    expect(dead).toEqual([]);
  });

  test("are named by the run's summary", () => {
    expect(summary).toContain(
      `\n\nRunbooks, and a plan of drills and training: ${join(outdir, "runbooks", "README.md")}\n`,
    );
  });

  test("are the same whenever and in whichever order of the inventory they are written", () => {
    const again = run(
      estate(
        [...gold("app"), ...gold("db")],
        (one) => {
          one.createVaults();
          one.createBackupPolicies(
            TIERS.map((tier) => (tier.replicated ? { ...tier, drill: SATURDAYS } : tier)),
          );
          one.protectVirtualMachines();
          one.replicate({ ...PAIR, testNetwork: TEST_NETWORK });
        },
        NAMED,
      ),
      output(),
    );
    const filesOf = (folder: string) =>
      Object.fromEntries(readdirSync(folder).map((file) => [file, readFileSync(join(folder, file), "utf8")]));
    for (const folder of ["runbooks", "plan"])
      expect(filesOf(join(again.outdir, folder))).toEqual(filesOf(join(outdir, folder)));
  });

  test("tell the promises of the tiers, and what the recovery time rests on", () => {
    expect(pageOf(outdir, "fail-over.md")).toContain(
      "| Gold | 2 | 4 hours | 2 hours | drilled failover (2) |",
    );
  });

  test("apply stacks from the output folder of the run, whatever it is called", () => {
    expect(pageOf(outdir, "onboard-vm.md")).toContain("`cdktf.out` is in");
    const { outdir: other } = run(replicated, join(temporaryFolder(), "build", "out of terraform"));
    const pages = ["onboard-vm.md", "take-off-vm.md"].map((file) => pageOf(other, file));
    for (const text of pages) {
      expect(text).toContain("From the folder that the output folder `out of terraform` is in, only");
      expect(text).toContain("terraform -chdir='out of terraform/stacks/backup-prod-australiaeast' init");
      expect(text).not.toContain("cdktf.out");
    }
  });

  test("stop the pipelines of what is replicated or backs it up", () => {
    expect(pageOf(outdir, "fail-over.md")).toContain(
      "Stop the pipelines of `backup-prod-australiaeast`, `dr-prod-australiaeast`.",
    );
  });
});

describe("a runbook that an estate has no use for", () => {
  test("is not written, and the index says why", () => {
    const { outdir } = run(bare(), output());
    expect(readdirSync(join(outdir, "runbooks")).sort()).toEqual([
      "README.md",
      "onboard-vm.md",
      "restore-disks.md",
      "restore-files.md",
      "restore-vm.md",
      "take-off-vm.md",
      "vms.md",
    ]);
    expect(pageOf(outdir, "README.md").split("## Not written\n\n")[1]).toBe(
      [
        "- Respond to an alert: the program defines no alerts.",
        "- Restore from the archive tier: no policy of the program moves recovery points to the archive tier.",
        "- Restore in the paired region: no vault of the program has cross-region restore.",
        "- Fail over: the program replicates no VM.",
        "- Reprotect and fail back: the program replicates no VM.",
        "- Test a failover, and clean up: the program replicates no VM.",
        "- Rotate keys: no vault of the program has a key of yours: Microsoft rotates its own.",
        "- Approve a critical operation: no vault of the program is under a resource guard.",
        "",
      ].join("\n"),
    );
  });

  test("is written as soon as a vault has cross-region restore, and a policy archives", () => {
    const crossing = { crossRegionRestore: true, acknowledge: ["cross-region restore"] } as const;
    const policy = { retention: { daily: 30, monthly: 12 }, archiveTiering: { afterMonths: 3 } };
    const { outdir } = run(bare(crossing, policy), output());
    expect(pageOf(outdir, "restore-cross-region.md")).toContain("--use-secondary-region");
    expect(pageOf(outdir, "restore-archive.md")).toContain("`Nightly` of rsv-one");
  });

  test("leaves an app that protects nothing without runbooks and plan, and without a word of them", () => {
    const { outdir, summary } = run((app) => {
      new ResilienceStack(app, "empty", { subscriptionId: SUBSCRIPTION });
    }, output());
    expect([existsSync(join(outdir, "runbooks")), existsSync(join(outdir, "plan"))]).toEqual([false, false]);
    expect(summary).not.toContain("Runbooks");
  });
});

describe("the files of a run", () => {
  test("do not outlive the run that had a use for them", () => {
    const outdir = output();
    run(replicated, outdir);
    expect(existsSync(join(outdir, "runbooks", "fail-over.md"))).toBe(true);
    run(bare(), outdir);
    expect(existsSync(join(outdir, "runbooks", "fail-over.md"))).toBe(false);
    expect(existsSync(join(outdir, "runbooks", "restore-vm.md"))).toBe(true);
    run((app) => void new ResilienceStack(app, "empty", { subscriptionId: SUBSCRIPTION }), outdir);
    expect(existsSync(join(outdir, "runbooks"))).toBe(false);
    expect(existsSync(join(outdir, "plan"))).toBe(false);
  });

  test("stay as they were when a run is refused", () => {
    const outdir = output();
    run(bare(), outdir);
    const marked = join(outdir, "runbooks", "README.md");
    writeFileSync(marked, "as it was");
    refusal(() => run(estate(gold("db"), everything, { organisation: "" }), outdir));
    expect(readFileSync(marked, "utf8")).toBe("as it was");
    expect(readdirSync(dirname(outdir))).toEqual(["cdktf.out"]);
  });
});

describe("what only Terraform will know", () => {
  test("is left for the reader to fill in, before a command can run without it", () => {
    const { outdir } = run((app) => {
      const stack = new ResilienceStack(app, "one", { subscriptionId: SUBSCRIPTION });
      const group = new TerraformVariable(stack, "group", { type: "string" });
      const vault = new RecoveryServicesVault(stack, "Vault", {
        name: "rsv-one",
        resourceGroup: { name: group.stringValue },
        region: "australiaeast",
      });
      vault.addVmPolicy("Nightly", nightly);
    }, output());
    expect(pageOf(outdir, "restore-vm.md")).toContain(
      [
        "VAULT=rsv-one",
        'VAULT_GROUP="" # known to Terraform alone',
        "REGION=australiaeast",
        ': "${VAULT_GROUP:?fill it in above}"',
      ].join("\n"),
    );
    expect(pageOf(outdir, "restore-vm.md")).not.toContain("TfToken");
  });

  test("a name that a shell would take apart is quoted", () => {
    const { outdir } = run(bare({ resourceGroup: { name: "rg-(one)" } }), output());
    expect(pageOf(outdir, "restore-vm.md")).toContain("VAULT_GROUP='rg-(one)'");
  });
});
