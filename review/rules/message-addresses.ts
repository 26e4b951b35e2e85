/**
 * Where a text sends people: web addresses, which mail programs make links of bare names, too, and phone numbers. As the
 * reader sees them, in HTML and with the dots of other scripts.
 */
export function addressesIn(value: unknown): readonly string[] {
  if (typeof value === "string") {
    return asRead(value).match(ADDRESSES) ?? [];
  }
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(addressesIn) : [];
}

const ADDRESSES = new RegExp(
  [
    /(?:https?:)?\/\/[^\s"'<>]+/,
    /(?:[\p{L}\p{N}_-]+\.)+\p{L}{2,}(?:\/[^\s"'<>]*)?/u,
    /\b\d{1,3}(?:\.\d{1,3}){3}\b(?:[:/][^\s"'<>]*)?/,
    /(?:\+|\b0)\d(?:[ ()./-]*\d){5,}/,
    /\b\d{5,}\b/,
  ]
    .map(({ source }) => source)
    .join("|"),
  "giu",
);

/** Spellings of what stands in an address, as HTML has them. */
const NAMED: Readonly<Record<string, string>> = { amp: "&", colon: ":", num: "#", period: ".", sol: "/" };

const asRead = (text: string): string =>
  text
    .replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));?/gi, (whole, hex, decimal, name) => {
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return name === undefined ? characterOf(code) : (NAMED[name.toLowerCase()] ?? whole);
    })
    .replace(/[\u200b-\u200d\u2060\ufeff\u00ad]/g, "")
    .normalize("NFKC")
    .replace(/[\u3002\uff0e\uff61]/g, ".");

const characterOf = (code: number): string => (code <= 0x10ffff ? String.fromCodePoint(code) : "");
