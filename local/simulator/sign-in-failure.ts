import { PASSKEY_PATH, SIGN_IN_CODE_PATH } from "../cognito/more-ways";
import { ADD_PASSKEY_PATH } from "../cognito/passkey";
import { PROVIDER_PAGE } from "../providers/stand-ins";
import type { ShownExchange } from "../shown-exchange";

/** Cognito's own pages on which a sign-in can end; https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-userpools-server-contract-reference.html */
/** Its pages for what stands in place of a password. They say what is wrong in their title. */
const PASSWORDLESS_PAGES: readonly string[] = [SIGN_IN_CODE_PATH, PASSKEY_PATH, ADD_PASSKEY_PATH];

const PAGES = ["/oauth2/authorize", "/login", "/error"];

/** A page on which a sign-in ended. */
export interface FailedPage {
  readonly url: string;
  /** What it says, if anybody read it. */
  readonly text?: string;
}

/**
 * The page on which a sign-in ended for good, a provider's too, or undefined when this exchange was not that.
 *
 * @param authorizationUri where Alexa sends people, which may be no sign-in page at all
 */
export function failedPage(
  { label, request, response }: ShownExchange,
  authorizationUri: string,
): FailedPage | undefined {
  const isPasswordless = PASSWORDLESS_PAGES.includes(new URL(request.url).pathname);
  if (isPasswordless && response?.status === 400) {
    return { url: request.url, text: response.body };
  }
  if (request.method !== "GET" || response === undefined) {
    return undefined; // a form that was sent is answered by a page on which one can try again
  }
  if (label === PROVIDER_PAGE) {
    return response.status >= 400 ? { url: request.url, text: response.body } : undefined;
  }
  const { pathname } = new URL(request.url);
  const isPage = [...PAGES, new URL(authorizationUri).pathname].includes(pathname);
  return isPage && (pathname === "/error" || response.status >= 400) ? { url: request.url } : undefined;
}
