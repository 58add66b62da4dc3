import { policyInstantRestore } from "./policy-instant-restore";
import { policyRetention } from "./policy-retention";
import { vmBackup } from "./vm-backup";
import { vmOneEngine } from "./vm-one-engine";
import { vmRecoveryPoint } from "./vm-recovery-point";
import { vmRecoveryTime } from "./vm-recovery-time";
import { vmReplication } from "./vm-replication";
import { vmRetention } from "./vm-retention";

/** Rules on what protects VMs. */
export const PROTECTION_RULES = [
  vmBackup,
  vmOneEngine,
  vmRecoveryPoint,
  vmRecoveryTime,
  vmReplication,
  vmRetention,
  policyRetention,
  policyInstantRestore,
] as const;
