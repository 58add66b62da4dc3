/** Azure's own spelling of a value; one that is not known stays as it is. */
export function known(values: readonly string[], said: string | null | undefined): string | undefined {
  return values.find((value) => value.toLowerCase() === said?.toLowerCase()) ?? said ?? undefined;
}
