export { perApp } from "./per-app";
export type { Reference } from "./references";
export { SynthesizedApp } from "./synthesized-app";
export { isExpression, type SynthesizedResource } from "./synthesized-resource";
export type { Json, SynthesizedStack, TerraformJson } from "./synthesized-stack";
