import { duration, element, NOTHING, protectionBadge, rpoBadge, whole } from "./cells.mjs";

/** Shows one VM in full. */
export function showVm(dialog, row, data, others) {
  const close = element("button", { type: "button", class: "close", "aria-label": "Close" }, "×");
  close.addEventListener("click", () => dialog.close());
  dialog.replaceChildren(
    element(
      "div",
      { class: "detail-head" },
      element("h2", { id: "vm-name", tabindex: "-1" }, row.name),
      close,
    ),
    element("p", {}, protectionBadge(row), " ", rpoBadge(row, { prefix: "RPO " })),
    ...(others > 0 ? [element("p", { class: "of" }, `${others} more of this name: search for it.`)] : []),
    ...findingsOf(row, data),
    factsOf(row, data),
  );
  if (!dialog.open) dialog.showModal();
}

function findingsOf({ findings }, data) {
  if (findings === undefined) return [];
  const found = findings.split(" ").map((place) => data.findings[Number(place)]);
  const items = found.map(({ reason, remedy }) =>
    element("li", {}, `${sentence(reason)} `, element("span", { class: "remedy" }, sentence(remedy))),
  );
  return [element("ul", { class: "findings" }, ...items)];
}

function sentence(text) {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function factsOf(row, data) {
  const facts = [...protectionFacts(row, data), ...machineFacts(row, data)];
  const said = facts.filter(([, value]) => value !== undefined && value !== NOTHING);
  const pairs = said.flatMap(([name, value]) => [element("dt", {}, name), element("dd", {}, String(value))]);
  return element("dl", {}, ...pairs);
}

function protectionFacts(row, { regions }) {
  const target = row.targetRegion && (regions[row.targetRegion] ?? row.targetRegion);
  const gib = (size) => (size === undefined ? undefined : `${whole(size)} GiB`);
  return [
    ["Tier", row.tier],
    ["Recovery point promised", duration(row.promisedRpo)],
    ["… provided by backup", duration(row.backupRpo)],
    ["… provided by replication", duration(row.replicationRpo)],
    ["Recovery time promised", duration(row.promisedRto)],
    ["… rests on", row.rtoBasis],
    ["Vault", row.vault],
    ["Backup policy", row.policy],
    ["Data disks left out", row.disksLeftOut],
    ["Replicated to", row.targetZone ? `${target} zone ${row.targetZone}` : target],
    ["Recovery plans", row.recoveryPlans],
    ["Drills", row.drills],
    ["Backup storage", gib(row.backupGib)],
    ["Replica disks", gib(row.replicaGib)],
  ];
}

function machineFacts(row, { regions }) {
  return [
    ["Region", regions[row.region] ?? row.region],
    ["Zone", row.zone],
    ["Subscription", row.subscription],
    ["Resource group", row.resourceGroup],
    ["Operating system", row.os],
    ["Size", row.size],
    ["Inventory", row.source],
    ["ARM id", row.id],
  ];
}
