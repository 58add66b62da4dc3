import { ConfigurationError, type Problem } from "./configuration-error";

/**
 * Runs steps that may each refuse, and collects their problems, so that one bad entry does not hide the next.
 * Errors of any other kind are bugs and pass through.
 */
export class Gathering {
  private readonly found: Problem[] = [];

  /** The problems so far. */
  get problems(): readonly Problem[] {
    return this.found;
  }

  /** Runs the step; undefined when it refused. */
  attempt<T>(step: () => T): T | undefined {
    try {
      return step();
    } catch (error) {
      if (!ConfigurationError.isConfigurationError(error)) throw error;
      this.found.push(...error.problems);
      return undefined;
    }
  }

  throwIfAny(): void {
    if (this.found.length > 0) throw new ConfigurationError(this.found);
  }
}
