import { SmapiError } from "./smapi";

/**
 * The URL, if a token or a skill package may be sent to it: https, or http to this machine, where a stand-in listens.
 *
 * @param name what the URL is, for people
 * @throws SmapiError of the kind `refused`
 */
export function safeUrl(url: string, name: string): URL {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined) {
    throw new SmapiError("refused", `${name} is not a URL. It has to be like https://api.amazonalexa.com.`);
  }
  // A URL may hold a signature or a password: only its origin is shown.
  if (parsed.protocol !== "https:" && !(parsed.protocol === "http:" && isLoopback(parsed.hostname))) {
    throw new SmapiError(
      "refused",
      `${name} is at ${parsed.protocol}//${parsed.host}, where everybody on the way could read what is sent. It has to be https; http is allowed to this machine only (localhost, 127.0.0.1).`,
    );
  }
  if (parsed.username !== "" || parsed.password !== "") {
    throw new SmapiError("refused", `${name} holds a user name or a password (${parsed.host}). Leave them out.`);
  }
  return parsed;
}

const isLoopback = (hostname: string): boolean =>
  hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname);
