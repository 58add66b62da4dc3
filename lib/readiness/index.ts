export { planFiles } from "./plan-files";
