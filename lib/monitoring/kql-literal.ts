import { Token } from "cdktf";

/** A literal of KQL, ready to stand in a query: made by the functions of this file alone. */
export type KqlLiteral = string & { readonly kqlLiteral: true };

export function kqlNumber(value: number): KqlLiteral {
  if (!Number.isFinite(value)) throw new RangeError(`${value} is no number of KQL`);
  return String(value) as KqlLiteral;
}

export function kqlBoolean(value: boolean): KqlLiteral {
  return (value ? "true" : "false") as KqlLiteral;
}

/** A time span in whole minutes: `ago` of a log alert takes a literal alone. */
export function kqlMinutes(minutes: number): KqlLiteral {
  return `${kqlNumber(Math.round(minutes))}m` as KqlLiteral;
}

/** The members of an `in~ (…)`. */
export function kqlTexts(values: readonly string[]): KqlLiteral {
  return values.map(kqlText).join(", ") as KqlLiteral;
}

/**
 * A text in quotes, with JSON's escapes, which KQL shares. What Terraform would take for a template is escaped too; a value
 * that only Terraform knows is left to it.
 */
function kqlText(value: string): string {
  if (Token.isUnresolved(value)) return `"${value}"`;
  return JSON.stringify(value).replace(/[$%](?=\{)/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`);
}
