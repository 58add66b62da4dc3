import { failbackMapping } from "./failback-mapping";
import { failoverAddresses } from "./failover-addresses";
import { recoveryPlan } from "./recovery-plan";
import { replicationCacheRegion } from "./replication-cache-region";
import { testNetworkIsolation } from "./test-network-isolation";

/** Rules on disaster recovery. */
export const RECOVERY_RULES = [
  testNetworkIsolation,
  recoveryPlan,
  failbackMapping,
  failoverAddresses,
  replicationCacheRegion,
] as const;
