import {
  type ReplicationObstacle,
  type ReplicationSupportOptions,
  replicationObstacle,
  replicationWarnings,
  type VirtualMachine,
} from "../../lib";

const told = ({ reason, remedy, rule }: ReplicationObstacle) =>
  `${reason}; ${remedy}${rule ? ` [${rule}]` : ""}`;

/** What Site Recovery has against a VM on its way to Central India, as one line; "supported" where it has nothing. */
export function obstacle(
  machine: VirtualMachine,
  options: ReplicationSupportOptions = {},
  target: string | undefined = "centralindia",
): string {
  const found = replicationObstacle(machine, target, options);
  return found ? told(found) : "supported";
}

/** What becomes otherwise, a line each. */
export function warnings(
  machine: VirtualMachine,
  options: ReplicationSupportOptions = {},
): readonly string[] {
  return replicationWarnings(machine, "centralindia", options).map(told);
}

/** A line of the support matrix. */
export const matrix = (line: string) =>
  `[Microsoft Learn, "Support matrix for Azure VM disaster recovery between Azure regions": ${line}]`;

/** A line of the page about zones. */
export const zonal = (line: string) =>
  `[Microsoft Learn, "Enable Azure VM disaster recovery between availability zones": ${line}]`;
