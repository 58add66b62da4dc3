import {
  SiteRecoveryVmwareReplicatedVm,
  type SiteRecoveryVmwareReplicatedVmConfig,
  type SiteRecoveryVmwareReplicatedVmManagedDisk,
  type SiteRecoveryVmwareReplicatedVmNetworkInterface,
} from "@cdktf/provider-azurerm/lib/site-recovery-vmware-replicated-vm";
import { Token } from "cdktf";
import { Construct } from "constructs";
import { checkId } from "../core/construct-id";
import { addFinding } from "../core/findings";
import {
  canonicalSegments,
  DISK_ENCRYPTION_SET_TYPE,
  NETWORK_TYPE,
  parseGroupId,
  resourceGroupId,
  STORAGE_ACCOUNT_TYPE,
} from "../core/resource-id";
import { slug } from "./names";
import { checkMachine } from "./vmware-checks";
import type { VmwareNetworkInterface, VmwareReplicatedVmOptions } from "./vmware-options";
import { AVAILABILITY_SET, PLACEMENT_GROUP } from "./vmware-placement";
import type { VmwareSite } from "./vmware-site";

export interface VmwareReplicatedVmProps extends VmwareReplicatedVmOptions {
  readonly site: VmwareSite;
}

/**
 * A VMware VM that Azure Site Recovery replicates to Azure (`azurerm_site_recovery_vmware_replicated_vm`), once the
 * site's appliance is registered; until then it is checked, and reported as not replicated. azurerm waits until the first
 * copy is complete. Disks are chosen when replication begins: azurerm does not read back what it was told of them, so
 * that later changes are ignored, where it would replicate anew with every apply. A machine that gets another disk is
 * taken out and put in again.
 */
export class VmwareReplicatedVm extends Construct {
  static isVmwareReplicatedVm(x: unknown): x is VmwareReplicatedVm {
    return typeof x === "object" && x !== null && MARK in x;
  }

  readonly site: VmwareSite;
  readonly sourceVmName: string;
  readonly targetVmName: string;
  /** The provider's own construct; undefined until the site's appliance is registered. */
  readonly resource?: SiteRecoveryVmwareReplicatedVm;

  constructor(scope: Construct, id: string, props: VmwareReplicatedVmProps) {
    super(scope, checkId(scope, id));
    checkMachine(this, props);
    this.site = props.site;
    this.sourceVmName = props.sourceVmName;
    this.targetVmName = props.targetVmName ?? props.sourceVmName;
    if (props.site.association) {
      const config = configOf(props, this.targetVmName, props.site.association.policyId);
      const name = Token.isUnresolved(this.sourceVmName) ? id : slug(this.sourceVmName);
      this.resource = new SiteRecoveryVmwareReplicatedVm(this, "Default", { ...config, name });
    } else this.reportUnreplicated();
    if (props.networkInterfaces.length > 1) this.reportFurtherInterfaces();
    Object.defineProperty(this, MARK, { value: true });
  }

  private reportUnreplicated(): void {
    addFinding(this, {
      kind: "unreplicated",
      subject: this.sourceVmName,
      reason: `the replication appliance of ${this.site.node.path} is not registered`,
      remedy: "register it, set registered: true and apply again",
    });
  }

  private reportFurtherInterfaces(): void {
    addFinding(this, {
      kind: "warning",
      subject: this.sourceVmName,
      reason: "azurerm selects its primary network interface for failover, and none of the others",
      remedy: "select the others in the portal, in the replicated item's network settings",
    });
  }
}

const MARK = Symbol.for("cdktf-azure-resilience/VmwareReplicatedVm");

type Config = Omit<SiteRecoveryVmwareReplicatedVmConfig, "name">;

function configOf(props: VmwareReplicatedVmProps, targetVmName: string, policyId: string): Config {
  const { site } = props;
  const { network, testNetwork, targetResourceGroup, appliance, credential } = {
    ...site.defaults,
    ...given(props),
  };
  return {
    recoveryVaultId: site.vault.vaultId,
    recoveryReplicationPolicyId: policyId,
    sourceVmName: props.sourceVmName,
    applianceName: appliance,
    physicalServerCredentialName: credential ?? "",
    licenseType: props.licenseType,
    targetVmName,
    targetResourceGroupId: canonicalGroup(targetResourceGroup.id ?? ""),
    targetNetworkId: canonicalSegments(network.networkId, NETWORK_TYPE),
    testNetworkId: testNetwork && canonicalSegments(testNetwork.networkId, NETWORK_TYPE),
    ...placement(props),
    ...disks(props),
    networkInterface: props.networkInterfaces.map((nic) => ({
      ...networkInterface(nic, props.networkInterfaces.length === 1),
      targetSubnetName: nic.subnetName ?? network.subnetName,
      testSubnetName: nic.testSubnetName ?? testNetwork?.subnetName,
    })),
    multiVmGroupName: props.multiVmGroup,
    timeouts: { create: `${props.initialReplicationHours ?? 24}h` },
    lifecycle: { ignoreChanges: ignored(props) },
    // no attribute refers to the cache's roles, and the first copy needs them
    dependsOn: site.ready.length > 0 ? [...site.ready] : undefined,
  };
}

/** azurerm wants the segments in exactly this letter case. */
function canonicalGroup(id: string): string {
  const parts = parseGroupId(id);
  return parts ? resourceGroupId(parts.subscriptionId, parts.name) : id;
}

/** What the machine says itself; absent values do not hide the site's. */
function given(props: VmwareReplicatedVmProps): Partial<VmwareReplicatedVmProps> {
  return Object.fromEntries(Object.entries(props).filter(([, value]) => value !== undefined));
}

function placement(props: VmwareReplicatedVmProps): Partial<Config> {
  const { availabilitySetId: set, proximityPlacementGroupId: group } = props;
  const account = props.bootDiagnosticsStorageAccountId;
  return {
    targetVmSize: props.targetSize,
    targetZone: props.targetZone,
    targetAvailabilitySetId: set && canonicalSegments(set, AVAILABILITY_SET),
    targetProximityPlacementGroupId: group && canonicalSegments(group, PLACEMENT_GROUP),
    targetBootDiagnosticsStorageAccountId: account && canonicalSegments(account, STORAGE_ACCOUNT_TYPE),
  };
}

function disks({
  disks: wanted = "Standard_LRS",
  diskEncryptionSetId,
  site,
}: VmwareReplicatedVmProps): Partial<Config> {
  const encryption = encryptionSet(diskEncryptionSetId);
  const cache = canonicalSegments(site.defaults.cache.storageAccountId, STORAGE_ACCOUNT_TYPE);
  if (typeof wanted === "string") {
    return {
      defaultRecoveryDiskType: wanted,
      defaultLogStorageAccountId: cache,
      defaultTargetDiskEncryptionSetId: encryption,
    };
  }
  return {
    managedDisk: wanted.map(
      (disk): SiteRecoveryVmwareReplicatedVmManagedDisk => ({
        diskId: disk.diskId,
        targetDiskType: disk.type,
        targetDiskEncryptionSetId: encryptionSet(disk.diskEncryptionSetId) ?? encryption,
        logStorageAccountId: cache,
      }),
    ),
  };
}

function encryptionSet(id: string | undefined): string | undefined {
  return id && canonicalSegments(id, DISK_ENCRYPTION_SET_TYPE);
}

function networkInterface(
  { macAddress, primary, staticIp }: VmwareNetworkInterface,
  only: boolean,
): SiteRecoveryVmwareReplicatedVmNetworkInterface {
  return { sourceMacAddress: macAddress, isPrimary: primary ?? only, targetStaticIp: staticIp };
}

/**
 * What azurerm never reads back, or reads back otherwise than it was written: it would plan the machine's replication
 * anew (disks) or an update (the rest) every time.
 */
function ignored(props: VmwareReplicatedVmProps): string[] {
  const testNetwork = props.testNetwork ?? props.site.defaults.testNetwork;
  return [
    "default_log_storage_account_id",
    "default_recovery_disk_type",
    "default_target_disk_encryption_set_id",
    "managed_disk",
    ...(props.updateNetworkInterfaces ? [] : ["network_interface"]),
    ...(props.targetSize === undefined ? ["target_vm_size"] : []),
    ...(testNetwork === undefined ? ["test_network_id"] : []),
    ...(props.multiVmGroup === undefined ? ["multi_vm_group_name"] : []),
  ];
}
