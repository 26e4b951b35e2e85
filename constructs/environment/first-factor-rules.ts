import { PASSWORDLESS_FACTORS } from "../../contract/first-factor";
import { allOf, anyOf, differs, isUnset, not } from "../module/condition";
import type { EnvironmentRule } from "./environment-rule";
import { hasFirstFactor, isPasswordless } from "./first-factors";

const WITH_MORE = `${PASSWORDLESS_FACTORS.slice(0, -1).join(", ")} or ${PASSWORDLESS_FACTORS.at(-1)}`;

/** What goes together with the first factors of a pool. */
export const firstFactorRules: readonly EnvironmentRule[] = [
  {
    path: "userPool.firstFactors",
    reads: ["userPool.firstFactors"],
    // The console: "The Password option is always available"; AWS CDK, AllowedFirstAuthFactors: password "must be true".
    holds: ({ userPool: { firstFactors } }) => anyOf(isUnset(firstFactors), hasFirstFactor(firstFactors, "PASSWORD")),
    received: ({ userPool }) => userPool.firstFactors,
    allowed: "a list with PASSWORD, which Cognito does not let go of",
    fix: 'add "PASSWORD"; who has no password signs in by another factor',
  },
  {
    path: "userPool.plan",
    reads: ["userPool.plan", "userPool.firstFactors", "userPool.passkeys"],
    // Amazon Cognito API, SignInPolicyType and WebAuthnConfigurationType.
    holds: ({ userPool: { firstFactors, passkeys, plan } }) =>
      anyOf(differs(plan, "LITE"), allOf(not(isPasswordless(firstFactors)), isUnset(passkeys.relyingPartyId))),
    received: ({ userPool }) => userPool.plan,
    allowed: `ESSENTIALS or PLUS, where firstFactors has ${WITH_MORE}, or passkeys a relyingPartyId`,
    fix: "choose the plan ESSENTIALS or PLUS, or let sign-ins begin with passwords alone",
  },
  {
    path: "userPool.mfa",
    reads: ["userPool.mfa", "userPool.firstFactors"],
    // Amazon Cognito, "Authentication flows": "Passwordless authentication flows aren't compatible with required
    // multi-factor authentication". Since April 2026 a passkey may count as both factors, by FactorConfiguration in
    // WebAuthnConfigurationType, for which provider 5.100 has no argument: without it SetUserPoolMfaConfig is refused.
    holds: ({ userPool: { firstFactors, mfa } }) => anyOf(differs(mfa, "required"), not(isPasswordless(firstFactors))),
    received: ({ userPool }) => userPool.mfa,
    allowed: `optional or off, where firstFactors has ${WITH_MORE}: Cognito refuses them where a second factor is required`,
    fix: "leave a second factor optional, or let sign-ins begin with passwords alone",
  },
];
