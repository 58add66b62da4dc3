/** `"a", "b" or "c"` */
export function listed(values: readonly unknown[], last: "or" | "and" = "or"): string {
  const words = values.map(quoted);
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}`;
}

/** "1 VM", "2 VMs"; nouns that end otherwise say their plural. */
export function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : plural}`;
}

/** The value as the user would type it. */
export function quoted(value: unknown): string {
  if (value === undefined) return "nothing";
  return typeof value === "number" ? String(value) : JSON.stringify(value);
}
