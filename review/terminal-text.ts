/** Ways to write that a terminal knows. Never the only sign of anything. */
export type Style = "bold" | "dim" | "red" | "green" | "yellow";

const CODES: Readonly<Record<Style, string>> = { bold: "1", dim: "2", red: "31", green: "32", yellow: "33" };

/** Text in styles, or as it is. */
export type Paint = (text: string, ...styles: readonly Style[]) => string;

export function painter(color: boolean): Paint {
  return (text, ...styles) =>
    color && styles.length > 0 ? `\u001b[${styles.map((style) => CODES[style]).join(";")}m${text}\u001b[0m` : text;
}
