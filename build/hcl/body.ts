/** The inside of a file or a block, in the order in which it is to be read. */
export type Body = readonly (Attribute | Block | Comment)[];

/** `name = value` */
export interface Attribute {
  readonly kind: "attribute";
  readonly name: string;
  /** An expression in HCL, of one or more lines. */
  readonly value: string;
}

/** `type "label" { … }` */
export interface Block {
  readonly kind: "block";
  readonly type: string;
  readonly labels: readonly string[];
  readonly body: Body;
}

/** Lines that begin with `#`, above the next part. */
export interface Comment {
  readonly kind: "comment";
  readonly text: string;
}

export const attribute = (name: string, value: string): Attribute => ({ kind: "attribute", name, value });

export const block = (type: string, labels: readonly string[], body: Body): Block => ({
  kind: "block",
  type,
  labels,
  body,
});

export const comment = (text: string): Comment => ({ kind: "comment", text });

/** A file's text, formatted as `terraform fmt` formats it. */
export const fileText = (body: Body): string => `${bodyText(body)}\n`;

/** The parts below each other: short attributes close together and aligned, everything else with a line between. */
export function bodyText(body: Body): string {
  const chunks: string[] = [];
  let lines: Attribute[] = [];
  const flush = (): void => {
    if (lines.length > 0) {
      chunks.push(aligned(lines));
    }
    lines = [];
  };
  let above = "";
  for (const part of body) {
    if (part.kind === "attribute" && !part.value.includes("\n") && above === "") {
      lines.push(part);
      continue;
    }
    flush();
    if (part.kind === "comment") {
      above += `${part.text.replace(/^/gm, "# ").replace(/ +$/gm, "")}\n`;
    } else {
      chunks.push(above + textOf(part));
      above = "";
    }
  }
  flush();
  return chunks.join("\n\n");
}

function textOf(part: Attribute | Block): string {
  if (part.kind === "attribute") {
    return `${part.name} = ${part.value}`;
  }
  const head = [part.type, ...part.labels.map((label) => `"${label}"`)].join(" ");
  return part.body.length === 0 ? `${head} {}` : `${head} {\n${indented(bodyText(part.body))}\n}`;
}

/** The equals signs below each other. */
function aligned(attributes: readonly Attribute[]): string {
  const width = Math.max(...attributes.map(({ name }) => name.length));
  return attributes.map(({ name, value }) => `${name.padEnd(width)} = ${value}`).join("\n");
}

export const indented = (text: string): string => text.replace(/^(?=.)/gm, "  ");
