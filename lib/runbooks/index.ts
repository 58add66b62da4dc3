export { type ProtectedEstate, readEstate } from "./protected-estate";
export { runbookFiles } from "./runbook-files";
