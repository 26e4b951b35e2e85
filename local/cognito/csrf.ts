import { randomText, sameText } from "../secret-text";
import type { Call } from "./call";
import { cookie, readCookie } from "./session";

type Asked = Pick<Call, "host" | "request">;

/** What was chosen for a request: its page and each form in it must say the same. */
const chosen = new WeakMap<object, { readonly token: string; readonly cookie?: string }>();

/**
 * The token that a page's forms carry: the same as in a cookie, which other sites can neither read nor set. Like
 * Cognito's, the cookie is `XSRF-TOKEN` and the field is `_csrf`.
 *
 * @returns the token, and the Set-Cookie header for a browser that has none yet
 */
export function csrfToken(call: Asked): { readonly token: string; readonly cookie?: string } {
  const known = chosen.get(call.request);
  if (known !== undefined) {
    return known;
  }
  const given = readCookie(call, "XSRF-TOKEN");
  const token = given !== undefined && /^[\w-]{43}$/.test(given) ? given : randomText();
  const made = token === given ? { token } : { token, cookie: cookie(call, "XSRF-TOKEN", token) };
  chosen.set(call.request, made);
  return made;
}

/** Whether a posted form comes from a page of ours in the same browser. */
export const isOurForm = (call: Asked, form: URLSearchParams): boolean =>
  sameText(form.get("_csrf") ?? "", readCookie(call, "XSRF-TOKEN") ?? "-");
