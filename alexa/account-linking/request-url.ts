import { kindOf } from "../../common/json";
import { ACCOUNT_LINKING_OUTPUT } from "../../contract/account-linking";
import type { FlawList } from "../request-flaw";
import { flawInAuthorizationUri } from "./form-uri";

/** Why a text cannot be an id, a secret or a URL; without quoting it, for it may be a secret. */
export function flawInText(value: unknown): string | undefined {
  if (typeof value !== "string") {
    return `received ${kindOf(value)}; it must be text.`;
  }
  if (value.trim() === "") {
    return "is empty. Write its value, or leave the key out.";
  }
  if (value !== value.trim()) {
    return "has white space or a line break at its beginning or end, probably copied along. Remove it.";
  }
  return /[\r\n]/.test(value) ? "has a line break in it. Write it in one line." : undefined;
}

/** What Alexa can open: https on port 443, without a fragment and without credentials. */
export function checkUrl(value: unknown, path: string, flaws: FlawList): void {
  const flaw = flawInText(value);
  if (flaw !== undefined || typeof value !== "string") {
    flaws.add(path, flaw ?? "");
    return;
  }
  const seen = `received ${flaws.showUrl(value)}`;
  if (/[^\x21-\x7e]|\\/.test(value)) {
    flaws.add(path, `${seen}; a URL has no white space, no backslash and ASCII only: percent-encode the others.`);
    return;
  }
  if (!/^https:\/\/[^/?#]/i.test(value) || !URL.canParse(value)) {
    flaws.add(path, `${seen}; it must be a URL that begins with https:// and a host.`);
    return;
  }
  const { port } = new URL(value);
  if (/^https:\/\/[^/?#]*@/i.test(value)) {
    flaws.add(path, "has a user name or password before the host, which everybody could read. Remove them.");
  }
  if (port !== "") {
    flaws.add(path, `${seen}; Alexa takes https on port 443 only. Remove the port ${port}.`);
  }
  if (value.includes("#")) {
    flaws.add(path, `${seen} with a fragment, which servers never get. Remove what follows the #, and the # itself.`);
  }
}

/** Where Alexa begins a link: a URL that leaves room for the parameters that Alexa adds itself. */
export function checkAuthorizationUrl(value: unknown, path: string, flaws: FlawList): void {
  const before = flaws.flaws.length;
  checkUrl(value, path, flaws);
  // Only what the check of any URL has not said already, and in words that do not quote the query.
  const flaw = flaws.flaws.length === before && typeof value === "string" ? flawInAuthorizationUri(value) : undefined;
  if (flaw !== undefined) {
    flaws.add(path, `${flaw}, which Alexa adds itself. Remove it from the URL.`);
  }
}

/** @param output the field of Terraform's output that belongs there */
export function checkNoIssuer(value: unknown, output: string, path: string, flaws: FlawList): void {
  if (typeof value === "string" && hostOf(value)?.startsWith("cognito-idp.")) {
    flaws.add(
      path,
      `received ${flaws.showUrl(value)}, on the host of the pool's issuer, which serves signing keys and no sign-in page. Write ${output} of Terraform's output ${ACCOUNT_LINKING_OUTPUT}: it begins with the sign-in domain.`,
    );
  }
}

/** Whether the URL is one at which Alexa takes people back after they signed in, of whatever region. */
export const isAlexaRedirectUri = (url: string): boolean =>
  /(^|\.)(amazon|alexa)(\.[a-z]{2,3}){1,2}$/.test(hostOf(url) ?? "") &&
  /^\/api\/skill\/link(\/|$)/i.test(new URL(url).pathname);

/** In lower case; undefined when it is no URL. */
export const hostOf = (url: string): string | undefined => (URL.canParse(url) ? new URL(url).hostname : undefined);
