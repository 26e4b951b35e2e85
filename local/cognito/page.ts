import { sha256 } from "../secret-text";
import type { Answer } from "./answer";
import type { Call } from "./call";
import { csrfToken } from "./csrf";
import type { HtmlValue } from "./html";
import { Html, html } from "./html";
import { stylesheet } from "./stylesheet";

export interface Page {
  readonly title: string;
  readonly body: HtmlValue;
  /** @default 200 */
  readonly status?: number;
  /** What went wrong, in words; read out by a screen reader at once. */
  readonly errors?: readonly string[];
  /** What went well. */
  readonly message?: string;
  /** The one script of the page. @default none: it works without */
  readonly script?: string;
}

/** Nothing but the one stylesheet and the script: nothing from elsewhere, no frame around the page. */
const contentSecurityPolicy = (script: string | undefined): string =>
  [
    "default-src 'none'",
    ...(script === undefined ? [] : [`script-src ${hashOf(script)}`]),
    `style-src ${hashOf(stylesheet)}`,
    "base-uri 'none'",
    // No form-action: a browser would apply it also to the redirects after the form, to whatever the client has in mind.
    "frame-ancestors 'none'",
  ].join("; ");

const hashOf = (text: string): string => `'sha256-${sha256(text).toString("base64")}'`;

/** Whose page it is. */
export type Shown = Pick<Call, "host" | "managedLogin" | "request">;

/** An HTML page of the domain, which says whose stand-in it is. All but those of passkeys work without any script. */
export function page(call: Shown, { title, body, status = 200, errors = [], message, script }: Page): Answer {
  const { cookie } = csrfToken(call);
  const { text } = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${new Html(stylesheet)}</style>
</head>
<body>
<header class="notice">Local stand-in of ${call.host}. ${call.managedLogin ? "Managed login's look is not imitated." : "It looks different there."} Accounts stay on this machine.</header>
<main>
<h1>${title}</h1>
<div role="alert" aria-live="assertive" id="errors">${errors.length > 0 && errorBox(errors)}</div>
<div role="status">${message !== undefined && html`<div class="message good"><p>${message}</p></div>`}</div>
${body}
</main>
${script !== undefined && html`<script>${new Html(script)}</script>`}
</body>
</html>
`;
  return {
    status,
    headers: {
      "content-type": "text/html;charset=UTF-8",
      "content-security-policy": contentSecurityPolicy(script),
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      // Not "no-referrer": a browser would then say "Origin: null" with a form, which says nothing.
      "referrer-policy": "same-origin",
      "cache-control": "no-cache, no-store, max-age=0, must-revalidate",
      ...(cookie === undefined ? {} : { "set-cookie": [cookie] }),
    },
    body: text,
  };
}

function errorBox(errors: readonly string[]): Html {
  const [first] = errors;
  const content =
    errors.length === 1 ? html`<p>${first}</p>` : html`<ul>${errors.map((error) => html`<li>${error}</li>`)}</ul>`;
  return html`<div class="message bad">${content}</div>`;
}
