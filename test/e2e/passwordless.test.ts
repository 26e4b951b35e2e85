/**
 * Sign-in without a password, on an emulator of AWS with real Terraform: applied with the pool, planned again, changed,
 * taken back and destroyed; and the one pool that the provider cannot make.
 */
import { join } from "node:path";
import {
  CognitoIdentityProviderClient,
  DescribeUserPoolClientCommand,
  DescribeUserPoolCommand,
  GetUserPoolMfaConfigCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { AccountLinking, EnvironmentProps } from "../../constructs";
import { dev } from "./environments";
import { planFileIn, plannedChanges } from "./planned-changes";
import { story } from "./story";
import type { World } from "./world";
import { startWorld } from "./world";

jest.setTimeout(10 * 60 * 1000);

const POOL = "aws_cognito_user_pool.user_pool";
const CLIENT = "aws_cognito_user_pool_client.alexa";
const HOST = "example-alexa-skill-dev.auth.us-east-1.amazoncognito.com";

const withPool = (userPool: EnvironmentProps["userPool"]): EnvironmentProps => ({
  ...dev,
  userPool: { ...dev.userPool, ...userPool },
});
const everything: EnvironmentProps["userPool"] = {
  firstFactors: ["PASSWORD", "EMAIL_OTP", "SMS_OTP", "WEB_AUTHN"],
  mfaMethods: ["totp", "sms"],
};

describe("a pool without passwords", () => {
  let world: World;
  let cognito: CognitoIdentityProviderClient;
  const folder = () => join(world.folder, "cdktf.out/stacks/dev");
  const terraform = () => world.terraform(folder());

  beforeAll(async () => {
    world = await startWorld();
    const { endpoint, credentials, region } = world.emulator.access;
    cognito = new CognitoIdentityProviderClient({ endpoint, credentials, region });
  });
  afterAll(async () => {
    cognito?.destroy();
    await world?.end();
  });

  /** The addresses that a plan changes, of this environment. */
  const planned = (props: EnvironmentProps) => plannedChanges(folder(), terraform(), props);

  const apply = async () => terraform().apply(planFileIn(folder()));

  async function atAws() {
    const { account_linking } = (await terraform().output()) as { readonly account_linking: AccountLinking };
    const UserPoolId = account_linking.issuer.split("/").at(-1) ?? "";
    const [pool, mfa, client] = await Promise.all([
      cognito.send(new DescribeUserPoolCommand({ UserPoolId })),
      cognito.send(new GetUserPoolMfaConfigCommand({ UserPoolId })),
      cognito.send(new DescribeUserPoolClientCommand({ UserPoolId, ClientId: account_linking.client_id })),
    ]);
    return {
      factors: pool.UserPool?.Policies?.SignInPolicy?.AllowedFirstAuthFactors?.sort(),
      passkeys: mfa.WebAuthnConfiguration,
      mfa: mfa.MfaConfiguration,
      flows: client.UserPoolClient?.ExplicitAuthFlows?.sort(),
    };
  }

  story("is applied, changed and taken back", (step) => {
    step("with every factor in one apply", async () => {
      expect(await planned(withPool(everything))).toMatchObject({ [POOL]: "create", [CLIENT]: "create" });
      await apply();
      expect(await atAws()).toEqual({
        factors: ["EMAIL_OTP", "PASSWORD", "SMS_OTP", "WEB_AUTHN"],
        passkeys: { RelyingPartyId: HOST, UserVerification: "preferred", FactorConfiguration: "SINGLE_FACTOR" },
        mfa: "OPTIONAL",
        flows: ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_AUTH", "ALLOW_USER_SRP_AUTH"],
      });
    });

    step("planned again, also in another order, nothing changes", async () => {
      const firstFactors = [...(everything.firstFactors ?? [])].reverse();
      expect(await planned(withPool({ ...everything, firstFactors }))).toEqual({});
    });

    step("a factor goes, and passkeys get another relying party and have to know their owner", async () => {
      const passkeys = { relyingPartyId: "login.example.com", userVerification: "required" } as const;
      const changed = withPool({ ...everything, firstFactors: ["PASSWORD", "EMAIL_OTP", "WEB_AUTHN"], passkeys });
      expect(await planned(changed)).toEqual({ [POOL]: "update" });
      await apply();
      expect(await atAws()).toMatchObject({
        factors: ["EMAIL_OTP", "PASSWORD", "WEB_AUTHN"],
        passkeys: { RelyingPartyId: "login.example.com", UserVerification: "required" },
      });
      expect(await planned(changed)).toEqual({});
    });

    step("a list that goes takes nothing back: the provider leaves what is set", async () => {
      const { firstFactors: _, ...rest } = everything;
      const passkeys = { relyingPartyId: "login.example.com" };
      expect(await planned(withPool({ ...rest, passkeys }))).toEqual({ [POOL]: "update", [CLIENT]: "update" });
      await apply();
      expect(await atAws()).toMatchObject({ factors: ["EMAIL_OTP", "PASSWORD", "WEB_AUTHN"] });
    });

    step("a list with PASSWORD alone does, and the client asks for passwords again", async () => {
      const passkeys = { relyingPartyId: "login.example.com" };
      const back = withPool({ ...everything, firstFactors: ["PASSWORD"], passkeys });
      expect(await planned(back)).toEqual({ [POOL]: "update" });
      await apply();
      expect(await atAws()).toMatchObject({
        factors: ["PASSWORD"],
        flows: ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"],
      });
      expect(await planned(back)).toEqual({});
    });

    step("all of it is destroyed", async () => {
      await terraform().destroy();
      expect(await terraform().stateList()).toEqual([]);
    });

    step(
      "passkeys and text messages without a second factor cannot be made at once, and can one after the other",
      async () => {
        const phone: EnvironmentProps["userPool"] = { signIn: ["phone"], accountRecovery: ["verified_phone_number"] };
        const passkeys = withPool({ ...phone, firstFactors: ["PASSWORD", "WEB_AUTHN"] });
        await planned(passkeys);
        await expect(apply()).rejects.toThrow(/can't turn off MFA and configure an MFA together/);
        await terraform().destroy();
        await planned(withPool(phone));
        await apply();
        expect(await planned(passkeys)).toEqual({ [POOL]: "update", [CLIENT]: "update" });
        await apply();
        expect(await atAws()).toMatchObject({ mfa: "OFF", passkeys: { RelyingPartyId: HOST } });
        expect(await planned(passkeys)).toEqual({});
      },
    );
  });
});
