export * from "./automation-account";
