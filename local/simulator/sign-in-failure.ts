import type { ShownExchange } from "../shown-exchange";

/** Cognito's own pages on which a sign-in can end; https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-userpools-server-contract-reference.html */
const PAGES = ["/oauth2/authorize", "/login", "/error"];

/**
 * The page on which a sign-in ended for good, or undefined when this exchange was not that.
 *
 * @param authorizationUri where Alexa sends people, which may be no sign-in page at all
 */
export function failedPage({ request, response }: ShownExchange, authorizationUri: string): string | undefined {
  if (request.method !== "GET" || response === undefined) {
    return undefined; // a form that was sent is answered by a page on which one can try again
  }
  const { pathname } = new URL(request.url);
  const isPage = [...PAGES, new URL(authorizationUri).pathname].includes(pathname);
  return isPage && (pathname === "/error" || response.status >= 400) ? request.url : undefined;
}
