import type { Call } from "./call";
import { csrfToken } from "./csrf";
import type { Html, HtmlValue } from "./html";
import { attributes, html } from "./html";

export interface Field {
  readonly name: string;
  readonly label: string;
  /** @default "text" */
  readonly type?: "text" | "email" | "tel" | "password" | "date";
  /** The browser's own word for what goes into it (HTML, section 4.10.18.7). */
  readonly autocomplete: string;
  readonly inputmode?: "numeric";
  readonly value?: string;
  readonly invalid?: boolean;
  /** @default 2048, Cognito's limit for an attribute */
  readonly maxlength?: number;
  readonly hint?: HtmlValue;
}

/** One labelled input. A password never comes back into a page. */
export function field({ name, label, type = "text", hint, ...field }: Field): Html {
  const described = hint === undefined ? undefined : `${name}-hint`;
  const input = attributes({
    id: name,
    name,
    type,
    required: true,
    autocomplete: field.autocomplete,
    inputmode: field.inputmode,
    maxlength: field.maxlength ?? 2048,
    value: type === "password" ? undefined : field.value,
    autocapitalize: field.autocomplete.endsWith("-name") || field.autocomplete === "name" ? "words" : "none",
    spellcheck: "false",
    // Where the first of them gets the focus, a screen reader also reads what is wrong.
    autofocus: field.invalid,
    "aria-invalid": field.invalid ? "true" : undefined,
    "aria-describedby": [field.invalid ? "errors" : undefined, described].filter(Boolean).join(" ") || undefined,
  });
  return html`<div class="field"><label for="${name}">${label}</label><input${input}>
${hint !== undefined && html`<div class="hint" id="${described}">${hint}</div>`}</div>`;
}

/** A form that posts to a path of this host, with the parameters of the authorization request kept. */
export function form(
  call: Call,
  path: string,
  content: HtmlValue,
  others: Readonly<Record<string, string>> = {},
): Html {
  return html`<form method="post" action="${pathWith(call, path)}"${attributes(others)}>
<input type="hidden" name="_csrf" value="${csrfToken(call).token}">
${content}</form>`;
}

/** A link to another page, with the parameters of the authorization request kept. */
export const link = (call: Call, path: string, text: string): Html =>
  html`<a href="${pathWith(call, path)}">${text}</a>`;

/** A path of this host with the parameters of the authorization request. */
export const pathWith = ({ request }: Call, path: string): string => `${path}?${request.query}`;
