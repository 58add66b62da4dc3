import { Construct } from "constructs";
import type { IAutomationAccount } from "../automation/automation-account";
import { checkId } from "../core/construct-id";
import { standIn } from "../core/last";
import { DiagnosticSetting } from "./diagnostic-setting";
import type { ILogWorkspace } from "./log-workspace";

export interface AutomationDiagnosticsProps {
  readonly account: IAutomationAccount;
  readonly workspace: ILogWorkspace;
  /** @default - the construct's id */
  readonly name?: string;
}

/**
 * Sends the jobs of an automation account and what they print to a workspace: how drills ended, and their last lines, in
 * the table AzureDiagnostics.
 *
 * @see Microsoft Learn, "Forward Azure Automation job data to Azure Monitor logs"
 */
export class AutomationDiagnostics extends Construct {
  readonly setting: DiagnosticSetting;

  constructor(scope: Construct, id: string, { account, workspace, name = id }: AutomationDiagnosticsProps) {
    super(scope, checkId(scope, id));
    standIn(account, this);
    this.setting = new DiagnosticSetting(this, "Jobs", {
      target: account.accountId,
      workspace,
      name,
      logs: ["JobLogs", "JobStreams"],
    });
  }
}
