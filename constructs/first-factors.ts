import type {
  CognitoUserPool,
  CognitoUserPoolSignInPolicy,
  CognitoUserPoolWebAuthnConfiguration,
} from "@cdktf/provider-aws/lib/cognito-user-pool";
import {
  cognitoUserPoolSignInPolicyToTerraform,
  cognitoUserPoolWebAuthnConfigurationToTerraform,
} from "@cdktf/provider-aws/lib/cognito-user-pool";
import { hasFirstFactor } from "./environment/first-factors";
import type { UserPoolSettings } from "./environment/user-pool";
import { optionalBlock } from "./module/blocks";
import { anyOf, choose, isGiven } from "./module/condition";

/**
 * Says what a sign-in may begin with. The relying party of passkeys is always written, although Cognito has a default: it is
 * what the passkeys belong to, and would change with the domain.
 *
 * @param linkHost what passkeys are made for unless the settings say otherwise
 */
export function addFirstFactors(
  pool: CognitoUserPool,
  { firstFactors, passkeys: { relyingPartyId, userVerification } }: UserPoolSettings,
  linkHost: string | undefined,
): void {
  optionalBlock<CognitoUserPoolSignInPolicy>(
    pool,
    {
      path: "sign_in_policy",
      put: (block) => pool.putSignInPolicy(block),
      toTerraform: cognitoUserPoolSignInPolicyToTerraform,
    },
    isGiven(firstFactors),
    { allowedFirstAuthFactors: [...(firstFactors ?? [])] },
  );
  optionalBlock<CognitoUserPoolWebAuthnConfiguration>(
    pool,
    {
      path: "web_authn_configuration",
      put: (block) => pool.putWebAuthnConfiguration(block),
      toTerraform: cognitoUserPoolWebAuthnConfigurationToTerraform,
    },
    anyOf(hasFirstFactor(firstFactors, "WEB_AUTHN"), isGiven(relyingPartyId)),
    {
      relyingPartyId: choose<string | undefined>(isGiven(relyingPartyId), relyingPartyId, linkHost),
      userVerification,
    },
  );
}
