import type { UserPoolType } from "@aws-sdk/client-cognito-identity-provider";
import type { AuthorizationRequest } from "./authorization-request";
import { checkAuthorizationRequest } from "./authorization-request";
import type { Call } from "./call";
import { isOurForm } from "./csrf";
import { errorPage } from "./error-page";
import { html } from "./html";
import { formOf } from "./http-request";
import { page } from "./page";
import { CognitoRefusal } from "./refusal";

/** A request to one of the pages behind an authorization request. */
export interface PageCall {
  readonly call: Call;
  readonly pool: UserPoolType;
  readonly request: AuthorizationRequest;
}

/** @throws CognitoRefusal when the authorization request does not check out, or there are no pages to show */
export async function pageCall(call: Call): Promise<PageCall> {
  const request = await checkAuthorizationRequest(call);
  // Managed login shows a page only for a client that has a branding.
  if (call.managedLogin && !(await call.service.pools.hasBranding(call.poolId, request.clientId))) {
    const body = html`<p>Managed login needs a branding for each client.</p>`;
    const errors = ["Login pages unavailable. Please contact an administrator."];
    throw new CognitoRefusal(page(call, { title: "Sign in", status: 400, errors, body }));
  }
  const pool = await call.service.pools.pool(call.poolId);
  if (pool === undefined) {
    throw new CognitoRefusal(errorPage(call, "invalid_request"));
  }
  return { call, pool, request };
}

/** @throws CognitoRefusal as well when the form does not come from a page of ours */
export async function postedPageCall(call: Call): Promise<PageCall & { readonly form: URLSearchParams }> {
  const context = await pageCall(call);
  const form = formOf(call.request);
  if (form === undefined || !isOurForm(call, form)) {
    const body = html`<p><a href="/oauth2/authorize?${call.request.query}">Start again</a></p>`;
    throw new CognitoRefusal(
      page(call, { title: "Sign in", status: 403, errors: ["Your session has expired."], body }),
    );
  }
  return { ...context, form };
}
