import { list } from "../alexa/diagnosis/finding";
import { redirectDiagnosis } from "../alexa/diagnosis/redirect-diagnosis";
import type { AccountLinking } from "../contract/account-linking";
import {
  ADVISED_ACCESS_TOKEN_SECONDS,
  ADVISED_REFRESH_TOKEN_DAYS,
  MIN_ACCESS_TOKEN_SECONDS,
} from "../contract/alexa-limits";
import { vendorIdIn } from "../contract/alexa-redirect-uri";
import { tokenLifetimeSeconds } from "../contract/token-lifetime";
import { userPoolIdOf } from "../contract/user-pool-id";
import type { AppClient, Reading } from "./aws";
import type { Evidence } from "./evidence";
import type { Check, Judgement } from "./judgement";
import { fail, ok, see, skip, unknown, warn } from "./judgement";
import { vendorIdOf } from "./sign-in";

const HOUR = 3600;
const DAY = 24 * HOUR;

/** The user pool and Alexa's app client, as AWS describes them. */
export function appClientChecks(evidence: Evidence): readonly Check[] {
  const { accountLinking } = evidence;
  const ofClient = (judge: (client: AppClient) => Judgement) => async () => judgeClient(evidence, judge);
  const client = { "user-pool": "any", "app-client": "any" } as const;
  return [
    {
      name: "user-pool",
      what: "The user pool exists",
      expected: userPoolIdOf(accountLinking),
      judge: () => judgePool(evidence),
    },
    {
      name: "app-client",
      what: "The user pool has Alexa's app client",
      expected: accountLinking.client_id,
      follows: { "user-pool": "any", "sign-in-page": ["wrong-client"] },
      judge: async () => judgeExistence(evidence, await evidence.client()),
    },
    {
      name: "client-callback-urls",
      what: "The app client has Alexa's redirect URIs as callback URLs",
      expected: list(accountLinking.redirect_uris),
      follows: { ...client, "redirect-uris": "any" },
      judge: ofClient((it) => judgeCallbacks(it, accountLinking)),
    },
    {
      name: "client-scopes",
      what: "The app client allows the scopes that Alexa asks for",
      expected: list(accountLinking.scopes),
      follows: { ...client, scopes: "any" },
      judge: ofClient((it) => judgeScopes(it, accountLinking.scopes)),
    },
    {
      name: "client-grants",
      what: "The app client may use the authorization code grant",
      expected: "the flow code, and OAuth turned on",
      follows: { ...client, "sign-in-page": ["grant-not-allowed"], "token-secret": ["grant-not-allowed"] },
      judge: ofClient(judgeGrants),
    },
    {
      name: "access-token-lifetime",
      what: "Access tokens live long enough for Alexa",
      expected: `${MIN_ACCESS_TOKEN_SECONDS} s or more, better an hour`,
      follows: client,
      judge: ofClient(judgeAccessToken),
    },
    {
      name: "refresh-token-lifetime",
      what: "Refresh tokens live long enough: a link ends with them",
      expected: `${ADVISED_REFRESH_TOKEN_DAYS} days or more`,
      follows: client,
      judge: ofClient(judgeRefreshToken),
    },
    {
      name: "refresh-token-rotation",
      what: "Refresh tokens are not rotated",
      expected: "off",
      follows: client,
      judge: ofClient(judgeRotation),
    },
  ];
}

async function judgePool(evidence: Evidence): Promise<Judgement> {
  const reading = await evidence.userPool();
  switch (reading?.kind) {
    case undefined:
      return skipped(evidence);
    case "read":
      return ok(`${reading.value.Name ?? userPoolIdOf(evidence.accountLinking)} exists.`);
    case "unknown":
      return unknown(reading.reason);
    case "missing": {
      // What everybody can see outweighs what these credentials see.
      const discovery = await evidence.discovery();
      return discovery.kind === "answer" && discovery.status === 200
        ? unknown(`${reason(reading)} Its issuer answers all the same: the AWS credentials are of another account.`)
        : fail("user-pool-missing", reason(reading));
    }
  }
}

function judgeExistence(evidence: Evidence, reading: Reading<AppClient> | undefined): Judgement {
  switch (reading?.kind) {
    case undefined:
      return skipped(evidence);
    case "read":
      return ok(`${reading.value.ClientName ?? evidence.accountLinking.client_id} exists.`);
    case "missing":
      return fail("wrong-client", reason(reading));
    case "unknown":
      return unknown(reading.reason);
  }
}

async function judgeClient(evidence: Evidence, judge: (client: AppClient) => Judgement): Promise<Judgement> {
  const reading = await evidence.client();
  if (reading === undefined) {
    return skipped(evidence);
  }
  return reading.kind === "read" ? judge(reading.value) : see("app-client");
}

function judgeCallbacks({ CallbackURLs = [] }: AppClient, accountLinking: AccountLinking): Judgement {
  const missing = accountLinking.redirect_uris.filter((uri) => !CallbackURLs.includes(uri));
  const [first] = missing;
  if (first === undefined) {
    const others = CallbackURLs.filter((uri) => !accountLinking.redirect_uris.includes(uri));
    return ok(`All of them${others.length === 0 ? "" : `, and ${list(others)}`}.`);
  }
  if (vendorIdIn(first) === undefined) {
    return fail("redirect-mismatch", `Missing are ${list(missing)}; there are ${list(CallbackURLs)}.`);
  }
  const { client_secret: _, ...deployed } = accountLinking;
  const [code, detail] = redirectDiagnosis(first, vendorIdOf(accountLinking), {
    ...deployed,
    redirect_uris: CallbackURLs,
  });
  return fail(code, detail);
}

function judgeScopes({ AllowedOAuthScopes = [] }: AppClient, scopes: readonly string[]): Judgement {
  const missing = scopes.filter((scope) => !AllowedOAuthScopes.includes(scope));
  const seen = `It allows ${list(AllowedOAuthScopes)}`;
  return missing.length === 0 ? ok(`${seen}.`) : fail("scope-not-allowed", `${seen}, and not ${list(missing)}.`);
}

function judgeGrants({ AllowedOAuthFlowsUserPoolClient, AllowedOAuthFlows = [] }: AppClient): Judgement {
  const seen = `Flows: ${list(AllowedOAuthFlows)}; OAuth is ${AllowedOAuthFlowsUserPoolClient === true ? "on" : "off"}.`;
  const may = AllowedOAuthFlowsUserPoolClient === true && AllowedOAuthFlows.includes("code");
  return may ? ok(seen) : fail("grant-not-allowed", seen);
}

function judgeAccessToken({ AccessTokenValidity, TokenValidityUnits }: AppClient): Judgement {
  const seconds = tokenLifetimeSeconds("access", AccessTokenValidity, TokenValidityUnits?.AccessToken);
  const seen = `They live ${duration(seconds)}.`;
  if (seconds < MIN_ACCESS_TOKEN_SECONDS) {
    return fail("access-token-too-short", seen);
  }
  return seconds < ADVISED_ACCESS_TOKEN_SECONDS ? warn("access-token-too-short", seen) : ok(seen);
}

function judgeRefreshToken({ RefreshTokenValidity, TokenValidityUnits, EnableTokenRevocation }: AppClient): Judgement {
  const seconds = tokenLifetimeSeconds("refresh", RefreshTokenValidity, TokenValidityUnits?.RefreshToken);
  const seen = `They live ${duration(seconds)}; revoking them is ${EnableTokenRevocation === false ? "off" : "on"}.`;
  if (seconds < DAY) {
    return fail("refresh-token-expired", seen);
  }
  return seconds < ADVISED_REFRESH_TOKEN_DAYS * DAY ? warn("refresh-token-expired", seen) : ok(seen);
}

function judgeRotation({ RefreshTokenRotation }: AppClient): Judgement {
  return RefreshTokenRotation?.Feature === "ENABLED"
    ? fail("refresh-token-rotated", "Rotation is on.")
    : ok("Rotation is off.");
}

function duration(seconds: number): string {
  const [unit, name] = seconds >= DAY ? [DAY, "days"] : seconds >= HOUR ? [HOUR, "h"] : [60, "min"];
  return `${Math.round((seconds / unit) * 10) / 10} ${name}`;
}

const skipped = ({ props }: Evidence): Judgement => skip(props.skipped?.aws ?? "AWS is not asked.");

const reason = ({ reason }: { readonly reason: string }): string => (/[.!]$/.test(reason) ? reason : `${reason}.`);
