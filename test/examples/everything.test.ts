/** The example environment with every way to sign in: it is taken, warns of nothing, and becomes what it says. */
import { join } from "node:path";
import { buildSkillZip } from "../../build/bundle/skill-zip";
import type { EnvironmentProps } from "../../constructs";
import { parseEnvironments } from "../../constructs";
import { environmentWarnings } from "../../constructs/environment/warnings";
import { environments } from "../../examples/everything/environments";
import type { StackJson } from "../constructs/synthesize";
import { addressesOf, resourceAt, synthesizeTexts, temporaryFolder } from "../constructs/synthesize";
import { root } from "../local/fixtures";

/** With the function that every synth of a clone would have made. */
async function withFunction([environment]: readonly EnvironmentProps[]): Promise<EnvironmentProps> {
  const zip = join(temporaryFolder(), "claims.zip");
  await buildSkillZip({ root, entry: "examples/everything/claims.ts", outfile: zip });
  const { userPool } = environment as EnvironmentProps;
  const preTokenGeneration = { ...userPool?.triggers?.preTokenGeneration, zip };
  return {
    ...(environment as EnvironmentProps),
    userPool: { ...userPool, triggers: { ...userPool?.triggers, preTokenGeneration } },
  };
}

describe("the example with every way to sign in", () => {
  let stack: StackJson;
  beforeAll(async () => {
    const [text = ""] = Object.values(synthesizeTexts([await withFunction(environments)]));
    stack = JSON.parse(text) as StackJson;
  });

  test("warns of nothing", () => {
    const [environment] = parseEnvironments(environments);
    expect(environment && [...environmentWarnings(environment), ...environmentWarnings(environment, true)]).toEqual([]);
  });

  test("lets sign-ins begin with a code or a passkey, on a page and for a host of its own", () => {
    expect(resourceAt(stack, "aws_cognito_user_pool.user_pool")).toMatchObject({
      sign_in_policy: { allowed_first_auth_factors: ["PASSWORD", "EMAIL_OTP", "WEB_AUTHN"] },
      web_authn_configuration: { relying_party_id: "login.example.com", user_verification: "required" },
      lambda_config: { custom_message: expect.any(String), pre_sign_up: expect.any(String) },
    });
    expect(resourceAt(stack, "aws_cognito_user_pool_domain.domain_custom")).toMatchObject({
      domain: "login.example.com",
      managed_login_version: 2,
    });
    expect(resourceAt(stack, "aws_cognito_user_pool_client.alexa").explicit_auth_flows).toContain("ALLOW_USER_AUTH");
  });

  test("has a provider of every type, functions in the sign-in, and a certificate of its own", () => {
    const [{ identityProviders = {} } = {}] = environments;
    expect(Object.values(identityProviders).map(({ type }) => type)).toEqual([
      "LoginWithAmazon",
      "Google",
      "SignInWithApple",
      "Facebook",
      "OIDC",
      "SAML",
    ]);
    expect(addressesOf(stack)).toEqual(
      expect.arrayContaining([
        "aws_acm_certificate.certificate",
        "aws_cognito_identity_provider.identity_provider",
        "aws_lambda_function.trigger",
      ]),
    );
  });
});
