import { member } from "../../common/json";

/** A form of an HTML page, as far as filling it in takes. */
export interface HtmlForm {
  /** Where it goes, relative to the page. Empty for the page itself. */
  readonly action: string;
  readonly method: "GET" | "POST";
  readonly fields: readonly HtmlField[];
}

export interface HtmlField {
  readonly name: string;
  /** `hidden`, `text`, `email`, `password`, … */
  readonly type: string;
  readonly value: string;
  /** What browsers fill in by themselves (HTML, section 4.10.18.7), as in `one-time-code`. */
  readonly autocomplete?: string;
}

/** The forms of a page, in its order. Fields without a name, and buttons, do not count: nothing is sent of them. */
export function formsIn(html: string): readonly HtmlForm[] {
  const visible = html.replace(/<!--[\s\S]*?-->/g, "");
  return [...visible.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/gi)].map(([, own = "", content = ""]) => {
    const { action = "", method = "get" } = attributesIn(own);
    return { action, method: method.toLowerCase() === "post" ? "POST" : "GET", fields: fieldsIn(content) };
  });
}

function fieldsIn(content: string): readonly HtmlField[] {
  return [...content.matchAll(/<input\b((?:"[^"]*"|'[^']*'|[^'">])*)>/gi)].flatMap(([, own = ""]) => {
    const { name, type = "text", value = "", autocomplete, ...others } = attributesIn(own);
    const kind = type.toLowerCase();
    const unsent = ["submit", "button", "image", "reset"].includes(kind) || "disabled" in others;
    const unchecked = ["checkbox", "radio"].includes(kind) && !("checked" in others);
    return name === undefined || unsent || unchecked
      ? []
      : [{ name, type: kind, value, ...(autocomplete && { autocomplete }) }];
  });
}

/** Where the links of a page lead, as they are written. */
export const linksIn = (html: string): readonly string[] =>
  [...html.matchAll(/<a\b([^>]*)>/gi)].flatMap(([, own = ""]) => attributesIn(own).href ?? []);

/** The text of a page, as a person would read it. */
export const textOf = (html: string): string =>
  decode(html.replace(/<(script|style)\b[\s\S]*?<\/\1>/gi, " ").replace(/<[^>]*>/g, " "))
    .replace(/\s+/g, " ")
    .trim();

function attributesIn(tag: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...tag.matchAll(/([a-z][\w:-]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/gi)].map(
      ([, name = "", double, single, bare]) => [name.toLowerCase(), decode(double ?? single ?? bare ?? "")],
    ),
  );
}

const ENTITIES: Readonly<Record<string, string>> = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&", nbsp: " " };

const decode = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w+));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
    const code = decimal ? Number.parseInt(decimal, 10) : Number.parseInt(hex ?? "", 16);
    return name ? (member(ENTITIES, name) ?? whole) : String.fromCodePoint(code <= 0x10ffff ? code : 0xfffd);
  });
