/** Long enough, and of such characters, that it occurs nowhere by chance. */
const TOKEN = /[A-Za-z0-9+/=_.~-]{16,}/g;
/** A secret as a whole may be shorter, if it is no word; and still shorter, if it is no name of a region either. */
const SHORT = /^(?=.*\d)(?=.*[A-Za-z])(?:[^\s]{10,}|(?=.*[A-Z!-,:-@[-`{-~])[^\s]{8,9})$/;

/** By so many characters a secret is looked up at each place of a text. */
const HEAD = 8;

/** No words, as Cognito's client secrets are: in a text of words a part occurs by chance. */
const RANDOM = /^(?=(?:.*\d){3})(?=(?:.*[A-Za-z]){3})[A-Za-z0-9]{20,}$/;

/** A part of so many characters is no chance in the little that is looked through: more of them make the whole. */
const PART = 6;

/** Longer texts are certificates and documents: their tokens are looked for, not the whole. */
const LONGEST = 4096;

/**
 * Secrets, and the forms in which they may stand in a text: joined to something else, in Base64 at any place, in
 * hexadecimal, escaped for a URL. Looking for all of them takes time that grows with the text alone.
 */
export class SecretTexts {
  private readonly byHead = new Map<string, Set<string>>();
  private readonly known = new Set<string>();
  /** Made when they are asked for first. */
  private parts: Set<string> | undefined;
  /** Which characters a form begins with, and which are its second: at most places of a text no more is looked at. */
  private readonly first = new Uint8Array(0x10000);
  private readonly second = new Uint8Array(0x10000);

  add(value: string): void {
    if (this.known.has(value)) {
      return;
    }
    this.known.add(value);
    this.parts = undefined;
    for (const text of new Set([
      ...(SHORT.test(value) && value.length <= LONGEST ? [value] : []),
      ...tokensOf(value),
    ])) {
      for (const form of formsOf(text)) {
        const head = form.slice(0, HEAD);
        const others = this.byHead.get(head) ?? new Set();
        others.add(form);
        this.first[form.charCodeAt(0)] = 1;
        this.second[form.charCodeAt(1)] = 1;
        this.byHead.set(head, others);
      }
    }
  }

  /** Whether a text holds so much of a secret that the rest can be put beside it. Of secrets that are random alone. */
  holdsPart(text: string): boolean {
    const plain = text.replace(/[^A-Za-z0-9]/g, "").toLowerCase();
    if (plain.length < PART) {
      return false;
    }
    const parts = this.partsKnown();
    for (let at = 0; at + PART <= plain.length; at++) {
      if (parts.has(plain.slice(at, at + PART))) {
        return true;
      }
    }
    return false;
  }

  private partsKnown(): ReadonlySet<string> {
    if (this.parts === undefined) {
      const random = [...this.known].filter((secret) => secret.length <= LONGEST && RANDOM.test(secret));
      this.parts = new Set(
        random.map((it) => it.toLowerCase()).flatMap((it) => [...partsOf(it), ...partsOf([...it].reverse().join(""))]),
      );
    }
    return this.parts;
  }

  /** A text without them. */
  hide(text: string): string {
    if (this.byHead.size === 0 || text.length < HEAD) {
      return text;
    }
    let hidden = "";
    let from = 0;
    for (let at = 0; at + HEAD <= text.length; at++) {
      if (this.first[text.charCodeAt(at)] === 0 || this.second[text.charCodeAt(at + 1)] === 0) {
        continue;
      }
      const forms = this.byHead.get(text.slice(at, at + HEAD));
      const length = forms === undefined ? 0 : longestAt(text, at, forms);
      if (length > 0) {
        hidden += `${text.slice(from, at)}(sensitive)`;
        from = at + length;
        at = from - 1;
      }
    }
    return from === 0 ? text : hidden + text.slice(from);
  }
}

const partsOf = (text: string): readonly string[] =>
  Array.from({ length: Math.max(0, text.length - PART + 1) }, (_, at) => text.slice(at, at + PART));

function longestAt(text: string, at: number, forms: ReadonlySet<string>): number {
  let longest = 0;
  for (const form of forms) {
    if (form.length > longest && text.startsWith(form, at)) {
      longest = form.length;
    }
  }
  return longest;
}

const tokensOf = (value: string): readonly string[] => value.match(TOKEN) ?? [];

function formsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  const encoded = [0, 1, 2].flatMap((offset) => {
    // The characters of Base64 that nothing before or after the secret has a part in.
    const text = Buffer.concat([Buffer.alloc(offset), bytes]).toString("base64");
    const inner = text.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6));
    return [inner, inner.replaceAll("+", "-").replaceAll("/", "_")];
  });
  const hex = bytes.toString("hex");
  const escaped = encodeURIComponent(secret);
  return [...new Set([secret, ...encoded, hex, hex.toUpperCase(), escaped, escaped.toLowerCase()])].filter(
    ({ length }) => length >= HEAD,
  );
}
