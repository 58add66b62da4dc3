/** Where an entry of the inventory was read: "inventory/contoso.json: data[12]". */
export interface Origin {
  readonly file: string;
  readonly index: number;
}

export function describeOrigin({ file, index }: Origin, name?: string): string {
  return `${file}: data[${index}]${name ? ` (${name})` : ""}`;
}
