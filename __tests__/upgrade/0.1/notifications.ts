import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { TerraformVariable } from "cdktf";
import {
  ActionGroup,
  AlertFilter,
  AlertProcessingRule,
  AlertSchedule,
  AlertSuppression,
  Budget,
  BudgetScope,
  Receiver,
  ResilienceApp,
  ResilienceStack,
} from "cdktf-azure-resilience";

/** Who hears of failed backups, when they are left in peace, and what backups may cost. */
ResilienceApp.run((app) => {
  const subscriptionId = "6f0d3a52-8c41-4b7e-9a35-2d1f0c7be841";
  const stack = new ResilienceStack(app, "notifications", { subscriptionId });
  const resourceGroup = new ResourceGroup(stack, "Group", {
    name: "rg-monitoring",
    location: "australiaeast",
  });

  // TF_VAR_PagerUri=https://…: the real URI holds a secret, and stands neither here nor in cdktf.out
  const pagerUri = new TerraformVariable(stack, "PagerUri", {
    type: "string",
    sensitive: true,
    default: "https://pager.contoso.com/backup",
  });
  const oncall = new ActionGroup(stack, "Oncall", {
    name: "ag-backup-oncall",
    shortName: "backup",
    resourceGroup,
    receivers: [
      Receiver.email("backup-ops@contoso.com"),
      Receiver.sms({ countryCode: "61", phoneNumber: "412345678" }),
      Receiver.push("duty@contoso.com"),
      Receiver.webhook({ uri: pagerUri.stringValue, name: "pager" }),
      Receiver.role("Monitoring Contributor"),
    ],
  });
  const security = new ActionGroup(stack, "Security", {
    name: "ag-backup-security",
    shortName: "backup-sec",
    resourceGroup,
    receivers: [
      Receiver.email("security@contoso.com"),
      Receiver.voice({ countryCode: "61", phoneNumber: "298765432" }),
    ],
  });

  AlertProcessingRule.forVaults(stack, "VaultAlerts", {
    name: "apr-vault-alerts",
    resourceGroup,
    actionGroups: [oncall],
  });
  AlertProcessingRule.forVaults(stack, "SecurityAlerts", {
    name: "apr-vault-security",
    resourceGroup,
    actionGroups: [security],
    severities: [0],
  });
  new AlertSuppression(stack, "Patching", {
    name: "apr-patching",
    resourceGroup,
    scopes: [`/subscriptions/${subscriptionId}`],
    filters: { severity: AlertFilter.notEquals(0) },
    schedule: AlertSchedule.weekly({
      days: ["Saturday"],
      startTime: "22:00:00",
      endTime: "04:00:00",
      timezone: "AUS Eastern Standard Time",
    }),
  });

  new Budget(stack, "BackupCosts", {
    name: "backup-and-recovery",
    at: BudgetScope.subscription(subscriptionId),
    amount: 12_000,
    filter: { dimensions: { MeterCategory: ["Backup", "Azure Site Recovery"] } },
    notifications: [
      { threshold: 80, actionGroups: [oncall] },
      { threshold: 100, type: "Forecasted", emails: ["finance@contoso.com"] },
    ],
  });
  new Budget(stack, "MonitoringCosts", {
    name: "monitoring",
    at: BudgetScope.resourceGroup(resourceGroup),
    amount: 500,
    timeGrain: "Quarterly",
    notifications: [{ threshold: 100, emails: ["finance@contoso.com"], roles: ["Owner"] }],
  });
});
