import { kindOf } from "../common/json";
import { Secrets } from "../common/secrets";

/** Something that is wrong in a JSON value. */
export interface RequestFlaw {
  /** Where it stands in what was given, as in `accountLinkingRequest.scopes[3]`. */
  readonly path: string;
  /** What is wrong, what is allowed, how to fix it. Never a secret. */
  readonly message: string;
}

/** The settings of account linking are not what SMAPI or Alexa takes. */
export class InvalidAccountLinkingError extends Error {
  override readonly name = "InvalidAccountLinkingError";

  /** @param what begins the message, as in "The account-linking request" */
  constructor(
    what: string,
    readonly flaws: readonly RequestFlaw[],
  ) {
    super(describeFlaws(what, flaws));
  }
}

export function describeFlaws(what: string, flaws: readonly RequestFlaw[]): string {
  const lines = flaws.map(({ path, message }) => `\n  ${path}: ${message}`);
  return `${what} has ${flaws.length === 1 ? "1 flaw" : `${flaws.length} flaws`}:${lines.join("")}`;
}

/** Longer values are cut where they are shown. */
const MAX_SHOWN_LENGTH = 80;

/** Collects the flaws of one input, and sees to it that no secret of that input gets into them. */
export class FlawList {
  private readonly found: RequestFlaw[] = [];
  private readonly secrets: Secrets;

  constructor(input: unknown) {
    this.secrets = new Secrets().addFrom(input);
  }

  get flaws(): readonly RequestFlaw[] {
    return this.found;
  }

  add(path: string, message: string): void {
    this.found.push({ path: this.hide(path), message: this.hide(message) });
  }

  /** A text without the input's secrets. To be asked before anything is cut out of it: a part of a secret is one, too. */
  hide(text: string): string {
    return this.secrets.hide(text);
  }

  /** A URL as it may be shown: without its query, which may hold what is nobody's business. */
  showUrl(url: string): string {
    return this.show(this.hide(url).split(/[?#]/)[0]);
  }

  /** A value as it may be shown: never its secrets, never the inside of a list or an object. */
  show(value: unknown): string {
    if (typeof value === "string") {
      const text = hideUserInfo(this.hide(value));
      return JSON.stringify(text.length > MAX_SHOWN_LENGTH ? `${text.slice(0, MAX_SHOWN_LENGTH)}…` : text);
    }
    return typeof value === "number" || typeof value === "boolean" ? String(value) : kindOf(value);
  }

  /** The path of a key below another path. */
  at(path: string, key: string): string {
    if (/^[A-Za-z_$][\w$-]*$/.test(key)) {
      return this.hide(path === "" ? key : `${path}.${key}`);
    }
    return `${path}[${this.show(key)}]`;
  }
}

const hideUserInfo = (text: string): string => text.replace(/\/\/[^/?#]*@/g, "//…@");
