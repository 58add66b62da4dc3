/** Beside the stacks: the folder of the report, as a page, in Markdown and as data. */
export const REPORT_FOLDER = "report";

/** Every file that a run may write there; what else is in the folder is somebody's own. */
export const REPORT_PAGES = ["index.html", "report.json", "report.md"];
