import { valueAt } from "../change";
import { byMember, fewerBlocks, lastPart, listOf, narrowed, pairs, type Weaker } from "./weaker";

const memberOf = (x: unknown, name: string): unknown => Object(x)[name];

const actionsOf = (groups: unknown) =>
  listOf(groups).flatMap((group) =>
    ["pre_action", "post_action"].flatMap((when) => listOf(memberOf(group, when))),
  );

const nameOf = (action: unknown) => String(valueAt(action, "name"));

/** Actions before and after the groups of a recovery plan, by name. */
export const fewerActions: Weaker = byMember((before, after) => {
  const lost = pairs(actionsOf(before), actionsOf(after), nameOf).filter(([, is]) => is === undefined);
  return lost.length > 0 ? `no longer has ${lost.map(([was]) => nameOf(was)).join(", ")}` : undefined;
});

/** Actions that are still there, and run for fewer kinds or directions of failover. */
export const fewerRuns: Weaker = (before, after) => {
  const texts = pairs(actionsOf(before), actionsOf(after), nameOf).flatMap(([was, is]) => {
    if (is === undefined) return [];
    return ["fail_over_types", "fail_over_directions"].flatMap((argument) => {
      const text = narrowed(memberOf(was, argument), memberOf(is, argument));
      return text === undefined ? [] : [`${nameOf(was)} ${text.replace("has", "runs for")}`];
    });
  });
  return texts.length > 0 ? texts.join("; ") : undefined;
};

export const fewerMachines: Weaker = byMember((before, after) => {
  const machines = (groups: unknown) =>
    listOf(groups)
      .flatMap((group) => listOf(memberOf(group, "replicated_protected_items")))
      .map((id) => String(id).toLowerCase());
  const left = machines(after);
  const lost = machines(before).filter((one) => !left.includes(one));
  return lost.length > 0 ? `no longer starts ${lost.map(lastPart).join(", ")}` : undefined;
});

const NIC_KEYS = ["source_network_interface_id", "source_mac_address"];

const nicOf = (nic: unknown) => {
  const key = NIC_KEYS.map((one) => valueAt(nic, one)).find((one) => one !== undefined);
  return lastPart(String(key)).toLowerCase();
};

export const fewerNics = fewerBlocks(...NIC_KEYS);

const isThere = (value: unknown) => value !== "" && listOf(value).length > 0;

/** What a recovered machine's interface had, and has no longer: its subnet, addresses and load balancers. */
export const lessOfNics: Weaker = byMember((before, after) => {
  const texts = pairs(before, after, nicOf).flatMap(([was, is]) => {
    if (is === undefined) return [];
    const lost = Object.keys(Object(was)).filter(
      (name) => isThere(memberOf(was, name)) && !isThere(memberOf(is, name)),
    );
    return lost.length > 0 ? [`${nicOf(was)} loses ${lost.join(", ")}`] : [];
  });
  return texts.length > 0 ? texts.join("; ") : undefined;
});

/** azurerm 4 has a switch in the block; with azurerm 5 the block is the switch. */
export const notUpdated: Weaker = (before, after) => {
  const updates = (block: unknown) =>
    listOf(block).length > 0 && valueAt(listOf(block)[0], "enabled") !== false;
  return updates(before) && !updates(after) ? "no longer keeps the agents up to date" : undefined;
};
