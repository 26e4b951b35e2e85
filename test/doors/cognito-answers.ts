/**
 * Whatever the user pool's keys and its user-info endpoint answer: the function greets nobody whom a certified OpenID
 * client (openid-client) would not know, and calls no link broken that is in order.
 */
import { createPublicKey, verify } from "node:crypto";
import type { RequestEnvelope } from "ask-sdk-model";
import fc from "fast-check";
import * as openid from "openid-client";
import type { Account } from "../../lambda/library/account/account";
import { AccountLookup } from "../../lambda/library/account/account-lookup";
import { CLIENT_ID, Cognito, ISSUER, profile, settings } from "../lambda/support/cognito";
import { launch } from "../lambda/support/envelopes";
import { CapturedOutput } from "./captured-output";
import type { Door, OpenDoor } from "./door";
import { hold, holdSecret } from "./door";
import type { HostileAnswer } from "./hostile-answer";
import { bodyText, ECHO, hostileAnswers, sendHostile } from "./hostile-answer";

/** Stands for the modulus of the pool's key, which is another one in each run. */
const MODULUS = "MODULUS";
const KEYS = { keys: [{ kty: "RSA", kid: "key-1", alg: "RS256", use: "sig", n: MODULUS, e: "AQAB" }] };
const TWO_KEYS = { keys: [{ kty: "RSA", kid: "key-0", n: "AQAB", e: "AQAB" }, ...KEYS.keys] };

interface Case {
  readonly keys?: HostileAnswer;
  readonly userInfo?: HostileAnswer;
}

const keyWords = fc.constantFrom<unknown>(
  ...["RSA", "EC", "oct", "key-1", "key-0", "RS256", "none", "HS256", "sig", "enc", "AQAB", "AA", "", MODULUS],
);
const nameWords = fc.constantFrom<unknown>(
  ...[
    profile.sub,
    "another",
    "",
    [profile.sub],
    "<audio src='x'/>",
    "&amp;",
    "\u202eAnna",
    "A\u0000B",
    "👩‍👩‍👧",
    "a".repeat(60_000),
  ],
  ...["true", 1, " ", "Anna\nBob", ECHO],
);
const both = {
  keys: hostileAnswers([KEYS, TWO_KEYS], keyWords),
  userInfo: hostileAnswers([profile, { sub: profile.sub, name: "Anna Maria" }], nameWords),
};
const cases: fc.Arbitrary<Case> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ keys: both.keys }) },
  { weight: 2, arbitrary: fc.record({ userInfo: both.userInfo }) },
  { weight: 1, arbitrary: fc.record(both) },
);

/** The most that the function reads. */
const MAX_BYTES = 64 * 1024;

async function open(): Promise<OpenDoor<Case>> {
  const cognito = new Cognito();
  await cognito.open();
  const output = new CapturedOutput();
  const token = cognito.token({ exp: Math.floor(Date.now() / 1000) + 24 * 3600 });
  const { n } = cognito.key.jwk as { readonly n: string };
  const filled = (part: string): string => (part === MODULUS ? n : part === ECHO ? token : part);
  const [usualKeys, usualUserInfo] = [cognito.jwks, cognito.userInfo];
  const config = new openid.Configuration(
    { issuer: ISSUER, userinfo_endpoint: settings.userInfoUri },
    CLIENT_ID,
    "secret",
  );

  /** What a certified client makes of the answer. */
  const isKnown = async (answer: HostileAnswer): Promise<boolean> => {
    const body = bodyText(answer, filled);
    const isNull = [101, 204, 205, 304].includes(answer.status);
    const init = { status: Math.min(answer.status, 599), headers: { "content-type": "application/json" } };
    config[openid.customFetch] = async () => new Response(isNull ? null : body, init);
    return openid.fetchUserInfo(config, token, profile.sub).then(
      () => true,
      () => false,
    );
  };

  /** Whether the keys hold one of the token's name by which it verifies, read by hand. */
  const verifies = (answer: HostileAnswer): boolean => {
    try {
      const keys = (JSON.parse(bodyText(answer, filled)) as { readonly keys: readonly (typeof KEYS.keys)[number][] })
        .keys;
      const [head = "", body = "", signature = ""] = token.split(".");
      const key = keys.find(({ kid }) => kid === "key-1");
      const publicKey = createPublicKey({ key: key as never, format: "jwk" });
      return verify("RSA-SHA256", Buffer.from(`${head}.${body}`), publicKey, Buffer.from(signature, "base64url"));
    } catch {
      return false;
    }
  };

  const arrives = ({ cut, status, body }: HostileAnswer): boolean =>
    cut === undefined && status === 200 && Buffer.byteLength(bodyText({ body } as HostileAnswer, filled)) <= MAX_BYTES;

  return {
    enter: async ({ keys, userInfo }) => {
      jest.clearAllMocks();
      cognito.requests.length = 0;
      cognito.jwks = keys === undefined ? usualKeys : (_, response) => sendHostile(keys, response, filled);
      cognito.userInfo =
        userInfo === undefined ? usualUserInfo : (_, response) => sendHostile(userInfo, response, filled);
      const requestEnvelope: RequestEnvelope = launch({ token });
      const account = await new AccountLookup(settings).of({ requestEnvelope, context: undefined });
      const said = output.take() + JSON.stringify(account);

      const keysGood = keys === undefined || (arrives(keys) && verifies(keys));
      const userKnown = userInfo === undefined || (arrives(userInfo) && (await isKnown(userInfo)));
      const isAsked = cognito.count("userInfo") > 0;
      hold(!isAsked || keysGood, "a token that was not verified was shown to the user-info endpoint");
      holdLinked(account, { keysGood, userKnown, keysUsual: keys === undefined });
      const isOfKeys = keys !== undefined && arrives(keys) && !keysGood;
      holdBroken(account, { isOfKeys, isOfUser: userInfo?.status === 401 && keysGood });
      holdSecret(said, [token]);
    },
    close: () => {
      output.release();
      return cognito.close();
    },
  };
}

interface Known {
  readonly keysGood: boolean;
  readonly userKnown: boolean;
  /** The keys came as Cognito sends them; of several the function takes all or none. */
  readonly keysUsual: boolean;
}

/** Who is greeted is whom the other reading knows, and the other way round. */
function holdLinked(account: Account, { keysGood, keysUsual, userKnown }: Known): void {
  const isKnown = keysGood && userKnown;
  hold(account.kind !== "linked" || isKnown, "somebody is greeted whom the other reading does not know");
  hold(!(isKnown && keysUsual) || account.kind === "linked", `a user whom it knows is ${JSON.stringify(account)}`);
  hold(account.kind !== "unlinked", "a token is there, and the user is called unlinked");
  holdName(account);
}

/** A link is broken where user info says so of the token, or where keys that came do not verify it. */
function holdBroken(
  account: Account,
  { isOfKeys, isOfUser }: Readonly<Record<"isOfKeys" | "isOfUser", boolean>>,
): void {
  if (account.kind === "invalid") {
    const { reason } = account;
    const isSo = reason === "revoked" ? isOfUser : isOfKeys && /^(unknown-key|signature)$/.test(reason);
    hold(isSo, `a link is called broken: ${reason}`);
  }
}

/** What is said of a name is text, and not much of it. */
function holdName(account: Account): void {
  const { name = "" } = account.kind === "linked" ? account.profile : {};
  hold(!/[<>\p{C}]|&(?!(amp|lt|gt);)/u.test(name), `the name is ${JSON.stringify(name)}`);
  hold([...name].length <= 40 * "&amp;".length, "the name has no end");
}

export const door: Door<Case> = { cases, casesInTests: 150, deadlineMs: 3500, open };
