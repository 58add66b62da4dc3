/** Beside the stacks: what every rule says of everything that it is about, one line each. */
export const EVIDENCE_FILE = "evidence.json";

/** Beside the stacks: what fails, in SARIF 2.1.0, for the code-scanning pages of forges. */
export const SARIF_FILE = "evidence.sarif";
