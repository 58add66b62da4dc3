import { isIPv4 } from "node:net";
import { Token } from "cdktf";
import type { IConstruct } from "constructs";
import { NAME_RULES } from "../core/names";
import { Problems, quoted } from "../core/problems";
import type { IResourceGroup } from "../core/refs";
import { hasZones } from "../core/regions";
import { resolvedText } from "../core/resolved";
import { NETWORK_TYPE, parseGroupId, partsOf, STORAGE_ACCOUNT_TYPE } from "../core/resource-id";
import type { IRecoveryNetwork } from "../replication/recovery-network";
import { checkVaultOfSite } from "./exclusive-vault";
import { TARGET_VM, TARGET_VM_RULE } from "./names";
import { checkDisks } from "./vmware-disk-checks";
import type { VmwareNetworkInterface } from "./vmware-options";
import { AVAILABILITY_SET, PLACEMENT_GROUP } from "./vmware-placement";
import type { VmwareReplicatedVmProps } from "./vmware-replicated-vm";
import type { Claim, VmwareSiteProps } from "./vmware-site";

/** Refuses what the vault, the cache and the networks of a site cannot be. */
export function checkSite(site: IConstruct, props: VmwareSiteProps): void {
  const { vault, cache, grantRoles } = props;
  const problems = new Problems(site);
  checkVaultOfSite(problems, site, vault);
  problems.when(props.appliance === "", "appliance must be the appliance's friendly name, got nothing");
  problems.when(props.credential === "", "credential must be a friendly name, got nothing: remove it");
  checkId(problems, "cache.storageAccountId", cache.storageAccountId, STORAGE_ACCOUNT_TYPE);
  problems.when(
    grantRoles !== false && vault.identity === undefined,
    "the vault's principalId is missing, to which roles on the cache are given: pass it to fromVaultId, or set grantRoles: false where the roles exist",
  );
  checkTarget(problems, site, props);
  problems.throwIfAny();
}

interface Target {
  readonly targetResourceGroup?: IResourceGroup;
  readonly network?: IRecoveryNetwork;
  readonly testNetwork?: IRecoveryNetwork;
}

function checkTarget(problems: Problems, scope: IConstruct, target: Target): void {
  const { targetResourceGroup: group, network, testNetwork } = target;
  if (group) checkGroup(problems, group);
  if (network) checkNetwork(problems, "network", network);
  if (!testNetwork) return;
  checkNetwork(problems, "testNetwork", testNetwork);
  const same = network && sameId(scope, network.networkId, testNetwork.networkId);
  problems.when(
    same === true,
    "testNetwork must be another network than network: a drill would meet production after a failover",
  );
}

function sameId(scope: IConstruct, a: string, b: string): boolean {
  return resolvedText(scope, a).toLowerCase() === resolvedText(scope, b).toLowerCase();
}

function checkNetwork(problems: Problems, name: string, { networkId, subnetName }: IRecoveryNetwork): void {
  const { pattern, allowed } = NAME_RULES.subnet;
  checkId(problems, `${name}.networkId`, networkId, NETWORK_TYPE);
  problems.matches(`${name}.subnetName`, subnetName, pattern, allowed);
}

function checkGroup(problems: Problems, { id }: IResourceGroup): void {
  if (!id) problems.add("targetResourceGroup must have its ARM id: pass the resource group's construct");
  else if (!Token.isUnresolved(id) && !parseGroupId(id))
    problems.add(`targetResourceGroup.id must be the ARM id of a resource group, got ${quoted(id)}`);
}

function checkId(problems: Problems, name: string, id: string | undefined, type: string): void {
  if (id === undefined || Token.isUnresolved(id) || partsOf(id, type)) return;
  problems.add(`${name} must be the ARM id of a resource of type ${type}, got ${quoted(id)}`);
}

/** Refuses what azurerm, Site Recovery or a failover would refuse of a machine. */
export function checkMachine(scope: IConstruct, props: VmwareReplicatedVmProps): void {
  const { site, sourceVmName, targetVmName = sourceVmName } = props;
  const problems = new Problems(scope);
  problems.when(sourceVmName === "", "sourceVmName must be the machine's name in vCenter, got nothing");
  problems.matches("targetVmName", targetVmName, TARGET_VM, TARGET_VM_RULE);
  checkTexts(problems, props);
  checkTarget(problems, scope, {
    ...props,
    network: props.network ?? site.defaults.network,
    testNetwork: props.testNetwork ?? site.defaults.testNetwork,
  });
  checkDisks(problems, props);
  checkInterfaces(problems, props.networkInterfaces);
  checkPlacement(problems, props);
  const days = "azurerm gives up after that";
  problems.integer("initialReplicationHours", props.initialReplicationHours, [1, 720], "hours", days);
  site.claim(problems, scope.node.path, claims(scope, props, targetVmName));
  problems.throwIfAny();
}

function checkTexts(problems: Problems, props: VmwareReplicatedVmProps): void {
  for (const name of ["appliance", "credential", "targetSize", "multiVmGroup"] as const)
    problems.when(props[name] === "", `${name} must be a name, got nothing: remove it`);
  problems.when(
    (props.credential ?? props.site.defaults.credential) === undefined,
    "credential is missing: name the machine's credential on the appliance, here or at the site",
  );
  const licenses = ["NotSpecified", "NoLicenseType", "WindowsServer"];
  problems.oneOf("licenseType", props.licenseType, licenses, "see azurerm license_type");
}

const MAC = /^[a-fA-F0-9]{2}(:[a-fA-F0-9]{2}){5}$/;

function checkInterfaces(problems: Problems, nics: readonly VmwareNetworkInterface[]): void {
  const primaries = nics.filter(({ primary }) => primary ?? nics.length === 1).length;
  problems.when(nics.length === 0, "networkInterfaces must be one at least: a recovered VM has a network");
  problems.when(
    nics.length > 0 && primaries !== 1,
    `networkInterfaces must have one that is primary, got ${primaries}: mark the one that carries the default route`,
  );
  const { pattern, allowed } = NAME_RULES.subnet;
  for (const [i, nic] of nics.entries()) {
    const at = `networkInterfaces[${i}]`;
    problems.matches(`${at}.macAddress`, nic.macAddress, MAC, 'six pairs of hexadecimal digits with ":"');
    for (const name of ["subnetName", "testSubnetName"] as const) {
      const value = nic[name];
      if (value !== undefined) problems.matches(`${at}.${name}`, value, pattern, allowed);
    }
    const { staticIp: ip } = nic;
    const odd = ip !== undefined && !Token.isUnresolved(ip) && !isIPv4(ip);
    problems.when(odd, `${at}.staticIp must be an IPv4 address, got ${quoted(ip)}`);
    const twice = nics.findIndex((other) => same(other.macAddress, nic.macAddress)) !== i;
    problems.when(twice, `${at}.macAddress is there already, got ${quoted(nic.macAddress)} twice`);
  }
}

function same(a: string, b: string): boolean {
  return String(a).toLowerCase() === String(b).toLowerCase();
}

function checkPlacement(problems: Problems, props: VmwareReplicatedVmProps): void {
  const { targetZone: zone, availabilitySetId: set, site } = props;
  const region = site.targetRegion;
  problems.oneOf("targetZone", zone, ["1", "2", "3"], "Azure numbers its zones");
  problems.when(
    zone !== undefined && set !== undefined,
    "targetZone cannot be together with availabilitySetId: Azure places a VM in a zone or in a set; remove one",
  );
  problems.when(
    zone !== undefined && region !== undefined && !hasZones(region),
    `targetZone must be absent, got ${quoted(zone)}: ${region} has no availability zones`,
  );
  checkId(problems, "availabilitySetId", set, AVAILABILITY_SET);
  checkId(problems, "proximityPlacementGroupId", props.proximityPlacementGroupId, PLACEMENT_GROUP);
  const diagnostics = props.bootDiagnosticsStorageAccountId;
  checkId(problems, "bootDiagnosticsStorageAccountId", diagnostics, STORAGE_ACCOUNT_TYPE);
}

/** A machine, its name in Azure and its addresses are there once. */
function claims(scope: IConstruct, props: VmwareReplicatedVmProps, target: string): readonly Claim[] {
  const { site, sourceVmName, targetResourceGroup: group, network } = props;
  const groupId = resolvedText(scope, (group ?? site.defaults.targetResourceGroup).id ?? "");
  const networkId = resolvedText(scope, (network ?? site.defaults.network).networkId);
  return [
    { key: `source ${sourceVmName}`, what: `sourceVmName ${quoted(sourceVmName)}` },
    { key: `target ${groupId} ${target}`, what: `targetVmName ${quoted(target)} in the resource group` },
    ...props.networkInterfaces.flatMap(({ staticIp: ip }) =>
      ip === undefined ? [] : [{ key: `ip ${networkId} ${ip}`, what: `staticIp ${ip} of the network` }],
    ),
  ];
}
