import type { BackUpExpectation, ReplicateExpectation, TestedVms } from "./matchers";

export { SynthesizedApp } from "../synthesized/synthesized-app";
export {
  type BackUpExpectation,
  type ReplicateExpectation,
  resilienceMatchers,
  type TestedVms,
} from "./matchers";
export { synthesiseApp } from "./synthesise-app";
export type { TestedVm } from "./vm-protection";

declare global {
  namespace jest {
    // biome-ignore lint/complexity/noBannedTypes: as the declaration that it is merged with has it
    interface Matchers<R, T = {}> {
      /** Is every VM backed up, and every backup kept for so many days? */
      toBackUpEveryVm(vms: TestedVms, expectation?: BackUpExpectation): R;
      /** Is every VM replicated by Site Recovery? */
      toReplicateEveryVm(vms: TestedVms, expectation?: ReplicateExpectation): R;
      /** Is there a resource of the type with these arguments, as Terraform will read them? */
      toHaveResource(type: string, config?: Readonly<Record<string, unknown>>): R;
    }
  }
}
