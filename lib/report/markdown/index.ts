export { reportMarkdown } from "./report-markdown";
