/**
 * A boolean as Terraform reads it, which takes the texts "true" and "false" too; what an absent one is says azurerm.
 * Undefined where only Terraform knows.
 */
export function booleanOf(value: unknown, absent: boolean): boolean | undefined {
  if (value === undefined || value === null) return absent;
  const [, text = value] = typeof value === "string" ? (/^\$\{(\w+)\}$/.exec(value) ?? []) : [];
  if (text === true || text === "true" || text === "1") return true;
  return text === false || text === "false" || text === "0" ? false : undefined;
}

/** Holds where a boolean is true; what an absent one is says azurerm. */
export const isOn = (absent: boolean) => (value: unknown) => booleanOf(value, absent);

/** Holds where a boolean is false; what an absent one is says azurerm. */
export const isOff = (absent: boolean) => (value: unknown) => {
  const on = booleanOf(value, absent);
  return on === undefined ? undefined : !on;
};
