import { Token } from "cdktf";
import type { Construct } from "constructs";
import { GUID } from "../core/guid";
import { Problems, quoted } from "../core/problems";
import {
  type Authorization,
  DELEGABLE_ROLES,
  type Delegate,
  type EligibleAuthorization,
} from "./delegated-role";
import type { LighthouseDelegationProps } from "./lighthouse-delegation";

export function checkDelegation(
  scope: Construct,
  subscriptionId: string | undefined,
  props: LighthouseDelegationProps,
): void {
  const problems = new Problems(scope);
  const { name, managingTenantId, authorizations, eligible = [], resourceGroups } = props;
  problems.when(
    subscriptionId === undefined,
    "the subscription is not known, and Azure Lighthouse delegates one: use a ResilienceStack",
  );
  problems.when(
    name.trim() === "" || name.length > 128,
    `name must be 1 to 128 characters, got ${name.length}: both tenants see it`,
  );
  problems.matches("managingTenantId", managingTenantId, GUID, "the managing tenant's GUID");
  problems.when(
    authorizations.length === 0,
    "authorizations must not be empty: Azure asks for a role for good, such as Reader, beside those for the moment",
  );
  problems.when(
    resourceGroups?.length === 0,
    "resourceGroups must not be empty: leave it out to delegate the subscription",
  );
  for (const [i, one] of authorizations.entries()) checkAuthorization(problems, `authorizations[${i}]`, one);
  for (const [i, one] of eligible.entries()) checkEligible(problems, `eligible[${i}]`, one);
  checkTwins(problems, "authorizations", authorizations);
  checkTwins(problems, "eligible", eligible);
  problems.throwIfAny();
}

function checkAuthorization(problems: Problems, where: string, one: Authorization): void {
  checkDelegate(problems, where, one);
  const why =
    "Azure Lighthouse delegates no Owner, no role that gives others access, and none with data actions";
  problems.oneOf(`${where}.role`, one.role, Object.keys(DELEGABLE_ROLES), why);
}

function checkDelegate(problems: Problems, where: string, { principalId, displayName }: Delegate): void {
  problems.matches(`${where}.principalId`, principalId, GUID, "an object id of the managing tenant (a GUID)");
  problems.when(
    displayName.trim() === "",
    `${where}.displayName must not be empty: the customer's portal shows nothing else`,
  );
}

const DURATION = /^PT(?:(\d+)H)?(?:(\d+)M)?$/;

function checkEligible(problems: Problems, where: string, one: EligibleAuthorization): void {
  checkAuthorization(problems, where, one);
  const { activation = "PT8H", approvers = [] } = one;
  const [, hours = "0", minutes = "0"] = DURATION.exec(activation) ?? [];
  const length = Number(hours) * 60 + Number(minutes);
  problems.when(
    !Token.isUnresolved(activation) && (length < 30 || length > 480),
    `${where}.activation must be "PT30M" to "PT8H", got ${quoted(activation)}`,
  );
  problems.when(
    approvers.length > 10,
    `${where}.approvers must be 10 at most, got ${approvers.length}: Azure takes no more`,
  );
  for (const [i, one] of approvers.entries()) checkDelegate(problems, `${where}.approvers[${i}]`, one);
}

/** Azure refuses what stands twice. */
function checkTwins(problems: Problems, name: string, given: readonly Authorization[]): void {
  const keys = given.map(({ principalId, role }) => `${principalId.toLowerCase()} ${role}`);
  keys.forEach((key, i) => {
    const first = keys.indexOf(key);
    if (first < i) problems.add(`${name}[${i}] is the same as ${name}[${first}]: remove one`);
  });
}
