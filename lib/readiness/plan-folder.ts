/** Beside the stacks: the plan of drills, training and reviews. */
export const PLAN_FOLDER = "plan";

/** Every file that a run may write there; what else is in the folder is somebody's own. */
export const PLAN_PAGES = ["README.md", "drills.ics", "drills.md", "raci.md", "review.md", "training.md"];
