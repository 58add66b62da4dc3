import { ConfigurationError } from "../core/configuration-error";
import { isObject } from "./json";
import type { SynthesizedStack } from "./synthesized-stacks";

/**
 * Refuses stacks whose state is a file beside the program: the machine of a pipeline is gone after the run, and the next
 * one would make everything again.
 *
 * @throws ConfigurationError that names each such stack
 */
export function refuseLocalStates(stacks: readonly SynthesizedStack[]): void {
  const message =
    'its state would be a file on this machine, and lost with it: say where states are kept with the context value "backend" of cdktf.json';
  const local = stacks.filter(({ json }) => isLocal(json.terraform));
  if (local.length > 0) throw new ConfigurationError(local.map(({ id }) => ({ where: id, message })));
}

/** Terraform without a backend and without HCP Terraform writes a file, too. */
function isLocal(terraform: unknown): boolean {
  if (!isObject(terraform)) return true;
  const { backend, cloud } = terraform;
  return cloud === undefined && (!isObject(backend) || Object.hasOwn(backend, "local"));
}
