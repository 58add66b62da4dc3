import type { Estate, OnboardByPolicyOptions, Tier } from "../../lib";
import { vmRows } from "../support/rows";
import { PAIR, type Run, resources, TIERS } from "../support/run";
import { SUBSCRIPTION } from "../support/synthesise";

type Row = Record<string, unknown>;

export const DEV = "b83e94c7-15d2-4f6a-8e09-7a5c4d20f9b6";
export const NAMED = { subscriptions: { prod: SUBSCRIPTION, dev: DEV } };
export const ASSIGNMENT = "azurerm_subscription_policy_assignment";

const IMAGES = {
  listed: { publisher: "Canonical", offer: "0001-com-ubuntu-server-jammy", sku: "22_04-lts-gen2" },
  rhel9: { publisher: "RedHat", offer: "RHEL", sku: "9-lvm-gen2" },
};

/** The rows of a VM of an image, with a tier's tag unless it is "". */
export function vmOf(
  name: string,
  tier: string,
  image: keyof typeof IMAGES = "listed",
  changes: Row = {},
): readonly Row[] {
  const [row, ...others] = vmRows(name, { tags: tier ? { Criticality: tier } : {}, ...changes });
  const properties = structuredClone(row?.properties) as { storageProfile: Row };
  properties.storageProfile.imageReference = IMAGES[image];
  return [{ ...row, properties }, ...others];
}

/** The rows of a VM in the other subscription. */
export function inDev(rows: readonly Row[]): readonly Row[] {
  return JSON.parse(JSON.stringify(rows).replaceAll(SUBSCRIPTION, DEV));
}

/** An estate's verbs up to onboarding by policy; the program itself protects VMs where `protect` says so. */
export const onboarding =
  (
    options: OnboardByPolicyOptions = {},
    { protect = true, tiers = TIERS }: { protect?: boolean; tiers?: readonly Tier[] } = {},
  ) =>
  (e: Estate): void => {
    e.createVaults();
    e.createBackupPolicies(tiers);
    if (protect) e.protectVirtualMachines();
    if (options.replicate) e.replicate(PAIR);
    e.onboardByPolicy(options);
  };

/** The assignments of a governance stack by name. */
export function assignmentsOf({ stacks }: Run, stack = "governance-prod"): Record<string, Row> {
  const found = Object.values(resources(stacks[stack], ASSIGNMENT));
  return Object.fromEntries(found.map((assignment) => [String(assignment.name), assignment]));
}

/** The values of an assignment's parameters. */
export function parametersOf(assignment: Row | undefined): Row {
  const given: Record<string, { value: unknown }> = JSON.parse(String(assignment?.parameters));
  return Object.fromEntries(Object.entries(given).map(([name, { value }]) => [name, value]));
}
