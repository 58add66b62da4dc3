import { guidOf } from "../../core/guid";
import type { QueryName } from "./query-file";
import { queryText } from "./query-file";

/** The steps of an Azure Workbook, as its JSON calls them (Microsoft Learn, "Azure Workbooks overview"). */
export type WorkbookItem = TextItem | QueryItem | ParametersItem | TabsItem | GroupItem;

interface NamedItem {
  /** Unique within the workbook. */
  readonly name: string;
  /** Per cent of the width. */
  readonly customWidth?: string;
}

export interface TextItem extends NamedItem {
  readonly type: 1;
  readonly content: { readonly json: string };
}

export interface QueryItem extends NamedItem {
  readonly type: 3;
  readonly content: QueryContent;
}

interface QueryContent extends QuerySource {
  readonly version: "KqlItem/1.0";
  readonly size: number;
  readonly title: string;
  readonly noDataMessage?: string;
  readonly timeContextFromParameter?: string;
  readonly showExportToExcel?: boolean;
  readonly visualization: Visualization;
  readonly gridSettings?: GridSettings;
  readonly tileSettings?: object;
  readonly chartSettings?: object;
}

export interface ParametersItem extends NamedItem {
  readonly type: 9;
  readonly content: {
    readonly version: "KqlParameterItem/1.0";
    readonly parameters: readonly Parameter[];
    readonly style: "pills" | "above";
    readonly queryType: 1;
    readonly resourceType: "microsoft.resourcegraph/resources";
  };
}

export interface TabsItem extends NamedItem {
  readonly type: 11;
  readonly content: { readonly version: "LinkItem/1.0"; readonly style: "tabs"; readonly links: object[] };
}

export interface GroupItem extends NamedItem {
  readonly type: 12;
  readonly content: {
    readonly version: "NotebookGroup/1.0";
    readonly groupType: "editable";
    readonly items: readonly WorkbookItem[];
  };
  readonly conditionalVisibility: {
    readonly parameterName: string;
    readonly comparison: "isEqualTo";
    readonly value: string;
  };
}

/** What the user of a workbook chooses: text (1), resources (5), subscriptions (6) or a time (4). */
export interface Parameter {
  readonly id: string;
  readonly version: "KqlParameterItem/1.0";
  readonly name: string;
  readonly label: string;
  readonly type: 1 | 4 | 5 | 6;
  readonly [setting: string]: unknown;
}

export type Visualization = "table" | "tiles" | "piechart" | "barchart" | "timechart";

interface GridSettings {
  readonly formatters: readonly object[];
  readonly filter: true;
  readonly rowLimit: number;
}

interface QuerySource {
  readonly query: string;
  readonly queryType: 0 | 1;
  readonly resourceType: "microsoft.operationalinsights/workspaces" | "microsoft.resourcegraph/resources";
  readonly crossComponentResources: readonly string[];
}

/** Where a query runs: in the chosen workspaces, or in Azure Resource Graph over the chosen subscriptions. */
export type DataSource = "logs" | "resources";

/** A query of the workbook and how its answer is shown. */
export interface Tile {
  readonly query: QueryName;
  readonly source: DataSource;
  readonly title: string;
  readonly as: Visualization;
  /** Per cent of the width. @default - all of it */
  readonly width?: number;
  /** What stands there when there are no rows. @default - the portal's own words */
  readonly empty?: string;
  readonly formatters?: readonly object[];
  readonly tileSettings?: object;
  readonly chartSettings?: object;
}

/** What stands on one page of the workbook. */
export interface Tab {
  readonly label: string;
  /** What its numbers mean, in Markdown. */
  readonly about: string;
  readonly tiles: readonly Tile[];
}

/** The query's text, and where it runs. */
export function querySource(query: QueryName, source: DataSource): QuerySource {
  return source === "logs"
    ? {
        query: queryText(query),
        queryType: 0,
        resourceType: "microsoft.operationalinsights/workspaces",
        crossComponentResources: ["{Workspaces}"],
      }
    : {
        query: queryText(query),
        queryType: 1,
        resourceType: "microsoft.resourcegraph/resources",
        crossComponentResources: ["{Subscriptions}"],
      };
}

export function textItem(name: string, markdown: string): TextItem {
  return { type: 1, content: { json: markdown }, name };
}

const MEDIUM = 0;

/** A grid shows 250 rows unless told otherwise, 10 000 at most ("Azure Workbooks limits"). */
const GRID_ROWS = 10_000;

export function queryItem(tile: Tile): QueryItem {
  const { query, source, title, as, width, empty, formatters = [] } = tile;
  const content: QueryContent = {
    version: "KqlItem/1.0",
    size: MEDIUM,
    title,
    noDataMessage: empty,
    timeContextFromParameter: source === "logs" ? "TimeRange" : undefined,
    showExportToExcel: as === "table" ? true : undefined,
    visualization: as,
    ...querySource(query, source),
    gridSettings: as === "table" ? { formatters, filter: true, rowLimit: GRID_ROWS } : undefined,
    tileSettings: tile.tileSettings,
    chartSettings: tile.chartSettings,
  };
  return { type: 3, content, customWidth: width === undefined ? undefined : String(width), name: query };
}

/** The parameter that says which tab is open. */
const TAB = "Tab";

export function tabsItem(labels: readonly string[]): TabsItem {
  const links = labels.map((label) => ({
    id: guidOf(`tab ${label}`),
    cellValue: TAB,
    linkTarget: "parameter",
    linkLabel: label,
    subTarget: label,
    style: "link",
  }));
  return { type: 11, content: { version: "LinkItem/1.0", style: "tabs", links }, name: "tabs" };
}

/** What a tab shows while it is open; its queries run only then. */
export function tabGroup(label: string, items: readonly WorkbookItem[]): GroupItem {
  return {
    type: 12,
    content: { version: "NotebookGroup/1.0", groupType: "editable", items },
    conditionalVisibility: { parameterName: TAB, comparison: "isEqualTo", value: label },
    name: `tab ${label}`,
  };
}
