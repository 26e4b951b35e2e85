/** Ways to write that a terminal knows. Never the only sign of anything. */
export type Style = "bold" | "dim" | "red" | "green" | "yellow" | "cyan";

/** Select Graphic Rendition (ECMA-48, section 8.3.117). */
const CODES: Readonly<Record<Style, string>> = {
  bold: "1",
  dim: "2",
  red: "31",
  green: "32",
  yellow: "33",
  cyan: "36",
};

/** Text in styles, or as it is. */
export type Paint = (text: string, ...styles: readonly Style[]) => string;

export function painter(color: boolean): Paint {
  return (text, ...styles) =>
    color && styles.length > 0 ? `\u001b[${styles.map((style) => CODES[style]).join(";")}m${text}\u001b[0m` : text;
}

/** Whether a stream is a terminal with colours, and nobody set NO_COLOR (no-color.org). */
export const hasColor = (
  { isTTY }: { readonly isTTY?: boolean },
  env: Readonly<Record<string, string | undefined>>,
): boolean => isTTY === true && env.TERM !== "dumb" && !env.NO_COLOR;
