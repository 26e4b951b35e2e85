import type { ServerResponse } from "node:http";
import type { Html } from "../cognito/html";
import { attributes, html } from "../cognito/html";
import { page as cognitoPage } from "../cognito/page";
import { PEOPLE } from "./people";

/** A page of a provider's stand-in, in the plain look of all local pages. */
export interface ProviderPage {
  /** The host that it stands for. */
  readonly host: string;
  readonly title: string;
  readonly body: Html;
  /** @default 200 */
  readonly status?: number;
  readonly errors?: readonly string[];
  /** The one script of the page. @default none: it works without */
  readonly script?: string;
}

export interface SentPage {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string;
}

export function providerPage({ host, ...page }: ProviderPage): SentPage {
  const request = { method: "GET", path: "/", query: "", headers: {}, body: "" };
  const { status, headers, body } = cognitoPage({ host, managedLogin: false, request }, page);
  const { "set-cookie": _, ...others } = headers;
  return { status, headers: others, body };
}

/** Who is it? Each of the people, somebody else, or nobody who consents. */
export function choicePage(host: string, name: string): SentPage {
  const people = PEOPLE.map(
    (person, index) => html`<form method="post">
<button type="submit" name="person" value="${index}">Continue as ${person.firstName}</button>
<p class="hint">${describe(person.email, person.verified)}</p></form>`,
  );
  const text = (id: string, label: string, type = "text"): Html =>
    html`<div class="field"><label for="${id}">${label}</label><input${attributes({ id, name: id, type, required: true, maxlength: 256, autocomplete: "off" })}></div>`;
  return providerPage({
    host,
    title: `Sign in with ${name}`,
    body: html`<p>This page stands for the provider's own. Who are you there?</p>
${people}
<form method="post">
${text("firstName", "First name")}${text("email", "Email address", "email")}
<p><label class="check"><input type="checkbox" name="verified" value="yes" checked> The provider verified the address</label></p>
<button type="submit" class="quiet" name="person" value="other">Continue as somebody else</button></form>
<form method="post"><button type="submit" class="quiet" name="person" value="refuse">Do not consent</button></form>`,
  });
}

const describe = (email: string | undefined, verified: boolean): string =>
  email === undefined ? "without an address" : `${email}, ${verified ? "verified" : "not verified"} by the provider`;

/** A page that sends a form by itself, as providers do where what they say is too long for a URL. */
export const sentFormPage = (host: string, action: string, fields: Readonly<Record<string, string>>): SentPage =>
  providerPage({
    host,
    title: "Signed in",
    script: "document.forms[0].submit();",
    body: html`<form method="post"${attributes({ action })}>
${Object.entries(fields).map(([name, value]) => html`<input${attributes({ type: "hidden", name, value })}>`)}
<button type="submit">Go on</button></form>`,
  });

export function sendPage(outgoing: ServerResponse, { status, headers, body }: SentPage): void {
  const values = Object.entries(headers).map(([name, value]) => [name, typeof value === "string" ? value : [...value]]);
  outgoing.writeHead(status, { ...Object.fromEntries(values), "content-length": Buffer.byteLength(body) });
  outgoing.end(body);
}
