export * from "./resilience-stack";
