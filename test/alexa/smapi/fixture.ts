import type { AccountLinkingRequest } from "../../../alexa/account-linking/request";
import { AccountLinkingClient } from "../../../alexa/smapi/account-linking-client";
import type { RefreshTokenCredentials } from "../../../alexa/smapi/credentials";
import { SkillPackageClient } from "../../../alexa/smapi/skill-package-client";
import { SmapiError } from "../../../alexa/smapi/smapi";
import type { SmapiClientProps } from "../../../alexa/smapi/smapi-client";
import { SmapiClient } from "../../../alexa/smapi/smapi-client";
import { REQUEST } from "../account-linking/request";

export const SKILL = "amzn1.ask.skill.1a2b3c4d-5e6f-4a1b-8c2d-3e4f5a6b7c8d";
export const VENDOR = "M1EXAMPLE0DEV";

export const CREDENTIALS: RefreshTokenCredentials = {
  clientId: "amzn1.application-oa2-client.example",
  clientSecret: "the-client+secret/of=login",
  refreshToken: "Atzr|the-refresh-token&more",
  source: "the test",
};

export const BODY = { accountLinkingRequest: REQUEST };

/** What SMAPI shows of the settings. */
export function shown(change: Partial<AccountLinkingRequest> = {}): Partial<AccountLinkingRequest> {
  const { clientSecret: _secret, skipOnEnablement: _skip, ...visible } = { ...REQUEST, ...change };
  return visible;
}

/** A client that waits for nothing, and what it said and how long it would have waited. */
export function client(url: string, props: Partial<SmapiClientProps> = {}) {
  const retries: string[] = [];
  const pauses: number[] = [];
  const client = new SmapiClient({
    credentials: CREDENTIALS,
    apiEndpoint: url,
    authEndpoint: url,
    onRetry: (text) => retries.push(text),
    sleep: async (milliseconds) => {
      pauses.push(milliseconds);
    },
    random: () => 1,
    timeoutMs: 2000,
    ...props,
  });
  return { smapi: new AccountLinkingClient(client), packages: new SkillPackageClient(client), retries, pauses };
}

/** The error of a call that must fail. */
export async function errorOf(call: Promise<unknown>): Promise<SmapiError> {
  const error = await call.then(
    () => new Error("it did not fail"),
    (failure: unknown) => failure,
  );
  if (!(error instanceof SmapiError)) {
    throw error;
  }
  return error;
}
