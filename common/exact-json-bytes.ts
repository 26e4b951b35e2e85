import { parseExactJson } from "./exact-json";

/** Parts of a text up to so many bytes are parsed at once. Above 100 KB V8 puts what it parses where it stays. */
const PIECE_BYTES = 4 * 1024 * 1024;

/** Deeper lists and objects are parsed as one piece, whatever their size: plans hold their resources higher up. */
const DEEPEST = 32;

/**
 * Parses JSON in UTF-8 as `parseExactJson` does, piece by piece: the whole never is one text, of which V8 takes no more
 * than 512 MB, and which needs twice the room as soon as one character is not of Latin-1.
 *
 * @param pieceBytes how much of it may be a text at once @default 4 MB
 * @throws SyntaxError as JSON.parse does, with places that count from the beginning of a piece
 */
export function parseExactJsonBytes(bytes: Uint8Array, pieceBytes = PIECE_BYTES): unknown {
  const text = new Pieces(bytes, pieceBytes);
  const value = text.value(0);
  text.end();
  return value;
}

class Pieces {
  private readonly buffer: Buffer;
  private at = 0;

  constructor(
    bytes: Uint8Array,
    private readonly pieceBytes: number,
  ) {
    this.buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** The value that begins here. */
  value(depth: number): unknown {
    this.space();
    const from = this.at;
    this.skip(this.pieceBytes);
    const first = this.buffer[from];
    const isLarge = this.at - from > this.pieceBytes && depth < DEEPEST;
    if (isLarge && (first === OPEN_BRACE || first === OPEN_BRACKET)) {
      this.at = from;
      return first === OPEN_BRACE ? this.object(depth) : this.list(depth);
    }
    // It was left as soon as it was known to be large.
    this.at = from;
    this.skip(Number.POSITIVE_INFINITY);
    return this.parsed(from, this.at);
  }

  end(): void {
    this.space();
    if (this.at < this.buffer.length) {
      throw unexpected();
    }
  }

  private object(depth: number): unknown {
    const members: [string, unknown][] = [];
    this.at += 1;
    if (this.next() === CLOSE_BRACE) {
      this.at += 1;
      return {};
    }
    for (;;) {
      if (this.next() !== QUOTE) {
        throw unexpected();
      }
      const from = this.at;
      this.skip(Number.POSITIVE_INFINITY);
      const name = String(this.parsed(from, this.at));
      this.expect(COLON);
      members.push([name, this.value(depth + 1)]);
      if (this.separator(CLOSE_BRACE)) {
        return Object.fromEntries(members);
      }
    }
  }

  /** Items that are small are parsed together. */
  private list(depth: number): unknown[] {
    const items: unknown[] = [];
    this.at += 1;
    let [from, to] = [this.at, this.at];
    const take = (): void => {
      if (to > from) {
        for (const item of this.parsed(from, to, true) as unknown[]) {
          items.push(item);
        }
      }
    };
    if (this.next() === CLOSE_BRACKET) {
      this.at += 1;
      return items;
    }
    for (;;) {
      this.space();
      const begin = this.at;
      this.skip(this.pieceBytes);
      if (this.at === begin) {
        throw unexpected();
      }
      if (this.at - begin > this.pieceBytes) {
        take();
        this.at = begin;
        items.push(this.value(depth + 1));
        [from, to] = [this.at, this.at];
      } else {
        to = this.at;
      }
      const ends = this.separator(CLOSE_BRACKET);
      if (ends || this.at - from > this.pieceBytes) {
        take();
        [from, to] = [this.at, this.at];
      } else if (to === from) {
        // After an item that was parsed by itself.
        [from, to] = [this.at, this.at];
      }
      if (ends) {
        return items;
      }
    }
  }

  /** Past a comma, or past the end of a list or an object. */
  private separator(close: number): boolean {
    const byte = this.next();
    this.at += 1;
    if (byte !== COMMA && byte !== close) {
      throw unexpected();
    }
    return byte === close;
  }

  private expect(byte: number): void {
    if (this.next() !== byte) {
      throw unexpected();
    }
    this.at += 1;
  }

  private next(): number | undefined {
    this.space();
    return this.buffer[this.at];
  }

  private space(): void {
    const { buffer } = this;
    while (isSpace(buffer[this.at])) {
      this.at += 1;
    }
  }

  /**
   * Past the value that begins here, without a look at whether it is right: whoever parses the piece finds out.
   *
   * @param most bytes; of a larger one, no more is skipped
   */
  private skip(most: number): void {
    const { buffer, at } = this;
    const first = buffer[at];
    if (first === QUOTE) {
      this.at = endOfString(buffer, at) + 1;
    } else if (first === OPEN_BRACE || first === OPEN_BRACKET) {
      this.at = endOfBrackets(buffer, at, Math.min(buffer.length, at + most + 1));
    } else {
      this.at = endOfWord(buffer, at);
    }
  }

  private parsed(from: number, to: number, isPartOfList = false): unknown {
    const text = this.buffer.toString("utf8", from, to);
    return parseExactJson(isPartOfList ? `[${text}]` : text);
  }
}

/** The place of the quote that ends the string which begins here, or the last byte. */
function endOfString(buffer: Buffer, from: number): number {
  let at = from + 1;
  for (; at < buffer.length; at += 1) {
    const byte = buffer[at];
    if (byte === QUOTE) {
      return at;
    }
    if (byte === BACKSLASH) {
      at += 1;
    }
  }
  return buffer.length - 1;
}

/** Behind the bracket that closes the one which stands here, or where the look for it has to end. */
function endOfBrackets(buffer: Buffer, from: number, end: number): number {
  let depth = 0;
  for (let at = from; at < end; at += 1) {
    const byte = buffer[at];
    if (byte === QUOTE) {
      at = endOfString(buffer, at);
    } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
      depth += 1;
    } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
      depth -= 1;
      if (depth === 0) {
        return at + 1;
      }
    }
  }
  return end;
}

/** Behind a number, true, false or null. */
function endOfWord(buffer: Buffer, from: number): number {
  let at = from;
  while (at < buffer.length && !isSpace(buffer[at]) && !ENDS.has(buffer[at] as number)) {
    at += 1;
  }
  return at;
}

const unexpected = (): SyntaxError => new SyntaxError("Unexpected token in JSON");

const isSpace = (byte: number | undefined): boolean => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;

const [QUOTE, BACKSLASH, COMMA, COLON] = [0x22, 0x5c, 0x2c, 0x3a];
const [OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET] = [0x7b, 0x7d, 0x5b, 0x5d];
const ENDS: ReadonlySet<number> = new Set([COMMA, CLOSE_BRACE, CLOSE_BRACKET]);
