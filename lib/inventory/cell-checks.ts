import { NAME_RULES, type NamedResource } from "../core/names";
import { quoted } from "../core/problems";
import { DISK_TYPE, NETWORK_TYPE, NIC_TYPE, partsOf } from "../core/resource-id";
import type { DiskRow, NicRow } from "./rows";

/** Characters that no Azure name has, and that Terraform, a shell or a terminal would take for something else. */
const FOREIGN = /[\p{Cc}${}%"'`\\<>*&?#|]|^\s|\s$/u;
/** No name in Azure is longer (Microsoft Learn, "Naming rules and restrictions for Azure resources"). */
const MAX_NAME = 260;
/** Of what was given, as much as a person reads. */
const SHOWN = 200;

/** Is this an ARM id whose names Azure could have given? */
export function isHonest(id: string): boolean {
  return id.split("/").every((name) => name.length <= MAX_NAME && !FOREIGN.test(name));
}

/** A value as it was given; of a very long one the beginning. */
export function shown(value: unknown): string {
  return brief(quoted(value));
}

/** The beginning of a text that nobody would read to its end. */
export function brief(text: string): string {
  return text.length <= SHOWN ? text : `${text.slice(0, SHOWN)}… (${text.length} characters)`;
}

/** What is wrong with a disk's row beyond the kinds of its fields. */
export function diskRowProblems({ id }: DiskRow): readonly string[] {
  return partsOf(id, DISK_TYPE) && isHonest(id) ? [] : [`id must be the ARM id of a disk, got ${shown(id)}`];
}

/** What is wrong with a network interface's row: its subnet's name and the network's are names of what recovers it. */
export function nicRowProblems({ id, properties }: NicRow): readonly string[] {
  const own = partsOf(id, NIC_TYPE) && isHonest(id);
  return [
    ...(own ? [] : [`id must be the ARM id of a network interface, got ${shown(id)}`]),
    ...(properties.ipConfigurations ?? []).flatMap((configuration, i) => {
      const subnet = configuration.properties?.subnet?.id;
      if (subnet === undefined || isSubnet(subnet)) return [];
      const path = `properties.ipConfigurations.${i}.properties.subnet.id`;
      return [`${path} must be the ARM id of a subnet, got ${shown(subnet)}`];
    }),
  ];
}

function isSubnet(id: string): boolean {
  const [network = "", subnet = "", ...more] = id.split(/\/subnets\//i);
  const name = partsOf(network, NETWORK_TYPE)?.name ?? "";
  const named = fits("virtualNetwork", name) && fits("subnet", subnet);
  return named && more.length === 0 && isHonest(id);
}

function fits(kind: NamedResource, name: string): boolean {
  return NAME_RULES[kind].pattern.test(name);
}
