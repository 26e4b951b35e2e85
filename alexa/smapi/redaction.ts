import { Secrets } from "../../common/secrets";

const MAX_CHARACTERS = 500;

/** Makes text of a server, which may repeat what it was sent, fit to be shown. */
export class Redaction extends Secrets {
  /**
   * The text without secrets, on one line, without control characters, which could rewrite a terminal, and cut to a
   * length that can be read.
   */
  clean(text: string): string {
    // Secrets go first: a cut one would no longer be found.
    const clean = this.hide(text)
      .replace(/[\p{Cc}\p{Cf}\s]+/gu, " ")
      .trim();
    return clean.length > MAX_CHARACTERS ? `${clean.slice(0, MAX_CHARACTERS)}…` : clean;
  }
}
