import type { IConstruct } from "constructs";
import { Problems } from "./problems";

/** The context value that says which major version of azurerm Terraform will use: 4, or 5. */
const AZURERM_CONTEXT = "azurermVersion";

/** The major versions that the library writes for. */
export type AzurermMajor = 4 | 5;

/**
 * The major version of azurerm that a construct is written for: the context value "azurermVersion" of cdktf.json, or 4.
 * What azurerm 5 calls otherwise is written at the few places that ask this.
 */
export function azurermMajor(scope: IConstruct): AzurermMajor {
  const said: unknown = scope.node.tryGetContext(AZURERM_CONTEXT);
  if (said === undefined) return 4;
  const problems = new Problems("context");
  problems.when(
    !["4", "5"].includes(String(said)),
    `azurermVersion must be 4 or 5, got ${JSON.stringify(said)}: leave it out for 4`,
  );
  problems.throwIfAny();
  return Number(said) as AzurermMajor;
}
