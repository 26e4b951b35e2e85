import { findInUri, flawInAuthorizationUri } from "../alexa/account-linking/form-uri";
import type { Finding } from "../alexa/diagnosis/finding";
import { list, place } from "../alexa/diagnosis/finding";
import { DOMAIN } from "./domain-checks";
import type { Evidence } from "./evidence";
import { noAnswer } from "./evidence";
import type { Check, Judgement } from "./judgement";
import { fail, ok, see, unknown } from "./judgement";
import { isUnavailable } from "./landing";
import type { SignIn } from "./sign-in";
import { readSignIn } from "./sign-in";

/** The authorization URI, asked as the Alexa app asks it: with every redirect URI, and with one that is not registered. */
export function signInChecks(evidence: Evidence): readonly Check[] {
  const { accountLinking } = evidence;
  return [
    {
      name: "authorization-uri",
      what: "The authorization URI is one that Alexa can use",
      expected: "https on port 443, without a fragment and the parameters that Alexa adds",
      judge: async () => judgeForm(accountLinking.authorization_uri),
    },
    {
      name: "sign-in-page",
      what: "The authorization URI leads to a sign-in page, with a state of 1,000 characters",
      expected: "a sign-in page",
      online: true,
      follows: { ...DOMAIN, "authorization-uri": "any" },
      judge: async () => judgePage(await readSignIn(evidence), evidence),
    },
    {
      name: "redirect-uris",
      what: "The authorization URI takes each of Alexa's redirect URIs",
      expected: `all of them: ${list(accountLinking.redirect_uris)}`,
      online: true,
      judge: async () => judgeRedirects(await readSignIn(evidence), accountLinking.redirect_uris.length),
    },
    {
      name: "scopes",
      what: "The authorization URI takes the scopes that Alexa asks for",
      expected: list(accountLinking.scopes),
      online: true,
      judge: async () => judgeScopes(await readSignIn(evidence), accountLinking.scopes),
    },
    {
      name: "wrong-redirect-uri",
      what: "The authorization URI refuses a redirect URI that is not registered",
      expected: "an error page",
      online: true,
      follows: { ...DOMAIN, "sign-in-page": ["unreachable"] },
      judge: async () => judgeWrongRedirect(evidence),
    },
  ];
}

function judgeForm(uri: string): Judgement {
  const flaw = flawInAuthorizationUri(uri);
  if (flaw !== undefined) {
    return fail("authorization-uri-unusable", `The authorization URI ${flaw}.`);
  }
  const finding = findInUri("The authorization URI", uri, undefined);
  return finding === undefined ? ok(`${place(uri)}.`) : failing([finding]);
}

async function judgePage(signIn: SignIn, evidence: Evidence): Promise<Judgement> {
  const { reached, redirects, scopes, others, nowhere } = signIn;
  if (others.length > 0) {
    return failing(others);
  }
  if (reached.length > 0) {
    return judgeLoginPage(signIn, evidence);
  }
  if (redirects.length + scopes.length > 0) {
    return see(redirects.length > 0 ? "redirect-uris" : "scopes");
  }
  return nowhere.length > 0
    ? fail("unreachable", `No answer came from ${place(evidence.accountLinking.authorization_uri)}: ${nowhere[0]}.`)
    : unknown("There is no redirect URI to ask with.");
}

/** Whether the page that the browser is sent to can be shown: Cognito redirects to one that it does not have, too. */
async function judgeLoginPage({ reached }: SignIn, { loginPage }: Evidence): Promise<Judgement> {
  const url = reached.flatMap(({ landing }) => (landing.kind === "sign-in page" ? (landing.url ?? []) : []))[0];
  if (url === undefined) {
    return ok("It came.");
  }
  const page = await loginPage(url);
  if (page.kind !== "answer") {
    return fail("unreachable", `No answer came from ${place(url)}: ${noAnswer(page)}.`);
  }
  if (isUnavailable(page.body)) {
    return fail("managed-login-without-branding", `${place(url)} says: Login pages unavailable.`);
  }
  return page.status < 400
    ? ok(`${place(url)} answered ${page.status} in ${page.durationMs} ms.`)
    : fail("sign-in-failed", `${place(url)} answered ${page.status}.`);
}

function judgeRedirects({ reached, redirects, scopes, nowhere }: SignIn, count: number): Judgement {
  if (redirects.length > 0) {
    return failing(redirects);
  }
  // A scope is refused only after the redirect URI was taken.
  const taken = reached.length + scopes.length;
  if (taken > 0 && nowhere.length > 0) {
    return unknown(`${taken} of ${count} are taken; for the others no answer came: ${nowhere[0]}.`);
  }
  return taken > 0 && taken === count ? ok(`${taken} of ${count} are taken.`) : see("sign-in-page");
}

function judgeScopes({ reached, redirects, scopes }: SignIn, asked: readonly string[]): Judgement {
  if (scopes.length > 0) {
    return failing(scopes);
  }
  return reached.length > 0 ? ok(`${list(asked)}.`) : see(redirects.length > 0 ? "redirect-uris" : "sign-in-page");
}

async function judgeWrongRedirect(evidence: Evidence): Promise<Judgement> {
  const { redirectUri, landing } = await evidence.wrongRedirectTry();
  switch (landing.kind) {
    case "sign-in page":
      return fail("redirect-uri-not-checked", `With ${redirectUri} it leads to the sign-in page.`);
    case "failure":
      return landing.failure.at === "redirect"
        ? fail("redirect-uri-not-checked", `It sends people to ${redirectUri}.`)
        : ok("It shows an error page.");
    case "refused":
      return landing.status < 500
        ? ok(`It answers ${landing.status}.`)
        : unknown(`It answered ${landing.status}, which says nothing about the redirect URI.`);
    case "nowhere":
      return unknown(`No answer came: ${landing.reason}.`);
  }
}

/** One failure for one cause: the first code, and all its texts. */
function failing(findings: readonly Finding[]): Judgement {
  const [code = "sign-in-failed"] = findings[0] ?? [];
  const details = [...new Set(findings.map(([, detail]) => detail))];
  return fail(code, details.join(" "));
}
