export { MAX_VMS_PER_VAULT } from "./limits";
