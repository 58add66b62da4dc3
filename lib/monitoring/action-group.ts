/** Who is told: an action group of the program or of somebody else. */
export interface IActionGroup {
  /** ARM id. */
  readonly actionGroupId: string;
}
