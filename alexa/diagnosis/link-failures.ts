import { PASSWORDLESS_FAILURES } from "./passwordless-failures";
import { PROVIDER_FAILURES } from "./provider-failures";

/** One way in which an account link fails, in words for the person who has to fix it. */
export interface LinkFailureRow {
  /** What the user sees or hears, who never learns more. */
  readonly userSees: string;
  /** What the user sees when it is the access token URI that fails. @default the same */
  readonly userSeesAtTokenUri?: string;
  readonly cause: string;
  /** What to change: a property of environments.ts, a field of the console's Account Linking form, a command. */
  readonly fix: string;
}

const ALEXA_APP_SAYS = "The Alexa app says: We were unable to link your skill at this time.";
const ERROR_PAGE =
  "An error page where the sign-in form should be. Once it is closed, the Alexa app says nothing or: We were unable to link your skill at this time.";
const LINKED_BUT_REFUSED =
  "The Alexa app says that the account is linked. Then the skill says that the link is not valid, and sends the card again, each time.";
/** Whatever was wrong with the refresh of a token: the account had been linked. */
export const LINK_LOST = "Nothing at first. Later the skill, which used to know the user, asks for the link again.";

const WRITE_FORM =
  "Write the console's Account Linking form anew: `npx alexa-link push {environment}`, or by hand from `npx alexa-link settings {environment}`";

/**
 * Every failure of the link. The one place where its words stand: the simulator, the check of the live settings and
 * the documentation take them from here.
 */
export const LINK_FAILURES = {
  "redirect-mismatch": {
    userSees: ERROR_PAGE,
    cause:
      "The redirect URI that Alexa sends is not among the app client's callback URLs. They are compared letter by letter.",
    fix: "Set alexa.vendorId in environments.ts to the vendor id that the console's Account Linking page shows at the end of its redirect URLs (also under https://developer.amazon.com/settings/console/mycid). Any other redirect URL listed there goes into alexa.additionalRedirectUris. Then `npx cdktf deploy {environment}`.",
  },
  "trailing-slash": {
    userSees: ERROR_PAGE,
    userSeesAtTokenUri: ALEXA_APP_SAYS,
    cause: "A URI was entered with a slash at its end, or without one. With and without are two different URIs.",
    fix: "Alexa's redirect URIs and Cognito's endpoints have no slash at the end. Remove it from alexa.additionalRedirectUris in environments.ts and `npx cdktf deploy {environment}`, or from Web Authorization URI and Access Token URI in the console's Account Linking form.",
  },
  "skill-id-for-vendor-id": {
    userSees: ERROR_PAGE,
    cause:
      "The registered redirect URIs end with the skill's id. Alexa's end with the id of the developer account, the vendor id.",
    fix: "Set alexa.vendorId in environments.ts to the vendor id (M…) from https://developer.amazon.com/settings/console/mycid; the skill's id belongs in alexa.skillIds. Then `npx cdktf deploy {environment}`.",
  },
  "missing-region-redirect-uri": {
    userSees: `${ERROR_PAGE} Only users of one part of the world see it.`,
    cause:
      "Alexa has a redirect URI for each of its three regions and picks it by the region of the user's account. The one of this user's region is not registered.",
    fix: "Register all three. The stack does so from alexa.vendorId: `npx cdktf diff {environment}` shows who changed the app client's callback URLs, `npx cdktf deploy {environment}` puts them back.",
  },
  "issuer-for-domain": {
    userSees: ERROR_PAGE,
    userSeesAtTokenUri: ALEXA_APP_SAYS,
    cause:
      "The form has the pool's issuer (cognito-idp.…) where the sign-in domain belongs. The issuer serves the signing keys and no sign-in page.",
    fix: `${WRITE_FORM}. Web Authorization URI and Access Token URI begin with the domain of environments.ts's domain.`,
  },
  "wrong-uri": {
    userSees: ERROR_PAGE,
    userSeesAtTokenUri: ALEXA_APP_SAYS,
    cause:
      "Web Authorization URI or Access Token URI in the form is not the one that is deployed: another environment's, an old domain's, or mistyped.",
    fix: `${WRITE_FORM}.`,
  },
  "authorization-uri-unusable": {
    userSees: ERROR_PAGE,
    cause:
      "Alexa cannot send people to the authorization URI: it must be https on port 443, without a fragment, and must not carry parameters that Alexa adds itself.",
    fix: `${WRITE_FORM}. Web Authorization URI stands there without state, client_id, redirect_uri, response_type and scope.`,
  },
  "wrong-client": {
    userSees: ERROR_PAGE,
    userSeesAtTokenUri: ALEXA_APP_SAYS,
    cause:
      "The client id in the form is not that of the deployed app client: mistyped, another environment's, or of a client that was replaced.",
    fix: `${WRITE_FORM}. Your Client ID and Your Secret must be the same client's: a new client has a new secret.`,
  },
  "wrong-secret": {
    userSees: "The user signs in; then the Alexa app says: We were unable to link your skill at this time.",
    cause: "The access token URI does not accept the client's secret.",
    fix: "When only Alexa fails and `npx alexa-link doctor {environment}` does not: the form holds another secret, which Amazon does not show; `npx alexa-link push {environment} --force` writes it anew. When doctor finds this too: the client's secret was replaced at Cognito, and Terraform's state holds the old one; `npx cdktf deploy {environment}` reads the new one, then push with --force.",
  },
  "grant-not-allowed": {
    userSees: ALEXA_APP_SAYS,
    cause:
      "The app client may not use the authorization code grant, or may not refresh tokens. Cognito says the same of a redirect URI that differs between the two requests.",
    fix: "The stack allows the code grant: `npx cdktf diff {environment}` shows who changed the app client, `npx cdktf deploy {environment}` puts it back. If nothing differs, check Your Client ID in the form.",
  },
  "scope-not-allowed": {
    userSees: ALEXA_APP_SAYS,
    cause: "The form asks for a scope that the app client does not allow.",
    fix: "Make Scope in the console's Account Linking form the list in alexa.scopes of environments.ts, or add the scope there and `npx cdktf deploy {environment}`.",
  },
  "scope-missing": {
    userSees: LINKED_BUT_REFUSED,
    cause: "The form asks for fewer scopes than the skill needs, so its tokens do not open the user's profile.",
    fix: "Make Scope in the console's Account Linking form the list in alexa.scopes of environments.ts, one scope a line. Users who linked before must link again: a scope that they lack is demanded too early if it stands in alexa.requiredScopes already.",
  },
  "managed-login-without-branding": {
    userSees: `"Login pages unavailable. Please contact an administrator." instead of the sign-in form.`,
    cause:
      "The domain serves managed login (version 2), and the app client has no branding: Cognito then has no page to show.",
    fix: "Give the client a branding (aws_cognito_managed_login_branding), or set the domain's managed_login_version back to 1, which is what the stack does: `npx cdktf deploy {environment}`.",
  },
  "access-denied": {
    userSees: ALEXA_APP_SAYS,
    cause: "The user cancelled at the sign-in page, or a trigger of the user pool refused the sign-in.",
    fix: "Nothing if it was the user. Otherwise read the logs of the user pool's triggers.",
  },
  "sign-in-failed": {
    userSees: ERROR_PAGE,
    cause: "The sign-in page stopped with an error that does not state a reason.",
    fix: "Open the authorization URI in a browser and read the page. Then compare every field of the console's Account Linking form with `npx alexa-link settings {environment}`.",
  },
  ...PASSWORDLESS_FAILURES,
  ...PROVIDER_FAILURES,
  "state-changed": {
    userSees: ALEXA_APP_SAYS,
    cause:
      "The sign-in page did not give back `state` as it came. Alexa's is 700 to more than 1,000 characters long; something cut it, decoded it or left it out. Or an old page was used again.",
    fix: "Cognito gives state back unchanged. Look for a proxy, a firewall with a limit on URLs or a custom page between Alexa and the domain. If an old page was used, link again from the Alexa app.",
  },
  "code-missing": {
    userSees: ALEXA_APP_SAYS,
    cause: "The sign-in page came back to Alexa without a code.",
    fix: "The grant must be Auth Code Grant in the console's Account Linking form, and the app client's flow code: `npx cdktf deploy {environment}`.",
  },
  "code-reused": {
    userSees: ALEXA_APP_SAYS,
    cause: "The code was exchanged before. It works once; a page that was loaded again, or a retry, sends it twice.",
    fix: "Link again from the Alexa app. If it happens to everybody, look for something that opens redirect URLs ahead, such as a link scanner.",
  },
  "code-expired": {
    userSees: ALEXA_APP_SAYS,
    cause: "The code was exchanged too late: Cognito's lives 5 minutes.",
    fix: "Link again from the Alexa app. If it happens to everybody, compare the clocks.",
  },
  "code-refused": {
    userSees: ALEXA_APP_SAYS,
    cause:
      "The access token URI does not know the code: it was used or has expired, was given to another client, or the redirect URI differs between the two requests.",
    fix: "Link again from the Alexa app. If it fails each time, check that Web Authorization URI and Access Token URI in the console's Account Linking form are of the same domain and Your Client ID is that of `npx alexa-link settings {environment}`.",
  },
  "pkce-mismatch": {
    userSees: ALEXA_APP_SAYS,
    cause: "The code verifier is not the one that the code challenge was made of, or one of the two is missing.",
    fix: "Turn PKCE in the console's Account Linking form off or on, save, and link again from the Alexa app; a link that began before the change cannot end well. Cognito takes S256 only.",
  },
  "token-uri-slow": {
    userSees: ALEXA_APP_SAYS,
    cause: "The access token URI did not answer within the 4.5 seconds that Alexa waits.",
    fix: "A trigger of the user pool on the way of the token (pre token generation, pre and post authentication, user migration) is the usual reason: Cognito gives each 5 seconds and tries again. Make it faster or remove it, and keep it warm.",
  },
  unreachable: {
    userSees: `${ALEXA_APP_SAYS} Or the app's browser says that the page cannot be opened.`,
    cause:
      "There is no connection to the host: its name does not resolve, nothing listens on port 443, or its certificate is not trusted.",
    fix: `Check the domain's spelling. ${WRITE_FORM}. A custom domain takes up to an hour after its first deployment, and needs its DNS record and a certificate in us-east-1.`,
  },
  "token-response-unusable": {
    userSees: ALEXA_APP_SAYS,
    cause: "The access token URI answered something that is not a token response (RFC 6749, section 5.1).",
    fix: "Access Token URI in the console's Account Linking form must be that of `npx alexa-link settings {environment}`. If it is, a proxy changes the answer.",
  },
  "access-token-too-short": {
    userSees: ALEXA_APP_SAYS,
    cause: "The access token lives less than the 360 seconds that Alexa asks for.",
    fix: "Raise tokens.accessTokenMinutes in environments.ts to 6 or more, better 60, and `npx cdktf deploy {environment}`.",
  },
  "refresh-token-missing": {
    userSees: LINK_LOST,
    cause: "The access token URI never gave a refresh token, so the link ends with the first access token.",
    fix: "Cognito gives one under the code grant: check Auth Code Grant and Access Token URI in the console's Account Linking form against `npx alexa-link settings {environment}`.",
  },
  "refresh-token-expired": {
    userSees: LINK_LOST,
    cause:
      "The refresh token is not valid any more: it expired, was revoked, or its user was removed or signed out everywhere.",
    fix: "Raise tokens.refreshTokenDays in environments.ts (3650 is the most; Cognito's own default of 30 ends every link a month after the sign-in) and `npx cdktf deploy {environment}`. Users who lost the link must link again.",
  },
  "refresh-token-rotated": {
    userSees: LINK_LOST,
    cause:
      "The app client rotates refresh tokens: each refresh makes the token before it invalid. Alexa sends old ones again.",
    fix: "Leave refresh token rotation off on the app client, as the stack does: `npx cdktf diff {environment}` shows who turned it on, `npx cdktf deploy {environment}` turns it off. Users who lost the link must link again.",
  },
  "token-uri-failed": {
    userSees: ALEXA_APP_SAYS,
    cause: "The access token URI answered with an error that is none of the client's doing.",
    fix: "Try again; if it stays, look at AWS's health page and at the logs of the user pool's triggers.",
  },
  "token-of-another-client": {
    userSees: LINKED_BUT_REFUSED,
    cause:
      "The link works, but with an app client or a user pool that the skill's function does not accept: the form is another environment's.",
    fix: `${WRITE_FORM}, all of its fields. Users who linked before must link again.`,
  },
  "clock-skewed": {
    userSees: LINKED_BUT_REFUSED,
    cause:
      "The clock that stamped the access token and the one that reads it differ, so that it seems expired, or not yet issued, as it arrives.",
    fix: "Set the clock of this machine, or of the container that serves the tokens, by network time. On AWS both are Amazon's clocks; there, look for a token that was kept and sent late.",
  },
  "token-refused": {
    userSees: LINKED_BUT_REFUSED,
    cause:
      "The skill does not accept an access token whose claims look right: its signature, or its user, is not what it should be.",
    fix: "Read the function's log: it names what it refused. A user who was removed from the pool, or signed out everywhere, must link again.",
  },
  "settings-never-pushed": {
    userSees: "The skill's page in the Alexa app offers no sign-in, and the card in the app leads nowhere.",
    cause: "The skill has no account-linking settings yet.",
    fix: `${WRITE_FORM}.`,
  },
  "settings-differ": {
    userSees: `${ALEXA_APP_SAYS} Or nothing yet.`,
    cause: "A setting of account linking is not the one that belongs to what is deployed.",
    fix: "Run `npx alexa-link push {environment}`, which shows each difference and, when asked to, writes what belongs there. If the console is right, change environments.ts, or the additions that you give to the command.",
  },
  "skill-missing": {
    userSees: "Nothing: there is no such skill, or it is another developer account's.",
    cause: "The developer account has no skill with the id that is in environments.ts.",
    fix: "Copy the skill's id from the developer console's list of skills into alexa.skillIds in environments.ts, and `npx cdktf deploy {environment}`. If the id is right, sign in with the developer account that owns the skill.",
  },
  "user-pool-missing": {
    userSees: `${ALEXA_APP_SAYS} Whoever was linked is asked for the link again.`,
    cause: "The user pool that was deployed is not there any more, and its users are not either.",
    fix: "Check that the AWS credentials are of the environment's account. If they are, `npx cdktf diff {environment}` shows what is missing, and `npx cdktf deploy {environment}` makes a new, empty pool: every user signs up and links anew.",
  },
  "redirect-uri-not-checked": {
    userSees: "Nothing. Somebody else's page can take the user's sign-in.",
    cause: "The authorization URI accepts a redirect URI that is not registered, so codes can be sent to anybody.",
    fix: "Cognito accepts registered redirect URIs only. Check that Web Authorization URI in the console's Account Linking form is that of `npx alexa-link settings {environment}`, and look for a proxy or a custom page in front of the domain.",
  },
  "secret-not-checked": {
    userSees: "Nothing. Whoever gets hold of a code can turn it into tokens.",
    cause: "The access token URI treats a wrong client secret like the right one.",
    fix: "The stack's app client has a secret: `npx cdktf diff {environment}` shows whether another one took its place. If nothing differs, look for a proxy in front of the domain that adds the secret itself.",
  },
  "token-answer-kept": {
    userSees: "Nothing yet. A cache between Alexa and the domain could give one user's tokens to another.",
    cause: "The access token URI does not forbid caches to keep its answers (RFC 6749, section 5.1).",
    fix: "Cognito sends Cache-Control: no-store. Look for a proxy or a distribution in front of the domain in the AWS console, and let it pass the header on.",
  },
  "user-info-unusable": {
    userSees: "The link works, and the skill never calls anybody by name.",
    cause: "What is at the user-info URI does not answer as one (OpenID Connect Core 1.0, section 5.3).",
    fix: "The function gets user_info_uri of `npx cdktf output {environment}` from the same deployment: `npx cdktf deploy {environment}` makes the two the same. If it stays, look for a proxy in front of the domain.",
  },
  "issuer-unusable": {
    userSees: LINKED_BUT_REFUSED,
    cause: "The issuer does not serve the keys that verify access tokens, or calls itself otherwise.",
    fix: "Check that the user pool exists: `npx cdktf diff {environment}`. If it does, try again; if it stays, look at AWS's health page.",
  },
  "domain-differs": {
    userSees: "Nothing, or an error page, if the domain that the form names is the old one.",
    cause:
      "The user pool names other endpoints than those that were deployed: it has a second domain, or its domain was changed.",
    fix: "A custom domain beside a prefix domain is harmless. Otherwise `npx cdktf diff {environment}` shows who changed the domain; after a change, `npx alexa-link push {environment}` writes the new one into the form.",
  },
  "certificate-ends-soon": {
    userSees:
      "Nothing yet. After that day the app's browser says that the page is not safe, and no token is refreshed.",
    cause: "The certificate of the sign-in domain ends within two weeks, and should have been renewed.",
    fix: "AWS renews a certificate of its own while the DNS record that proved the domain stands: look at it in Certificate Manager, region us-east-1, in the AWS console.",
  },
  "factor-not-offered": {
    userSees:
      "The sign-in page asks for a password alone, or a passkey does not work. Whoever has no password cannot link.",
    cause:
      "The user pool lets sign-ins begin with a code or a passkey, and the page that Alexa opens does not let users begin so.",
    fix: "Managed login offers codes and passkeys, the classic pages do not: give the domain version 2 and Alexa's client a branding (domain.managedLoginBrandingId). The client needs ALLOW_USER_AUTH, which follows from userPool.firstFactors. Passkeys have to be made for the page's host: see userPool.passkeys.relyingPartyId. `npx cdktf diff {environment}` shows who changed one of them.",
  },
  "trigger-unusable": {
    userSees:
      "The sign-in page shows an error of a Lambda function, or Alexa cannot link: whatever the trigger stands in the way of.",
    cause: "A trigger of the user pool has a function that is gone or failed, or that does not let Cognito invoke it.",
    fix: "Put the function back, or give it a permission: `aws lambda add-permission --function-name … --statement-id cognito --action lambda:InvokeFunction --principal cognito-idp.amazonaws.com --source-arn` with the user pool's ARN. Or take the trigger out of the pool: under Extensions in the AWS console, or where the pool is made.",
  },
  "web-acl-in-the-way": {
    userSees:
      "Nothing, as long as the rule lets requests through. Then some cannot sign in or link, and links end when Alexa's refreshes are blocked.",
    cause:
      "The web ACL before the user pool also stands before its token endpoint: Alexa solves no CAPTCHA, and fetches tokens for all users from few addresses.",
    fix: "In AWS WAF, let requests to /oauth2/token pass before that rule (a rule with Allow on that path), or have it count instead of block. Requests that were blocked are in the web ACL's sampled requests.",
  },
  "function-unusable": {
    userSees: "Alexa says that there was a problem with the requested skill's response.",
    cause: "The function, or the alias that Alexa invokes, is not there, or cannot run.",
    fix: "See what is missing with `npx cdktf diff {environment}`, and put it back with `npx cdktf deploy {environment}`. If nothing differs, read the function's state in the AWS console.",
  },
  "function-runtime-ended": {
    userSees: "Nothing yet.",
    cause: "AWS has ended the support of the function's runtime: it gets no security updates, and one day no new code.",
    fix: "The stack uses a maintained one: `npx cdktf diff {environment}` shows who changed it, `npx cdktf deploy {environment}` puts it back.",
  },
  "function-timeout-too-long": {
    userSees: "Alexa says that there was a problem with the requested skill's response, after 8 seconds.",
    cause:
      "The function may run longer than the 8 seconds that Alexa waits, so a function that hangs cannot be told from one that is slow.",
    fix: "Set function.timeoutSeconds in environments.ts to 7 or less, and `npx cdktf deploy {environment}`.",
  },
  "function-not-admitted": {
    userSees: "Alexa says that there was a problem with the requested skill's response.",
    cause: "The function does not let Alexa invoke it for this skill.",
    fix: "Put the skill's id into alexa.skillIds in environments.ts, and `npx cdktf deploy {environment}`. If it is there, `npx cdktf diff {environment}` shows who took the permission away.",
  },
  "function-open-to-all-skills": {
    userSees: "Nothing. Anybody's skill can invoke the function.",
    cause: "A permission lets Alexa invoke the function without naming the skill (EventSourceToken).",
    fix: "The stack's permissions name the skill: `npx cdktf diff {environment}`. Remove the one that was added by hand: it is under Resource-based policy statements of the alias in the AWS console.",
  },
} as const satisfies Readonly<Record<string, LinkFailureRow>>;

/** Names a row; shown to people, so in words and hyphens. */
export type LinkFailureCode = keyof typeof LINK_FAILURES;

/**
 * How to fix a failure, with names in place of `{environment}`.
 *
 * @param environment as `environments.ts` calls it
 * @param alexaLinkName as `alexa-link` does, which calls the running simulator `local`. @default the environment's
 */
export function fixIn(fix: string, environment: string, alexaLinkName = environment): string {
  return fix
    .replace(/(alexa-link \w+) \{environment\}/g, `$1 ${alexaLinkName}`)
    .replaceAll("{environment}", environment);
}
