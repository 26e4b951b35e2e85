import { plainText } from "../../common/plain-text";
import { Secrets } from "../../common/secrets";

const MAX_CHARACTERS = 500;

/** Makes text of a server, which may repeat what it was sent, fit to be shown. */
export class Redaction extends Secrets {
  /** The text without secrets, clean, on one line, and cut to a length that can be read. */
  clean(text: string): string {
    // Secrets go first: a cut one would no longer be found.
    return plainText(this.hide(text), MAX_CHARACTERS);
  }
}
