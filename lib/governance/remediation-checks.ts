import { Token } from "cdktf";
import type { Construct } from "constructs";
import { checkRoleWait } from "../access/role-propagation";
import { listed, Problems, quoted } from "../core/problems";
import { isRegion } from "../core/regions";
import { onlyAudits } from "./definition";
import { checkMembers } from "./exemption-checks";
import type { PolicyRemediationProps } from "./policy-remediation";
import { isScope, isWithin, type PolicyScope } from "./policy-scope";

type Checked = PolicyRemediationProps & { readonly at: PolicyScope };

const ASK = "Azure takes no more in one task";

export function checkRemediation(scope: Construct, name: string, props: Checked): void {
  const problems = new Problems(scope);
  checkTarget(problems, props);
  checkRemediationName(problems, name);
  problems.integer("run", props.run, [1, 9999], "", "it tells one run from another");
  problems.integer("resourceCount", props.resourceCount, [1, 50_000], "resources", ASK);
  problems.integer("parallelDeployments", props.parallelDeployments, [1, 30], "at a time", ASK);
  checkFailures(problems, props.failurePercentage);
  checkRoleWait(problems, "roleWaitSeconds", props.roleWaitSeconds);
  for (const region of props.regions ?? [])
    problems.when(!isRegion(region), `regions must be Azure regions, got ${quoted(region)}`);
  problems.oneOf(
    "discovery",
    props.discovery,
    props.at.kind === "managementGroup"
      ? ["ExistingNonCompliant"]
      : ["ReEvaluateCompliance", "ExistingNonCompliant"],
    props.at.kind === "managementGroup"
      ? "Azure does not look again at a management group"
      : "Azure has no other",
  );
  problems.throwIfAny();
}

function checkTarget(problems: Problems, { at, assignment, member }: Checked): void {
  const { definition } = assignment;
  const whose = quoted(definition.displayName);
  problems.when(
    onlyAudits(definition) === true,
    `there is nothing to remediate: ${whose} deploys and modifies nothing, it has ${listed(definition.effects ?? [])}`,
  );
  const { members, isInitiative } = definition;
  problems.when(
    isInitiative && member === undefined,
    `member is missing: Azure remediates one policy of an initiative at a time; ${whose} has ${members ? listed(members) : "reference ids of its own"}`,
  );
  if (member !== undefined) checkMembers(problems, "member", [member], definition);
  const fits = Token.isUnresolved(at.id) || isScope(at);
  problems.when(!fits, `at must be a valid ${at.kind} scope, got ${quoted(at.id)}`);
  const above = assignment.at.kind !== "managementGroup" && at.kind === "managementGroup";
  problems.when(
    fits && (above || isWithin(at.id, assignment.at.id) === false),
    `at must be at or below ${assignment.at.id}, where the policy is assigned, got ${quoted(at.id)}`,
  );
}

function checkFailures(problems: Problems, share: number | undefined): void {
  if (share === undefined || Token.isUnresolved(share)) return;
  problems.when(
    !(share >= 0 && share <= 1),
    `failurePercentage must be 0 to 1, got ${quoted(share)}: it is a share, 0.1 for one of ten`,
  );
}

function checkRemediationName(problems: Problems, name: string): void {
  if (Token.isUnresolved(name)) return;
  problems.when(name.length < 1 || name.length > 260, `name must be 1 to 260 characters, got ${name.length}`);
  problems.when(
    /[%^#/\\&?]/.test(name) || name !== name.toLowerCase(),
    `name must be in lower case and have none of %^#/\\&?, got ${quoted(name)}`,
  );
}
