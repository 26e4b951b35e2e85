/** Text that a cell of a Markdown table can hold. Outside of code, `<` and `_` would be read as Markdown. */
export const cell = (text: string): string =>
  text
    .split(/(`[^`]*`)/)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(/[<_]/g, "\\$&")))
    .join("")
    .replaceAll("|", "\\|");
