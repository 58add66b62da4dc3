export {
  type Authorization,
  DELEGABLE_ROLES,
  type DelegableRole,
  type Delegate,
  Delegation,
  type EligibleAuthorization,
} from "./delegated-role";
export { LighthouseDelegation, type LighthouseDelegationProps } from "./lighthouse-delegation";
