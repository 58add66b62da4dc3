import { BackupProtectedFileShare } from "@cdktf/provider-azurerm/lib/backup-protected-file-share";
import { Construct, type IConstruct } from "constructs";
import type { FileSharePolicy } from "../backup-policy/file-share-policy";
import { checkFreeId, checkId } from "../core/construct-id";
import { addFinding } from "../core/findings";
import { fingerprint } from "../core/fingerprint";
import { standIn } from "../core/last";
import { NAME_RULES } from "../core/names";
import { Problems, quoted } from "../core/problems";
import { Registry } from "../core/registry";
import { resolvedText } from "../core/resolved";
import { providerOf } from "../core/subscription-of";
import type { IRecoveryServicesVault } from "../vault/vault-base";
import {
  type AccountFacts,
  accountFacts,
  type FileShareSource,
  type ShareFacts,
  shareFacts,
} from "./file-share-source";
import { checkAccount, registrationOf, type StorageRegistration } from "./storage-registration";

export interface ProtectedFileShareOptions {
  /**
   * The construct's id.
   * @default - the id of the share's construct, or the names of its storage account and of the share
   */
  readonly id?: string;

  /**
   * Is the storage account registered with the vault by this program? Say false where it is registered already.
   * @default true
   */
  readonly registerAccount?: boolean;

  /**
   * May `terraform destroy` take the share's backups? azurerm cannot stop a share's protection and keep its recovery
   * points, and an immutable vault refuses to delete them (hashicorp/terraform-provider-azurerm#30867).
   * @default false - the plan of a destroy fails
   */
  readonly deleteBackupDataOnDestroy?: boolean;
}

export interface ProtectedFileShareProps extends ProtectedFileShareOptions {
  readonly share: FileShareSource;
  readonly policy: FileSharePolicy;
}

/**
 * A file share that is backed up (`azurerm_backup_protected_file_share`). Storage account and vault share region and
 * subscription, and Azure Backup reads the account by its key. A share that leaves the program would lose its backups,
 * or be refused by an immutable vault: take it out of the state instead (a `removed` block with `destroy = false`), and
 * stop its protection in the portal.
 */
export class ProtectedFileShare extends Construct {
  static isProtectedFileShare(x: unknown): x is ProtectedFileShare {
    return typeof x === "object" && x !== null && MARK in x;
  }

  readonly share: FileShareSource;
  readonly policy: FileSharePolicy;
  /** undefined where the account is registered elsewhere. */
  readonly registration?: StorageRegistration;
  /** The provider's own construct, for what this one does not cover. */
  readonly resource: BackupProtectedFileShare;

  constructor(scope: Construct, id: string, props: ProtectedFileShareProps) {
    super(scope, checkId(scope, id));
    const { share, policy } = props;
    const facts = shareFacts(share);
    const account = accountFacts(this, facts.accountId ?? "");
    checkProtectedFileShare(this, props, facts, account);
    standIn(policy.vault, this);
    warnOfKeyAccess(this, account);
    this.registration = props.registerAccount === false ? undefined : registrationOf(policy.vault, account);
    this.resource = new BackupProtectedFileShare(this, "Default", {
      provider: providerOf(policy.vault),
      resourceGroupName: policy.vault.resourceGroupName,
      recoveryVaultName: policy.vault.vaultName,
      sourceStorageAccountId: this.registration?.storageAccountId ?? account.id,
      sourceFileShareName: facts.name,
      backupPolicyId: policy.policyId,
      lifecycle: props.deleteBackupDataOnDestroy ? undefined : { preventDestroy: true },
    });
    this.share = share;
    this.policy = policy;
    Object.defineProperty(this, MARK, { value: true });
  }
}

const MARK = Symbol.for("cdktf-azure-resilience/ProtectedFileShare");

/** The id of a protected share in its vault: the one given, the share construct's own, or both names. */
export function protectedFileShareId(
  vault: IRecoveryServicesVault,
  share: FileShareSource,
  id: string | undefined,
): string {
  const facts = shareFacts(share);
  const account = accountFacts(vault, facts.accountId ?? "");
  const problems = new Problems(vault);
  checkOnce(problems, vault, facts, account);
  problems.throwIfAny();
  if (id === undefined && Construct.isConstruct(share)) return checkFreeId(vault, share.node.id);
  const text = facts.literalName ?? resolvedText(vault, facts.name);
  const known = facts.literalName !== undefined && account.name !== undefined;
  const names = known ? `${account.name}-${text}` : `Share-${fingerprint(`${account.key}/${text}`, 10)}`;
  return checkFreeId(vault, id ?? names);
}

/** The vaults that protect the shares of an app, by account and name. */
const protectedShares = new Registry<IConstruct>();

function shareKey(vault: IRecoveryServicesVault, { literalName, name }: ShareFacts, account: AccountFacts) {
  return `${account.key}/${literalName ?? resolvedText(vault, name)}`;
}

function checkOnce(
  problems: Problems,
  vault: IRecoveryServicesVault,
  facts: ShareFacts,
  account: AccountFacts,
): void {
  const other = protectedShares.holder(vault.node.root, shareKey(vault, facts, account));
  if (other === undefined) return;
  const name = `${facts.literalName ?? "the share"} of ${account.name ?? "its storage account"}`;
  const where = other === vault.node.path ? "this vault" : `the vault ${other}`;
  problems.add(`${name} is protected in ${where} already: Azure backs up a share once; remove the repeat`);
}

function checkProtectedFileShare(
  scope: Construct,
  { policy, deleteBackupDataOnDestroy }: ProtectedFileShareProps,
  facts: ShareFacts,
  account: AccountFacts,
): void {
  const { vault } = policy;
  const problems = new Problems(scope);
  checkShare(problems, facts);
  if (facts.accountId !== undefined) checkAccount(problems, account, vault);
  problems.when(
    deleteBackupDataOnDestroy === true &&
      vault.immutability !== undefined &&
      vault.immutability !== "Disabled",
    `deleteBackupDataOnDestroy cannot be true in a vault with immutability ${quoted(vault.immutability)}, which keeps recovery points until their time: remove it, or use a vault with immutability "Disabled"`,
  );
  checkOnce(problems, vault, facts, account);
  problems.throwIfAny();
  protectedShares.take(vault.node.root, shareKey(vault, facts, account), vault.node.path);
}

function checkShare(problems: Problems, { accountId, literalName, protocol }: ShareFacts): void {
  problems.when(
    accountId === undefined,
    "share must be a StorageShare with storageAccountId: its storageAccountName alone does not say which account it is; set storageAccountId in it",
  );
  const { pattern, allowed } = NAME_RULES.fileShare;
  if (literalName !== undefined) problems.matches("shareName", literalName, pattern, allowed);
  problems.when(
    protocol === "NFS",
    'share must be an SMB share, got NFS: Azure Backup does not support NFS shares (Microsoft Learn, "Support matrix for Azure Files backup")',
  );
}

function warnOfKeyAccess(scope: Construct, { name, keyAccess }: AccountFacts): void {
  if (keyAccess !== false) return;
  addFinding(scope, {
    kind: "warning",
    subject: scope.node.path,
    reason: `the storage account ${name ?? "of the share"} refuses access by account key, which Azure Backup needs (Microsoft Learn, "Back up Azure Files")`,
    remedy: "remove sharedAccessKeyEnabled false",
  });
}
