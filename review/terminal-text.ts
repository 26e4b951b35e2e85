/** Ways to write that a terminal knows. Never the only sign of anything. */
export type Style = "bold" | "dim" | "red" | "green" | "yellow";

const CODES: Readonly<Record<Style, string>> = { bold: "1", dim: "2", red: "31", green: "32", yellow: "33" };

/** Text in styles, or as it is. */
export type Paint = (text: string, ...styles: readonly Style[]) => string;

export function painter(color: boolean): Paint {
  return (text, ...styles) =>
    color && styles.length > 0 ? `\u001b[${styles.map((style) => CODES[style]).join(";")}m${text}\u001b[0m` : text;
}

/**
 * Text in lines of at most `width` characters, the first of which begins with `head` and the others below it. A word
 * that is longer stays whole, for it may be an address to copy.
 */
export function wrapped(head: string, text: string, width: number): readonly string[] {
  const room = Math.max(20, width - head.length);
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= room) {
      lines[lines.length - 1] = `${line} ${word}`;
    } else {
      lines.push(word);
    }
  }
  return lines.map((line, index) => `${index === 0 ? head : " ".repeat(head.length)}${line}`);
}
