import { count } from "../core/words";
import { type PlacementRecord, policyText, type VmPlace } from "./placement-record";

const NAMED = 5;

/** What a record says that the one before did not, in words: who is new, gone, elsewhere. */
export function describeChanges(before: PlacementRecord, after: PlacementRecord): string {
  const came = [...after.vms.keys()].filter((id) => !before.vms.has(id));
  const gone = [...before.vms.keys()].filter((id) => !after.vms.has(id));
  const both = [...after.vms].flatMap(([id, place]) => {
    const old = before.vms.get(id);
    return old ? [{ id, old, place }] : [];
  });
  const moved = both.filter(({ old, place }) => old.vault !== place.vault);
  const switched = both.filter(
    ({ old, place }) => old.vault === place.vault && policy(old) !== policy(place),
  );
  const ids = (found: readonly { readonly id: string }[]) => found.map(({ id }) => id);
  const parts = [
    part(came, "new"),
    part(gone, "gone"),
    part(ids(moved), "in another vault"),
    part(ids(switched), "by another policy"),
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(", ") : "vaults or policies differ";
}

function policy(place: VmPlace): string {
  return place.policy ? policyText(place.policy) : "";
}

/** `2 VMs new (web1, web2)` */
function part(ids: readonly string[], what: string): string {
  if (ids.length === 0) return "";
  const names = ids
    .map((id) => id.slice(id.lastIndexOf("/") + 1))
    .sort()
    .slice(0, NAMED);
  const rest = ids.length > NAMED ? [`${ids.length - NAMED} more`] : [];
  return `${count(ids.length, "VM")} ${what} (${[...names, ...rest].join(", ")})`;
}
