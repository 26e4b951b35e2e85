/** Keeps secrets out of text that came from a server, which may repeat what it was sent. */
export class Redaction {
  private readonly secrets = new Set<string>();

  /** Remembers a secret and gives it back. */
  add(secret: string): string {
    if (secret !== "") {
      this.secrets.add(secret);
      this.secrets.add(encodeURIComponent(secret));
    }
    return secret;
  }

  /**
   * The text with each secret replaced by `***`, on one line, without control characters, which could rewrite a
   * terminal, and cut to a length that can be read. Secrets go first: a cut one would no longer be found.
   */
  clean(text: string): string {
    let clean = text;
    // The longest first: one secret may be a part of another.
    for (const secret of [...this.secrets].sort((a, b) => b.length - a.length)) {
      clean = clean.replaceAll(secret, "***");
    }
    clean = clean.replace(/[\p{Cc}\p{Cf}\s]+/gu, " ").trim();
    return clean.length > MAX_CHARACTERS ? `${clean.slice(0, MAX_CHARACTERS)}…` : clean;
  }
}

const MAX_CHARACTERS = 500;
