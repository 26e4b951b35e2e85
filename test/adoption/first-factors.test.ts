import type { Adoption } from "../../adoption/adoption";
import { adoptionOf } from "../../adoption/adoption";
import type { AtAws } from "../../adoption/at-aws";
import { withValue } from "../constructs/example-environment";
import { synthesize } from "../constructs/synthesize";

type Factor = "PASSWORD" | "EMAIL_OTP" | "WEB_AUTHN";

const HOST = "example-skill-dev.auth.us-east-1.amazoncognito.com";
const WANTED = { region: "us-east-1", userPoolId: "us-east-1_Abc123xyz", clientId: "abc" };

/** What is to be written of these properties to take over such a pool. */
function toWrite(factors: readonly Factor[], mayChoose: boolean, passkeys: AtAws["passkeys"], userPool: object = {}) {
  const atAws: AtAws = {
    userPool: { Policies: { SignInPolicy: { AllowedFirstAuthFactors: [...factors] } } },
    clients: [],
    client: { hasSecret: true, ExplicitAuthFlows: mayChoose ? ["ALLOW_USER_AUTH"] : ["ALLOW_USER_SRP_AUTH"] },
    passkeys,
  };
  const adoption: Adoption = adoptionOf(synthesize(withValue("userPool", userPool)), atAws, WANTED);
  const ours = adoption.toWrite.filter(({ property }) => /firstFactors|passkeys|signInChoice/.test(property));
  return { ...Object.fromEntries(ours.map((it) => [it.property, it.atAws])), unknown: adoption.unknown };
}

test("a pool with passwords alone asks for nothing to be written", () => {
  expect(toWrite(["PASSWORD"], false, undefined)).toEqual({ unknown: [] });
});

test("codes and passkeys of a pool are to be written, and what the passkeys are made for", () => {
  const passkeys = { RelyingPartyId: "login.example.com", UserVerification: "required" } as const;
  expect(toWrite(["WEB_AUTHN", "PASSWORD"], true, { ...passkeys, FactorConfiguration: "SINGLE_FACTOR" })).toEqual({
    "userPool.firstFactors": ["PASSWORD", "WEB_AUTHN"],
    "userPool.passkeys.relyingPartyId": "login.example.com",
    "userPool.passkeys.userVerification": "required",
    unknown: [],
  });
});

test("nothing is to be written where the environment says it all", () => {
  const passkeys = { RelyingPartyId: HOST, UserVerification: "preferred" } as const;
  const userPool = { firstFactors: ["WEB_AUTHN", "PASSWORD"] };
  expect(toWrite(["PASSWORD", "WEB_AUTHN"], true, passkeys, userPool)).toEqual({ unknown: [] });
});

test("a client that offers no choice in such a pool, or one in another, says so itself", () => {
  expect(toWrite(["PASSWORD", "EMAIL_OTP"], false, undefined)).toMatchObject({ "client.signInChoice": false });
  expect(toWrite(["PASSWORD"], true, undefined)).toMatchObject({ "client.signInChoice": true });
});

test("a passkey that counts as both factors is what the provider does not know", () => {
  const passkeys = { RelyingPartyId: HOST, FactorConfiguration: "MULTI_FACTOR_WITH_USER_VERIFICATION" } as const;
  expect(toWrite(["PASSWORD", "WEB_AUTHN"], true, passkeys).unknown).toEqual([
    "WebAuthnConfiguration.FactorConfiguration",
  ]);
});
