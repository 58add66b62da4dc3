import {
  SiteRecoveryReplicatedVm,
  type SiteRecoveryReplicatedVmConfig,
} from "@cdktf/provider-azurerm/lib/site-recovery-replicated-vm";
import { Construct } from "constructs";
import { azurermMajor } from "../core/azurerm-major";
import { checkId } from "../core/construct-id";
import { waitingFor } from "../core/waiting";
import { withoutStackTraces } from "../core/without-stack-traces";
import type { VirtualMachine } from "../inventory/virtual-machine";
import type { DisasterRecoveryPair } from "./disaster-recovery-pair";
import { managedDisks, type ReplicaDisk, replicaDisks } from "./replicated-disks";
import { networkInterfaces, networkInterfacesOf5 } from "./replicated-network-interfaces";
import { admitVm } from "./replicated-vm-checks";
import type { ReplicatedVmProps } from "./replicated-vm-props";
import type { ReplicationPolicy } from "./replication-policy";
import { targetZoneOf } from "./support-options";

/**
 * A virtual machine that Azure Site Recovery replicates to another region or zone, with its disks and network interfaces
 * (`azurerm_site_recovery_replicated_vm`). A disk that is added later replicates the VM anew.
 */
export class ReplicatedVm extends Construct {
  static isReplicatedVm(x: unknown): x is ReplicatedVm {
    return typeof x === "object" && x !== null && MARK in x;
  }

  readonly vm: VirtualMachine;
  readonly pair: DisasterRecoveryPair;
  readonly policy: ReplicationPolicy;
  /** What the disks are replicated to. */
  readonly disks: readonly ReplicaDisk[];
  /** The consistency group that the VM is in. */
  readonly multiVmGroup?: string;
  /** The provider's own construct, for what this one does not cover. */
  readonly resource: SiteRecoveryReplicatedVm;

  constructor(scope: Construct, id: string, props: ReplicatedVmProps) {
    super(scope, checkId(scope, id));
    const { pair, vm } = props;
    const cache = admitVm(this, props);
    const network = pair.networkOf(vm);
    const five = azurermMajor(this) === 5;
    const config: SiteRecoveryReplicatedVmConfig = {
      name: props.targetName ?? vm.key,
      resourceGroupName: pair.vault.resourceGroupName,
      recoveryVaultName: pair.vault.vaultName,
      sourceRecoveryFabricName: pair.sourceFabricName,
      sourceRecoveryProtectionContainerName: pair.sourceContainerName,
      sourceVmId: vm.id,
      recoveryReplicationPolicyId: (props.policy ?? pair.policy).policyId,
      targetRecoveryFabricId: pair.targetFabricId,
      targetRecoveryProtectionContainerId: pair.targetContainerId,
      targetResourceGroupId: pair.targetResourceGroupId,
      targetNetworkId: network.networkId,
      testNetworkId: pair.testNetwork?.networkId,
      targetZone: targetZoneOf(props),
      targetAvailabilitySetId: props.targetAvailabilitySetId,
      targetProximityPlacementGroupId: props.targetProximityPlacementGroupId,
      targetCapacityReservationGroupId: props.targetCapacityReservationGroupId,
      targetVirtualMachineScaleSetId: props.targetScaleSetId,
      targetBootDiagnosticStorageAccountId: props.targetBootDiagnosticsStorageAccountId,
      targetVirtualMachineSize: props.targetSize,
      multiVmGroupName: props.multiVmGroup,
      managedDisk: managedDisks(props, cache.storageAccountId),
      networkInterface: five ? undefined : networkInterfaces(props, network),
      timeouts: { create: "12h" },
    };
    this.resource = withoutStackTraces(() => new SiteRecoveryReplicatedVm(this, "Default", config));
    // no attribute refers to the mappings, and Azure needs them first
    this.resource.dependsOn = waitingFor([...pair.mappingsOf(props.policy), ...network.mappings]);
    if (five) this.resource.addOverride("network_interface", networkInterfacesOf5(props, network));
    this.vm = vm;
    this.pair = pair;
    this.policy = props.policy ?? pair.policy;
    this.disks = replicaDisks(props);
    this.multiVmGroup = props.multiVmGroup;
    Object.defineProperty(this, MARK, { value: true });
  }
}

const MARK = Symbol.for("cdktf-azure-resilience/ReplicatedVm");
