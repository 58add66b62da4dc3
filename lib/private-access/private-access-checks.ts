import { Token } from "cdktf";
import type { IConstruct } from "constructs";
import { checkRoleWait } from "../access/role-propagation";
import { parseCidr } from "../core/cidr";
import { addFinding } from "../core/findings";
import { Problems, quoted } from "../core/problems";
import { isRegion } from "../core/regions";
import { partsOf, STORAGE_ACCOUNT_TYPE } from "../core/resource-id";
import { subscriptionOf } from "../core/subscription-of";
import { checkTags } from "../core/tags";
import { checkAddresses, checkNames, checkZones, endpointsOf, take } from "./endpoint-ledger";
import type { PrivateAccessProps } from "./private-access-props";
import { privateAccessObstacle } from "./private-access-support";
import { parseSubnetId } from "./subnet-size";
import { SERVICES, type VaultService } from "./vault-service";

/** Microsoft Learn, "Overview and concepts of private endpoints (v2 experience) for Azure Backup". */
const MAX_ENDPOINTS = 12;
const ROOM_TO_GROW = 26;

/** Refuses what Azure refuses, or takes and never uses. */
export function checkPrivateAccess(scope: IConstruct, props: PrivateAccessProps): void {
  const services = props.services ?? ["AzureBackup"];
  const problems = new Problems(scope);
  checkServices(problems, services);
  checkVaultOfAccess(problems, props, services);
  checkSubnet(problems, scope, props);
  checkRegionOf(problems, props);
  checkNames(problems, scope, props, services);
  checkCaches(problems, props, services);
  checkTags(problems, props.tags);
  if (!problems.any) checkZones(problems, scope, props, services);
  const range = checkAddresses(problems, scope, props, services);
  problems.throwIfAny();
  take(scope, props, services);
  if (range !== undefined && services.includes("AzureBackup")) warnOfGrowth(scope, range);
}

function checkServices(problems: Problems, services: readonly VaultService[]): void {
  problems.when(services.length === 0, "services must name at least one service: remove it for Azure Backup");
  problems.when(
    new Set(services).size < services.length,
    "services names a service twice: remove the repeat",
  );
  for (const service of services)
    problems.oneOf("services", service, Object.keys(SERVICES), "a vault has these sub-resources");
}

function checkVaultOfAccess(
  problems: Problems,
  { vault, acknowledge = [] }: PrivateAccessProps,
  services: readonly VaultService[],
): void {
  const count = endpointsOf(vault) + services.length;
  problems.when(
    count > MAX_ENDPOINTS,
    `the vault must have ${MAX_ENDPOINTS} private endpoints at most, got ${count}: share endpoints between peered networks`,
  );
  problems.when(
    vault.imported && !acknowledge.includes("vault without items"),
    'the vault is somebody else\'s, and Azure takes private endpoints only while nothing was ever registered in it: if it never held an item, add acknowledge: ["vault without items"]; otherwise use a new vault',
  );
  const obstacle = services.includes("AzureBackup") ? privateAccessObstacle(vault) : undefined;
  if (obstacle) problems.add(`the vault cannot have private access: ${obstacle.reason}; ${obstacle.remedy}`);
}

function checkSubnet(problems: Problems, scope: IConstruct, { subnet }: PrivateAccessProps): void {
  if (Token.isUnresolved(subnet.id)) return;
  const parts = parseSubnetId(subnet.id);
  const own = subscriptionOf(scope);
  problems.when(!parts, `subnet must be the ARM id of a subnet, got ${quoted(subnet.id)}`);
  problems.when(
    parts !== undefined && own !== undefined && parts.subscriptionId !== own,
    `subnet must be in the stack's subscription ${own}, got ${parts?.subscriptionId}: Azure has private endpoints in the subscription of their network only`,
  );
}

function checkRegionOf(problems: Problems, { region, vault }: PrivateAccessProps): void {
  problems.when(
    region === undefined && vault.region === undefined,
    "region is missing: give the region of the subnet's network, since the vault does not say its own",
  );
  problems.when(
    region !== undefined && !Token.isUnresolved(region) && !isRegion(region),
    `region must be an Azure region, got ${quoted(region)}`,
  );
}

function checkCaches(
  problems: Problems,
  { caches = [], identity, vault, roleWaitSeconds }: PrivateAccessProps,
  services: readonly VaultService[],
): void {
  checkRoleWait(problems, "roleWaitSeconds", roleWaitSeconds);
  if (caches.length === 0) return;
  problems.when(
    !services.includes("AzureSiteRecovery"),
    'caches are of Site Recovery: add "AzureSiteRecovery" to services, or remove caches',
  );
  problems.when(
    (identity ?? vault.identity) === undefined,
    "identity is missing: give the vault's identity, which gets its roles on caches and which an imported vault does not say",
  );
  for (const { storageAccountId: id } of caches)
    problems.when(
      !Token.isUnresolved(id) && !partsOf(id, STORAGE_ACCOUNT_TYPE),
      `caches must be ARM ids of storage accounts, got ${quoted(id)}`,
    );
}

/** The number of addresses grows with the storage accounts that Azure Backup adds. */
function warnOfGrowth(scope: IConstruct, prefix: string): void {
  const bits = parseCidr(prefix)?.bits ?? 0;
  if (bits <= ROOM_TO_GROW) return;
  addFinding(scope, {
    kind: "warning",
    subject: scope.node.path,
    reason: `its subnet ${prefix} has little room, and an endpoint of Azure Backup takes more addresses in some regions and as backups grow`,
    remedy: "use a subnet of /26 or larger, as Microsoft Learn suggests",
  });
}
