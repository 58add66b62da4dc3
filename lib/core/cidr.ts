/** An IPv4 range. */
export interface Cidr {
  readonly start: number;
  readonly bits: number;
  /** Does the text name an address inside the range instead of its first one? */
  readonly hostBits: boolean;
  /** The range as it should be written. */
  readonly network: string;
}

const OCTET = "(0|[1-9]\\d{0,2})";
const SHAPE = new RegExp(`^${OCTET}\\.${OCTET}\\.${OCTET}\\.${OCTET}/(\\d|[12]\\d|3[0-2])$`);

export function parseCidr(text: string): Cidr | undefined {
  const numbers = SHAPE.exec(text)?.slice(1).map(Number);
  if (!numbers) return undefined;
  const octets = numbers.slice(0, 4);
  const bits = numbers[4] ?? 0;
  if (octets.some((n) => n > 255) || bits > 32) return undefined;
  const address = octets.reduce((sum, octet) => sum * 256 + octet, 0);
  const size = 2 ** (32 - bits);
  const start = Math.floor(address / size) * size;
  return { start, bits, hostBits: start !== address, network: `${dotted(start)}/${bits}` };
}

export function cidrContains(outer: Cidr, inner: Cidr): boolean {
  const size = 2 ** (32 - outer.bits);
  return inner.bits >= outer.bits && inner.start >= outer.start && inner.start < outer.start + size;
}

function dotted(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".");
}

/** The IPv4 address as a number; undefined for any other text. */
export function parseAddress(text: string): number | undefined {
  return text.includes("/") ? undefined : parseCidr(`${text}/32`)?.start;
}

/**
 * May a machine have this address in this subnet? Azure keeps the first four and the last of every subnet (Microsoft
 * Learn, "Azure Virtual Network FAQ"). A range that is not known, or a token, has them all.
 */
export function addressIn(text: string, range: string | undefined): "usable" | "outside" | "no address" {
  const address = parseAddress(text);
  if (address === undefined) return "no address";
  const cidr = range === undefined ? undefined : parseCidr(range);
  if (!cidr) return "usable";
  const last = cidr.start + 2 ** (32 - cidr.bits) - 1;
  return address >= cidr.start + 4 && address < last ? "usable" : "outside";
}
