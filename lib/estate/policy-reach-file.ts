import { vmBackupImages } from "../../policies/vm-backup-images";
import { groupBy } from "../core/group-by";
import type { OutputFile } from "../core/output-file";
import { count } from "../core/words";
import type { ReachReasonKind } from "../governance/policy-reach";
import { REACH_FILE } from "../governance/reach-file";
import { nearestReasons, type VmReach } from "./estate-reach";
import type { LeftToProgram } from "./left-to-program";

const IMAGES = `for an image that is not on the list of version ${vmBackupImages.version}`;
const WHY: Readonly<Record<ReachReasonKind, string>> = {
  image: IMAGES,
  "custom image": IMAGES,
  "unknown image": IMAGES,
  tag: "for their tag",
  unsupported: "that Azure Backup would refuse",
  scope: "where nothing is assigned",
  region: "where nothing is assigned",
  excluded: "that the assignments leave out",
  protected: "that are protected",
};

const FEW = 10;

/** What Azure Policy would do with the VMs of an estate: one line for each, so that two runs can be compared. */
export function policyReachFile(vms: readonly VmReach[], left: readonly LeftToProgram[]): OutputFile {
  const reasons = new Map(left.map(({ vm, why }) => [vm, why]));
  const rows = vms.map((row) => `    ${JSON.stringify(rowOf(row, reasons.get(row.vm)))}`);
  const content = `{\n  "version": 1,\n  "vms": [\n${rows.join(",\n")}\n  ]\n}\n`;
  return { name: REACH_FILE, content, summary: summaryOf(vms, left) };
}

function rowOf({ vm, protectedBy, reaches }: VmReach, left: string | undefined) {
  const policies = reaches.map(({ definition, acts, reasons }) => ({ definition, acts, reasons }));
  return { vm: vm.name, id: vm.id, region: vm.region, protectedBy, left, policies };
}

function summaryOf(vms: readonly VmReach[], left: readonly LeftToProgram[]): readonly string[] {
  const skipped = vms.flatMap(({ vm, reaches }) => {
    const [first] = nearestReasons(reaches);
    return first ? [{ name: vm.name, why: WHY[first.kind] }] : [];
  });
  const lines = [...groupBy(skipped, ({ why }) => why)].map(
    ([why, alike]) => `  ${alike.length} ${why}: ${few(alike.map(({ name }) => name))}`,
  );
  const own = left.map(({ vm, why }) => `${vm.name} (${why})`);
  return [
    `Azure Policy by itself would back up ${vms.length - skipped.length} of ${count(vms.length, "VM")} and skip ${skipped.length} (${REACH_FILE})`,
    ...lines,
    ...(own.length > 0 ? [`  left to the program by its overrides: ${few(own)}`] : []),
  ];
}

function few(names: readonly string[]): string {
  return names.length <= FEW ? names.join(", ") : `${names.slice(0, FEW).join(", ")}, …`;
}
