import type { RedirectFailure, SignInFailure } from "../alexa/diagnosis/link-evidence";
import type { HttpAnswer } from "../common/http-outcome";

/** Where an authorization request leads a browser in which nobody is signed in. */
export type Landing =
  /** The page itself is at `url`; undefined when it came at once, or is another host's. */
  | { readonly kind: "sign-in page"; readonly url?: string; readonly stateUnchanged: boolean }
  | { readonly kind: "failure"; readonly failure: SignInFailure | RedirectFailure }
  /** Neither a page nor a redirect. */
  | { readonly kind: "refused"; readonly status: number }
  | { readonly kind: "nowhere"; readonly reason: string };

/** What the authorization request said. */
export interface AskedFor {
  /** The URL that was asked. */
  readonly url: string;
  readonly redirectUri: string;
  readonly state: string;
}

/** Reads an answer to an authorization request. */
export function readLanding(answer: HttpAnswer, asked: AskedFor): Landing {
  const { status, headers, body } = answer;
  const location = headers.location ?? "";
  if (status >= 300 && status < 400 && URL.canParse(location, asked.url)) {
    return readRedirect(new URL(location, asked.url), asked);
  }
  if (isUnavailable(body)) {
    return { kind: "failure", failure: { at: "sign-in page", url: asked.url, text: UNAVAILABLE } };
  }
  return status === 200 ? { kind: "sign-in page", stateUnchanged: true } : { kind: "refused", status };
}

/** What Cognito shows instead of managed login for a client without a branding. */
const UNAVAILABLE = "Login pages unavailable";

export const isUnavailable = (page: string): boolean => /login pages? unavailable/i.test(page);

function readRedirect(location: URL, { url, redirectUri, state }: AskedFor): Landing {
  const query = location.searchParams;
  const stateUnchanged = !query.has("state") || query.get("state") === state;
  if (location.origin === new URL(url).origin) {
    return location.pathname.endsWith("/error") || query.has("error")
      ? { kind: "failure", failure: { at: "sign-in page", url: location.href } }
      : { kind: "sign-in page", url: location.href, stateUnchanged };
  }
  const isBack = URL.canParse(redirectUri) && new URL(redirectUri).pathname === location.pathname;
  if (!isBack && !query.has("error")) {
    // A user pool that leaves the sign-in to another provider sends people there, with a state of its own.
    return { kind: "sign-in page", stateUnchanged: true };
  }
  const [error, errorDescription] = [query.get("error") ?? undefined, query.get("error_description") ?? undefined];
  const back: RedirectFailure = {
    at: "redirect",
    url: isBack ? redirectUri : location.href,
    error,
    errorDescription,
    stateUnchanged,
    hasCode: query.has("code"),
  };
  return { kind: "failure", failure: back };
}
