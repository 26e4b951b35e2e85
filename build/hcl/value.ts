import { attribute, bodyText, indented } from "./body";
import { expressionOf, splitArguments } from "./template";

/** Longer lists and calls are written one entry a line. */
const LINE_WIDTH = 110;

const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_-]*$/;

/** A value of Terraform's JSON syntax as an expression of HCL. */
export function valueText(value: unknown): string {
  if (typeof value === "string") {
    return value.endsWith("\n") ? heredoc(value) : wrapped(expressionOf(value));
  }
  if (Array.isArray(value)) {
    return listText(value.map(valueText));
  }
  if (typeof value === "object" && value !== null) {
    return objectText(value);
  }
  return String(value);
}

/** A list of expressions: on one line where it is short. */
export function listText(items: readonly string[]): string {
  const line = `[${items.join(", ")}]`;
  return line.length <= LINE_WIDTH && !line.includes("\n") ? line : `[\n${indented(items.join(",\n"))},\n]`;
}

/** Text of several lines, to be read as such. It is a template: `${…}` in it is an expression. */
export const heredoc = (text: string): string => `<<-EOT\n${indented(text.trimEnd())}\nEOT`;

/** An expression that is too long for a line, its outermost call or list opened; brackets around all of it say nothing. */
function wrapped(text: string): string {
  const expression = withoutBrackets(text);
  const opened = /^(\w*)([([])(.*)[)\]]$/s.exec(expression);
  if (expression.length <= LINE_WIDTH || opened === null) {
    return expression;
  }
  const [, name = "", bracket = "", inside = ""] = opened;
  const items = splitArguments(inside);
  if (items === undefined) {
    return expression;
  }
  const [only = ""] = items;
  if (items.length === 1 && /^\w*[([]/.test(only) && wrapped(only).endsWith("\n]")) {
    return `${name}${bracket}${wrapped(only)}${bracket === "(" ? ")" : "]"}`;
  }
  const lines = indented(items.map(wrapped).join(",\n"));
  return bracket === "(" ? `${name}(\n${lines}\n)` : `${name}[\n${lines},\n]`;
}

function withoutBrackets(expression: string): string {
  const [, inside] = /^\((.*)\)$/s.exec(expression) ?? [];
  // Of `(a) && (b)` what is inside has brackets that are in no pairs.
  return inside === undefined || splitArguments(inside)?.length !== 1 ? expression : inside;
}

function objectText(value: object): string {
  const entries = Object.entries(value);
  if (entries.length === 0) {
    return "{}";
  }
  const body = entries.map(([key, inner]) =>
    attribute(IDENTIFIER.test(key) ? key : expressionOf(key), valueText(inner)),
  );
  const text = bodyText(body);
  return entries.length === 1 && !text.includes("\n") ? `{ ${text} }` : `{\n${indented(text)}\n}`;
}
