import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Estate, ResilienceApp, ResilienceChecks } from "../../lib";
import { colouredSummary } from "../../lib/app/terminal";
import { gold, SATURDAYS, TEST_NETWORK } from "../estate/define-recovery";
import { temporaryFolder } from "../support/files";
import { vmRows } from "../support/rows";
import { estate, PAIR, run, TIERS } from "../support/run";

/** "1 VMs", "1 VM are", "One of its 1": what an estate of one of each would show. */
const MISCOUNTED =
  /\b1 (VMs|vaults|disks|stacks|policies|rules|findings|verdicts|drills|alerts|recovery plans|other VMs)\b|\b1 VM are\b|[Oo]ne of its 1\b/;

/** All that people read of a run: the summary, the pages, the report. */
function textsOf(outdir: string, summary: string): readonly (readonly [string, string])[] {
  const pages = ["runbooks", "plan", "report"].flatMap((folder) =>
    readdirSync(join(outdir, folder)).map((file) => `${folder}/${file}`),
  );
  const read = (file: string) => [file, readFileSync(join(outdir, file), "utf8")] as const;
  return [["summary", summary], ...pages.filter((file) => /\.(md|html|ics)$/.test(file)).map(read)];
}

function everyVerb(own: Estate): void {
  own.createVaults();
  own.createBackupPolicies(TIERS.map((tier) => (tier.replicated ? { ...tier, drill: SATURDAYS } : tier)));
  own.protectVirtualMachines();
  own.replicate({ ...PAIR, testNetwork: TEST_NETWORK });
  own.estimateStorage();
  own.onboardByPolicy();
}

describe("an estate of one VM", () => {
  test.each([
    ["that is replicated", gold("db")],
    ["that no tier takes", vmRows("lab", { tags: {} })],
    ["whose disks are not known", gold("db").filter(({ type }) => type !== "microsoft.compute/disks")],
  ])("%s is spoken of in the singular", (_, rows) => {
    const { outdir, summary } = run(
      (app) => {
        estate(rows, everyVerb)(app);
        new ResilienceChecks(app, "Checks", {
          baseline: "geo",
          severities: { "vault-geo-redundancy": "warning", "vm-backup": "warning" },
        });
      },
      undefined,
      true,
    );
    const found = textsOf(outdir, summary).flatMap(([file, text]) => {
      const [words] = MISCOUNTED.exec(text) ?? [];
      return words === undefined ? [] : [`${file}: ${words}`];
    });
    expect(found).toEqual([]);
  });

  test("is restored each time, since there is no other one", () => {
    const { outdir } = run(estate(gold("db"), everyVerb));
    expect(readFileSync(join(outdir, "plan", "drills.md"), "utf8")).toContain(
      "| Its VM, restored beside itself as in runbooks/restore-vm.md, timed, used, and deleted. |",
    );
  });
});

test("one stack is one, on a terminal with colours as well", () => {
  const summary = ResilienceApp.synthesise((app) => estate(gold("db"), (own) => own.createVaults())(app), {
    outdir: join(temporaryFolder(), "cdktf.out"),
    inventory: [],
    report: false,
  });
  expect(summary).toMatch(/^1 stack in .*:$/m);
  expect(colouredSummary(summary)).toContain("\u001b[32m1 stack in");
});
