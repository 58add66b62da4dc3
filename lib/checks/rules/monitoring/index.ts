import { alertReceivers } from "./alert-receivers";
import { healthAlertExcludesHealthy } from "./health-alert-excludes-healthy";
import { suppressionEnds } from "./suppression-ends";
import { vaultAlertRouting } from "./vault-alert-routing";

/** Rules on alerts. */
export const MONITORING_RULES = [
  alertReceivers,
  vaultAlertRouting,
  healthAlertExcludesHealthy,
  suppressionEnds,
] as const;
