import { groupBy } from "../core/group-by";
import { code, escaped } from "../core/markdown";
import type { AlertFacts } from "./alert-facts";
import { ALERT_RESPONSES, OTHER_RESPONSE } from "./alert-responses";
import { chooseVault } from "./choosing";
import { bullets } from "./markdown";
import type { ProtectedEstate } from "./protected-estate";
import type { Need, Runbook, RunbookKind, Step } from "./runbook";
import { assignments, command, need, toFillIn } from "./shell";
import { choosePair } from "./site-recovery";

/** The version of Azure Monitor's REST interface for alerts. */
const ALERTS_API = "api-version=2019-03-01";
const SEVERITIES = ["critical", "error", "warning", "informational", "verbose"];

/** Being woken by an alert. */
export const RESPOND_TO_ALERTS: RunbookKind = {
  file: "respond-to-alerts.md",
  title: "Respond to an alert",
  about: "an alert of backup or replication was raised",
  missing: ({ alerts }) => (alerts.length > 0 ? undefined : "the program defines no alerts"),
  write: respond,
};

function respond(estate: ProtectedEstate): Runbook {
  return {
    when: when(estate.alerts),
    who: WHO,
    time: [
      "Severity 0: at once, at any hour. 1: within the hour, and before the promise of the tier is broken. 2: on the same day. 3 and 4: with the next review. An alert is acknowledged by who works on it.",
    ],
    steps: steps(estate),
    worked: WORKED,
    undo: [{ title: "An alert that was acknowledged by mistake is set back to `New` by the same command." }],
    record: RECORD,
    sources: SOURCES,
  };
}

function when(alerts: readonly AlertFacts[]): readonly string[] {
  return [
    "An action group has told you of an alert. Its rule is in the heading of a step below.",
    bullets(
      [...groupBy(alerts, severityOf)].map(
        ([severity, own]) => `${severity}: ${own.map(({ name }) => code(name)).join(", ")}`,
      ),
    ),
  ];
}

const WHO: readonly Need[] = [
  { role: "Backup Reader", at: "the vault, to look; Backup Operator to back up again" },
  { role: "Site Recovery Reader", at: "the vault of the replication, where there is one" },
  {
    role: "Reader",
    at: "the subscription of the alert; a role that may change alerts, to acknowledge it",
  },
];

function steps(estate: ProtectedEstate): readonly Step[] {
  const { alerts, vaults, pairs } = estate;
  const kinds = groupBy(alerts, ({ kind }) => (kind in ALERT_RESPONSES ? kind : "Alerts of your own"));
  return [
    acknowledge(alerts),
    ...(vaults.length > 0 ? [chooseVault(vaults, "Is it of a backup: choose the vault")] : []),
    ...(pairs.length > 0 ? [choosePair(pairs, "Is it of replication: choose the pair")] : []),
    ...[...kinds].map(([kind, own]) => kindStep(kind, own, estate)),
  ];
}

const WORKED: readonly Step[] = [
  {
    title:
      "The alert resolves itself when its cause is gone, those that look once a day with the next look. Close what does not.",
  },
];

const RECORD: readonly string[] = [
  "what raised it, what it was, and what mended it",
  "whether the promise of a tier was broken, and for how long",
  "an alert that told nothing new: tune it in the program, do not get used to it",
];

const SOURCES: readonly string[] = [
  "Azure Backup monitoring and reporting",
  "Monitor the health of your backups using Azure Backup Metrics",
  "Alerts - Change State (REST API of Azure Monitor)",
];

function severityOf({ severity }: AlertFacts): string {
  return severity === undefined ? "Azure's own alerts" : `severity ${severity}, ${SEVERITIES[severity]}`;
}

function acknowledge(alerts: readonly AlertFacts[]): Step {
  const subscriptions = [...new Set(alerts.map(({ subscriptionId }) => subscriptionId))];
  return {
    title: "Find it, and say that you have it",
    blocks: [
      ...subscriptions.map((id) => ({
        for: `Subscription ${id ?? "known to Terraform alone"}`,
        lines: [...assignments(["SUBSCRIPTION", id]), 'az account set --subscription "$SUBSCRIPTION"'],
      })),
      { lines: acknowledgeLines() },
    ],
  };
}

function acknowledgeLines(): readonly string[] {
  return [
    command(
      `az rest --method get --url "/subscriptions/$SUBSCRIPTION/providers/Microsoft.AlertsManagement/alerts?${ALERTS_API}&monitorCondition=Fired&timeRange=1d"`,
      '--query "value[].{rule: properties.essentials.alertRule, severity: properties.essentials.severity, on: properties.essentials.targetResourceName, since: properties.essentials.startDateTime, id: id}"',
    ),
    toFillIn("ALERT", "the id of the alert"),
    need("ALERT"),
    `az rest --method post --url "$ALERT/changestate?${ALERTS_API}&newState=Acknowledged"`,
  ];
}

function kindStep(kind: string, alerts: readonly AlertFacts[], estate: ProtectedEstate): Step {
  const { means, response, lines = [] } = ALERT_RESPONSES[kind] ?? OTHER_RESPONSE;
  const asks = (name: string) => lines.some((line) => line.includes(name));
  const answered =
    !(asks("$VAULT_GROUP") && estate.vaults.length === 0) && !(asks("$HERE") && estate.pairs.length === 0);
  return {
    title: kind,
    text: [bullets(alerts.map(ruleLine)), means, response],
    blocks: answered && lines.length > 0 ? [{ lines }] : [],
  };
}

function ruleLine({ name, severity, description, resourceGroup }: AlertFacts): string {
  const said = description ? `: ${escaped(description)}` : "";
  const rated = severity === undefined ? "" : `, severity ${severity}`;
  return `${code(name)}${resourceGroup ? ` in ${code(resourceGroup)}` : ""}${rated}${said}`;
}
