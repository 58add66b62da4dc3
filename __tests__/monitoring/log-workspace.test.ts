import { LogWorkspace, type LogWorkspaceProps } from "../../lib";
import { refusalOf, resourceGroup, synthesise } from "../support/synthesise";
import { WORKSPACE_ID } from "./define-alert";

const TYPE = "azurerm_log_analytics_workspace";
const workspace = (changes: Partial<LogWorkspaceProps> = {}) =>
  synthesise((stack) => {
    new LogWorkspace(stack, "Logs", { name: "log-contoso", resourceGroup: resourceGroup(stack), ...changes });
  });
const refused = (changes: Partial<LogWorkspaceProps>) =>
  refusalOf((stack) => {
    new LogWorkspace(stack, "Logs", { name: "log-contoso", resourceGroup: resourceGroup(stack), ...changes });
  });

test("a workspace keeps rows for 90 days, and takes none by its keys", () => {
  expect(workspace().only(TYPE)).toEqual({
    name: "log-contoso",
    location: "australiaeast",
    resource_group_name: "${azurerm_resource_group.Group.name}",
    sku: "PerGB2018",
    retention_in_days: 90,
    local_authentication_enabled: false,
  });
});

test("everything about it can be said", () => {
  const changes = {
    region: "Central India",
    retentionDays: 730,
    dailyCapGb: 0.5,
    localAuthentication: true,
    tags: { Application: "backup" },
  };
  expect(workspace(changes).only(TYPE)).toMatchObject({
    location: "centralindia",
    retention_in_days: 730,
    daily_quota_gb: 0.5,
    local_authentication_enabled: true,
    tags: { Application: "backup" },
  });
});

test("a daily cap is warned of, since alerts see nothing of what comes after it", () => {
  expect(workspace().findings).toEqual([]);
  expect(workspace({ dailyCapGb: 0.5 }).findings).toEqual([
    {
      kind: "warning",
      subject: "test/Logs",
      reason: "takes 0.5 GB a day: what comes after that is dropped, and log alerts see nothing of it",
      remedy: 'be told of it (the table "Operation" has a row), or leave dailyCapGb out',
    },
  ]);
});

test.each([
  [
    { retentionDays: 29 },
    "retentionDays must be 30 to 730 days, got 29: Log Analytics keeps rows for so long",
  ],
  [
    { retentionDays: 731 },
    "retentionDays must be 30 to 730 days, got 731: Log Analytics keeps rows for so long",
  ],
  [{ dailyCapGb: 0 }, "dailyCapGb must be 0.023 GB or more, got 0: leave it out for no limit"],
  [{ dailyCapGb: 0.022 }, "dailyCapGb must be 0.023 GB or more, got 0.022: leave it out for no limit"],
  [
    { name: "log" },
    'name must be 4 to 63 letters, digits and "-", starting and ending with a letter or digit, got "log"',
  ],
  [
    { name: "log-contoso-" },
    'name must be 4 to 63 letters, digits and "-", starting and ending with a letter or digit, got "log-contoso-"',
  ],
  [{ resourceGroup: { name: "rg" } }, "region must be given: resourceGroup does not say its own"],
])("refuses %j", (changes, message) => {
  expect(refused(changes)).toBe(`[test/Logs] ${message}`);
});

test.each([{ retentionDays: 30 }, { retentionDays: 730 }, { dailyCapGb: 0.023 }, { name: "logs" }])(
  "takes %j",
  (changes) => {
    expect(workspace(changes).addresses(TYPE)).toHaveLength(1);
  },
);

describe("somebody else's workspace", () => {
  const imported = (id: string, facts = {}) => {
    let found: unknown;
    synthesise((stack) => {
      const { workspaceId, region } = LogWorkspace.fromWorkspaceId(stack, "Shared", id, facts);
      found = { workspaceId, region };
    });
    return found;
  };

  test("is known by its ARM id, in azurerm's letter case, and its region where it is said", () => {
    const shouted = WORKSPACE_ID.replace("Microsoft.OperationalInsights", "microsoft.operationalinsights");
    expect(imported(shouted)).toEqual({ workspaceId: WORKSPACE_ID, region: undefined });
    expect(imported(WORKSPACE_ID, { region: "Central India" })).toEqual({
      workspaceId: WORKSPACE_ID,
      region: "centralindia",
    });
  });

  test("is not known by its GUID", () => {
    const message = refusalOf((stack) => {
      LogWorkspace.fromWorkspaceId(stack, "Shared", "6f0d3a52-8c41-4b7e-9a35-2d1f0c7be841");
    });
    expect(message).toBe(
      '[test/Shared] workspaceId must be the ARM id of a Log Analytics workspace, got "6f0d3a52-8c41-4b7e-9a35-2d1f0c7be841": its GUID names it only to queries',
    );
  });
});
