/** Beside the stacks: what Azure Policy would do with every VM, and what keeps it from it. */
export const REACH_FILE = "policy-reach.json";
