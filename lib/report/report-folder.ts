/** Beside the stacks: the folder of the report, as a page, in Markdown and as data. */
export const REPORT_FOLDER = "report";
