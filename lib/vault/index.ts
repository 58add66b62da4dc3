export * from "./recovery-services-vault";
