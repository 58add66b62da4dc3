import type { GenericSchema } from "valibot";
import { ConfigurationError, type Problem } from "../core/configuration-error";
import { shown } from "./cell-checks";
import { describeOrigin, type Origin } from "./origin";
import type { RawRow } from "./resource-graph-file";
import { AnyRow, issuesOf } from "./rows";

/** What every row must say: its id, and its type twice, as it is written and in lower case. */
export interface KnownRow {
  /** In lower case. */
  readonly id: string;
  readonly type: string;
  readonly kind: string;
}

/** The problems of rows of any kind, by file and entry. */
export class RowChecks {
  private readonly seen = new Map<string, RawRow>();
  private readonly problems: Problem[] = [];

  get any(): boolean {
    return this.problems.length > 0;
  }

  throwIfAny(): void {
    if (this.any) throw new ConfigurationError(this.problems);
  }

  /** Which resource a row is; undefined where it does not say so, and where it repeats another one. */
  identify(raw: RawRow): KnownRow | undefined {
    if (!this.valid(AnyRow, raw)) return undefined;
    const { id, type } = raw.row as { id: string; type: string };
    if (this.repeats(id.toLowerCase(), raw)) return undefined;
    return { id: id.toLowerCase(), type, kind: type.toLowerCase() };
  }

  valid(schema: GenericSchema, { row, origin }: RawRow): boolean {
    const issues = issuesOf(schema, row);
    for (const issue of issues) this.refuse(origin, issue, nameOf(row));
    return issues.length === 0;
  }

  /**
   * Azure's ids have no letter case: rows that differ in nothing else are one resource. An exact repeat, or rows that
   * contradict each other, come from pages that overlap, which may miss other rows.
   */
  private repeats(id: string, raw: RawRow): boolean {
    const first = this.seen.get(id);
    if (!first) {
      this.seen.set(id, raw);
      return false;
    }
    const [one, other] = [JSON.stringify(first.row), JSON.stringify(raw.row)];
    const sameButForCase = one !== other && one.toLowerCase() === other.toLowerCase();
    if (!sameButForCase) {
      const message = `the id ${shown((raw.row as { id: string }).id)} is there already, at ${describeOrigin(first.origin)}: remove the repeat, or fetch the pages again, since pages that overlap may miss rows`;
      this.refuse(raw.origin, message, nameOf(raw.row));
    }
    return true;
  }

  refuse(origin: Origin, message: string, name?: string): void {
    this.problems.push({ where: describeOrigin(origin, name), message });
  }
}

function nameOf(row: unknown): string | undefined {
  const name = typeof row === "object" && row !== null && "name" in row ? row.name : undefined;
  return typeof name === "string" ? name : undefined;
}
