/**
 * Text as lines of at most `width` characters, the first of which begins with `head` and the others below it. Words
 * that are longer stay whole.
 */
export function wrappedText(head: string, text: string, width: number): readonly string[] {
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
  return lines.map((line, index) => (index === 0 ? `${head}${line}` : `${" ".repeat(head.length)}${line}`));
}
