/** Site Recovery takes a crash-consistent recovery point every five minutes (Microsoft Learn, "Azure-to-Azure disaster recovery architecture"). */
export const CRASH_CONSISTENT_MINUTES = 5;
