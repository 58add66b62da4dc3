export { AUTOMANAGE_END } from "./automanage-checks";
export { AutomanageProfile } from "./automanage-profile";
export type { AutomanageBackup, AutomanageProfileProps } from "./automanage-props";
