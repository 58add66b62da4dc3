/** The mark of a class of this library, of whichever copy: what its `isX` looks for. */
export function hasMark(x: unknown, name: string): boolean {
  return typeof x === "object" && x !== null && Symbol.for(`cdktf-azure-resilience/${name}`) in x;
}
