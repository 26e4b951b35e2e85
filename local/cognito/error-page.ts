import type { Answer } from "./answer";
import type { Call } from "./call";
import { html } from "./html";
import { queryOf } from "./http-request";
import type { Shown } from "./page";
import { page } from "./page";

/** What each error of the error page means; Cognito's own page does not say so much. */
const MEANINGS: Readonly<Record<string, string>> = {
  redirect_mismatch:
    "The app asked to be sent back to an address that is not among the callback URLs of its client, or the sign-out " +
    "URLs. They must be the same letter by letter, with or without a slash at the end.",
  invalid_client: "The user pool of this domain has no client with this id.",
  "Required parameters missing": "The request must have at least a client_id and a redirect_uri.",
};

/** `GET /error`: Cognito's own page for errors that it reports to no client. It is a 400, as Cognito's is. */
export async function showError(call: Call): Promise<Answer> {
  const parameters = queryOf(call.request);
  return errorPage(call, parameters.get("error") ?? "", parameters.get("client_id") ?? undefined);
}

export function errorPage(call: Shown, error: string, clientId?: string): Answer {
  const meaning = Object.hasOwn(MEANINGS, error) ? MEANINGS[error] : undefined;
  const body = html`<p>error: <code>${error}</code></p>
${clientId !== undefined && html`<p>client_id: <code>${clientId}</code></p>`}
${meaning !== undefined && html`<p class="hint">${meaning}</p>`}`;
  const errors = ["An error was encountered with the requested page."];
  return page(call, { title: "Something went wrong", status: 400, errors, body });
}
