/** The mark of a class of this library, of whichever copy: what its `isX` looks for. */
export function hasMark(x: unknown, name: string): boolean {
  return typeof x === "object" && x !== null && markOf(name) in x;
}

/** The symbol that objects of a class carry. */
export function markOf(name: string): symbol {
  return Symbol.for(`cdktf-azure-resilience/${name}`);
}
