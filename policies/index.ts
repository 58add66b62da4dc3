export * from "./built-in-policies";
export { contosoTiers } from "./contoso-tiers";
