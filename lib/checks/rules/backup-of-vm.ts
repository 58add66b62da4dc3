import { instancesOf } from "../../synthesized/instances";
import { type Meaning, meaningOfValue } from "../../synthesized/meaning";
import { Meanings } from "../../synthesized/meanings";
import { MODULE, moduleGiven, whatModuleDoes } from "../../synthesized/modules";
import { perApp } from "../../synthesized/per-app";
import type { SynthesizedApp } from "../../synthesized/synthesized-app";
import { isExpression, type SynthesizedResource } from "../../synthesized/synthesized-resource";
import { RETENTION_TYPES } from "./kept-days";

const ITEM = "azurerm_backup_protected_vm";
const STOPPED: readonly unknown[] = ["BackupsSuspended", "ProtectionStopped"];

/** What backs up a VM (`azurerm_backup_protected_vm`). */
export interface Backup {
  /** The first that makes recovery points. */
  readonly runs?: SynthesizedResource;
  /** The first that may, where none does for certain: only Terraform knows its VM, its state, whether it is there, or what a module does. */
  readonly maybe?: SynthesizedResource;
  /** The first that makes no more recovery points (azurerm's `protection_state`). */
  readonly stopped?: SynthesizedResource;
}

/** The backup of a VM. */
export function backupOf(app: SynthesizedApp, vm: Meaning): Backup {
  const { running, stopped } = backups(app);
  const { certain, possible } = running.of(vm);
  return { runs: certain, maybe: possible ?? moduleGiven(app, vm), stopped: stopped.of(vm).certain };
}

/** What is not known of a backup that may be a VM's. */
export function whyUnknown(backup: SynthesizedResource): string {
  if (backup.type === MODULE) return whatModuleDoes(backup);
  if (instancesOf(backup) === "unknown") return `only Terraform knows whether there is ${backup.path}`;
  return isExpression(backup.config.protection_state)
    ? `only Terraform knows protection_state of ${backup.path}`
    : "only Terraform knows which VM a backup of the app protects";
}

/** The policy of a backup, where the program defines it. */
export function policyOf(backup: SynthesizedResource): SynthesizedResource | undefined {
  const { certain } = policies(backup.stack.app).of(meaningOfValue(backup, backup.config.backup_policy_id));
  return certain;
}

const backups = perApp((app) => {
  const meant = app.ofType(ITEM).map((by) => {
    const { source_vm_id: vm, protection_state: state } = by.config;
    return {
      meaning: meaningOfValue(by, vm),
      by,
      isVague: isExpression(state),
      isStopped: STOPPED.includes(state),
    };
  });
  return {
    running: new Meanings(meant.filter(({ isStopped }) => !isStopped)),
    stopped: new Meanings(meant.filter(({ isStopped }) => isStopped)),
  };
});

const policies = perApp((app) => Meanings.ofThemselves(app.ofType(...RETENTION_TYPES)));
