export * from "./resilience-app";
