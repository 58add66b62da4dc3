import { GUID } from "../core/guid";
import { isRegion, similarRegions } from "../core/regions";
import { DISK_TYPE, NIC_TYPE, partsOf, VM_TYPE } from "../core/resource-id";
import { isHonest, shown } from "./cell-checks";
import type { VmRow } from "./rows";

const ZONES = ["1", "2", "3"];

/** What is wrong with a VM's row beyond the kinds of its fields. */
export function vmProblems(row: VmRow): readonly string[] {
  return [
    ...idProblems(row),
    ...regionProblems(row.location),
    ...zoneProblems(row),
    ...diskProblems(row),
    ...nicProblems(row),
  ];
}

function idProblems({ id, name }: VmRow): readonly string[] {
  const parts = partsOf(id, VM_TYPE);
  if (!parts || !isHonest(id)) {
    return [`id must be the ARM id of a virtual machine, got ${shown(id)}`];
  }
  const own = id.split("/").at(-1) ?? "";
  if (name.toLowerCase() !== own.toLowerCase())
    return [`name must be that of the id, ${shown(own)}, got ${shown(name)}: export the row as it is`];
  if (GUID.test(parts.subscriptionId)) return [];
  return [`id must name a subscription by its GUID, got ${shown(parts.subscriptionId)}`];
}

function regionProblems(location: string): readonly string[] {
  if (isRegion(location)) return [];
  const similar = similarRegions(location);
  const sovereign = /^(us(gov|dod|nat|sec)|china)/i.test(location);
  const guess = similar.length > 0 ? `did you mean ${similar.join(" or ")}?` : "check the export";
  const hint = sovereign ? "sovereign clouds are not supported" : guess;
  return [
    `location must be an Azure region, got ${shown(location)}: ${hint} (a new region can be named in "additionalRegions", in cdktf.json's context)`,
  ];
}

function zoneProblems({ zones }: VmRow): readonly string[] {
  const odd = (zones ?? []).filter((zone) => !ZONES.includes(zone));
  return odd.map((zone) => `zones must be "1", "2" or "3", got ${shown(zone)}`);
}

function nicProblems({ properties: { networkProfile } }: VmRow): readonly string[] {
  const ids = (networkProfile?.networkInterfaces ?? []).map(({ id }) => id ?? "");
  return ids
    .filter((id) => !partsOf(id, NIC_TYPE) || !isHonest(id))
    .map((id) => `networkInterfaces must have ARM ids of network interfaces, got ${shown(id)}`);
}

function diskProblems({ properties: { storageProfile } }: VmRow): readonly string[] {
  const { osDisk, dataDisks } = storageProfile;
  const data = dataDisks ?? [];
  const luns = data.map((disk) => disk.lun);
  const problems = luns
    .filter((lun) => lun > 63)
    .map((lun) => `a data disk's lun must be 0 to 63, got ${lun}`);
  const twice = luns.find((lun, i) => luns.indexOf(lun) !== i);
  if (twice !== undefined) problems.push(`two data disks have the lun ${twice}`);
  for (const disk of [osDisk, ...data]) {
    const id = disk.managedDisk?.id;
    if (id === undefined || id === null || (partsOf(id, DISK_TYPE) && isHonest(id))) continue;
    problems.push(`managedDisk.id of ${shown(disk.name)} must be the ARM id of a disk, got ${shown(id)}`);
  }
  return problems;
}
