import { flawInAuthorizationUri } from "../../alexa/account-linking/form-uri";
import type { RedirectFailure, SettingsWithoutSecret } from "../../alexa/diagnosis/link-evidence";
import { Problem } from "../../common/problem";
import type { AlexaRegion } from "../../contract/account-linking";
import { redirectUriOf } from "../../contract/alexa-redirect-uri";
import { authorizationUrl, newCodeVerifier, newState } from "./authorization-request";

/** One attempt to link: what Alexa sent the user off with, and what it remembers of the code that came back. */
export class LinkAttempt {
  readonly redirectUri: string;
  /** Where the Alexa app opens the sign-in page. */
  readonly url: string;
  /** With PKCE only. */
  readonly codeVerifier?: string;
  /** When the browser first came back, in milliseconds since the epoch. */
  redirectedAt?: number;
  /** The code that the access token URI has seen. */
  codeSent?: string;
  private readonly state = newState();

  /** @throws Problem when Alexa cannot send anybody to the form's authorization URI */
  constructor(
    settings: SettingsWithoutSecret,
    vendorId: string,
    readonly region: AlexaRegion,
  ) {
    const flaw = flawInAuthorizationUri(settings.authorizationUri);
    if (flaw !== undefined) {
      throw new Problem(`The authorization URI ${flaw}.`);
    }
    this.redirectUri = redirectUriOf(region, vendorId);
    const { verifier, challenge } = newCodeVerifier();
    this.codeVerifier = settings.pkce ? verifier : undefined;
    const codeChallenge = settings.pkce ? challenge : undefined;
    this.url = authorizationUrl(settings, { state: this.state, redirectUri: this.redirectUri, codeChallenge });
  }

  /**
   * The code in what the browser brought back, or why there is none to exchange.
   *
   * @param redirectedTo the production form of the URL that it was sent to
   */
  codeIn(redirectedTo: string): string | RedirectFailure {
    const failure = readRedirect(redirectedTo, this.state);
    const { url, code, ...facts } = failure;
    const isGood = url === this.redirectUri && facts.stateUnchanged && facts.error === undefined;
    return code !== undefined && isGood ? code : { at: "redirect", url, ...facts };
  }

  /** Why nothing comes of a redirect that no attempt waits for. */
  static unexpected(redirectedTo: string): RedirectFailure {
    const { code: _, ...facts } = readRedirect(redirectedTo, undefined);
    return { at: "redirect", ...facts };
  }
}

function readRedirect(redirectedTo: string, state: string | undefined) {
  const parameters = URL.canParse(redirectedTo) ? new URL(redirectedTo).searchParams : new URLSearchParams();
  const code = parameters.get("code") || undefined;
  return {
    url: redirectedTo.split(/[?#]/)[0] ?? redirectedTo,
    code,
    hasCode: code !== undefined,
    error: parameters.get("error") ?? undefined,
    errorDescription: parameters.get("error_description") ?? undefined,
    stateUnchanged: state !== undefined && parameters.get("state") === state,
  };
}
