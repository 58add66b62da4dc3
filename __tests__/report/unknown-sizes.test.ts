import { VirtualMachine } from "../../lib";
import { inStack } from "../support/checks";
import { vmRows } from "../support/rows";
import { estate, everything, TIERS } from "../support/run";
import { dataDisk, osDisk, vm } from "../support/vms";
import { defineVault } from "../vault/define-vault";
import { reported } from "./reported";

const tags = { Criticality: "Gold" };
const SAID =
  "Not in the numbers: 3 disks of 2 VMs, whose size the inventory does not say: they count as 0 GiB. Export the disks with the VMs.";

describe("disks of unknown size", () => {
  // without rows of their own, disks have no size
  const rows = [...vmRows("app", { tags }).slice(0, 2), ...vmRows("db", { tags }).slice(0, 1)];
  const nics = ["app", "db", "web"].flatMap((name) => vmRows(name).slice(3));
  const { report, page, markdown, summary } = reported(
    estate([...rows, ...nics.slice(0, 2), ...vmRows("web", { tags })], (own) => {
      everything(own);
      own.estimateStorage();
    }),
  );

  test("are told beside the numbers that they are missing from, for people and for programs", () => {
    expect(report.storage.unknownSizes).toEqual({ disks: 3, vms: 2 });
    expect(page).toContain(`<p>${SAID}</p>`);
    expect(markdown).toContain(`\n\n${SAID}\n`);
    expect(summary).toContain(`\n${SAID}`);
  });

  test("leave the storage of their VM unknown, instead of too small", () => {
    const gib = (name: string) => {
      const row = report.vms.find((one) => one.name === name);
      return [row?.backupGib, row?.replicaGib];
    };
    expect(gib("app")).toEqual([undefined, undefined]);
    expect(gib("db")).toEqual([undefined, undefined]);
    expect(gib("web")).toEqual([expect.any(Number), 256]);
  });
});

test("a disk of unknown size is said in the singular, of a VM that is backed up alone", () => {
  const own = vm({ osDisk: osDisk(), dataDisks: [dataDisk(0, { sizeGb: undefined })] });
  const [, bronze] = TIERS;
  const { markdown } = reported(
    inStack((stack) => {
      const { backup } = bronze ?? {};
      if (backup && VirtualMachine.isVirtualMachine(own))
        defineVault()(stack).addVmPolicy("Daily", backup).protect(own);
    }),
  );
  expect(markdown).toContain(
    "Not in the numbers: 1 disk of 1 VM, whose size the inventory does not say: it counts",
  );
});

test("where every size is known, nothing is said", () => {
  const { report, page, markdown } = reported(estate(vmRows("web", { tags }), everything));
  expect(report.storage).not.toHaveProperty("unknownSizes");
  expect(page + markdown).not.toContain("whose size");
});

test("VMs that are not estimated at all are told in Markdown as on the page", () => {
  const { markdown } = reported(
    inStack((stack) => {
      const vault = defineVault()(stack);
      const policy = vault.existingVmPolicy("Theirs");
      policy.protect(vm({ name: "theirs" }));
      vault.addVmPolicy("Daily", TIERS[1]?.backup as never).protect(vm({ name: "ours" }));
    }),
  );
  expect(markdown).toContain("Not in the numbers: 1 VM, because its policy is not of this program.");
});
