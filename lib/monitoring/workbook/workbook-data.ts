import { queryItem, tabGroup, tabsItem, textItem, type WorkbookItem } from "./items";
import { parametersItem, type WorkbookDefaults } from "./parameters";
import { tabs } from "./tabs";

/** What `data_json` of a workbook holds. */
export interface WorkbookData {
  readonly version: "Notebook/1.0";
  readonly items: readonly WorkbookItem[];
  /** Where it opens when nothing else says it. */
  readonly fallbackResourceIds: readonly string[];
  readonly $schema: string;
}

/** The workbook as it is saved: the same text on every run. */
export function workbookData(title: string, defaults: WorkbookDefaults): WorkbookData {
  const pages = tabs(defaults);
  return {
    version: "Notebook/1.0",
    items: [
      textItem("title", `# ${title}`),
      parametersItem(defaults),
      tabsItem(pages.map(({ label }) => label)),
      ...pages.map(({ label, about, tiles }) =>
        tabGroup(label, [textItem(`about ${label}`, about), ...tiles.map(queryItem)]),
      ),
    ],
    fallbackResourceIds: ["Azure Monitor"],
    $schema: "https://github.com/Microsoft/Application-Insights-Workbooks/blob/master/schema/workbook.json",
  };
}
