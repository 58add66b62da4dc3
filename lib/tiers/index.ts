export type { Tier } from "./tier";
export { type NoTier, TierSet, type TierSetOptions } from "./tier-set";
