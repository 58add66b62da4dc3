export { promiseObjective, type RecoveryObjective } from "./promise";
export * from "./recovery-objectives";
