import type { JsonWebKey } from "node:crypto";
import { createPublicKey } from "node:crypto";
import { place } from "../alexa/diagnosis/finding";
import type { HttpOutcome } from "../common/http-outcome";
import { member, parseJsonObject, textAt } from "../common/json";
import { DOMAIN, hostsOfPool } from "./domain-checks";
import type { Evidence } from "./evidence";
import { noAnswer } from "./evidence";
import type { Check, Judgement } from "./judgement";
import { fail, ok, unknown, warn } from "./judgement";

/** What the skill asks of the user pool: profiles, signing keys, and who it is. */
export function issuerChecks(evidence: Evidence): readonly Check[] {
  const { accountLinking } = evidence;
  return [
    {
      name: "user-info",
      what: "The user-info URI asks for an access token",
      expected: "401, or 400 invalid_request",
      online: true,
      follows: { ...DOMAIN, "sign-in-page": ["unreachable"] },
      judge: async () => judgeUserInfo(place(accountLinking.user_info_uri), await evidence.userInfo()),
    },
    {
      name: "signing-keys",
      what: "The issuer has keys that verify access tokens",
      expected: "an RSA key with a key id, or more",
      online: true,
      follows: { "issuer-dns": "any", "user-pool": ["user-pool-missing"] },
      judge: async () => judgeKeys(`${accountLinking.issuer}/.well-known/jwks.json`, await evidence.keys()),
    },
    {
      name: "discovery",
      what: "The issuer's discovery document names the issuer and the endpoints that were deployed",
      expected: `issuer ${accountLinking.issuer}, the endpoints of ${evidence.domain}`,
      online: true,
      follows: {
        "issuer-dns": "any",
        "signing-keys": "any",
        "user-pool": ["user-pool-missing"],
        "pool-domain": ["domain-differs"],
      },
      judge: async () => judgeDiscovery(evidence, await evidence.discovery(), await hostsOfPool(evidence)),
    },
  ];
}

/** Cognito answers 400 to a request without a token, and 401 to one with a token that is no good. */
function judgeUserInfo(uri: string, answer: HttpOutcome): Judgement {
  if (answer.kind !== "answer") {
    return fail("unreachable", `No answer came from ${uri}: ${noAnswer(answer)}.`);
  }
  const { status } = answer;
  if (status >= 500) {
    return unknown(`${uri} answered ${status}.`);
  }
  const asks = status === 401 || (status === 400 && parseJsonObject(answer.body)?.error === "invalid_request");
  return asks ? ok(`${uri} answered ${status}.`) : fail("user-info-unusable", `${uri} answered ${status}.`);
}

function judgeKeys(uri: string, answer: HttpOutcome): Judgement {
  if (answer.kind !== "answer") {
    return fail("unreachable", `No answer came from ${uri}: ${noAnswer(answer)}.`);
  }
  const keys = parseJsonObject(answer.body)?.keys;
  const usable = (Array.isArray(keys) ? keys : []).filter(isRsaKey);
  return answer.status === 200 && usable.length > 0
    ? ok(`RSA keys with a key id: ${usable.length}.`)
    : fail("issuer-unusable", `${uri} answered ${answer.status}. RSA keys with a key id: ${usable.length}.`);
}

/** One of RSA with a name, by which a signature can be checked: what has the form of a key may be none. */
function isRsaKey(key: unknown): boolean {
  if (textAt(key, "kid") === undefined || member(key, "kty") !== "RSA") {
    return false;
  }
  try {
    return createPublicKey({ key: key as JsonWebKey, format: "jwk" }).asymmetricKeyType === "rsa";
  } catch {
    return false;
  }
}

function judgeDiscovery(
  { accountLinking, domain }: Evidence,
  answer: HttpOutcome,
  hosts: readonly string[] = [],
): Judgement {
  const uri = `${accountLinking.issuer}/.well-known/openid-configuration`;
  if (answer.kind !== "answer") {
    return fail("unreachable", `No answer came from ${uri}: ${noAnswer(answer)}.`);
  }
  const document = parseJsonObject(answer.body);
  if (answer.status !== 200 || document?.issuer !== accountLinking.issuer) {
    const named = document === undefined ? "no JSON object" : `the issuer ${text(document.issuer)}`;
    return fail("issuer-unusable", `${uri} answered ${answer.status} with ${named}.`);
  }
  const differing = [
    ["authorization_endpoint", accountLinking.authorization_uri],
    ["token_endpoint", accountLinking.access_token_uri],
  ].flatMap(([name = "", deployed = ""]) =>
    document[name] === place(deployed) ? [] : [`${name} is ${text(document[name])}; deployed is ${place(deployed)}.`],
  );
  // Of a prefix domain and a custom domain side by side the document names one.
  const other = hosts.find((host) => host !== domain && document.token_endpoint === `https://${host}/oauth2/token`);
  if (differing.length > 0 && other !== undefined && hosts.includes(domain)) {
    return ok(`The document names the pool's other domain, ${other}; the link uses ${domain}, which answers as well.`);
  }
  return differing.length === 0
    ? ok("Issuer and endpoints are those that were deployed.")
    : warn("domain-differs", differing.join(" "));
}

const text = (value: unknown): string => (typeof value === "string" ? value.slice(0, 200) : "not there");
