export { changedStacks, type StackChanges } from "./changed-stacks";
export { deploymentStages } from "./deployment-stages";
export { type Format, stackList, stacksMarkdown } from "./stack-list";
export { readStacks, type SynthesizedStack } from "./synthesized-stacks";
