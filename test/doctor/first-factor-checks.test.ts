/** Codes and passkeys of a pool, against what the page that Alexa opens offers, read by the real SDK. */
import type { AwsState } from "./aws-stand-in";
import { notable, resultOf, World } from "./world";

let world: World;
beforeAll(async () => {
  world = await World.start();
});
beforeEach(() => world.reset());
afterAll(async () => world.stop());

type Factor = "PASSWORD" | "EMAIL_OTP" | "SMS_OTP" | "WEB_AUTHN";

/** A link as it should be, whose pool has these factors. */
const factors =
  (...AllowedFirstAuthFactors: Factor[]) =>
  (state: AwsState): void => {
    state.pool = { ...state.pool, Policies: { SignInPolicy: { AllowedFirstAuthFactors } } };
    state.client = { ...state.client, ExplicitAuthFlows: ["ALLOW_USER_SRP_AUTH", "ALLOW_USER_AUTH"] };
    state.managedLoginVersion = 2;
  };
const and =
  (first: (state: AwsState) => void, then: (state: AwsState) => void) =>
  (state: AwsState): void => {
    first(state);
    then(state);
  };
const WARNED = ["warn first-factors: factor-not-offered"];

type Case = readonly [when: string, change: (state: AwsState) => void, notable: readonly string[], seen: RegExp];

describe("first factors", () => {
  test.each<Case>([
    ["there are only passwords", () => undefined, [], /begin with a password/],
    ["there are only passwords, and the policy says so", factors("PASSWORD"), [], /begin with a password/],
    ["codes are offered", factors("PASSWORD", "EMAIL_OTP"), [], /takes EMAIL_OTP/],
    [
      "the client asks for passwords",
      and(factors("PASSWORD", "EMAIL_OTP"), (state) => {
        state.client = { ...state.client, ExplicitAuthFlows: ["ALLOW_USER_SRP_AUTH"] };
      }),
      WARNED,
      /lacks ALLOW_USER_AUTH/,
    ],
    [
      "the pages are the classic ones",
      and(factors("PASSWORD", "SMS_OTP"), (state) => {
        state.managedLoginVersion = 1;
      }),
      WARNED,
      /classic pages/,
    ],
    [
      "Cognito cannot send",
      and(factors("PASSWORD", "SMS_OTP"), (state) => {
        state.pool = { ...state.pool, SmsConfigurationFailure: "SNSSandbox" };
      }),
      WARNED,
      /cannot be sent: SNSSandbox/,
    ],
    ["passkeys are made for what Cognito takes by itself", factors("PASSWORD", "WEB_AUTHN"), [], /takes WEB_AUTHN/],
    [
      "passkeys are made for another host",
      and(factors("PASSWORD", "WEB_AUTHN"), (state) => {
        state.passkeys = { RelyingPartyId: "example.com", UserVerification: "preferred" };
      }),
      WARNED,
      /made for example\.com, and do not work on/,
    ],
    [
      "nobody may read the domain",
      and(factors("PASSWORD", "EMAIL_OTP"), (state) => {
        state.errors = { DescribeUserPoolDomain: { status: 400, type: "AccessDeniedException" } };
      }),
      [],
      /was not examined: .*cognito-idp:DescribeUserPoolDomain/,
    ],
    [
      "nobody may read what passkeys are made for",
      and(factors("PASSWORD", "WEB_AUTHN"), (state) => {
        state.errors = { GetUserPoolMfaConfig: { status: 400, type: "AccessDeniedException" } };
      }),
      [],
      /was not examined: .*cognito-idp:GetUserPoolMfaConfig/,
    ],
  ])("when %s", async (_, change, expected, seen) => {
    change(world.aws.state);
    const results = await world.examine();
    // The local page knows managed login by its error page alone.
    expect(notable(results).filter((it) => it.includes("first-factors"))).toEqual(expected);
    expect(resultOf(results, "first-factors").seen).toMatch(seen);
  });
});
