/**
 * Identity providers of every type, on an emulator of AWS with real Terraform: applied together with the clients that
 * offer them, planned again, changed, and removed.
 */
import { join } from "node:path";
import {
  CognitoIdentityProviderClient,
  DescribeIdentityProviderCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { AccountLinking, EnvironmentProps, IdentityProviderProps } from "../../constructs";
import { findTerraform } from "../../terraform/binary";
import { Terraform } from "../../terraform/terraform";
import { dev } from "./environments";
import { planFileIn, plannedChanges } from "./planned-changes";
import { story } from "./story";
import type { World } from "./world";
import { startWorld } from "./world";

jest.setTimeout(10 * 60 * 1000);

const providers: Readonly<Record<string, IdentityProviderProps>> = {
  Google: { type: "Google", clientId: "google" },
  LoginWithAmazon: { type: "LoginWithAmazon", clientId: "amazon" },
  Facebook: { type: "Facebook", clientId: "facebook" },
  SignInWithApple: {
    type: "SignInWithApple",
    clientId: "com.example.alexa",
    teamId: "1EXAMPLE23",
    keyId: "2EXAMPLE34",
  },
  Corp: { type: "OIDC", clientId: "corp", issuer: "https://login.example.com", attributes: { picture: "picture" } },
  Staff: { type: "SAML", metadataUrl: "https://staff.example.com/metadata", signsOut: true },
};
/** All by the variable; the module's example complete has them in Secrets Manager and Parameter Store, too. */
const SECRETS = {
  Google: "google-secret",
  LoginWithAmazon: "amazon-secret",
  Facebook: "facebook-secret",
  SignInWithApple: "apple-key",
  Corp: "corp-secret",
};

const SECRETS_VARIABLE = { TF_VAR_identity_provider_secrets: JSON.stringify(SECRETS) };

describe("identity providers", () => {
  let world: World;
  let cognito: CognitoIdentityProviderClient;
  const folder = () => join(world.folder, "cdktf.out/stacks/dev");
  const terraform = () => new Terraform({ binary, folder: folder(), env: { ...world.env, ...SECRETS_VARIABLE } });
  let binary: Awaited<ReturnType<typeof findTerraform>>;

  beforeAll(async () => {
    binary = await findTerraform();
    world = await startWorld();
    const { endpoint, credentials, region } = world.emulator.access;
    cognito = new CognitoIdentityProviderClient({ endpoint, credentials, region });
  });
  afterAll(async () => {
    cognito?.destroy();
    await world?.end();
  });

  /** The addresses that a plan changes, of these environments. */
  const planned = (props: Partial<EnvironmentProps>) => plannedChanges(folder(), terraform(), { ...dev, ...props });

  const apply = async () => terraform().apply(planFileIn(folder()));
  const addressOf = (name: string) => `aws_cognito_identity_provider.identity_provider["${name}"]`;
  const clients: EnvironmentProps["clients"] = {
    web: { type: "code", callbackUris: ["https://example.com/"], scopes: ["openid"], identityProviders: ["Corp"] },
  };

  story("are applied", (step) => {
    step("in one apply, with the clients that offer them", async () => {
      expect(Object.keys(await planned({ identityProviders: providers, clients }))).toEqual(
        expect.arrayContaining(Object.keys(providers).map(addressOf)),
      );
      await apply();
    });

    step("planned again, nothing changes", async () => {
      expect(await planned({ identityProviders: providers, clients })).toEqual({});
    });

    step("Cognito has the secrets, and the mapping", async () => {
      const { account_linking } = (await terraform().output()) as { readonly account_linking: AccountLinking };
      const UserPoolId = account_linking.issuer.split("/").at(-1) ?? "";
      const details = async (ProviderName: string) =>
        (await cognito.send(new DescribeIdentityProviderCommand({ UserPoolId, ProviderName }))).IdentityProvider;
      expect(await details("Google")).toMatchObject({
        ProviderDetails: { client_id: "google", client_secret: "google-secret" },
        AttributeMapping: { given_name: "given_name", username: "sub" },
      });
      expect((await details("LoginWithAmazon"))?.ProviderDetails?.client_secret).toBe("amazon-secret");
      expect((await details("Facebook"))?.ProviderDetails?.client_secret).toBe("facebook-secret");
      expect((await details("SignInWithApple"))?.ProviderDetails?.private_key).toBe("apple-key");
      expect((await details("Corp"))?.AttributeMapping).toMatchObject({ email: "email", picture: "picture" });
      expect((await details("Staff"))?.ProviderDetails).toMatchObject({ IDPSignout: "true" });
    });

    step("a changed client id is an update of that provider alone", async () => {
      const Google = { ...providers.Google, clientId: "another" } as IdentityProviderProps;
      expect(await planned({ identityProviders: { ...providers, Google }, clients })).toEqual({
        [addressOf("Google")]: "update",
      });
    });

    step("one that goes is taken from the client's page", async () => {
      const { Facebook: _, ...others } = providers;
      expect(await planned({ identityProviders: others, clients })).toEqual({
        [addressOf("Facebook")]: "delete",
        "aws_cognito_user_pool_client.alexa": "update",
      });
      await apply();
      expect(await planned({ identityProviders: others, clients })).toEqual({});
    });
  });
});
