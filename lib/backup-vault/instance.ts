import { TerraformStack, Token } from "cdktf";
import { Construct, type IConstruct } from "constructs";
import { checkFreeId } from "../core/construct-id";
import { fingerprint } from "../core/fingerprint";
import { standIn } from "../core/last";
import { Problems, quoted } from "../core/problems";
import { differ, normalizeRegion } from "../core/regions";
import { Registry } from "../core/registry";
import { keyInApp, resolvedText } from "../core/resolved";
import { canonicalSegments, parseResourceId, partsOf } from "../core/resource-id";
import { type IDataSource, regionOf } from "./data-source";
import type { IBackupVault } from "./vault-base";

/** What can be said of every data source that is protected. */
export interface BackupInstanceOptions {
  /**
   * The construct's id.
   * @default - the id of the data source's construct, or its name
   */
  readonly id?: string;

  /**
   * The name of the backup instance in the vault. It cannot be changed.
   * @default - the construct's id
   */
  readonly name?: string;

  /**
   * Does the program give the roles that the backup needs? Without them Azure refuses it.
   * @default true
   */
  readonly grantRoles?: boolean;

  /**
   * May Terraform destroy the backup when it leaves the program? Its recovery points are deleted with it: azurerm cannot
   * keep them, and an immutable vault refuses. Otherwise take it out of the state (a `removed` block with
   * `destroy = false`), and stop its protection in the portal.
   * @default false - the plan of a destroy fails (true in a throwaway vault)
   */
  readonly deleteBackupDataOnDestroy?: boolean;
}

/** Keeps Terraform from destroying a backup, whose recovery points would go with it. */
export function lifecycleOf(
  vault: IBackupVault,
  { deleteBackupDataOnDestroy = vault.throwaway }: BackupInstanceOptions,
): { preventDestroy: true } | undefined {
  return deleteBackupDataOnDestroy ? undefined : { preventDestroy: true };
}

/** The id of a protected data source in its vault: the one given, the construct's own id, or the resource's name. */
export function instanceId(vault: IBackupVault, source: IDataSource, id: string | undefined): string {
  const own = Construct.isConstruct(source) ? source.node.id : parseResourceId(source.id)?.name;
  const problems = new Problems(vault);
  checkOnce(problems, vault, source);
  const chosen = id ?? own?.replaceAll(/[^A-Za-z0-9_-]/g, "-");
  problems.when(
    chosen === undefined && Token.isUnresolved(source.id),
    `id is missing: the name of ${quoted(source.id)} is not known before the deployment; pass an id`,
  );
  problems.throwIfAny();
  // what is no ARM id at all is refused by what it should be of
  return checkFreeId(vault as unknown as Construct, chosen ?? `Source-${fingerprint(source.id)}`);
}

/** A kind of data source: its type, and what it is called in messages. */
export interface DataSourceKind {
  /** "disk" */
  readonly name: string;
  /** "a managed disk" */
  readonly noun: string;
  readonly type: string;
}

/** Refuses data sources of another type or region, and those that the vault protects already. */
export function checkSource(
  problems: Problems,
  vault: IBackupVault,
  source: IDataSource,
  { name, noun, type }: DataSourceKind,
): void {
  problems.when(
    !Token.isUnresolved(source.id) && partsOf(source.id, type) === undefined,
    `${name}.id must be the ARM id of ${noun}, got ${quoted(source.id)}`,
  );
  checkRegion(problems, vault, name, regionOf(source));
  checkOnce(problems, vault, source);
}

/** Refuses names that no resource can have, and those of other backup instances of the vault. */
export function checkName(
  problems: Problems,
  scope: Construct,
  vault: IBackupVault,
  { name = scope.node.id }: BackupInstanceOptions,
): void {
  problems.matches("name", name, /^[^/?#%]+$/, 'a name without "/", "?", "#" and "%"');
  const holder = instanceNames.holder(TerraformStack.of(vault), nameKey(vault, name));
  problems.when(
    holder !== undefined,
    `name ${quoted(name)} is the name of ${holder}: Azure's names have no letter case; pass another name`,
  );
}

/** Keeps in mind the name of a backup instance, and returns it. */
export function takeName(
  scope: Construct,
  vault: IBackupVault,
  { name = scope.node.id }: BackupInstanceOptions,
): string {
  instanceNames.take(TerraformStack.of(vault), nameKey(vault, name), scope.node.path);
  return name;
}

/** The names of each vault's backup instances. */
const instanceNames = new Registry<TerraformStack>();

const nameKey = (vault: IBackupVault, name: string): string =>
  [vault.vaultId, name].map((text) => resolvedText(vault, text)).join(" ");

/** Refuses what stands in another region than the vault. */
export function checkRegion(
  problems: Problems,
  vault: IBackupVault,
  name: string,
  region: string | undefined,
): void {
  if (region === undefined || !differ(region, vault.region)) return;
  const other = normalizeRegion(region);
  problems.add(
    `${name} must be in the vault's region ${vault.region}, got ${other}: use a Backup vault in ${other}, since Azure backs up nothing to another region`,
  );
}

/** Keeps in mind that the vault protects the source, and returns its id as azurerm wants it. */
export function takeSource(scope: Construct, vault: IBackupVault, source: IDataSource, type: string): string {
  standIn(vault, scope);
  protectedSources.take(vault.node.root, keyInApp(vault, source.id), scope.node.path);
  return canonicalSegments(source.id, type);
}

/** The data sources that the vaults of an app protect. */
const protectedSources = new Registry<IConstruct>();

/**
 * A cluster may have several backups, of different parts, in several vaults or by several policies (Microsoft Learn, "Azure
 * Kubernetes Service backup support matrix").
 */
const REPEATABLE = /Microsoft\.ContainerService\/managedClusters|azurerm_kubernetes_cluster/i;

function checkOnce(problems: Problems, vault: IBackupVault, source: IDataSource): void {
  const key = keyInApp(vault, source.id);
  const holder = REPEATABLE.test(key) ? undefined : protectedSources.holder(vault.node.root, key);
  const name = Construct.isConstruct(source) ? source.node.path : source.id;
  problems.when(
    holder !== undefined,
    `${name} is protected already, as ${holder}: Azure backs up a data source once; remove the repeat`,
  );
}
