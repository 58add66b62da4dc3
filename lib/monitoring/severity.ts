/** How bad an alert is: 0 critical, 1 error, 2 warning, 3 informational, 4 verbose. */
export type Severity = 0 | 1 | 2 | 3 | 4;

export const SEVERITIES = [0, 1, 2, 3, 4] as const;
