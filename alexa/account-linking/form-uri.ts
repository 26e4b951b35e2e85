import type { Finding } from "../diagnosis/finding";
import { place, withoutSlash } from "../diagnosis/finding";

/** What Alexa adds to the authorization URI itself. */
const ALEXA_PARAMETERS = ["state", "client_id", "redirect_uri", "response_type", "scope", "code_challenge"];

/** What keeps Alexa from sending anybody to an authorization URI, or undefined. Completes "the authorization URI …". */
export function flawInAuthorizationUri(uri: string): string | undefined {
  if (!URL.canParse(uri)) {
    return `is not a URI: ${uri}`;
  }
  const { protocol, port, hash, searchParams } = new URL(uri);
  if (protocol !== "https:" || port !== "" || hash !== "") {
    return `must be https on port 443 without a fragment: ${uri}`;
  }
  const taken = ALEXA_PARAMETERS.filter((name) => searchParams.has(name));
  return taken.length === 0 ? undefined : `already carries ${taken.join(", ")}`;
}

/**
 * What is wrong with one of the form's two URIs, or undefined.
 *
 * @param field as the console names it
 * @param expected the deployed one, if it is known
 */
export function findInUri(field: string, seen: string, expected: string | undefined): Finding | undefined {
  if (URL.canParse(seen) && new URL(seen).hostname.startsWith("cognito-idp.")) {
    return ["issuer-for-domain", `${field} is ${place(seen)}${expected ? `; it must be ${expected}` : ""}.`];
  }
  if (expected === undefined) {
    return place(seen).endsWith("/")
      ? ["trailing-slash", `${field} is ${place(seen)}, with a slash at its end.`]
      : undefined;
  }
  if (place(seen) === place(expected)) {
    return undefined;
  }
  const code = withoutSlash(place(seen)) === withoutSlash(place(expected)) ? "trailing-slash" : "wrong-uri";
  return [code, `${field} is ${place(seen)}; deployed is ${expected}.`];
}
