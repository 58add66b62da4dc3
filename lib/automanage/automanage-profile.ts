import { AutomanageConfiguration } from "@cdktf/provider-azurerm/lib/automanage-configuration";
import { VirtualMachineAutomanageConfigurationAssignment } from "@cdktf/provider-azurerm/lib/virtual-machine-automanage-configuration-assignment";
import { Construct } from "constructs";
import { checkId } from "../core/construct-id";
import { fingerprint } from "../core/fingerprint";
import type { IVirtualMachine } from "../core/refs";
import { normalizeRegion } from "../core/regions";
import { tagMap } from "../core/tags";
import { checkAutomanage, warnOfRetirement } from "./automanage-checks";
import type { AutomanageBackup, AutomanageProfileProps } from "./automanage-props";

/**
 * A configuration profile of Azure Automanage (`azurerm_automanage_configuration`), for estates that have it already: the
 * service "Azure Automanage Best Practices" ends on 30 September 2027, and Azure refuses new profiles and subscriptions
 * (Microsoft Learn, "Azure Automanage"). Every use is a finding with the way off: `Estate.protectVirtualMachines` and
 * `Estate.onboardByPolicy` protect the same VMs for good.
 *
 * @example
 * const profile = new AutomanageProfile(stack, "Profile", {
 *   name: "contoso-vms",
 *   resourceGroup,
 *   backup: { schedule: Schedule.daily("02:00"), retention: { daily: 30 } },
 * });
 * profile.assign(vm);
 */
export class AutomanageProfile extends Construct {
  static isAutomanageProfile(x: unknown): x is AutomanageProfile {
    return typeof x === "object" && x !== null && MARK in x;
  }

  readonly profileId: string;
  /** The provider's own construct, for what this one does not cover. */
  readonly resource: AutomanageConfiguration;

  constructor(scope: Construct, id: string, props: AutomanageProfileProps) {
    super(scope, checkId(scope, id));
    const region = props.region ?? props.resourceGroup.locationInput;
    checkAutomanage(this, region, props);
    this.resource = new AutomanageConfiguration(this, "Default", {
      name: props.name,
      resourceGroupName: props.resourceGroup.name,
      location: normalizeRegion(region ?? ""),
      backup: props.backup && backupBlock(props.backup),
      antimalware: props.antimalware ? { realTimeProtectionEnabled: true } : undefined,
      azureSecurityBaseline: props.securityBaseline && { assignmentType: props.securityBaseline },
      bootDiagnosticsEnabled: props.bootDiagnostics,
      defenderForCloudEnabled: props.defenderForCloud,
      guestConfigurationEnabled: props.guestConfiguration,
      tags: tagMap(props.tags),
    });
    this.profileId = this.resource.id;
    warnOfRetirement(this);
    Object.defineProperty(this, MARK, { value: true });
  }

  /** Lets Automanage look after a VM (`azurerm_virtual_machine_automanage_configuration_assignment`). */
  assign(vm: IVirtualMachine): VirtualMachineAutomanageConfigurationAssignment {
    return new VirtualMachineAutomanageConfigurationAssignment(this, vmKey(vm), {
      virtualMachineId: vm.id,
      configurationId: this.profileId,
    });
  }
}

const MARK = Symbol.for("cdktf-azure-resilience/AutomanageProfile");

/** A VM's own construct id where it is one, or its inventory key, or a fingerprint of its id. */
function vmKey(vm: IVirtualMachine): string {
  const construct: unknown = vm;
  if (Construct.isConstruct(construct)) return construct.node.path.split("/").slice(1).join("-");
  return "key" in vm ? String(vm.key) : fingerprint(vm.id.toLowerCase(), 8);
}

function backupBlock({
  policyName,
  timezone,
  schedule,
  retention,
  instantRestoreDays = 5,
}: AutomanageBackup) {
  const { daily, weekly } = retention;
  const kept = (count: number | undefined) =>
    count === undefined ? undefined : { retentionTimes: [schedule.at], retentionDuration: { count } };
  return {
    policyName,
    timeZone: timezone ?? "UTC",
    instantRpRetentionRangeInDays: instantRestoreDays,
    schedulePolicy: {
      scheduleRunFrequency: schedule.frequency,
      scheduleRunTimes: [schedule.at],
      scheduleRunDays: schedule.frequency === "Weekly" ? [...schedule.on] : undefined,
    },
    retentionPolicy: { dailySchedule: kept(daily), weeklySchedule: kept(weekly) },
  };
}
