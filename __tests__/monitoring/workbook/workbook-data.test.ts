import { readdirSync, readFileSync } from "node:fs";
import { QUERIES, type QueryName, queryText } from "../../../lib/monitoring/workbook/query-file";
import { workbookData } from "../../../lib/monitoring/workbook/workbook-data";

const FOLDER = "lib/monitoring/workbook";
const DEFAULTS = { days: 30, successPercent: 99, rpoMinutes: 30, drillDays: 90 } as const;

interface Item {
  readonly type: number;
  readonly name: string;
  readonly content: Record<string, unknown> & { items?: Item[] };
  readonly conditionalVisibility?: { parameterName: string; comparison: string; value: string };
}
interface Parameter {
  readonly name: string;
  readonly type: number;
  readonly value: unknown;
  readonly query?: string;
}

/** As the portal reads it. */
const read = (changes: Partial<Parameters<typeof workbookData>[1]> = {}) =>
  JSON.parse(JSON.stringify(workbookData("Backup", { ...DEFAULTS, ...changes }))) as {
    version: string;
    items: Item[];
  };
const everyItem = (items: readonly Item[]): Item[] =>
  items.flatMap((item) => [item, ...everyItem(item.content.items ?? [])]);
const items = everyItem(read().items);
const ofType = (type: number) => items.filter((item) => item.type === type);
const parameters = ofType(9).flatMap(({ content }) => content.parameters as Parameter[]);
const queries = [
  ...ofType(3).map(({ content }) => String(content.query)),
  ...parameters.flatMap((p) => p.query ?? []),
];

/** What each type of step cannot be without, and which version of it this is. */
const REQUIRED: Record<number, { version?: string; members: string[] }> = {
  1: { members: ["json"] },
  3: {
    version: "KqlItem/1.0",
    members: [
      "query",
      "size",
      "title",
      "visualization",
      "queryType",
      "resourceType",
      "crossComponentResources",
    ],
  },
  9: { version: "KqlParameterItem/1.0", members: ["parameters", "style", "queryType", "resourceType"] },
  11: { version: "LinkItem/1.0", members: ["style", "links"] },
  12: { version: "NotebookGroup/1.0", members: ["groupType", "items"] },
};

describe("the workbook's JSON", () => {
  test("has steps of known types alone, each with the members that its type needs", () => {
    expect(read().version).toBe("Notebook/1.0");
    for (const { type, content } of items) {
      expect(Object.keys(REQUIRED)).toContain(String(type));
      expect(content.version).toBe(REQUIRED[type]?.version);
      expect(Object.keys(content)).toEqual(expect.arrayContaining(REQUIRED[type]?.members ?? []));
    }
  });

  test("names every step once, since merges and links refer to names", () => {
    const names = items.map(({ name }) => name);
    expect(names.filter((name, i) => !name || names.indexOf(name) !== i)).toEqual([]);
  });

  test("opens each page by a tab of its own", () => {
    const tabs = ofType(11).flatMap(
      ({ content }) => content.links as { subTarget: string; cellValue: string }[],
    );
    expect(tabs.map(({ subTarget }) => subTarget)).toEqual([
      "Overview",
      "Jobs",
      "Protection",
      "Storage",
      "Replication",
      "Drills",
    ]);
    expect(ofType(12).map(({ conditionalVisibility }) => conditionalVisibility)).toEqual(
      tabs.map(({ cellValue, subTarget }) => ({
        parameterName: cellValue,
        comparison: "isEqualTo",
        value: subTarget,
      })),
    );
  });

  test("is the same text on every run, and has no id of a subscription or tenant in it", () => {
    const text = JSON.stringify(read());
    expect(JSON.stringify(read())).toBe(text);
    expect(text).not.toMatch(/\/subscriptions\//i);
  });

  test("has nothing that Terraform would take for a template", () => {
    expect(JSON.stringify(read())).not.toMatch(/[$%]\{/);
  });

  test("opens with the workspace, the time and the targets that it is told", () => {
    const workspaceId =
      "/subscriptions/s/resourceGroups/g/providers/Microsoft.OperationalInsights/workspaces/w";
    const told = read({ workspaceId, days: 7, successPercent: 99.5, rpoMinutes: 15, drillDays: 180 });
    const given = everyItem(told.items).flatMap((item) => (item.content.parameters as Parameter[]) ?? []);
    expect(Object.fromEntries(given.map(({ name, value }) => [name, value]))).toEqual({
      Subscriptions: ["value::all"],
      Workspaces: [workspaceId],
      Vaults: ["value::all"],
      TimeRange: { durationMs: 604_800_000 },
      SuccessPercent: "99.5",
      RpoMinutes: "15",
      DrillDays: "180",
    });
  });
});

describe("the workbook's queries", () => {
  test("are the files of the folder, each used once", () => {
    const files = readdirSync(FOLDER).filter((file) => file.endsWith(".kql"));
    expect(files.sort()).toEqual(QUERIES.map((name) => `${name}.kql`).sort());
    expect([...queries].sort()).toEqual(QUERIES.map(queryText).sort());
  });

  test("use no parameter that the workbook does not have, and all that it has", () => {
    const known = parameters.map(({ name }) => name);
    const scopes = [...items.flatMap(({ content }) => (content.crossComponentResources as string[]) ?? [])];
    const used = [...queries, ...scopes].flatMap((text) =>
      [...text.matchAll(/\{(\w+)(?::\w+)?\}/g)].map(([, name]) => name),
    );
    expect([...new Set(used)].sort()).toEqual([...known].sort());
  });

  test.each([...QUERIES])("%s says what it shows, where it runs and what it is given", (name: QueryName) => {
    const head = /^(?:\/\/.*\n)+/.exec(readFileSync(`${FOLDER}/${name}.kql`, "utf8"))?.[0] ?? "";
    expect(head).toMatch(/^\/\/ [A-Z].*\.\n\/\/ Source: (Log Analytics|Azure Resource Graph) \([\w, ]+\)?/);
    const used = new Set([...queryText(name).matchAll(/\{\w+(?::\w+)?\}/g)].map(([parameter]) => parameter));
    expect([...used].filter((parameter) => !head.includes(parameter))).toEqual([]);
    expect(queryText(name)).not.toMatch(/^\s*\/\//m);
  });

  test("run where their file says: logs in the workspaces, the present in Azure Resource Graph", () => {
    const places = ofType(3).map(({ name, content }) => [
      name,
      content.queryType,
      content.resourceType,
      content.crossComponentResources,
      content.timeContextFromParameter,
    ]);
    const expected = ofType(3).map(({ name }) =>
      readFileSync(`${FOLDER}/${name}.kql`, "utf8").includes("// Source: Log Analytics")
        ? [name, 0, "microsoft.operationalinsights/workspaces", ["{Workspaces}"], "TimeRange"]
        : [name, 1, "microsoft.resourcegraph/resources", ["{Subscriptions}"], undefined],
    );
    expect(places).toEqual(expected);
  });

  test("of Azure Resource Graph join three tables at most, which is its limit", () => {
    const joins = queries.map((query) => query.match(/\b(join|union)\b/g)?.length ?? 0);
    expect(Math.max(...joins)).toBeLessThanOrEqual(3);
  });

  test("of all virtual machines do not look at the chosen vaults: one that another vault backs up is protected", () => {
    for (const name of ["vm-protection", "unprotected-vms"] as const)
      expect(queryText(name)).not.toContain("{Vaults}");
  });

  test("format columns that they have", () => {
    const missing = ofType(3).flatMap(({ name, content }) => {
      const formatted = [...JSON.stringify(content).matchAll(/"columnMatch":"(\w+)"/g)].map(
        ([, column]) => column ?? "",
      );
      return formatted.filter((column) => !new RegExp(`\\b${column}\\b`).test(queryText(name as QueryName)));
    });
    expect(missing).toEqual([]);
  });
});
