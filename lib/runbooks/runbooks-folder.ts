/** Beside the stacks: the runbooks of the estate. */
export const RUNBOOKS_FOLDER = "runbooks";
