/**
 * The secrets of one run, so that nothing the run prints can contain them, whatever program the text came from.
 */
export class Secrets {
  private readonly values = new Set<string>();

  /** Remembers a secret and gives it back. Very short values are not hidden: they would blank out ordinary text. */
  add(value: string): string {
    if (value.length >= 6) {
      this.values.add(value);
    }
    return value;
  }

  /** The text with every secret replaced by `***`. */
  hide(text: string): string {
    let clean = text;
    for (const value of this.values) {
      clean = clean.replaceAll(value, "***");
    }
    return clean;
  }
}
