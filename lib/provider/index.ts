export * from "./azure-provider";
