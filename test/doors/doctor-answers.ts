/**
 * Whatever a sign-in domain, an issuer and AWS answer: doctor judges each, calls nothing sound that a certified OpenID
 * client (openid-client) or node:crypto cannot use, and repeats no secret.
 */
import { createPublicKey } from "node:crypto";
import fc from "fast-check";
import * as openid from "openid-client";
import type { HttpAnswer, HttpOutcome } from "../../common/http-outcome";
import { AwsApi } from "../../doctor/aws-api";
import type { CheckResult } from "../../doctor/check";
import { examine } from "../../doctor/examine";
import type { WebRequest } from "../../doctor/web";
import { REQUEST } from "../alexa/account-linking/request";
import { ACCOUNT_LINKING, CLIENT_SECRET } from "../contract/account-linking";
import { AwsStandIn } from "../doctor/aws-stand-in";
import { STORED, smapiWith, soundAws } from "../doctor/world";
import type { Change } from "./changed-json";
import { changedJson, changesOf, strangeJson } from "./changed-json";
import type { Door, OpenDoor } from "./door";
import { hold, holdSecret } from "./door";
import type { HostileAnswer } from "./hostile-answer";
import { bodyText, ECHO, hostileAnswers } from "./hostile-answer";

const { access_token_uri, authorization_uri, client_id, issuer, user_info_uri } = ACCOUNT_LINKING;
const LOGIN = authorization_uri.replace("/oauth2/authorize", "/login");

/** Stands for the modulus of a key that is one. */
const MODULUS =
  "u1SU1LfVLPHCozMxH2Mo4lgOEePzNm0tRgeLezV6ffAt0gunVTLw7onLRnrq0_IzW7yWR7QkrmBL7jTKEn5u-qKhbwKfBstIs-bMY2Zkp18gnTxKLxoS2tFczGkPLPgizskuemMghRniWaoLcyehkd3qqGElvW_VDL5AaWTg0nLVkjRo9z-40RQzuVaE8AkAFmxZzow3x-VJYKdjykkJ0iT9wCS0DRTXu269V264Vf_3jvredZiKRkgwlL9xNAwxXFg0x_XFw005UWVRIkdgcKWTjpBP2dPwVZ4WWC-9aGVd-Gyn1o0CLelf4rEjGoXbAAEgAqeGUxrcIlbjXfbcmw";
const SOUND: Readonly<Record<string, unknown>> = {
  token: { error: "invalid_grant" },
  keys: { keys: [{ kty: "RSA", kid: "k", alg: "RS256", use: "sig", n: MODULUS, e: "AQAB" }] },
  discovery: { issuer, authorization_endpoint: authorization_uri, token_endpoint: access_token_uri },
  user: { error: "invalid_request" },
};
type Place = "authorize" | "discovery" | "keys" | "token" | "user";

const words = fc.constantFrom<unknown>(
  ...["invalid_grant", "invalid_client", "unauthorized_client", "invalid_request", "Bearer", "bearer", 3600, "3600"],
  ...[ECHO, "RSA", "EC", "AQAB", MODULUS, "", issuer, `${issuer}/`, "https://evil.example/", "\u001b[2J", "\u202e"],
);
const HEADERS = {
  location: fc.constantFrom(
    ...[`${LOGIN}?x`, "/login", "/error?error=redirect_mismatch", "//evil.example/", "http://[", "javascript:1", ECHO],
    ...[
      `${ACCOUNT_LINKING.redirect_uris[0]}?error=invalid_scope&error_description=${"x".repeat(9000)}`,
      "?code=1&state=2",
    ],
  ),
  date: fc.constantFrom("Wed, 21 Oct 2099 07:28:00 GMT", "0", "x", "9".repeat(400)),
  "cache-control": fc.constantFrom("no-store", "max-age=1, no-store", "no-storex", "\u001b[2J"),
};
const answers = (sound: unknown): fc.Arbitrary<HostileAnswer> => hostileAnswers([sound], words, HEADERS);

interface Case {
  readonly answers: Partial<Readonly<Record<Place, HostileAnswer>>>;
  readonly aws?: readonly Change[];
}

const AWS_VALUES = fc.oneof(
  strangeJson,
  fc.constantFrom<unknown>(
    "code",
    "implicit",
    ["code", "implicit"],
    "days",
    "minutes",
    "seconds",
    0,
    1,
    -1,
    1e9,
    "ACTIVE",
    "Allow",
    "*",
  ),
);

const cases: fc.Arbitrary<Case> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      answers: fc.record(
        {
          authorize: answers("<html>"),
          discovery: answers(SOUND.discovery),
          keys: answers(SOUND.keys),
          token: answers(SOUND.token),
          user: answers(SOUND.user),
        },
        { requiredKeys: [] },
      ),
    }),
  },
  { weight: 1, arbitrary: fc.record({ answers: fc.constant({}), aws: changesOf(soundAws(), AWS_VALUES) }) },
);

const placeOf = (url: string): Place => {
  const paths: readonly (readonly [string, Place])[] = [
    [access_token_uri, "token"],
    [user_info_uri, "user"],
    [`${issuer}/.well-known/jwks.json`, "keys"],
    [`${issuer}/.well-known/openid-configuration`, "discovery"],
  ];
  return paths.find(([start]) => url.startsWith(start))?.[1] ?? "authorize";
};

const BASIC = Buffer.from(`${client_id}:${CLIENT_SECRET}`).toString("base64");
const echo = ({ url, headers = {}, body = "" }: WebRequest): string => `${url} ${JSON.stringify(headers)} ${body}`;

function outcomeOf(answer: HostileAnswer | undefined, place: Place, request: WebRequest): HttpOutcome {
  const usual = { kind: "answer", cookies: [], durationMs: 1 } as const;
  if (answer === undefined) {
    const sound = { token: 400, user: 400, keys: 200, discovery: 200, authorize: 200 } as const;
    const headers = { "cache-control": "no-store", date: new Date().toUTCString() };
    return { ...usual, status: sound[place], headers, body: JSON.stringify(SOUND[place]) ?? "<html>" };
  }
  if (answer.cut !== undefined) {
    return answer.cut === "before"
      ? { kind: "no connection", reason: "it is gone" }
      : { kind: "too slow", waitedMs: 5000 };
  }
  const filled = (part: string): string => (part.includes(ECHO) ? part.replaceAll(ECHO, () => echo(request)) : part);
  const headers = Object.fromEntries(Object.entries(answer.headers).map(([name, value]) => [name, filled(value)]));
  return { ...usual, status: answer.status, headers, body: bodyText(answer, filled) };
}

async function open(): Promise<OpenDoor<Case>> {
  const standIn = await AwsStandIn.start(soundAws());
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: standIn.url,
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_EC2_METADATA_DISABLED: "true",
  });
  return {
    enter: async ({ answers: given, aws: changes }) => {
      const seen = new Map<Place, HttpAnswer>();
      const send = async (request: WebRequest): Promise<HttpOutcome> => {
        const place = placeOf(request.url);
        const outcome = outcomeOf(given[place], place, request);
        if (outcome.kind === "answer" && !(place === "token" && seen.has(place))) {
          seen.set(place, outcome);
        }
        return outcome;
      };
      const certificate = { names: [new URL(authorization_uri).host], validTo: Date.now() + 1e10, authorized: true };
      const web = { send, resolve: async () => ["192.0.2.1"], certificate: async () => certificate };
      const changed = changes === undefined ? {} : changedJson(soundAws(), changes);
      // What the stand-in goes by is no answer of AWS's.
      const { errors, others } = soundAws();
      Object.assign(standIn.state, soundAws(), changed, { errors, others });
      const aws = changes === undefined ? undefined : new AwsApi({ accountLinking: ACCOUNT_LINKING });
      const props = { accountLinking: ACCOUNT_LINKING, wanted: REQUEST, web, aws, smapi: smapiWith(STORED) };
      const results = await examine(props).finally(() => aws?.close());
      holdJudged(results, changes !== undefined);
      await holdSound(results, seen);
      const secrets = [CLIENT_SECRET, BASIC];
      holdSecret(JSON.stringify(results.map(({ seen: told }) => told)), secrets);
    },
    close: () => standIn.stop(),
  };
}

/** Each check has come to a judgement of its own; what AWS answers in a form that it has not is unknown. */
function holdJudged(results: readonly CheckResult[], ofAws: boolean): void {
  for (const { name, seen, status } of results) {
    hold(["fail", "ok", "skip", "unknown", "warn"].includes(status), `${name} is ${status}`);
    hold(typeof seen === "string" && seen !== "", `${name} says nothing`);
    const isOfForm = ofAws && status === "unknown" && /has a form that is not known\.$/.test(seen);
    const isJudged = !/could not be judged|no result within/.test(seen);
    hold(ofAws || !/undefined|\[object|NaN/.test(seen), `${name}: ${seen.slice(0, 300)}`);
    hold(isOfForm || isJudged, `${name}: ${seen.slice(0, 300)}`);
  }
}

/** What is called sound is of use to others. */
async function holdSound(results: readonly CheckResult[], seen: ReadonlyMap<Place, HttpAnswer>): Promise<void> {
  const isOk = (name: string): boolean => results.some((it) => it.name === name && it.status === "ok");
  const answerOf = (place: Place): Response => {
    const { status = 599, body = "" } = seen.get(place) ?? {};
    const init = { status: Math.min(status, 599), headers: { "content-type": "application/json" } };
    return new Response([101, 204, 205, 304].includes(status) ? null : body, init);
  };
  if (isOk("signing-keys")) {
    hold(usableKeys(seen.get("keys")?.body ?? "") > 0, "keys are called usable that node:crypto does not take");
  }
  if (isOk("discovery")) {
    const customFetch = async (): Promise<Response> => answerOf("discovery");
    const options = { [openid.customFetch]: customFetch };
    const found = await openid.discovery(new URL(issuer), client_id, undefined, undefined, options).then(
      () => "",
      (error: Error) => error.message,
    );
    hold(found === "", `a discovery document is called sound, and openid-client says: ${found}`);
  }
  if (isOk("token-secret")) {
    const config = new openid.Configuration({ issuer, token_endpoint: access_token_uri }, client_id, CLIENT_SECRET);
    config[openid.customFetch] = async () => answerOf("token");
    const error: unknown = await openid.authorizationCodeGrant(config, new URL("https://example.com/?code=x")).then(
      () => "tokens",
      (it: unknown) => (it as { readonly error?: unknown }).error,
    );
    hold(error === "invalid_grant", `the secret is called right, and openid-client says: ${error}`);
  }
}

function usableKeys(body: string): number {
  const { keys } = JSON.parse(body) as { readonly keys: readonly unknown[] };
  return keys.filter((key) => {
    try {
      return createPublicKey({ key: key as never, format: "jwk" }).asymmetricKeyType === "rsa";
    } catch {
      return false;
    }
  }).length;
}

export const door: Door<Case> = { cases, casesInTests: 100, open };
