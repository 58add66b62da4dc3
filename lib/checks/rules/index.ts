import type { CheckRule } from "../rule";
import { PROTECTION_RULES } from "./protection";
import { RECOVERY_RULES } from "./recovery";
import { VAULT_RULES } from "./vault";

const ALL = [...VAULT_RULES, ...PROTECTION_RULES, ...RECOVERY_RULES] as const;

/** The id of a rule of the library; any other is the organisation's own. */
export type RuleId = (typeof ALL)[number]["id"] | (string & {});

/** Every rule of the library, in the order of the evidence. */
export const RULES: readonly CheckRule[] = ALL;
