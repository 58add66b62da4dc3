import { type ITerraformDependable, TerraformStack } from "cdktf";
import type { Construct, IConstruct } from "constructs";
import { grantRole } from "../access/grant-role";
import { RolePropagation } from "../access/role-propagation";
import { fingerprint } from "../core/fingerprint";
import { resolvedText } from "../core/resolved";
import type { RecoveryDrillProps } from "./drill-props";

/** The wait of an account for the roles of its drills. */
const waits = new WeakMap<IConstruct, RolePropagation>();

/**
 * Gives the account's identity what a drill needs; returns what its schedule waits for. Roles and wait belong to the
 * account, not to the drill: they are there once, and stay where they are whichever drill comes or goes.
 */
export function grantDrillRoles(drill: Construct, props: RecoveryDrillProps): ITerraformDependable[] {
  const { plan, account, testNetwork, evidence, grant = true, roleWaitSeconds: seconds } = props;
  if (!grant || !account.identity) return [];
  const to = account.identity;
  const host = TerraformStack.of(account) === TerraformStack.of(drill) ? account : drill;
  const give = (role: "Reader" | "Storage Blob Data Contributor", word: string, at: string) => {
    const place = `${word}-${fingerprint(resolvedText(drill, at).toLowerCase(), 8)}`;
    return grantRole(host, { role, at, to, place });
  };
  const after = [
    plan.vault.access.grantSiteRecoveryOperator(to),
    give("Reader", "Network", testNetwork.networkId),
    ...(evidence ? [give("Storage Blob Data Contributor", "Evidence", evidence.id)] : []),
  ];
  const wait = waits.get(host) ?? new RolePropagation(host, "DrillRoles", { after, seconds });
  wait.add(after);
  waits.set(host, wait);
  return [wait.resource];
}
