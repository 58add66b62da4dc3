import { Token } from "cdktf";
import type { IConstruct } from "constructs";
import { ConfigurationError, type Problem } from "./configuration-error";
import { listed, quoted } from "./words";

export { listed, quoted };

/** Collects what is wrong with one construct, so that its user sees all of it at once. */
export class Problems {
  private readonly where: string;
  private readonly found: Problem[] = [];

  constructor(scope: IConstruct | string) {
    this.where = typeof scope === "string" ? scope : scope.node.path;
  }

  add(message: string): void {
    this.found.push({ where: this.where, message });
  }

  /** Adds the message where the condition holds. */
  when(condition: boolean, message: string): void {
    if (condition) this.add(message);
  }

  /** A whole number within bounds; tokens and absent values pass. */
  integer(name: string, value: number | undefined, [min, max]: Range, unit: string, why: string): void {
    if (value === undefined || Token.isUnresolved(value)) return;
    const fits = Number.isInteger(value) && value >= min && value <= max;
    this.when(!fits, `${name} must be ${min} to ${max}${unit && ` ${unit}`}, got ${quoted(value)}: ${why}`);
  }

  /** One of a closed list; tokens and absent values pass. */
  oneOf(name: string, value: unknown, allowed: readonly unknown[], why: string): void {
    if (value === undefined || Token.isUnresolved(value) || allowed.includes(value)) return;
    this.add(`${name} must be ${listed(allowed)}, got ${quoted(value)}: ${why}`);
  }

  /** Text of a given shape; tokens pass, and what is missing at run time does not, such as a variable of the environment. */
  matches(name: string, value: string, pattern: RegExp, allowed: string): void {
    if (Token.isUnresolved(value) || (typeof value === "string" && pattern.test(value))) return;
    this.add(`${name} must be ${allowed}, got ${quoted(value)}`);
  }

  /** Is anything wrong so far? */
  get any(): boolean {
    return this.found.length > 0;
  }

  throwIfAny(): void {
    if (this.found.length > 0) throw new ConfigurationError(this.found);
  }
}

/** The smallest and the largest value allowed. */
export type Range = readonly [min: number, max: number];
