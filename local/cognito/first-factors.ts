import type { GetUserPoolMfaConfigCommandOutput } from "@aws-sdk/client-cognito-identity-provider";
import { CHOICE_FLOW, PASSWORDLESS_FACTORS } from "../../contract/first-factor";
import { offersPassword } from "./federation";
import type { PageCall } from "./page-call";

/** With what a sign-in may begin, in place of a password. */
export type PasswordlessFactor = (typeof PASSWORDLESS_FACTORS)[number];

/** Those that are a code. */
export type CodeFactor = Exclude<PasswordlessFactor, "WEB_AUTHN">;

/**
 * What the page offers beside a password, as the pool and the client are deployed. Nothing on the classic pages, which
 * know passwords alone, and nothing for a client without choice-based sign-in. It is the same for everybody, whatever a
 * user has: otherwise it would tell who exists.
 *
 * https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flow-things-to-know.html
 */
export function passwordlessFactors({ call, pool, request }: PageCall): readonly PasswordlessFactor[] {
  const { client } = request;
  const isChosen = (client.ExplicitAuthFlows ?? []).some((flow) => flow === CHOICE_FLOW);
  if (!call.managedLogin || !isChosen || !offersPassword(request) || pool.UserPoolTier === "LITE") {
    return [];
  }
  const allowed: readonly string[] = pool.Policies?.SignInPolicy?.AllowedFirstAuthFactors ?? [];
  return PASSWORDLESS_FACTORS.filter((factor) => allowed.includes(factor));
}

/** What passkeys are made for. */
export interface PasskeySettings {
  /** The host for which a browser offers them. */
  readonly relyingPartyId: string;
  readonly userVerification: "preferred" | "required";
  /** Whether one that asked for a finger, a face or a PIN is a second factor as well. */
  readonly countsAsBoth: boolean;
}

/** A pool that says nothing has its own domain, the custom one first. */
export const passkeySettings = (
  { WebAuthnConfiguration }: Pick<GetUserPoolMfaConfigCommandOutput, "WebAuthnConfiguration">,
  domainHost: string,
): PasskeySettings => ({
  relyingPartyId: WebAuthnConfiguration?.RelyingPartyId ?? domainHost,
  userVerification: WebAuthnConfiguration?.UserVerification ?? "preferred",
  countsAsBoth: WebAuthnConfiguration?.FactorConfiguration === "MULTI_FACTOR_WITH_USER_VERIFICATION",
});
