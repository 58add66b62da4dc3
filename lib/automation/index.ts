export * from "./automation-account";
export type { AutomationTimezone } from "./automation-timezones";
