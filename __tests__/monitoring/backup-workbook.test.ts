import { LogAnalyticsWorkspace } from "@cdktf/provider-azurerm/lib/log-analytics-workspace";
import { App } from "cdktf";
import { BackupWorkbook, type BackupWorkbookProps, ResilienceStack } from "../../lib";
import { refusalOf, resourceGroup, SUBSCRIPTION, synthesise } from "../support/synthesise";

const WORKBOOK = "azurerm_application_insights_workbook";
const WORKSPACE_ID = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-Logs/providers/Microsoft.OperationalInsights/workspaces/Log-Contoso`;

type Changes = Partial<BackupWorkbookProps>;
const define = (changes: Changes) => (stack: ResilienceStack) => {
  new BackupWorkbook(stack, "Workbook", { resourceGroup: resourceGroup(stack), ...changes });
};
const workbook = (changes: Changes = {}) => synthesise(define(changes)).only(WORKBOOK);
const refused = (changes: Changes) => refusalOf(define(changes));

describe("a workbook", () => {
  test("is listed among Azure Monitor's, in the group's region, under a GUID in lower case", () => {
    const { data_json, name, ...rest } = workbook();
    expect(rest).toEqual({
      display_name: "Backup and disaster recovery",
      location: "australiaeast",
      resource_group_name: "${azurerm_resource_group.Group.name}",
    });
    expect(name).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(JSON.parse(String(data_json)).items[0]).toEqual({
      type: 1,
      content: { json: "# Backup and disaster recovery" },
      name: "title",
    });
  });

  test("is the same in a second run, whose plan is empty then", () => {
    expect(workbook({ workspace: { workspaceId: WORKSPACE_ID } })).toEqual(
      workbook({ workspace: { workspaceId: WORKSPACE_ID } }),
    );
  });

  test("takes what it is told", () => {
    const name = "85b3e8bb-fc93-40be-83f2-98f6bec18ba0";
    const { data_json: _, ...rest } = workbook({
      name,
      region: "Australia Southeast",
      displayName: "DR",
      category: "sentinel",
      tags: { Environment: "Production" },
    });
    expect(rest).toMatchObject({
      name,
      location: "australiasoutheast",
      display_name: "DR",
      category: "sentinel",
      tags: { Environment: "Production" },
    });
  });

  test("is listed with its workspace, whose id azurerm takes in lower case only", () => {
    const { source_id, data_json } = workbook({ workspace: { workspaceId: WORKSPACE_ID } });
    expect(source_id).toBe(WORKSPACE_ID.toLowerCase());
    expect(data_json).toContain(`"value":["${WORKSPACE_ID}"]`);
  });

  test("is listed with a workspace of the same stack, whose id only the deployment knows", () => {
    const { source_id, data_json } = synthesise((stack) => {
      const group = resourceGroup(stack);
      const logs = new LogAnalyticsWorkspace(stack, "Logs", {
        name: "log-contoso",
        resourceGroupName: group.name,
        location: "australiaeast",
      });
      new BackupWorkbook(stack, "Workbook", { resourceGroup: group, workspace: { workspaceId: logs.id } });
    }).only(WORKBOOK);
    expect(source_id).toBe("${lower(azurerm_log_analytics_workspace.Logs.id)}");
    expect(data_json).toContain('"value":["${azurerm_log_analytics_workspace.Logs.id}"]');
  });

  test("is another one in another construct, group, stack or subscription, and nowhere else", () => {
    const nameIn = (id: string, stackId: string, subscriptionId: string, group: string) => {
      const stack = new ResilienceStack(new App(), stackId, { subscriptionId });
      const { resource } = new BackupWorkbook(stack, id, {
        resourceGroup: { name: group, locationInput: "australiaeast" },
      });
      return resource.nameInput;
    };
    const other = "11111111-2222-4333-8444-555555555555";
    const names = [
      nameIn("Workbook", "monitoring", SUBSCRIPTION, "rg-a"),
      nameIn("Other", "monitoring", SUBSCRIPTION, "rg-a"),
      nameIn("Workbook", "other", SUBSCRIPTION, "rg-a"),
      nameIn("Workbook", "monitoring", other, "rg-a"),
      nameIn("Workbook", "monitoring", SUBSCRIPTION, "rg-b"),
    ];
    expect(new Set(names).size).toBe(5);
    expect(nameIn("Workbook", "monitoring", SUBSCRIPTION, "rg-a")).toBe(names[0]);
  });
});

describe("a workbook refuses", () => {
  test("everything at once", () => {
    expect(
      refused({
        name: "85B3E8BB-fc93-40be-83f2-98f6bec18ba0",
        workspace: { workspaceId: "85b3e8bb-fc93-40be-83f2-98f6bec18ba0" },
        displayName: "",
        category: "",
        days: 31 as 30,
        successPercent: 0,
        rpoMinutes: 0,
        drillDays: 0,
        tags: { "Hidden-Title": "x" },
      }),
    ).toBe(
      [
        "[test/Workbook] 9 problems:",
        '  - name must be a GUID in lower case, got "85B3E8BB-fc93-40be-83f2-98f6bec18ba0": Azure names workbooks so',
        '  - workspace must have the ARM id of a Log Analytics workspace, got "85b3e8bb-fc93-40be-83f2-98f6bec18ba0"',
        '  - displayName must have a character at least, got "": azurerm refuses it empty',
        '  - category must have a character at least, got "": azurerm refuses it empty',
        '  - tags must not have "Hidden-Title": the portal keeps the title in it; use displayName',
        "  - days must be 1, 7, 14, 30, 60 or 90, got 31: the workbook offers these",
        "  - successPercent must be above 0 and up to 100, got 0: it is a share of the jobs",
        "  - rpoMinutes must be 1 to 1440 minutes, got 0: it is the RPO of replication",
        "  - drillDays must be 1 to 366 days, got 0: a drill older than a year proves nothing",
      ].join("\n"),
    );
  });

  test("a success rate above 100, and takes 100 and little more than nothing", () => {
    expect(refused({ successPercent: 100.1 })).toBe(
      "[test/Workbook] successPercent must be above 0 and up to 100, got 100.1: it is a share of the jobs",
    );
    workbook({ successPercent: 100 });
    workbook({ successPercent: 0.1 });
  });

  test("what is over a day or a year, and takes what is not", () => {
    expect(refused({ rpoMinutes: 1441 })).toBe(
      "[test/Workbook] rpoMinutes must be 1 to 1440 minutes, got 1441: it is the RPO of replication",
    );
    expect(refused({ drillDays: 367 })).toBe(
      "[test/Workbook] drillDays must be 1 to 366 days, got 367: a drill older than a year proves nothing",
    );
    workbook({ rpoMinutes: 1440, drillDays: 366 });
    workbook({ rpoMinutes: 1, drillDays: 1 });
  });

  test("to guess a region", () => {
    expect(refused({ resourceGroup: { name: "rg-logs" } })).toBe(
      "[test/Workbook] region must be given: resourceGroup does not say its own",
    );
  });

  test("the name of another workbook of the group", () => {
    const name = "85b3e8bb-fc93-40be-83f2-98f6bec18ba0";
    expect(
      refusalOf((stack) => {
        const group = resourceGroup(stack);
        new BackupWorkbook(stack, "A", { resourceGroup: group, name });
        new BackupWorkbook(stack, "B", { resourceGroup: group, name });
      }),
    ).toBe(`[test/B] name "${name}" is the name of test/A in the same resource group: choose another name`);
  });
});
