/** Where an entry of the inventory was read: "inventory/contoso.json: data[12]". */
export interface Origin {
  readonly file: string;
  readonly index: number;
}

export function describeOrigin({ file, index }: Origin, name?: string): string {
  return `${file}: data[${index}]${name && isPlain(name) ? ` (${name})` : ""}`;
}

/** A name that is not worth showing has file and entry to be found by. */
function isPlain(name: string): boolean {
  return name.length <= 260 && !/\p{Cc}/u.test(name);
}
