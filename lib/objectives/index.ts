export * from "./promise";
export * from "./recovery-objectives";
