import { addFinding } from "../core/findings";
import { groupBy } from "../core/group-by";
import { Problems, quoted } from "../core/problems";
import { PolicyAssignment } from "../governance/policy-assignment";
import type { VmOnboarding } from "../governance/policy-reach";
import { policyReach } from "../governance/policy-reach";
import type { VirtualMachine } from "../inventory/virtual-machine";
import type { BackupSite } from "./backup-site";
import type { GovernanceSite, Onboarding } from "./governance-site";
import { type GovernanceSites, idsIn } from "./governance-sites";
import type { LeftToProgram } from "./left-to-program";
import type { OnboardByPolicyOptions } from "./onboarding-props";
import type { RecoverySites } from "./recovery-sites";
import type { TierChoice } from "./tier-choice";

/** Microsoft Learn, "Azure Policy limits": assignments of one scope. */
const MAX_ASSIGNMENTS = 200;
/** Microsoft Learn, "Auto-Enable Backup on VM Creation using Azure Policy": beyond, backups may start hours late. */
const ADVISED_VMS = 200;

interface PolicyOnboardingProps {
  readonly governance: GovernanceSites;
  readonly recoveries: RecoverySites;
  readonly tiers: TierChoice;
  readonly left: readonly LeftToProgram[];
  /** The VMs that the program replicates, which the built-in does not recognise. */
  readonly replicated: readonly LeftToProgram[];
  readonly options: OnboardByPolicyOptions;
}

/** Assigns what protects VMs by their tag, when every vault, policy and region pair is known. */
export function onboardByPolicy(props: PolicyOnboardingProps): void {
  const { governance, tiers, options } = props;
  const chosen = options.tiers?.map((name) => tiers.tiers.named(name));
  const all = tiers.tiers.tiers.filter((tier) => chosen?.includes(tier) ?? true);
  const { enforce, remediate } = options;
  const onboarding = { tag: tiers.tiers.tag, tiers: all, enforce, remediate };
  for (const site of governance.all()) {
    const extra = extraFor(site, options);
    const sites = governance.firstsOf(site);
    site.backUpByTag(
      sites.map((first) => ({ site: first, left: [...extra, ...idsIn(props.left, first)] })),
      onboarding,
    );
    for (const first of sites) warnOfFurtherVaults(first, governance.vaultsBeside(first));
    if (options.replicate) replicateIn(site, props, onboarding);
    checkCount(site);
  }
}

/** A VM that Azure Policy protects is in the first vault, and the program would look for it where it places it. */
function warnOfFurtherVaults({ stack, placement: { region } }: BackupSite, count: number): void {
  if (count < 2) return;
  addFinding(stack, {
    kind: "warning",
    subject: stack.node.id,
    reason: `Azure Policy backs up VMs of ${region} in this vault, and the program places some of them in ${count - 1} more`,
    remedy:
      "keep a placementFile, and enter there what Azure Policy has protected, before the program takes it over",
  });
}

function extraFor({ subscription }: GovernanceSite, { notScopes = [] }: OnboardByPolicyOptions) {
  const own = `/subscriptions/${subscription.id}`;
  return notScopes.filter((scope) => `${scope.toLowerCase()}/`.startsWith(`${own}/`));
}

function replicateIn(site: GovernanceSite, props: PolicyOnboardingProps, onboarding: Onboarding): void {
  const tiers = onboarding.tiers.filter(({ replicated }) => replicated);
  if (tiers.length === 0) return;
  for (const recovery of props.recoveries.all) {
    if (recovery.props.subscription.id !== site.subscription.id) continue;
    const target = recovery.replicationTarget();
    const here = [...props.left, ...props.replicated].filter(
      ({ vm }) => vm.subscriptionId === site.subscription.id && vm.region === target.sourceRegion,
    );
    const ids = [...new Set(here.map(({ vm }) => vm.id))];
    site.stack.addDependency(recovery.stack);
    site.replicateByTag(target, [...extraFor(site, props.options), ...ids], { ...onboarding, tiers });
  }
}

function checkCount({ stack, subscription }: GovernanceSite): void {
  const count = stack.node.findAll().filter(PolicyAssignment.isPolicyAssignment).length;
  const problems = new Problems(stack);
  problems.when(
    count > MAX_ASSIGNMENTS,
    `the subscription ${quoted(subscription.name)} would have ${count} policy assignments, and Azure allows ${MAX_ASSIGNMENTS} at one scope: onboard fewer tiers by policy`,
  );
  problems.throwIfAny();
}

/** Warns of assignments that have more to do at once than Microsoft advises. */
export function warnOfManyVms(
  governance: GovernanceSites,
  vms: readonly VirtualMachine[],
  isProtected: (vm: VirtualMachine, onboarding: VmOnboarding) => boolean,
): void {
  const bySubscription = groupBy(vms, (vm) => vm.subscriptionId);
  for (const onboarding of governance.onboardings) {
    const subscription = onboarding.at.id.split("/").at(-1) ?? "";
    const waiting = (bySubscription.get(subscription) ?? []).filter(
      (vm) => !isProtected(vm, onboarding) && policyReach(vm, onboarding).acts,
    );
    const stack = governance.stackOf(subscription);
    if (waiting.length <= ADVISED_VMS || !stack) continue;
    const of = onboarding.tag?.values.join(", ");
    addFinding(stack, {
      kind: "warning",
      subject: stack.node.id,
      reason: `${quoted(onboarding.policy)} for ${of} in ${onboarding.region} would take ${waiting.length} VMs at once, and Microsoft advises ${ADVISED_VMS}: beyond, backups may start hours late`,
      remedy: "let the program protect them, or tag them in several goes",
    });
  }
}
