import { Problem } from "../../common/problem";
/**
 * Text as Terraform's JSON syntax has it: a template, in which `${…}` is an expression. Source: Terraform language,
 * "JSON Configuration Syntax", expression mapping.
 */

/** The text in HCL: the bare expression when it is nothing but one, otherwise a quoted template. */
export function expressionOf(text: string): string {
  const parts = partsOf(text);
  const [only] = parts;
  if (parts.length === 1 && only !== undefined && only.startsWith("${")) {
    return only.slice(2, -1).trim();
  }
  return `"${parts.map((part) => (part.startsWith("${") ? part : escaped(part))).join("")}"`;
}

/** Text that means itself, whatever is in it. */
export const quotedText = (text: string): string => `"${literalTemplate(escaped(text))}"`;

/** A template that means the text itself. */
export const literalTemplate = (text: string): string => text.replace(/\$\{/g, "$$${").replace(/%\{/g, "%%{");

const ESCAPES: Readonly<Record<string, string>> = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" };

const escaped = (text: string): string => text.replace(/[\\"\n\r\t]/g, (char) => ESCAPES[char] ?? char);

/** Literal parts and `${…}` parts, in order. `$${` is literal. */
function partsOf(text: string): string[] {
  const parts: string[] = [];
  let literal = "";
  for (let at = 0; at < text.length; ) {
    if (text.startsWith("$${", at)) {
      literal += "$${";
      at += 3;
    } else if (text.startsWith("${", at)) {
      const end = endOfInterpolation(text, at + 2);
      if (literal !== "") {
        parts.push(literal);
      }
      literal = "";
      parts.push(text.slice(at, end));
      at = end;
    } else {
      literal += text[at];
      at += 1;
    }
  }
  return literal === "" && parts.length > 0 ? parts : [...parts, literal];
}

/** Behind the bracket that closes an interpolation: brackets may be nested, and stand in quotes. */
function endOfInterpolation(text: string, start: number): number {
  let depth = 1;
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === '"') {
      at = endOfQuoted(text, at + 1);
    } else if (text[at] === "{") {
      depth += 1;
    } else if (text[at] === "}") {
      depth -= 1;
    }
    if (depth === 0) {
      return at + 1;
    }
  }
  throw new Problem(`This template of Terraform's has an interpolation that is not closed: ${text}`);
}

/** Where a quoted text inside an expression ends; it is a template itself. */
function endOfQuoted(text: string, start: number): number {
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === "\\") {
      at += 1;
    } else if (text[at] === '"') {
      return at;
    } else if (text.startsWith("${", at) && text[at - 1] !== "$") {
      at = endOfInterpolation(text, at + 2) - 1;
    }
  }
  throw new Problem(`This template of Terraform's has a quoted text that is not closed: ${text}`);
}

/** What stands between the commas of a call or list; undefined when its brackets are not in pairs, or it is a `for`. */
export function splitArguments(inside: string): string[] | undefined {
  if (/^\s*for\s/.test(inside)) {
    return undefined;
  }
  const items: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < inside.length; at += 1) {
    const char = inside[at] ?? "";
    if (char === '"') {
      at = endOfQuoted(inside, at + 1);
    } else if ("([{".includes(char)) {
      depth += 1;
    } else if (")]}".includes(char)) {
      depth -= 1;
    } else if (char === "," && depth === 0) {
      items.push(inside.slice(start, at).trim());
      start = at + 1;
    }
    if (depth < 0) {
      return undefined;
    }
  }
  return [...items, inside.slice(start).trim()];
}
