/** Beside the stacks: the plan of drills, training and reviews. */
export const PLAN_FOLDER = "plan";
