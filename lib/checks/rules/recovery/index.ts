import { testNetworkIsolation } from "./test-network-isolation";

/** Rules on disaster recovery. */
export const RECOVERY_RULES = [testNetworkIsolation] as const;
