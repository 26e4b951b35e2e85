import { list, place } from "../alexa/diagnosis/finding";
import { findAtProvider } from "../alexa/diagnosis/provider-diagnosis";
import { PASSWORD_FORM } from "../contract/password-form";
import { DOMAIN } from "./domain-checks";
import type { Evidence, ProviderTry } from "./evidence";
import { noAnswer } from "./evidence";
import type { Check, Judgement } from "./judgement";
import { fail, ok, see, skip, unknown, worst } from "./judgement";
import { deployedSettings } from "./sign-in";

/** The identity providers that Alexa's app client offers, each asked as a browser would ask it. */
export const providerChecks = (evidence: Evidence): readonly Check[] => [
  {
    name: "identity-providers",
    what: "Each identity provider that the app client offers shows its sign-in page",
    expected: "a page, and no error",
    online: true,
    follows: {
      ...DOMAIN,
      "user-pool": "any",
      "app-client": "any",
      "sign-in-page": "any",
      "redirect-uris": "any",
      scopes: "any",
    },
    judge: () => judgeProviders(evidence),
  },
];

async function judgeProviders(evidence: Evidence): Promise<Judgement> {
  const reading = await evidence.client();
  if (reading === undefined) {
    return skip(evidence.props.skipped?.aws ?? "AWS is not asked.");
  }
  if (reading.kind !== "read") {
    return see("app-client");
  }
  const names = (reading.value.SupportedIdentityProviders ?? []).filter((name) => name !== PASSWORD_FORM);
  if (names.length === 0) {
    return skip("The app client offers none.");
  }
  const judgements = await Promise.all(
    names.map(async (name) => judge(name, await evidence.tryProvider(name), evidence)),
  );
  const judged = worst(judgements);
  return judged.status === "ok" ? ok(`${list(names)}: a page came.`) : judged;
}

function judge(name: string, { url, answer }: ProviderTry, { accountLinking, domain }: Evidence): Judgement {
  if (answer.kind !== "answer") {
    return fail("provider-unreachable", `${name}: no answer came from ${place(url)}: ${noAnswer(answer)}.`);
  }
  if (new URL(url).hostname === domain) {
    return unknown(`${name}: the sign-in page sends nobody there; it answered ${answer.status}.`);
  }
  const text = `${said(url)} ${answer.body.replace(/<(style|script)\b.*?<\/\1>|<[^>]*>/gs, " ")}`;
  const isError = answer.status >= 400 || /\/error\b/.test(new URL(url).pathname);
  if (!isError) {
    return ok(`${name}: ${place(url)} answered ${answer.status}.`);
  }
  const evidence = { settings: deployedSettings(accountLinking), deployed: accountLinking };
  const [code = "provider-unreachable"] = findAtProvider(url, text, evidence) ?? [];
  const words = text.replace(/\s+/g, " ").trim().slice(0, 160);
  return fail(code, `${name}: ${place(url)} answered ${answer.status}: ${words}`);
}

/** What a URL of an error page says: Google puts it into a parameter, in base64. */
const said = (url: string): string =>
  [...new URL(url).searchParams]
    .filter(([name]) => /err/i.test(name))
    .map(([, value]) => (/^[\w+/=-]+$/.test(value) ? Buffer.from(value, "base64").toString("latin1") : value))
    .join(" ")
    .replace(/[^\x20-\x7e]+/g, " ");
