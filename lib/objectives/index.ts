export { promiseObjective, type RecoveryObjective } from "./promise";
export {
  type BackupProvision,
  type ReplicationProvision,
  recoveryObjectives,
  type VmObjectives,
} from "./recovery-objectives";
