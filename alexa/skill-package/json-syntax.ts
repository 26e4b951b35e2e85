import { Problem } from "../../common/problem";

/** What is wrong with a text that should be JSON. */
export interface JsonSyntaxFlaw {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 code units, as editors count. */
  readonly column: number;
  /** It quotes keys, never values. */
  readonly message: string;
}

/** More than any skill package has; it keeps whoever walks through a value from running out of stack. */
const MAX_DEPTH = 100;

const SPACE = /[ \t\n\r]*/y;
// From the space on, but for the quotation mark and the backslash.
const STRING = /"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const SCALAR = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y;

/** What a look at a text that should be JSON finds. */
export interface JsonSyntax {
  /** The first flaw (RFC 8259), with its place, which JSON.parse does not always tell. */
  readonly flaw?: JsonSyntaxFlaw;
  /** The keys that an object has twice: every reader takes that, and keeps one of the two without a word. */
  readonly repeatedKeys: readonly JsonSyntaxFlaw[];
}

/**
 * Reads a text that should be JSON.
 *
 * By hand: a parser with positions, as jsonc-parser, takes a key twice, and the messages, which are half of this file,
 * would still have to be written.
 */
export function jsonSyntaxOf(text: string): JsonSyntax {
  const scanner = new JsonScanner(text);
  try {
    scanner.document();
    return { repeatedKeys: scanner.repeated.map((key) => placed(text, key)) };
  } catch (error) {
    if (error instanceof FlawAt) {
      return { flaw: placed(text, error), repeatedKeys: [] };
    }
    throw error;
  }
}

function placed(text: string, { index, message }: FlawAt): JsonSyntaxFlaw {
  const before = text.slice(0, index).split(/\r\n|\n|\r/);
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1, message };
}

class FlawAt extends Problem {
  constructor(
    message: string,
    readonly index: number,
  ) {
    super(message);
  }
}

class JsonScanner {
  readonly repeated: FlawAt[] = [];
  private index = 0;

  constructor(private readonly text: string) {}

  document(): void {
    if (this.text.startsWith("\ufeff")) {
      throw new FlawAt("the file begins with a byte order mark. Save it as UTF-8 without one.", 0);
    }
    this.value(0);
    this.take(SPACE);
    if (this.index < this.text.length) {
      throw this.unexpected("Expected the end of the file after the value");
    }
  }

  private value(depth: number): void {
    if (depth > MAX_DEPTH) {
      throw new FlawAt(`lists and objects are nested more than ${MAX_DEPTH} deep.`, this.index);
    }
    this.take(SPACE);
    if (this.takeCharacter("{")) {
      this.members(depth);
    } else if (this.takeCharacter("[")) {
      this.elements(depth);
    } else if (this.take(STRING) === undefined && this.take(SCALAR) === undefined) {
      throw this.unexpected("Expected a value");
    }
  }

  private members(depth: number): void {
    const keys = new Set<string>();
    if (this.closes("}")) {
      return;
    }
    do {
      this.take(SPACE);
      const start = this.index;
      const key = this.take(STRING);
      if (key === undefined) {
        throw this.unexpected("Expected a key in double quotation marks");
      }
      if (keys.has(JSON.parse(key))) {
        const message = `the key ${key} is in one object twice, and only one of the two counts. Remove the other.`;
        this.repeated.push(new FlawAt(message, start));
      }
      keys.add(JSON.parse(key));
      this.take(SPACE);
      if (!this.takeCharacter(":")) {
        throw this.unexpected(`Expected a colon after the key ${key}`);
      }
      this.value(depth + 1);
    } while (this.goesOn("}"));
  }

  private elements(depth: number): void {
    if (this.closes("]")) {
      return;
    }
    do {
      this.value(depth + 1);
    } while (this.goesOn("]"));
  }

  private closes(end: string): boolean {
    this.take(SPACE);
    return this.takeCharacter(end);
  }

  private goesOn(end: string): boolean {
    if (this.closes(end)) {
      return false;
    }
    const comma = this.index;
    if (!this.takeCharacter(",")) {
      throw this.unexpected(`Expected a comma or ${end}`);
    }
    if (this.closes(end)) {
      throw new FlawAt(`a comma before ${end} is not allowed. Remove it.`, comma);
    }
    return true;
  }

  private take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.index;
    const found = pattern.exec(this.text)?.[0];
    this.index += found?.length ?? 0;
    return found;
  }

  private takeCharacter(character: string): boolean {
    const found = this.text[this.index] === character;
    this.index += found ? 1 : 0;
    return found;
  }

  private unexpected(wanted: string): FlawAt {
    const rest = this.text.slice(this.index, this.index + 2);
    const hints: readonly (readonly [test: boolean, message: string])[] = [
      [rest === "", "but the file ends. Is a closing bracket or quotation mark missing?"],
      [rest === "//" || rest === "/*", "not a comment: JSON has none."],
      [rest.startsWith("'"), "not a single quotation mark: JSON has double ones."],
      [rest.startsWith('"'), "not text that does not end on its line, or has a backslash that JSON does not know."],
    ];
    const hint = hints.find(([test]) => test)?.[1] ?? `not ${JSON.stringify(rest.slice(0, 1))}.`;
    return new FlawAt(`${wanted}, ${hint}`, this.index);
  }
}
