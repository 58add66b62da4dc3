import { unknownSizesInWords } from "../../cost/unknown-sizes";
import { counted, percent, whole } from "../report-words";
import type { StorageSummary } from "../storage-summary";
import { type Html, html } from "./html";
import { type Column, section, sortableTable } from "./parts";

/** What backups and replicas take when policies have been in force for long. */
export function storage(summary: StorageSummary): Html {
  const { total, replicaGibByType, replicaRecoveryPointGib, cost } = summary;
  const replicas = Object.entries(replicaGibByType);
  const rows = [...Object.entries(summary.byTier), ["in all", total] as const].map(cellsOf);
  const hasNothing = total.vms === 0 && replicas.length === 0;
  return section({
    id: "storage",
    title: "Estimated storage",
    body: hasNothing
      ? html`<p>Nothing is backed up or replicated whose size is known.</p>`
      : html`<p>${assumptionsOf(summary)}</p>
${sortableTable("Backup storage by tier, GiB", COLUMNS, rows)}
${replicas.length > 0 && html`<p>Replica disks: ${replicas.map(([type, gib]) => `${whole(gib)} GiB ${type}`).join(", ")}; recovery points beside them: ${whole(replicaRecoveryPointGib)} GiB.</p>`}
${cost && html`<p>At the prices given: ${cost.currency} ${whole(cost.perMonth)} a month, backup ${whole(cost.backupPerMonth)}, replication ${whole(cost.replicationPerMonth)}.${cost.unpriced.length > 0 && ` Without a price: ${cost.unpriced.join(", ")}.`}</p>`}
${missingFrom(summary).map((text) => html`<p>${text}</p>`)}`,
  });
}

/** What the numbers leave out: VMs and disks of which too little is known. */
export function missingFrom({ notEstimated, unknownSizes }: StorageSummary): readonly string[] {
  const vms = Object.entries(notEstimated).map(
    ([reason, count]) => `${counted(count, "VM")}, because ${reason}`,
  );
  return [
    ...(vms.length > 0 ? [`Not in the numbers: ${vms.join("; ")}.`] : []),
    ...(unknownSizes ? [unknownSizesInWords(unknownSizes)] : []),
  ];
}

export function assumptionsOf({ asked, assumptions }: StorageSummary): string {
  const { churnPerDay, changingShare, usedShare, asOf } = assumptions;
  const whose = asked
    ? "By the program's assumptions"
    : "By the library's own assumptions, for an upper bound (estimateStorage takes yours)";
  return `${whose}: ${percent(churnPerDay)} of the data changes in a day, ${percent(changingShare)} of it ever, disks are ${percent(usedShare)} used; points as of ${asOf}.`;
}

const COLUMNS: readonly Column[] = [
  { title: "Tier" },
  { title: "VMs", number: true },
  { title: "Used GiB", number: true },
  { title: "Points", number: true },
  { title: "Snapshots GiB", number: true },
  { title: "Vault-standard GiB", number: true },
  { title: "Vault-archive GiB", number: true },
];

function cellsOf([tier, sum]: readonly [string, StorageSummary["total"]]) {
  const { vms, usedGib, recoveryPoints, snapshotGib, vaultStandardGib, vaultArchiveGib } = sum;
  const numbers = [vms, usedGib, recoveryPoints, snapshotGib, vaultStandardGib, vaultArchiveGib];
  return [tier, ...numbers.map((number) => ({ show: whole(number), sort: number }))];
}
