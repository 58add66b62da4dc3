/** `"a", "b" or "c"` */
export function listed(values: readonly unknown[], last: "or" | "and" = "or"): string {
  const words = values.map(quoted);
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}`;
}

/** "1 VM", "2 VMs" */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

/** The value as the user would type it. */
export function quoted(value: unknown): string {
  if (value === undefined) return "nothing";
  return typeof value === "number" ? String(value) : JSON.stringify(value);
}
