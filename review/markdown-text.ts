import { plainLines, plainText } from "../common/plain-text";

/**
 * Text from a plan, to stand in Markdown on GitHub exactly as it is: no markup, HTML, link, image, emoji or formula in
 * it comes alive, nobody is mentioned and no issue is linked. Mentions and links are found in the finished page, where
 * escapes are gone, so a space of no width (U+200B) takes them apart.
 */
export function escaped(text: string, longest?: number): string {
  return takenApart(plainText(text, longest))
    .replace(/[&<>|]/g, (character) => ENTITIES[character] ?? character)
    .replace(/[\\`*_[\]~]/g, "\\$&")
    .replace(/^(?=[#+=-])|^\d+(?=[.)])/, "$&\\")
    .replace(/\$/g, "<span>$$</span>")
    .replaceAll(ZERO_WIDTH, "&#8203;");
}

/** A sentence, in which what stands between single backticks is code. */
export function prose(text: string, longest?: number): string {
  const parts = plainText(text, longest).split("`");
  const isBalanced = parts.length % 2 === 1;
  if (!isBalanced || parts.some((part, index) => index % 2 === 1 && part === "")) {
    return escaped(text, longest);
  }
  return parts
    .map((part, index) => {
      if (index % 2 === 1) {
        return code(part);
      }
      // The spaces around code, which would be trimmed; two pieces of code must not touch.
      const touches = part === "" && index > 0 && index < parts.length - 1;
      return touches
        ? " "
        : `${/^\s/.test(part) ? " " : ""}${escaped(part, Number.POSITIVE_INFINITY)}${/\S\s$/.test(part) ? " " : ""}`;
    })
    .join("");
}

/** A value, name or address as code in a line or in a table's cell. */
export function code(text: string, longest?: number): string {
  const plain = plainText(text, longest);
  if (plain === "") {
    return "(empty)";
  }
  // A backtick would end the code, a pipe the cell. Very long fences are not understood, so none is needed.
  if (/[`|]/.test(plain)) {
    return `<code>${escaped(plain, Number.POSITIVE_INFINITY)}</code>`;
  }
  // Answers by e-mail are read as plain text, in which code does not protect from a mention.
  return `\`${plain.replace(/(^|[^A-Za-z0-9_])@(?=[A-Za-z0-9])/g, `$1@${ZERO_WIDTH}`)}\``;
}

/** Code to paste, as a block that nothing in it can end. */
export function codeBlock(text: string): string {
  const lines = plainLines(text).map((line) => line.replace(/`{30,}/g, "`".repeat(30)));
  const longest = Math.max(2, ...lines.flatMap((line) => (line.match(/`+/g) ?? []).map(({ length }) => length)));
  const fence = "`".repeat(longest + 1);
  return `${fence}\n${lines.join("\n")}\n${fence}`;
}

/** Text inside an HTML element, where Markdown has no say: a summary. */
export function htmlText(text: string, longest?: number): string {
  return takenApart(plainText(text, longest))
    .replace(/[&<>|]/g, (character) => ENTITIES[character] ?? character)
    .replaceAll(ZERO_WIDTH, "&#8203;");
}

const ZERO_WIDTH = "\u200b";
const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "|": "&#124;" };

/** Mentions, issue numbers, addresses of pages and names of emoji, which no longer are any. */
function takenApart(text: string): string {
  return text
    .replace(/@/g, `@${ZERO_WIDTH}`)
    .replace(/#(?=\d)/g, `#${ZERO_WIDTH}`)
    .replace(/\bGH-(?=\d)/gi, `$&${ZERO_WIDTH}`)
    .replace(/:(?=\/\/|[\w+-]+:)/g, `:${ZERO_WIDTH}`)
    .replace(/www(?=\.)/gi, `$&${ZERO_WIDTH}`);
}
