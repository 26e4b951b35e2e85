import { count } from "../common/plain-text";
import { Problem } from "../common/problem";
import { ShownInput } from "./shown-input";

/** Something that is wrong in a JSON value. */
export interface RequestFlaw {
  /** Where it stands in what was given, as in `accountLinkingRequest.scopes[3]`. */
  readonly path: string;
  /** What is wrong, what is allowed, how to fix it. Never a secret. */
  readonly message: string;
  /** Whether it is taken all the same, and hardly what was meant. @default false */
  readonly isWarning?: true;
}

/** The settings of account linking are not what SMAPI or Alexa takes. */
export class InvalidAccountLinkingError extends Problem {
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
  return `${what} has ${count(flaws.length, "flaw")}:${lines.join("")}`;
}

/** Collects the flaws of one input, and sees to it that no secret of that input gets into them. */
export class FlawList extends ShownInput {
  private readonly found: RequestFlaw[] = [];

  get flaws(): readonly RequestFlaw[] {
    return this.found;
  }

  /** What SMAPI or Alexa refuses. */
  add(path: string, message: string): void {
    this.found.push({ path: this.hide(path), message: this.hide(message) });
  }

  /** What SMAPI takes, and nobody means. */
  warn(path: string, message: string): void {
    this.found.push({ path: this.hide(path), message: this.hide(message), isWarning: true });
  }

  /** A URL as it may be shown: without its query, which may hold what is nobody's business. */
  showUrl(url: string): string {
    return this.show(this.hide(url).split(/[?#]/)[0]);
  }

  /** The path of a key below another path. */
  at(path: string, key: string): string {
    if (/^[A-Za-z_$][\w$-]*$/.test(key)) {
      return this.hide(path === "" ? key : `${path}.${key}`);
    }
    return `${path}[${this.show(key)}]`;
  }
}
