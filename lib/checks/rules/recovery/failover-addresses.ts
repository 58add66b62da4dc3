import { addressIn, parseAddress } from "../../../core/cidr";
import { blocksOf } from "../../../synthesized/blocks";
import { keyOfMeaning, meaningOf, meaningOfValue } from "../../../synthesized/meaning";
import { perApp } from "../../../synthesized/per-app";
import { isExpression, type SynthesizedResource } from "../../../synthesized/synthesized-resource";
import { type CheckResult, onResource } from "../../result";
import { defineRule } from "../../rule";
import { networkOf } from "./network-links";

/** azurerm 4 has the addresses of a network interface in its block, azurerm 5 in the IP configurations of it. */
const addressBlocks = (replica: SynthesizedResource): readonly Readonly<Record<string, unknown>>[] =>
  replica.blocks("network_interface").flatMap((nic) => {
    const { target_subnet_name } = nic;
    return [nic, ...blocksOf(nic, "ip_configuration").map((own) => ({ target_subnet_name, ...own }))];
  });

/** Within the target network of the app; whether others have the address is known in Azure alone. */
export const failoverAddresses = defineRule({
  id: "failover-addresses",
  title: "Addresses of failovers are in their subnet, and no two take the same one",
  severity: "error",
  frameworks: {},
  why: "the VM would start without its network",
  fix: "give each network interface a target_static_ip of its own in its subnet",
  check: ({ app }) => {
    const subnets = prefixesBySubnet(app);
    const taken = new Map<string, Taken>();
    return app
      .ofType("azurerm_site_recovery_replicated_vm")
      .flatMap((replica) => [
        ...addressesOf(replica).map((one) => resultOf(one, subnets, taken)),
        ...unknownAddresses(replica),
      ]);
  },
});

interface Address {
  readonly replica: SynthesizedResource;
  readonly ip: string;
  /** `key` of the target network; undefined where only Terraform knows it. */
  readonly network: string | undefined;
  /** The same text for what is the same network. */
  readonly place: string;
  readonly subnet: string;
}

/** Who has an address first: in each network, and anywhere. */
interface Taken {
  readonly byPlace: Map<string, SynthesizedResource>;
  unknown: boolean;
  readonly first: SynthesizedResource;
}

function addressesOf(replica: SynthesizedResource): readonly Address[] {
  const { target_network_id: id } = replica.config;
  const meaning = meaningOfValue(replica, id);
  const isKnown = meaning.resource !== undefined || meaning.parts?.[0] === "";
  const network = isKnown ? keyOfMeaning(meaning) : undefined;
  const place = network ?? `${replica.stack.id} ${id}`;
  return addressBlocks(replica).flatMap(({ target_static_ip: ip, target_subnet_name: name }) => {
    const subnet = replica.textOf(name)?.toLowerCase() ?? "";
    return typeof ip === "string" && ip !== "" && !ip.includes("${")
      ? [{ replica, ip, network, place, subnet }]
      : [];
  });
}

function unknownAddresses(replica: SynthesizedResource): readonly CheckResult[] {
  const isAny = addressBlocks(replica).some(({ target_static_ip: ip }) => isExpression(ip));
  return isAny ? [onResource(replica, undefined, "only Terraform knows target_static_ip")] : [];
}

function resultOf(
  { replica, ip, network, place, subnet }: Address,
  subnets: ReadonlyMap<string, readonly string[]>,
  taken: Map<string, Taken>,
): CheckResult {
  if (parseAddress(ip) === undefined) return onResource(replica, false, `${ip} is no address`);
  const known = taken.get(ip);
  const other = known?.byPlace.get(place);
  if (other) return onResource(replica, false, `${ip} is an address of ${other.path} too`);
  const isVague = known !== undefined && (known.unknown || network === undefined);
  take(taken, ip, place, replica, network === undefined);
  const prefixes = subnets.get(`${network} ${subnet}`) ?? [];
  if (prefixes.length > 0 && prefixes.every((prefix) => addressIn(ip, prefix) === "outside"))
    return onResource(replica, false, `${ip} is outside of its subnet, ${prefixes.join(", ")}`);
  if (isVague)
    return onResource(
      replica,
      undefined,
      `only Terraform knows whether ${known.first.path} has ${ip} in the same network`,
    );
  return onResource(replica, true, `${ip} is its own`);
}

function take(
  taken: Map<string, Taken>,
  ip: string,
  place: string,
  replica: SynthesizedResource,
  unknown: boolean,
): void {
  const entry = taken.get(ip) ?? { byPlace: new Map(), unknown: false, first: replica };
  entry.byPlace.set(place, replica);
  entry.unknown ||= unknown;
  taken.set(ip, entry);
}

/** Address ranges of the app's subnets, where all of them are known, by their network's `key` and their name. */
const prefixesBySubnet = perApp((app): ReadonlyMap<string, readonly string[]> => {
  const own = app.ofType("azurerm_subnet").map((by) => ({ by, network: networkOf(by), config: by.config }));
  const blocks = app
    .ofType("azurerm_virtual_network")
    .flatMap((by) => by.blocks("subnet").map((config) => ({ by, network: meaningOf(by), config })));
  const subnets = [...own, ...blocks].map(({ by, network, config }) => {
    const prefixes = [config.address_prefixes ?? []].flat().map((one) => by.textOf(one));
    const isKnown = prefixes.every((one) => one !== undefined);
    const key = `${keyOfMeaning(network)} ${by.textOf(config.name)?.toLowerCase()}`;
    return [key, isKnown ? prefixes : []] as const;
  });
  return new Map(subnets);
});
