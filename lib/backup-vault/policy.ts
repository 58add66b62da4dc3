import { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { checkId } from "../core/construct-id";
import { fingerprint } from "../core/fingerprint";
import { standIn } from "../core/last";
import { NAME_RULES } from "../core/names";
import { Problems } from "../core/problems";
import { Registry } from "../core/registry";
import { resolvedText } from "../core/resolved";
import type { Timezone } from "../core/timezones";
import type { IBackupVault } from "./vault-base";

/** What the policies of all data sources have in common. */
export interface BackupVaultPolicyOptions {
  /**
   * A name for good, 3 to 150 letters, digits and "-". Azure changes no policy of a Backup vault and deletes none that is
   * in use: with a name for good, a changed policy fails to apply until nothing uses it.
   * @default - the construct's id and a fingerprint of the content: a changed policy is a new one, to which what it
   * protects moves before the old one goes
   */
  readonly name?: string;

  /**
   * The time zone of the schedule, by its Windows name. Azure does not follow daylight saving time.
   * @default "UTC"
   */
  readonly timezone?: Timezone;
}

/** A policy of a Backup vault. */
export abstract class BackupVaultPolicy extends Construct {
  readonly vault: IBackupVault;
  abstract readonly policyName: string;
  abstract readonly policyId: string;

  constructor(scope: Construct, id: string, vault: IBackupVault) {
    super(scope, checkId(scope, id));
    this.vault = vault;
    standIn(vault, this);
  }

  /** The name and what happens at a change; refuses names that Azure refuses or that the vault has. */
  protected named(name: string | undefined, content: object) {
    const versioned = `${this.node.id.replaceAll("_", "-").slice(0, LONGEST)}-${fingerprint(JSON.stringify(content))}`;
    const chosen = name ?? versioned;
    const problems = new Problems(this);
    const { pattern, allowed } = NAME_RULES.backupVaultPolicy;
    problems.matches("name", chosen, pattern, allowed);
    const key = resolvedText(this, `${this.vault.vaultId} ${chosen}`);
    const other = names.holder(TerraformStack.of(this), key);
    problems.when(
      other !== undefined,
      `name "${chosen}" is the name of ${other}: Azure's names have no letter case`,
    );
    problems.throwIfAny();
    names.take(TerraformStack.of(this), key, this.node.path);
    return { name: chosen, lifecycle: name === undefined ? { createBeforeDestroy: true } : undefined };
  }
}

const LONGEST = NAME_RULES.backupVaultPolicy.maxLength - "-123456".length;

/** The policy names of each vault. */
const names = new Registry<TerraformStack>();
