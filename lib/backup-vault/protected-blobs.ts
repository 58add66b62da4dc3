import { DataProtectionBackupInstanceBlobStorage } from "@cdktf/provider-azurerm/lib/data-protection-backup-instance-blob-storage";
import { type ITerraformDependable, Token } from "cdktf";
import { Construct } from "constructs";
import { checkId } from "../core/construct-id";
import { Problems, quoted } from "../core/problems";
import { canonicalSegments, STORAGE_ACCOUNT_TYPE } from "../core/resource-id";
import type { BlobBackupPolicy } from "./blob-backup-policy";
import type { IBlobStorageAccount } from "./data-source";
import {
  type BackupInstanceOptions,
  checkName,
  checkSource,
  lifecycleOf,
  takeName,
  takeSource,
} from "./instance";
import { checkIdentity, grantAll, readyFor } from "./instance-roles";
import { CONTAINER, CONTAINER_NAMES, checkAccountKind } from "./storage-account";

export interface ProtectedBlobsOptions extends BackupInstanceOptions {
  /**
   * The containers that a vaulted policy copies: 1 to 100 names. New containers are added here, Azure takes none by itself.
   * With all of them gone again, for operational backup alone, azurerm replaces the backup, and its copies are deleted.
   * @default - none, which operational backup needs: it covers the whole account
   */
  readonly containers?: readonly string[];
}

export interface ProtectedBlobsProps extends ProtectedBlobsOptions {
  readonly account: IBlobStorageAccount;
  readonly policy: BlobBackupPolicy;
}

/**
 * The blobs of a storage account that are backed up (`azurerm_data_protection_backup_instance_blob_storage`). The vault's
 * identity gets "Storage Account Backup Contributor" on the account, and Azure time to learn of it. Azure Backup puts a
 * lock on the account, which refuses its deletion.
 */
export class ProtectedBlobs extends Construct {
  static isProtectedBlobs(x: unknown): x is ProtectedBlobs {
    return typeof x === "object" && x !== null && MARK in x;
  }

  readonly account: IBlobStorageAccount;
  readonly policy: BlobBackupPolicy;
  /** The provider's own construct, for what this one does not cover. */
  readonly resource: DataProtectionBackupInstanceBlobStorage;

  constructor(scope: Construct, id: string, props: ProtectedBlobsProps) {
    super(scope, checkId(scope, id));
    checkBlobs(this, props);
    const { account, policy, containers } = props;
    const { vault } = policy;
    this.resource = new DataProtectionBackupInstanceBlobStorage(this, "Default", {
      name: takeName(this, vault, props),
      location: vault.region,
      vaultId: vault.vaultId,
      storageAccountId: takeSource(this, vault, account, STORAGE_ACCOUNT_TYPE),
      storageAccountContainerNames: containers && [...containers],
      backupPolicyId: policy.policyId,
      dependsOn: ready(this, props),
      lifecycle: lifecycleOf(vault, props),
    });
    this.account = account;
    this.policy = policy;
    Object.defineProperty(this, MARK, { value: true });
  }
}

const MARK = Symbol.for("cdktf-azure-resilience/ProtectedBlobs");

function ready(
  scope: Construct,
  { account, policy: { vault }, grantRoles }: ProtectedBlobsProps,
): ITerraformDependable[] | undefined {
  if (grantRoles === false) return readyFor(vault, []);
  const role = "Storage Account Backup Contributor";
  const at = canonicalSegments(account.id, STORAGE_ACCOUNT_TYPE);
  return readyFor(vault, grantAll(vault, account, [{ role, at, place: scope.node.id }]));
}

function checkBlobs(scope: Construct, props: ProtectedBlobsProps): void {
  const { account, policy } = props;
  const problems = new Problems(scope);
  checkSource(problems, policy.vault, account, {
    name: "account",
    noun: "a storage account",
    type: STORAGE_ACCOUNT_TYPE,
  });
  checkName(problems, scope, policy.vault, props);
  checkIdentity(problems, policy.vault, props);
  checkAccountKind(problems, "account", account);
  checkContainers(problems, props);
  problems.throwIfAny();
}

function checkContainers(problems: Problems, { policy, containers }: ProtectedBlobsProps): void {
  if (!policy.vaulted) {
    problems.when(
      containers !== undefined,
      `containers cannot be chosen under ${policy.node.id}, which has operational backup alone: it covers the whole account; remove containers`,
    );
    return;
  }
  const count = containers?.length ?? 0;
  problems.when(
    count < 1 || count > 100,
    `containers must name 1 to 100 containers under ${policy.node.id}, which is vaulted, got ${count}: name those to copy into the vault`,
  );
  const literal = (containers ?? []).filter((name) => !Token.isUnresolved(name));
  for (const name of literal.filter((name) => !CONTAINER.test(name)))
    problems.add(`containers must be ${CONTAINER_NAMES}, got ${quoted(name)}`);
  for (const name of literal.filter((name, i) => literal.indexOf(name) !== i))
    problems.add(`containers names ${quoted(name)} twice: remove the repeat`);
}
