/**
 * A user pool that somebody made by hand, with users, a domain and clients: linked without being touched, by a stack
 * and by the module, and refused in words where it lacks what the link needs.
 */
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import {
  AdminCreateUserCommand,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  CreateUserPoolDomainCommand,
  DescribeUserPoolCommand,
  ListUsersCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { App } from "cdktf";
import type { AccountLinking, EnvironmentProps } from "../../constructs";
import { alexaRedirectUris, parseEnvironments, readSkillBundle, SkillStack } from "../../constructs";
import { cognitoClient } from "../../local/aws/aws-access";
import type { Terraform } from "../../terraform/terraform";
import { dev } from "./environments";
import { story } from "./story";
import type { World } from "./world";
import { adaptToEmulator, ROOT, startWorld } from "./world";

jest.setTimeout(10 * 60 * 1000);

interface Plan {
  readonly resource_changes?: readonly { readonly address: string; readonly change: { readonly actions: string[] } }[];
}

describe("a user pool that exists", () => {
  let world: World;
  let cognito: CognitoIdentityProviderClient;
  let poolId = "";
  /** A client without a secret, as web pages have it, and one that was made for Alexa. */
  let web = "";
  let forAlexa: { readonly ClientId?: string; readonly ClientSecret?: string } = {};
  /** What the pool is, to be compared at the end. */
  let before: unknown;

  const folderOf = (name: string): string => join(world.folder, "cdktf.out", "stacks", name);
  const terraform = (name: string): Terraform => world.terraform(folderOf(name));

  async function describePool(): Promise<unknown> {
    const { UserPool } = await cognito.send(new DescribeUserPoolCommand({ UserPoolId: poolId }));
    const { Users } = await cognito.send(new ListUsersCommand({ UserPoolId: poolId }));
    return { UserPool, Users };
  }

  beforeAll(async () => {
    world = await startWorld();
    cognito = cognitoClient(world.emulator.access);
    const { UserPool } = await cognito.send(
      new CreateUserPoolCommand({ PoolName: "shop", UsernameAttributes: ["email"], MfaConfiguration: "OFF" }),
    );
    poolId = String(UserPool?.Id);
    await cognito.send(new CreateUserPoolDomainCommand({ UserPoolId: poolId, Domain: "example-shop" }));
    await cognito.send(new AdminCreateUserCommand({ UserPoolId: poolId, Username: "ada@example.com" }));
    const client = { UserPoolId: poolId, AllowedOAuthFlowsUserPoolClient: true };
    const { UserPoolClient } = await cognito.send(
      new CreateUserPoolClientCommand({
        ...client,
        ClientName: "web",
        AllowedOAuthFlows: ["implicit"],
        AllowedOAuthScopes: ["openid"],
        CallbackURLs: ["https://shop.example.com/"],
        SupportedIdentityProviders: ["COGNITO"],
      }),
    );
    web = String(UserPoolClient?.ClientId);
    const { UserPoolClient: alexa } = await cognito.send(
      new CreateUserPoolClientCommand({
        ...client,
        ClientName: "alexa",
        GenerateSecret: true,
        AllowedOAuthFlows: ["code"],
        AllowedOAuthScopes: ["openid", "profile"],
        CallbackURLs: [...alexaRedirectUris("M1EXAMPLE0DEV")],
        SupportedIdentityProviders: ["COGNITO"],
      }),
    );
    forAlexa = alexa ?? {};
    before = await describePool();
  });
  afterAll(async () => {
    cognito?.destroy();
    await world?.end();
  });

  function synthesize(name: string, props: Partial<EnvironmentProps>): void {
    const app = new App({ outdir: join(world.folder, "cdktf.out"), stackTraces: false });
    const { signOutUris: _, ...alexa } = dev.alexa;
    const given: EnvironmentProps = {
      ...dev,
      name,
      alexa,
      state: { type: "local", path: `../../../${name}.tfstate` },
      userPool: { existing: { id: poolId }, deletionProtection: false },
      ...props,
    };
    for (const environment of parseEnvironments([given])) {
      new SkillStack(app, name, { environment, bundle: readSkillBundle(join(ROOT, "module/skill.zip")) });
    }
    app.synth();
    adaptToEmulator(folderOf(name));
  }

  async function planned(name: string): Promise<string[]> {
    const planFile = join(folderOf(name), "it.plan");
    await terraform(name).plan({ out: planFile });
    const { resource_changes = [] } = (await terraform(name).show(planFile)) as Plan;
    return resource_changes.filter(({ change }) => change.actions.join() !== "no-op").map(({ address }) => address);
  }

  async function applied(name: string): Promise<AccountLinking> {
    await terraform(name).apply(join(folderOf(name), "it.plan"));
    return (await terraform(name).output()).account_linking as AccountLinking;
  }

  const refusal = async (name: string): Promise<string> => {
    const error = await planned(name).then(
      () => undefined,
      (failure: unknown) => failure,
    );
    expect(error).toBeInstanceOf(Error);
    return String(error);
  };

  story("is linked by a stack without being touched", (step) => {
    step("only Alexa's client is made in it", async () => {
      synthesize("linked", { domain: { existing: { host: "example-shop.auth.us-east-1.amazoncognito.com" } } });
      await terraform("linked").init();

      expect((await planned("linked")).filter((address) => address.includes("cognito"))).toEqual([
        "aws_cognito_user_pool_client.alexa",
      ]);
      expect(await applied("linked")).toMatchObject({
        authorization_uri: "https://example-shop.auth.us-east-1.amazoncognito.com/oauth2/authorize",
        issuer: `https://cognito-idp.us-east-1.amazonaws.com/${poolId}`,
      });
    });

    step("planned again, nothing changes", async () => {
      expect(await planned("linked")).toEqual([]);
    });

    step("a client that was made for Alexa is taken with its secret", async () => {
      synthesize("linked", {
        domain: { existing: { host: "example-shop.auth.us-east-1.amazoncognito.com" } },
        client: { existing: { id: String(forAlexa.ClientId) } },
      });

      await planned("linked");
      expect(await applied("linked")).toMatchObject({
        client_id: forAlexa.ClientId,
        client_secret: forAlexa.ClientSecret,
      });
    });

    step("what the link needs and a client or domain lacks, the plan says in words", async () => {
      synthesize("linked", {
        domain: { existing: { host: "login.example.com" } },
        client: { existing: { id: web } },
      });

      const text = await refusal("linked");

      expect(text).toMatch(/domain\.existing\.host\s+received .*example-shop/);
      expect(text).toMatch(/an app client with a secret/);
      expect(text).toMatch(/the authorization-code grant/);
      expect(text).toMatch(/every scope of alexa\.scopes/);
      expect(text).toMatch(/add to its callback URLs: https:\/\/alexa\.amazon\.co\.jp/);
      expect(text).not.toContain(String(forAlexa.ClientSecret));
    });

    step("a second prefix domain is refused before Cognito refuses it", async () => {
      synthesize("linked", { domain: { prefix: "example-other" } });

      expect(await refusal("linked")).toMatch(/domain\.prefix\s+received .*example-shop/);
    });

    step("destroyed, the pool is there as it was, with its users", async () => {
      synthesize("linked", { domain: { existing: { host: "example-shop.auth.us-east-1.amazoncognito.com" } } });
      await terraform("linked").destroy();

      expect(await describePool()).toEqual(before);
    });
  });

  test("the module takes a pool that the same configuration makes", async () => {
    const folder = folderOf("module");
    cpSync(join(ROOT, "module"), join(world.folder, "module"), {
      recursive: true,
      filter: (path) => !path.includes(".terraform"),
    });
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "main.tf"), MODULE_ROOT.replace("SOURCE", "../../../module"));
    adaptToEmulator(folder);
    await terraform("module").init();

    expect((await planned("module")).filter((address) => address.includes("cognito"))).toEqual([
      "aws_cognito_user_pool.shop",
      "module.alexa.data.aws_cognito_user_pool.user_pool_existing[0]",
      "module.alexa.aws_cognito_user_pool_client.alexa[0]",
      "module.alexa.aws_cognito_user_pool_domain.domain[0]",
    ]);
    expect(await applied("module")).toMatchObject({
      issuer: expect.stringMatching(/us-east-1_\w+$/),
      authorization_uri: "https://example-shop-new.auth.us-east-1.amazoncognito.com/oauth2/authorize",
    });
    expect(await planned("module")).toEqual([]);
  });
});

const MODULE_ROOT = `
provider "aws" {
  region = "us-east-1"
}

resource "aws_cognito_user_pool" "shop" {
  name                = "shop-new"
  username_attributes = ["email"]
}

module "alexa" {
  source = "SOURCE"

  name      = "shop-alexa"
  domain    = { prefix = "example-shop-new" }
  user_pool = { existing = { id = aws_cognito_user_pool.shop.id } }

  alexa = {
    vendor_id = "M1EXAMPLE0DEV"
    skill_ids = ["amzn1.ask.skill.11111111-1111-4111-8111-111111111111"]
  }
}

output "account_linking" {
  value     = module.alexa.account_linking
  sensitive = true
}
`;
