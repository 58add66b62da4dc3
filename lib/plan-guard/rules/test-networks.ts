import { type Change, type Values, valueAt } from "../change";
import { isDrill } from "./helpers";
import type { GuardRuleId } from "./rule-list";

type Found = readonly [rule: GuardRuleId, reason: string];

const NETWORK_ID =
  /\/subscriptions\/[^/"]+\/resourceGroups\/[^/"]+\/providers\/Microsoft\.Network\/virtualNetworks\/[^/"\\]+/gi;

/** Networks of test failovers, which may reach nothing: copies of production machines start in them. */
export class TestNetworks {
  private readonly networks = new Set<string>();
  private readonly gone = new Set<string>();
  private readonly groups = new Set<string>();

  constructor(resources: readonly Change[]) {
    for (const { type, before } of resources.filter(({ kind }) => kind !== "delete")) {
      if (type === "azurerm_site_recovery_replicated_vm") this.add(valueAt(before, "test_network_id"));
      if (type === "azurerm_automation_runbook" && isDrill(before))
        for (const id of String(valueAt(before, "content")).match(NETWORK_ID) ?? []) this.add(id);
    }
    // nothing starts in what goes itself
    for (const { type, kind, before } of resources) {
      if (kind !== "delete" || !/^azurerm_(virtual_network|subnet)$/.test(type)) continue;
      this.gone.add(lower(valueAt(before, "id")));
      this.networks.delete(lower(valueAt(before, "id")));
    }
    for (const { type, before } of resources)
      if (type === "azurerm_subnet_network_security_group_association" && this.isOfSubnet(before))
        this.groups.add(lower(valueAt(before, "network_security_group_id")));
  }

  findingsOf(change: Change): readonly Found[] {
    const what = this.opened(change);
    return what === undefined
      ? []
      : [["test-network-opened", `the network of test failovers may reach production: ${what}`]];
  }

  private opened(change: Change): string | undefined {
    const { type, kind, before, after } = change;
    if (type === "azurerm_network_security_rule")
      return this.isOfGroup(change) ? openedBy(change) : undefined;
    if (type === "azurerm_virtual_network_peering")
      return kind === "create" && this.isPeered(after) ? "it is peered" : undefined;
    if (type === "azurerm_network_security_group")
      return kind === "delete" && this.groups.has(lower(valueAt(before, "id")))
        ? "its security group goes"
        : undefined;
    if (type !== "azurerm_subnet_network_security_group_association" || !this.isOfSubnet(before))
      return undefined;
    if (kind === "delete") return "its security group is taken off";
    const [was, is] = [before, after].map((values) => valueAt(values, "network_security_group_id"));
    return is !== undefined && lower(is) !== lower(was) ? "it gets another security group" : undefined;
  }

  private add(id: unknown): void {
    if (typeof id === "string" && id !== "") this.networks.add(id.toLowerCase());
  }

  private isOfSubnet(association: Values): boolean {
    const subnet = lower(valueAt(association, "subnet_id"));
    const [network = ""] = subnet.split("/subnets/");
    return this.networks.has(network) && !this.gone.has(subnet);
  }

  private isOfGroup({ before, after, kind }: Change): boolean {
    const rule = kind === "create" ? after : before;
    const named = [valueAt(rule, "resource_group_name"), valueAt(rule, "network_security_group_name")];
    return [...this.groups].some((id) => lower(named.join("/")) === nameOf(id));
  }

  private isPeered(peering: Values): boolean {
    const own = [valueAt(peering, "resource_group_name"), valueAt(peering, "virtual_network_name")];
    return [...this.networks].some(
      (id) =>
        id === lower(valueAt(peering, "remote_virtual_network_id")) || lower(own.join("/")) === nameOf(id),
    );
  }
}

const lower = (value: unknown) => String(value).toLowerCase();

/** "group/name" of an id, as arguments say it. */
function nameOf(id: string): string {
  const parts = id.split("/");
  return `${parts[4]}/${parts.at(-1)}`;
}

const ADDRESSES = ["source_address_prefix", "destination_address_prefix"];

function openedBy({ kind, before, after }: Change): string | undefined {
  const [was, is] = [before, after].map((rule) => valueAt(rule, "access"));
  if (kind === "create") return is === "Allow" ? "a rule that allows joins" : undefined;
  if (kind === "delete") return was === "Deny" ? "a rule that denies goes" : undefined;
  if (was === "Deny" && is === "Allow") return "a rule that denied now allows";
  const other = ADDRESSES.filter((one) => valueAt(before, one) !== valueAt(after, one));
  if (is === "Deny")
    return other.some((one) => valueAt(before, one) === "*") ? "a rule denies less than all" : undefined;
  return is === "Allow" && was === "Allow" && other.length > 0 ? "a rule allows other addresses" : undefined;
}
