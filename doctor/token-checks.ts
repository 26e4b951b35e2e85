import { place, quote } from "../alexa/diagnosis/finding";
import type { TokenAnswer } from "../alexa/diagnosis/link-evidence";
import { readTokenResponse } from "../alexa/diagnosis/token-response";
import type { HttpAnswer } from "../common/http-outcome";
import { MAX_TOKEN_RESPONSE_MS } from "../contract/alexa-limits";
import { DOMAIN } from "./domain-checks";
import type { Evidence, TokenTry } from "./evidence";
import type { Check, Judgement } from "./judgement";
import { fail, ok, see, unknown, warn } from "./judgement";
import { readSignIn } from "./sign-in";

/** From here on a busy hour is enough to make it too slow. */
const SLOW_MS = 2000;

const CLOCK_WARN_SECONDS = 60;
const CLOCK_FAIL_SECONDS = 300;

/** The access token URI, asked as Alexa asks it, with a code that does not exist. */
export function tokenChecks(evidence: Evidence): readonly Check[] {
  const { accountLinking } = evidence;
  const uri = place(accountLinking.access_token_uri);
  const unreachable = { ...DOMAIN, "sign-in-page": ["unreachable"] } as const;
  const bothTries = () => Promise.all([evidence.tokenTry(), evidence.wrongSecretTry()]);
  return [
    {
      name: "token-latency",
      what: "The access token URI answers in the time that Alexa waits",
      expected: `an answer within ${MAX_TOKEN_RESPONSE_MS / 1000} s, better ${SLOW_MS / 1000} s`,
      online: true,
      follows: unreachable,
      judge: async () => judgeLatency(uri, await bothTries()),
    },
    {
      name: "token-secret",
      what: "The access token URI accepts the client's id and secret",
      expected: "a refusal of the code alone: invalid_grant",
      online: true,
      follows: { ...unreachable, "sign-in-page": ["unreachable", "wrong-client", "grant-not-allowed"] },
      judge: async () => judgeSecret(uri, await evidence.tokenTry(), evidence),
    },
    {
      name: "token-wrong-secret",
      what: "The access token URI refuses another secret",
      expected: "a refusal of the client: invalid_client",
      online: true,
      follows: { ...unreachable, "token-secret": "any" },
      judge: async () => judgeWrongSecret(uri, await evidence.wrongSecretTry()),
    },
    {
      name: "token-no-store",
      what: "No cache may keep what the access token URI answers",
      expected: "Cache-Control: no-store",
      online: true,
      judge: async () => judgeCaching(await evidence.tokenTry()),
    },
    {
      name: "clock",
      what: "The clocks of the access token URI and of this machine agree",
      expected: `within ${CLOCK_WARN_SECONDS} s`,
      online: true,
      judge: async () => judgeClock(await evidence.tokenTry()),
    },
  ];
}

function judgeLatency(uri: string, tries: readonly TokenTry[]): Judgement {
  const answers = tries.map(({ answer }) => answer);
  const missing = answers.find((answer) => answer.kind === "no connection");
  if (missing !== undefined) {
    return fail("unreachable", `No connection to ${uri}: ${missing.reason}.`);
  }
  const slow = answers.find((answer) => answer.kind === "too slow");
  if (slow !== undefined) {
    return fail("token-uri-slow", `${uri} had not answered after ${slow.waitedMs / 1000} s.`);
  }
  const longest = Math.max(...answers.map((answer) => (answer.kind === "answer" ? answer.durationMs : 0)));
  const took = `The slower of two answers took ${longest} ms`;
  if (longest >= SLOW_MS) {
    return longest > MAX_TOKEN_RESPONSE_MS ? fail("token-uri-slow", `${took}.`) : warn("token-uri-slow", `${took}.`);
  }
  return ok(`${took}; triggers of the user pool, which only a real code sets off, come on top.`);
}

async function judgeSecret(uri: string, { answer }: TokenTry, evidence: Evidence): Promise<Judgement> {
  if (answer.kind !== "answer") {
    return see("token-latency");
  }
  const { client_id: clientId } = evidence.accountLinking;
  const response = readTokenResponse(answer.status, answer.body).answer;
  const came = `${uri} answered ${saying(answer.status, response)}`;
  if (response.kind !== "error") {
    return fail("token-response-unusable", `${came} to a made-up code.`);
  }
  switch (response.error) {
    case "invalid_grant":
      return ok(`${came}.`);
    case "invalid_client":
      return fail("wrong-secret", `${came} to the client ${clientId} with its secret.`);
    case "unauthorized_client":
      // Cognito says so of a redirect URI that is not registered, too.
      return (await readSignIn(evidence)).redirects.length > 0
        ? see("redirect-uris")
        : fail("grant-not-allowed", `${came} to the client ${clientId}.`);
    default:
      return fail("token-uri-failed", `${came}.`);
  }
}

function judgeWrongSecret(uri: string, { answer }: TokenTry): Judgement {
  if (answer.kind !== "answer") {
    return see("token-latency");
  }
  const response = readTokenResponse(answer.status, answer.body).answer;
  const came = `${uri} answered ${saying(answer.status, response)}`;
  if (response.kind !== "error") {
    return fail("secret-not-checked", `${came} to a wrong secret.`);
  }
  switch (response.error) {
    case "invalid_client":
      return ok(`${came}.`);
    case "invalid_grant":
    case "unauthorized_client":
      return fail("secret-not-checked", `${came} to a wrong secret, as if it were the right one.`);
    default:
      return unknown(`${came}, which says nothing about the secret.`);
  }
}

function judgeCaching({ answer }: TokenTry): Judgement {
  if (answer.kind !== "answer") {
    return see("token-latency");
  }
  if (!isOAuth(answer)) {
    return see("token-secret");
  }
  const header = answer.headers["cache-control"] ?? "";
  return /\bno-store\b/i.test(header)
    ? ok(`Cache-Control: ${header}.`)
    : warn("token-answer-kept", header === "" ? "There is no Cache-Control." : `Cache-Control: ${header}.`);
}

function judgeClock({ answer, receivedAt }: TokenTry): Judgement {
  if (answer.kind !== "answer") {
    return see("token-latency");
  }
  const date = Date.parse(answer.headers.date ?? "");
  if (Number.isNaN(date)) {
    return unknown("The answer has no Date.");
  }
  const seconds = Math.round((date - receivedAt) / 1000);
  const seen = `The server's clock is ${Math.abs(seconds)} s ${seconds < 0 ? "behind" : "ahead of"} this machine's.`;
  if (Math.abs(seconds) > CLOCK_FAIL_SECONDS) {
    return fail("clock-skewed", seen);
  }
  return Math.abs(seconds) > CLOCK_WARN_SECONDS ? warn("clock-skewed", seen) : ok(seen);
}

const isOAuth = ({ status, body }: HttpAnswer): boolean => {
  const { answer } = readTokenResponse(status, body);
  return answer.kind === "tokens" || (answer.kind === "error" && answer.error !== undefined);
};

/** An answer in words; never what it holds but an error's name and description. */
function saying(status: number, answer: TokenAnswer): string {
  if (answer.kind !== "error") {
    return `${status}${answer.kind === "unusable" ? ` with ${answer.flaw}` : " with tokens"}`;
  }
  const { error, errorDescription } = answer;
  const description = errorDescription === undefined ? "" : ` (${quote(errorDescription)})`;
  return error === undefined ? `${status} without an OAuth error` : `${status} ${quote(error)}${description}`;
}
