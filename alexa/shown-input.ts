import { kindOf } from "../common/json";
import { cut } from "../common/plain-text";
import { Secrets } from "../common/secrets";

/** Longer values are cut where they are shown. */
const MAX_SHOWN_LENGTH = 80;

/** An input whose flaws are described: its values as they may be shown. */
export class ShownInput {
  private readonly secrets: Secrets;

  constructor(input: unknown) {
    this.secrets = new Secrets().addFrom(input);
  }

  /** A text without the input's secrets. To be asked before anything is cut out of it: a part of a secret is one, too. */
  hide(text: string): string {
    return this.secrets.hide(text);
  }

  /** A value as it may be shown: never its secrets, never the inside of a list or an object. */
  show(value: unknown): string {
    if (typeof value === "string") {
      const text = hideUserInfo(this.hide(value));
      return JSON.stringify(cut(text, MAX_SHOWN_LENGTH));
    }
    return typeof value === "number" || typeof value === "boolean" ? String(value) : kindOf(value);
  }
}

const hideUserInfo = (text: string): string => text.replace(/\/\/[^/?#]*@/g, "//…@");
