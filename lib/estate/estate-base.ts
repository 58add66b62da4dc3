import { Construct } from "constructs";
import { ConfigurationError } from "../core/configuration-error";
import { Gathering } from "../core/gather";

/** How an estate's verbs refuse: everything is gathered, and shown when the app is synthesised. */
export abstract class EstateBase extends Construct {
  protected readonly gathering = new Gathering();

  protected get app(): Construct {
    return this.node.scope as Construct;
  }

  /** Does a check refuse nothing? What it refuses is reported once, not once for each vault. */
  protected accepts(check: () => void): boolean {
    return this.gathering.attempt(() => check() ?? true) ?? false;
  }

  /** What an earlier verb made; where it did not, that verb is asked for, unless it has been refused itself. */
  protected need<T>(value: T | undefined, first: string, then: string): T | undefined {
    if (value === undefined && this.gathering.problems.length === 0)
      this.refuse(`${then} needs ${first} before it`);
    return value;
  }

  protected refuse(message: string): void {
    this.gathering.attempt(() => {
      throw new ConfigurationError([{ where: this.node.path, message }]);
    });
  }
}
