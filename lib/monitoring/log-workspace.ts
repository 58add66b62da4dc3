/** A Log Analytics workspace, for what reads or writes its logs. */
export interface ILogWorkspace {
  /** ARM id. */
  readonly workspaceId: string;
  /** Normalised region name; undefined where it is not known before the deployment. */
  readonly region?: string;
}
