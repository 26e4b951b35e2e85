import type { Diagnosis } from "../../alexa/diagnosis/link-diagnosis";
import { diagnose } from "../../alexa/diagnosis/link-diagnosis";
import type { DeployedAccountLinking, LinkFailure, TokenFailure } from "../../alexa/diagnosis/link-evidence";
import { unverifiedClaims } from "../../alexa/diagnosis/link-evidence";
import type { TokenResponse, Tokens } from "../../alexa/diagnosis/token-response";
import type { AlexaRegion } from "../../contract/account-linking";
import { MIN_ACCESS_TOKEN_SECONDS } from "../../contract/alexa-limits";
import { redirectUriOf } from "../../contract/alexa-redirect-uri";
import type { AccountLinkingSettings } from "./account-linking-settings";
import { LinkAttempt } from "./link-attempt";
import type { TokenClient } from "./token-client";

/** `link broken`: there was a link, and Alexa can no longer get an access token for it. */
export type LinkState = "not linked" | "linked" | "link broken";

export interface LinkFailed {
  readonly kind: "failed";
  readonly userSees: string;
  readonly diagnosis: Diagnosis;
}

export type RefreshResult =
  | { readonly kind: "refreshed"; readonly expiresInSeconds: number }
  | { readonly kind: "not linked" }
  | LinkFailed;

export interface AccountLinkProps {
  readonly settings: AccountLinkingSettings;
  readonly vendorId: string;
  readonly tokens: TokenClient;
  /** What is deployed, asked anew for each diagnosis. @default only the failure itself is known */
  readonly deployed?: () => DeployedAccountLinking;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/**
 * Alexa refreshes before the access token runs out; how long before is not documented. With less than the shortest
 * lifetime that it accepts, a new token never needs a refresh.
 */
const REFRESH_AHEAD_MS = 300_000;

/**
 * The account of one Alexa user, linked by the authorization-code grant: the authorization request, the code's
 * exchange, the tokens and their refresh. Alexa's manners, which are not kinder than hers: a state is compared letter
 * by letter, a short lifetime refuses the link, and the refresh token of the link is sent at every refresh, whether or
 * not an answer brought a newer one.
 */
export class AccountLink {
  settings: AccountLinkingSettings;
  private attempt?: LinkAttempt;
  private linked?: Linked;
  private brokenBy?: Diagnosis;
  private refreshing?: Promise<RefreshResult>;

  constructor(private readonly props: AccountLinkProps) {
    this.settings = props.settings;
  }

  get state(): LinkState {
    if (this.linked !== undefined && (this.brokenBy === undefined || this.props.now() < this.linked.expiresAt)) {
      return "linked";
    }
    return this.brokenBy === undefined ? "not linked" : "link broken";
  }

  /** Why the link is broken, while it is. */
  get diagnosis(): Diagnosis | undefined {
    return this.state === "link broken" ? this.brokenBy : undefined;
  }

  /**
   * Begins an attempt to link; the one before it can no longer end well.
   *
   * @returns the authorization URL
   * @throws Problem when Alexa cannot send anybody there
   */
  begin(region: AlexaRegion): string {
    this.attempt = new LinkAttempt(this.settings, this.props.vendorId, region);
    return this.attempt.url;
  }

  /**
   * Takes what the browser brought back to the redirect URI, and exchanges the code.
   *
   * @param redirectedTo the production form of that URL
   */
  async finish(redirectedTo: string): Promise<Tokens | LinkFailed> {
    const { attempt } = this;
    if (attempt === undefined) {
      return this.failed(LinkAttempt.unexpected(redirectedTo), attempt);
    }
    const code = attempt.codeIn(redirectedTo);
    return typeof code === "string" ? this.exchange(code, attempt) : this.failed(code, attempt);
  }

  /** The sign-in page ended on a page of its own, or none came. */
  fail(pageUrl: string | undefined, text?: string): LinkFailed {
    return this.failed({ at: "sign-in page", url: pageUrl, text }, this.attempt);
  }

  /** Gets a new access token. One refresh at a time: who comes meanwhile gets its result. */
  refresh(): Promise<RefreshResult> {
    this.refreshing ??= this.refreshNow().finally(() => {
      this.refreshing = undefined;
    });
    return this.refreshing;
  }

  /** The access token for a request that is about to be sent, refreshed if need be; undefined when there is none. */
  async accessToken(): Promise<string | undefined> {
    const { linked } = this;
    const left = (linked?.expiresAt ?? 0) - this.props.now();
    if (linked !== undefined && left <= (linked.refreshToken === undefined ? 0 : REFRESH_AHEAD_MS)) {
      await this.refresh();
    }
    // A refresh that failed for a passing reason leaves the token that is still good.
    return this.linked !== undefined && this.props.now() < this.linked.expiresAt ? this.linked.accessToken : undefined;
  }

  /** Why the skill refuses a token that Alexa holds for good. */
  refusedBySkill(): Diagnosis | undefined {
    const { linked } = this;
    if (linked === undefined) {
      return undefined;
    }
    const claims = unverifiedClaims(linked.accessToken);
    const [receivedAt, sentAt] = [linked.receivedAt / 1000, this.props.now() / 1000];
    return this.failed({ at: "skill", claims, receivedAt, sentAt }, linked.attempt).diagnosis;
  }

  /** Drops the tokens. No revocation endpoint is called: Alexa has no field for one. */
  drop(): void {
    this.attempt = undefined;
    this.linked = undefined;
    this.brokenBy = undefined;
  }

  private async exchange(code: string, attempt: LinkAttempt): Promise<Tokens | LinkFailed> {
    // The form's switch decides anew at each request, so a change in between goes wrong as it does at Alexa's.
    const codeVerifier = this.settings.pkce ? attempt.codeVerifier : undefined;
    const { redirectedAt = this.props.now(), codeSent } = attempt;
    attempt.redirectedAt = redirectedAt;
    const codeAgeSeconds = (this.props.now() - redirectedAt) / 1000;
    const response = await this.props.tokens.request(this.settings, {
      grant_type: "authorization_code",
      code,
      redirect_uri: attempt.redirectUri,
      ...(codeVerifier !== undefined && { code_verifier: codeVerifier }),
    });
    if (response.answer.kind !== "no connection") {
      attempt.codeSent = code;
    }
    const tokens = acceptable(response);
    if (tokens === undefined) {
      const failure: TokenFailure = {
        at: "access token URI",
        grant: "authorization_code",
        answer: response.answer,
        codeAgeSeconds,
        codeSentBefore: codeSent === code,
        pkce: { challengeSent: attempt.codeVerifier !== undefined, verifierSent: codeVerifier !== undefined },
      };
      return this.failed(failure, attempt);
    }
    if (this.attempt !== attempt) {
      // The user disabled the skill, or began anew, while the tokens were on their way.
      return this.failed({ at: "redirect", url: attempt.redirectUri, stateUnchanged: false, hasCode: true }, attempt);
    }
    this.brokenBy = undefined;
    this.linked = { ...this.received(tokens), refreshToken: tokens.refreshToken, rotated: false, attempt };
    return tokens;
  }

  private async refreshNow(): Promise<RefreshResult> {
    const { linked } = this;
    if (linked === undefined) {
      const { brokenBy } = this;
      return brokenBy === undefined
        ? { kind: "not linked" }
        : { kind: "failed", userSees: brokenBy.userSees, diagnosis: brokenBy };
    }
    const { refreshToken } = linked;
    if (refreshToken === undefined) {
      const answer = { kind: "tokens", expiresInSeconds: linked.expiresInSeconds, hasRefreshToken: false } as const;
      return this.refreshFailed(linked, answer);
    }
    const response = await this.props.tokens.request(this.settings, {
      grant_type: "refresh_token",
      refresh_token: refreshToken,
    });
    const tokens = acceptable(response);
    if (this.linked !== linked) {
      return { kind: "not linked" }; // unlinked, or linked anew, in the meantime
    }
    if (tokens === undefined) {
      return this.refreshFailed(linked, response.answer);
    }
    const rotated = linked.rotated || (tokens.refreshToken !== undefined && tokens.refreshToken !== refreshToken);
    this.brokenBy = undefined;
    this.linked = { ...linked, ...this.received(tokens), rotated };
    return { kind: "refreshed", expiresInSeconds: tokens.expiresInSeconds };
  }

  private refreshFailed(linked: Linked, answer: TokenResponse["answer"]): LinkFailed {
    const failed = this.failed(
      { at: "access token URI", grant: "refresh_token", answer, rotatedBefore: linked.rotated },
      linked.attempt,
    );
    this.brokenBy = failed.diagnosis;
    if (isFinal(answer) && !(answer.kind === "tokens" && this.props.now() < linked.expiresAt)) {
      this.linked = undefined;
    }
    return failed;
  }

  private received({ accessToken, expiresInSeconds }: Tokens) {
    const receivedAt = this.props.now();
    return { accessToken, expiresInSeconds, receivedAt, expiresAt: receivedAt + expiresInSeconds * 1000 };
  }

  private failed(failure: LinkFailure, attempt: Pick<LinkAttempt, "region" | "redirectUri"> | undefined): LinkFailed {
    const { vendorId, deployed } = this.props;
    const region = attempt?.region ?? "NA";
    const redirectUri = attempt?.redirectUri ?? redirectUriOf(region, vendorId);
    const { clientSecret: _, ...settings } = this.settings;
    const diagnosis = diagnose({ settings, region, vendorId, redirectUri, failure, deployed: deployed?.() });
    return { kind: "failed", userSees: diagnosis.userSees, diagnosis };
  }
}

/** What Alexa holds of a linked account. Times are in milliseconds since the epoch. */
interface Linked {
  readonly attempt: LinkAttempt;
  readonly accessToken: string;
  readonly expiresInSeconds: number;
  readonly receivedAt: number;
  readonly expiresAt: number;
  /** The one that came with the code. */
  readonly refreshToken?: string;
  /** Whether a refresh brought another one. */
  readonly rotated: boolean;
}

function acceptable({ tokens }: TokenResponse): Tokens | undefined {
  return tokens !== undefined && tokens.expiresInSeconds >= MIN_ACCESS_TOKEN_SECONDS ? tokens : undefined;
}

/** Whether the same refresh would fail again. */
function isFinal(answer: TokenResponse["answer"]): boolean {
  return answer.kind === "tokens" || (answer.kind === "error" && answer.error !== undefined && answer.status < 500);
}
