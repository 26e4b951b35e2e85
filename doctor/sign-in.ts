import type { Finding } from "../alexa/diagnosis/finding";
import { place } from "../alexa/diagnosis/finding";
import type {
  DeployedAccountLinking,
  LinkEvidence,
  LinkFailure,
  RedirectFailure,
  SignInFailure,
} from "../alexa/diagnosis/link-evidence";
import type { LinkFailureCode } from "../alexa/diagnosis/link-failures";
import { findInRedirect, findInSignIn } from "../alexa/diagnosis/sign-in-diagnosis";
import type { AccountLinking } from "../contract/account-linking";
import { vendorIdIn } from "../contract/alexa-redirect-uri";
import type { Evidence, SignInTry } from "./evidence";

/** What the authorization requests say together. */
export interface SignIn {
  /** Those that led to a sign-in page. */
  readonly reached: readonly SignInTry[];
  /** What is wrong with redirect URIs. */
  readonly redirects: readonly Finding[];
  readonly scopes: readonly Finding[];
  /** What else is wrong. */
  readonly others: readonly Finding[];
  /** Why no answer came, for those that got none. */
  readonly nowhere: readonly string[];
}

const REDIRECT_CODES: ReadonlySet<LinkFailureCode> = new Set([
  "redirect-mismatch",
  "trailing-slash",
  "skill-id-for-vendor-id",
  "missing-region-redirect-uri",
]);

export async function readSignIn(evidence: Evidence): Promise<SignIn> {
  const tries = await evidence.signInTries();
  const isReached = ({ landing }: SignInTry): boolean => landing.kind === "sign-in page" && landing.stateUnchanged;
  const reached = tries.filter(isReached);
  const nowhere = tries.flatMap(({ landing }) => (landing.kind === "nowhere" ? [landing.reason] : []));
  const broken = tries.filter((it) => !isReached(it) && it.landing.kind !== "nowhere");
  const deployed = broken.length === 0 ? {} : await deployedAccountLinking(evidence, reached);
  const findings = broken.map((it) => findIn(it, evidence.accountLinking, deployed));
  const redirects = findings.filter(([code]) => REDIRECT_CODES.has(code));
  const scopes = findings.filter(([code]) => code === "scope-not-allowed");
  const others = findings.filter((it) => !redirects.includes(it) && !scopes.includes(it));
  return { reached, redirects, scopes, others, nowhere };
}

/** What the app client has: as AWS says, or else as far as the sign-in page shows. */
async function deployedAccountLinking(
  { accountLinking, client }: Evidence,
  reached: readonly SignInTry[],
): Promise<DeployedAccountLinking> {
  const { client_secret: _, redirect_uris, scopes, ...others } = accountLinking;
  const reading = await client();
  if (reading?.kind === "read") {
    const { CallbackURLs = [], AllowedOAuthScopes = [] } = reading.value;
    return { ...others, redirect_uris: CallbackURLs, scopes: AllowedOAuthScopes };
  }
  return reached.length === 0 ? others : { ...others, redirect_uris: reached.map(({ redirectUri }) => redirectUri) };
}

function findIn(
  { redirectUri, landing }: SignInTry,
  accountLinking: AccountLinking,
  deployed: DeployedAccountLinking,
): Finding {
  const uri = place(accountLinking.authorization_uri);
  switch (landing.kind) {
    case "failure":
      return diagnosed(landing.failure, linkEvidence(redirectUri, landing.failure, accountLinking, deployed));
    case "refused":
      return landing.status === 414 || landing.status === 431
        ? ["state-changed", `${uri} answered ${landing.status}: a URL with a state as long as Alexa's is too long.`]
        : ["sign-in-failed", `${uri} answered ${landing.status}.`];
    case "sign-in page":
      return ["state-changed", `${uri} passed on another \`state\` than it was given.`];
    case "nowhere":
      return ["unreachable", `No answer came from ${uri}: ${landing.reason}.`];
  }
}

function diagnosed(failure: SignInFailure | RedirectFailure, evidence: LinkEvidence): Finding {
  const finding = failure.at === "redirect" ? findInRedirect(failure, evidence) : findInSignIn(failure, evidence);
  const [code] = finding;
  // Where a redirect URI has no vendor id, none can be wrong.
  return REDIRECT_CODES.has(code) && code !== "trailing-slash" && vendorIdIn(evidence.redirectUri) === undefined
    ? ["redirect-mismatch", `The app client has no callback URL ${evidence.redirectUri}.`]
    : finding;
}

function linkEvidence(
  redirectUri: string,
  failure: LinkFailure,
  accountLinking: AccountLinking,
  deployed: DeployedAccountLinking,
): LinkEvidence {
  return {
    settings: deployedSettings(accountLinking),
    // The diagnosis of the sign-in page does not ask where the user lives.
    region: "NA",
    vendorId: vendorIdOf(accountLinking),
    redirectUri,
    deployed,
    failure,
  };
}

/** What stands in Alexa's form when it is as deployed. */
export const deployedSettings = (accountLinking: AccountLinking): LinkEvidence["settings"] => ({
  authorizationUri: accountLinking.authorization_uri,
  accessTokenUri: accountLinking.access_token_uri,
  clientId: accountLinking.client_id,
  scopes: accountLinking.scopes,
  accessTokenScheme: accountLinking.access_token_scheme,
  pkce: false,
});

/** The vendor id in the deployed redirect URIs. */
export const vendorIdOf = ({ redirect_uris }: Pick<AccountLinking, "redirect_uris">): string =>
  redirect_uris.flatMap((uri) => vendorIdIn(uri) ?? [])[0] ?? "";
