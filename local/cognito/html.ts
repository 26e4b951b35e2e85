/** A piece of HTML that is safe to put into a page. */
export class Html {
  constructor(readonly text: string) {}
}

export type HtmlValue = string | number | Html | undefined | false | readonly HtmlValue[];

/** HTML out of a template; whatever is put into it and is not HTML itself is escaped. */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  return new Html(strings.map((text, index) => `${text}${textOf(values[index])}`).join(""));
}

/** Attributes of an element: `false` and undefined leave one out, `true` gives it no value. */
export function attributes(values: Readonly<Record<string, string | number | boolean | undefined>>): Html {
  const given = Object.entries(values).filter(([, value]) => value !== undefined && value !== false);
  return new Html(
    given.map(([name, value]) => (value === true ? ` ${name}` : ` ${name}="${escaped(`${value}`)}"`)).join(""),
  );
}

function textOf(value: HtmlValue): string {
  if (value instanceof Html) {
    return value.text;
  }
  if (Array.isArray(value)) {
    return value.map(textOf).join("");
  }
  return value === undefined || value === false ? "" : escaped(String(value));
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? "");
