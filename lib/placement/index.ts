export { MAX_VMS_PER_POLICY, MAX_VMS_PER_VAULT } from "./limits";
