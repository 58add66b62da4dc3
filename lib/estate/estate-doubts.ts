import type { IConstruct } from "constructs";
import type { FindingKind } from "../core/findings";
import type { Gathering } from "../core/gather";
import type { VirtualMachine } from "../inventory/virtual-machine";
import type { Obstacle } from "../protection/backup-support";
import type { EstateOnboarding } from "./estate-onboarding";
import { recoveryDoubts } from "./recovery-doubts";
import type { RecoverySites } from "./recovery-sites";
import type { TierChoice } from "./tier-choice";
import { unprotectedVms } from "./unprotected";
import type { VmOverrides } from "./vm-overrides";

/** What there is to say of a VM when every verb was called. */
export interface EstateDoubt extends Obstacle {
  readonly kind: FindingKind;
  readonly vm: VirtualMachine;
}

interface Asked {
  readonly root: IConstruct;
  readonly vms: readonly VirtualMachine[];
  readonly overrides: VmOverrides;
  /** undefined where the program has created no policies. */
  readonly tiers: TierChoice | undefined;
  readonly recoveries: RecoverySites;
  readonly onboarding: EstateOnboarding;
  readonly gathering: Gathering;
  /** Has the program asked for backups itself? */
  readonly protects: boolean;
}

/** VMs whose tier promises what the program does not provide, and VMs that nothing backs up. */
export function estateDoubts(asked: Asked): readonly EstateDoubt[] {
  const { vms, tiers, overrides, onboarding, protects } = asked;
  const ofTiers = tiers
    ? [
        ...recoveryDoubts(vms, tiers, overrides, asked.recoveries.paired),
        ...onboarding.complete(tiers, asked.gathering, protects),
      ]
    : [];
  if (protects) return ofTiers;
  const unasked = { ...asked, hasPolicies: tiers !== undefined, leftToPolicy: onboarding.spokenOf };
  return [...ofTiers, ...unprotectedVms(unasked)];
}
