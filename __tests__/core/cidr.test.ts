import * as fc from "fast-check";
import { addressIn, parseAddress, parseCidr } from "../../lib/core/cidr";

const octet = fc.integer({ min: 0, max: 255 });
const dotted = (address: number) =>
  [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".");

describe("an IPv4 address", () => {
  test.each([
    ["0.0.0.0", 0],
    ["10.0.0.1", 167772161],
    ["255.255.255.255", 4294967295],
  ])("is read: %s", (text, expected) => {
    expect(parseAddress(text)).toBe(expected);
  });

  test.each([
    "",
    "10.0.0",
    "10.0.0.1.2",
    "10.0.0.256",
    "10.0.0.01",
    "10.0.0.1/32",
    " 10.0.0.1",
    "10.0.0.1\n",
    "fd00::1",
  ])("is not read from %j", (text) => {
    expect(parseAddress(text)).toBeUndefined();
  });

  test("is the number whose digits to the base 256 it is", () => {
    fc.assert(
      fc.property(fc.tuple(octet, octet, octet, octet), (octets) => {
        const address = parseAddress(octets.join(".")) ?? -1;
        expect(dotted(address)).toBe(octets.join("."));
      }),
    );
  });
});

describe("an address in a subnet", () => {
  test.each([
    ["10.0.0.0", "outside"],
    ["10.0.0.3", "outside"],
    ["10.0.0.4", "usable"],
    ["10.0.0.6", "usable"],
    ["10.0.0.7", "outside"],
    ["10.0.0.8", "outside"],
    ["9.255.255.255", "outside"],
  ])("of 8 addresses, of which Azure keeps the first four and the last: %s is %s", (address, expected) => {
    expect(addressIn(address, "10.0.0.0/29")).toBe(expected);
  });

  test.each([
    ["10.0.0.255", "usable"],
    ["10.0.1.0", "usable"],
    ["10.0.3.254", "usable"],
    ["10.0.3.255", "outside"],
  ])(
    "of 1024 addresses, whose blocks of 256 have no first and last of their own: %s is %s",
    (address, expected) => {
      expect(addressIn(address, "10.0.0.0/22")).toBe(expected);
    },
  );

  test("at the upper end of all addresses", () => {
    expect(addressIn("255.255.255.254", "255.255.255.248/29")).toBe("usable");
    expect(addressIn("255.255.255.255", "255.255.255.248/29")).toBe("outside");
  });

  test("that is none is said so, whatever the subnet", () => {
    expect(addressIn("10.0.0", "10.0.0.0/29")).toBe("no address");
    expect(addressIn("10.0.0", undefined)).toBe("no address");
  });

  test.each([undefined, "${azurerm_subnet.Here.address_prefixes[0]}"])(
    "of the range %s, which nobody knows, is usable",
    (range) => {
      expect(addressIn("10.0.0.1", range)).toBe("usable");
    },
  );

  test("is usable exactly where it is neither one of the first four nor the last", () => {
    fc.assert(
      fc.property(fc.integer({ min: 8, max: 29 }), fc.nat(), fc.nat(), (bits, seed, offset) => {
        const size = 2 ** (32 - bits);
        const start = (seed % 2 ** Math.min(bits, 30)) * size;
        const range = `${dotted(start)}/${bits}`;
        const within = offset % size;
        expect(parseCidr(range)?.hostBits).toBe(false);
        const expected = within >= 4 && within < size - 1 ? "usable" : "outside";
        expect(addressIn(dotted(start + within), range)).toBe(expected);
      }),
    );
  });
});
