/**
 * A user pool, a domain and an app client that somebody made by hand, and a function whose state is lost: all of it is
 * taken over by a plan that destroys and replaces nothing. The pool's users are there afterwards, and can link.
 */
import { rmSync } from "node:fs";
import { join } from "node:path";
import type { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import {
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  CreateUserPoolDomainCommand,
  DescribeUserPoolClientCommand,
  DescribeUserPoolCommand,
  ListUsersCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { App } from "cdktf";
import type { AccountLinking, EnvironmentProps } from "../../constructs";
import { alexaRedirectUris, parseEnvironments, readSkillBundle, SkillStack } from "../../constructs";
import { settingsOf } from "../../local/alexa/account-linking-settings";
import { HeadlessBrowser } from "../../local/alexa/headless-browser";
import { LinkAttempt } from "../../local/alexa/link-attempt";
import { LocalHttp } from "../../local/alexa/local-http";
import { TokenClient } from "../../local/alexa/token-client";
import { cognitoClient } from "../../local/aws/aws-access";
import { CognitoDomain } from "../../local/cognito/server";
import type { DemoUser } from "../../local/demo/demo-user";
import { createUser } from "../../local/demo/demo-user";
import { LocalHosts } from "../../local/local-hosts";
import { reviewEnvironment } from "../../review/review-environment";
import type { Terraform } from "../../terraform/terraform";
import { dev } from "./environments";
import { story } from "./story";
import type { World } from "./world";
import { adaptToEmulator, ROOT, startWorld } from "./world";

jest.setTimeout(10 * 60 * 1000);

const HOST = "example-shop.auth.us-east-1.amazoncognito.com";
const CERTIFICATE = "arn:aws:acm:us-east-1:123456789012:certificate/11111111-2222-3333-4444-555555555555";
const [SKILL = ""] = dev.alexa.skillIds;

interface Plan {
  readonly resource_changes?: readonly {
    readonly address: string;
    readonly change: { readonly actions: readonly string[]; readonly importing?: { readonly id: string } };
  }[];
}

describe("what exists", () => {
  let world: World;
  let cognito: CognitoIdentityProviderClient;
  let poolId = "";
  let clientId = "";
  let ada: DemoUser;
  let before: Readonly<Record<string, unknown>> = {};
  let linked: AccountLinking;

  const folderOf = (name: string): string => join(world.folder, "cdktf.out", "stacks", name);
  const terraform = (name: string): Terraform => world.terraform(folderOf(name));
  const planFile = (name: string): string => join(folderOf(name), "it.plan");

  beforeAll(async () => {
    world = await startWorld();
    cognito = cognitoClient(world.emulator.access);
    const { UserPool } = await cognito.send(
      new CreateUserPoolCommand({
        PoolName: "Shop users",
        UsernameAttributes: ["email"],
        AutoVerifiedAttributes: ["email"],
        MfaConfiguration: "OFF",
        Policies: { PasswordPolicy: { MinimumLength: 8, RequireNumbers: true } },
        Schema: [{ Name: "loyalty", AttributeDataType: "String", Mutable: true }],
        DeviceConfiguration: { ChallengeRequiredOnNewDevice: true, DeviceOnlyRememberedOnUserPrompt: true },
      }),
    );
    poolId = String(UserPool?.Id);
    await cognito.send(new CreateUserPoolDomainCommand({ UserPoolId: poolId, Domain: "example-shop" }));
    const CustomDomainConfig = { CertificateArn: CERTIFICATE };
    await cognito.send(
      new CreateUserPoolDomainCommand({ UserPoolId: poolId, Domain: "login.example.com", CustomDomainConfig }),
    );
    clientId = await makeClient("Alexa skill", true);
    ada = await createUser(world.emulator.access, poolId, { email: "ada@example.com", givenName: "Ada" });
    await createUser(world.emulator.access, poolId, { email: "grace@example.com", givenName: "Grace" });
    before = await facts();
  });
  afterAll(async () => {
    cognito?.destroy();
    await world?.end();
  });

  async function makeClient(ClientName: string, GenerateSecret: boolean): Promise<string> {
    const { UserPoolClient } = await cognito.send(
      new CreateUserPoolClientCommand({
        UserPoolId: poolId,
        ClientName,
        GenerateSecret,
        AllowedOAuthFlowsUserPoolClient: true,
        AllowedOAuthFlows: ["code"],
        AllowedOAuthScopes: ["openid", "profile"],
        CallbackURLs: [...alexaRedirectUris("M1EXAMPLE0DEV")],
        SupportedIdentityProviders: ["COGNITO"],
      }),
    );
    return String(UserPoolClient?.ClientId);
  }

  /** What must be the same afterwards. */
  async function facts(): Promise<Readonly<Record<string, unknown>>> {
    const { UserPool } = await cognito.send(new DescribeUserPoolCommand({ UserPoolId: poolId }));
    const client = await cognito.send(new DescribeUserPoolClientCommand({ UserPoolId: poolId, ClientId: clientId }));
    const { Users = [] } = await cognito.send(new ListUsersCommand({ UserPoolId: poolId }));
    return {
      name: UserPool?.Name,
      domain: UserPool?.Domain,
      customDomain: UserPool?.CustomDomain,
      schema: UserPool?.SchemaAttributes,
      devices: UserPool?.DeviceConfiguration,
      secret: client.UserPoolClient?.ClientSecret,
      clientName: client.UserPoolClient?.ClientName,
      users: Users.map(({ Username, UserStatus, Attributes }) => ({ Username, UserStatus, Attributes })),
    };
  }

  function synthesize(name: string, props: Partial<EnvironmentProps>): void {
    const app = new App({ outdir: join(world.folder, "cdktf.out"), stackTraces: false });
    const { signOutUris: _, ...alexa } = dev.alexa;
    const given = {
      ...dev,
      name,
      alexa,
      state: { type: "local", path: `../../../${name}.tfstate` } as const,
      ...props,
    };
    for (const environment of parseEnvironments([given])) {
      new SkillStack(app, name, { environment, bundle: readSkillBundle(join(ROOT, "module/skill.zip")) });
    }
    app.synth();
    adaptToEmulator(folderOf(name));
  }

  async function planned(name: string): Promise<Plan> {
    await terraform(name).plan({ out: planFile(name) });
    return (await terraform(name).show(planFile(name))) as Plan;
  }

  const adopting: Partial<EnvironmentProps> = {
    domain: { prefix: "example-shop", name: "login.example.com", certificateArn: CERTIFICATE, linkHost: "prefix" },
    userPool: { name: "Shop users", requiredAttributes: [], mfa: "off" },
    client: { name: "Alexa skill" },
    function: { name: "shop-skill", roleName: "shop-skill-role" },
  };
  const adopt = (): EnvironmentProps["adopt"] => ({
    userPoolId: poolId,
    clientId,
    named: ["domain", "customDomain", "function", "logGroup", "role", "logPolicy", "alias"],
    permittedSkillIds: [SKILL],
  });

  story("is taken over with its users", (step) => {
    step("a function is there, whose state is lost", async () => {
      synthesize("shop", {
        domain: { existing: { host: HOST } },
        userPool: { existing: { id: poolId } },
        client: { existing: { id: clientId } },
        function: adopting.function,
      });
      await terraform("shop").init();
      await planned("shop");
      await terraform("shop").apply(planFile("shop"));
      rmSync(join(world.folder, "shop.tfstate"));
    });

    step("a client without a secret ends the plan in words", async () => {
      const web = await makeClient("Alexa skill", false);
      synthesize("shop", { ...adopting, adopt: { userPoolId: poolId, clientId: web } });

      await expect(planned("shop")).rejects.toThrow(/client\.imported\s+received .*an app client without a secret/);
    });

    step("the plan imports all of it, and destroys and replaces nothing", async () => {
      synthesize("shop", { ...adopting, adopt: adopt() });

      const plan = await planned("shop");

      const changes = plan.resource_changes ?? [];
      expect(changes.filter(({ change }) => change.importing === undefined).map(({ address }) => address)).toEqual([]);
      expect(changes.map(({ change }) => change.importing?.id).sort()).toEqual(
        [
          poolId,
          `${poolId}/${clientId}`,
          "example-shop",
          "login.example.com",
          "shop-skill",
          "shop-skill/live",
          `shop-skill:live/${SKILL.replaceAll(".", "-")}`,
          "shop-skill-role",
          "shop-skill-role:write-logs",
          "/aws/lambda/shop-skill",
        ].sort(),
      );
      expect(changes.flatMap(({ change }) => change.actions).filter((it) => it !== "no-op" && it !== "update")).toEqual(
        [],
      );
      const review = reviewEnvironment({ environment: "shop", plan });
      expect(review.notJudged).toEqual([]);
      expect(review.findings.filter(({ severity }) => severity === "block")).toEqual([]);
      expect(review.findings.map(({ rule }) => rule)).toEqual(
        expect.arrayContaining(["adopted-pool-resets", "resource-imported"]),
      );
    });

    step("applied, the users are there, and the client has its id and secret", async () => {
      await terraform("shop").apply(planFile("shop"));
      linked = (await terraform("shop").output()).account_linking as AccountLinking;

      expect(await facts()).toEqual(before);
      expect(linked).toMatchObject({ client_id: clientId, client_secret: before.secret });
      expect(linked.issuer).toContain(poolId);
    });

    step("planned again, nothing changes", async () => {
      const { resource_changes = [] } = await planned("shop");

      expect(resource_changes.filter(({ change }) => change.actions.join() !== "no-op")).toEqual([]);
    });

    step("a user who was there before links", async () => {
      const hosts = new LocalHosts();
      const domain = await CognitoDomain.start({ ...world.emulator.access, hosts });
      try {
        await domain.serve(HOST);
        await domain.serve(new URL(linked.issuer).host);
        const settings = settingsOf(linked);
        const attempt = new LinkAttempt(settings, "M1EXAMPLE0DEV", "NA");
        const end = await new HeadlessBrowser({ hosts }).signIn(attempt.url, ada);
        const code = attempt.codeIn(end.kind === "redirected" ? end.url : "");
        expect(code).toEqual(expect.any(String));

        const response = await new TokenClient({ http: new LocalHttp({ hosts }) }).request(settings, {
          grant_type: "authorization_code",
          code: String(code),
          redirect_uri: attempt.redirectUri,
        });

        expect(response.tokens?.refreshToken).toEqual(expect.any(String));
      } finally {
        await domain.stop();
      }
    });
  });
});
