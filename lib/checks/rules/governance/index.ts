import { exemptionEnds } from "./exemption-ends";
import { policyIdentityRoles } from "./policy-identity-roles";

/** Rules on Azure Policy. */
export const GOVERNANCE_RULES = [policyIdentityRoles, exemptionEnds] as const;
