/**
 * What somebody made by hand, and the module: its example takes a pool with users, a domain, a client and a function into
 * the state, by import blocks alone, and its example of an existing pool links the same pool without touching it.
 */
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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
import type { AccountLinking } from "../../constructs";
import { alexaRedirectUris } from "../../constructs";
import { cognitoClient } from "../../local/aws/aws-access";
import { createUser } from "../../local/demo/demo-user";
import { reviewEnvironment } from "../../review/review-environment";
import { story } from "./story";
import type { World } from "./world";
import { adaptToEmulator, ROOT, startWorld } from "./world";

jest.setTimeout(10 * 60 * 1000);

interface Plan {
  readonly resource_changes?: readonly {
    readonly address: string;
    readonly mode: string;
    readonly change: { readonly actions: readonly string[]; readonly importing?: { readonly id: string } };
  }[];
}

/** A function as somebody makes it in the console: a role, a log group, code of their own. */
const BY_HAND = `
provider "aws" {
  region = "us-east-1"
}
resource "aws_iam_role" "it" {
  name               = "shop-skill-role"
  description        = "Made in the console"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "lambda.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}
resource "aws_cloudwatch_log_group" "it" {
  name = "/aws/lambda/shop-skill"
}
resource "aws_lambda_function" "it" {
  function_name = "shop-skill"
  role          = aws_iam_role.it.arn
  runtime       = "nodejs20.x"
  handler       = "index.handler"
  filename      = "../module/skill.zip"
}
`;

story("what exists, and the module", (step) => {
  let world: World;
  let cognito: CognitoIdentityProviderClient;
  let poolId = "";
  let clientId = "";
  let before: Readonly<Record<string, unknown>> = {};

  const folderOf = (name: string): string => join(world.folder, name);
  const terraform = (name: string) => world.terraform(folderOf(name));
  const planFile = (name: string): string => join(folderOf(name), "it.plan");

  async function planned(name: string): Promise<Plan> {
    await terraform(name).plan({ out: planFile(name) });
    return (await terraform(name).show(planFile(name))) as Plan;
  }

  /** What must be the same afterwards. */
  async function facts(): Promise<Readonly<Record<string, unknown>>> {
    const { UserPool } = await cognito.send(new DescribeUserPoolCommand({ UserPoolId: poolId }));
    const client = await cognito.send(new DescribeUserPoolClientCommand({ UserPoolId: poolId, ClientId: clientId }));
    const { Users = [] } = await cognito.send(new ListUsersCommand({ UserPoolId: poolId }));
    return {
      name: UserPool?.Name,
      domain: UserPool?.Domain,
      secret: client.UserPoolClient?.ClientSecret,
      clientName: client.UserPoolClient?.ClientName,
      users: Users.map(({ Username, UserStatus, Attributes }) => ({ Username, UserStatus, Attributes })),
    };
  }

  /** An example with the ids of what is there. */
  function copyExample(name: string): void {
    const text = readFileSync(join(ROOT, "module/examples", name, "main.tf"), "utf8")
      .replaceAll("us-east-1_Abc123xyz", poolId)
      .replaceAll("1h57kf5cpq17m0eml12EXAMPLE", clientId)
      .replaceAll("login.example.com", "example-shop.auth.us-east-1.amazoncognito.com")
      .replaceAll('"../.."', '"../module"');
    mkdirSync(folderOf(name), { recursive: true });
    writeFileSync(join(folderOf(name), "main.tf"), text);
    adaptToEmulator(folderOf(name));
  }

  beforeAll(async () => {
    world = await startWorld();
    cpSync(join(ROOT, "module"), folderOf("module"), { recursive: true, filter: (path) => !/\.terraform/.test(path) });
    cognito = cognitoClient(world.emulator.access);
    const { UserPool } = await cognito.send(
      new CreateUserPoolCommand({
        PoolName: "Shop users",
        UsernameAttributes: ["email"],
        UsernameConfiguration: { CaseSensitive: false },
        AutoVerifiedAttributes: ["email"],
        Policies: { PasswordPolicy: { MinimumLength: 8, RequireNumbers: true } },
      }),
    );
    poolId = String(UserPool?.Id);
    await cognito.send(new CreateUserPoolDomainCommand({ UserPoolId: poolId, Domain: "example-shop" }));
    const { UserPoolClient } = await cognito.send(
      new CreateUserPoolClientCommand({
        UserPoolId: poolId,
        ClientName: "Alexa",
        GenerateSecret: true,
        AllowedOAuthFlowsUserPoolClient: true,
        AllowedOAuthFlows: ["code"],
        AllowedOAuthScopes: ["openid", "profile"],
        CallbackURLs: [...alexaRedirectUris("M1EXAMPLE0PRD")],
        SupportedIdentityProviders: ["COGNITO"],
      }),
    );
    clientId = String(UserPoolClient?.ClientId);
    await createUser(world.emulator.access, poolId, { email: "ada@example.com", givenName: "Ada" });
    await createUser(world.emulator.access, poolId, { email: "grace@example.com", givenName: "Grace" });
    before = await facts();
    expect(before.users).toHaveLength(2);
  });
  afterAll(async () => {
    cognito?.destroy();
    await world?.end();
  });

  step("the example of an existing pool plans nothing of it", async () => {
    copyExample("existing-user-pool");
    await terraform("existing-user-pool").init();
    const { resource_changes = [] } = await planned("existing-user-pool");

    const made = resource_changes.filter(({ mode }) => mode === "managed");
    expect(made.filter(({ address }) => address.includes("cognito"))).toEqual([]);
    expect(made.map(({ address }) => address)).toContain("module.alexa_account_linking.aws_lambda_function.skill[0]");
    expect(new Set(made.flatMap(({ change }) => change.actions))).toEqual(new Set(["create"]));
  });

  step("a function is made by hand", async () => {
    mkdirSync(folderOf("by-hand"));
    writeFileSync(join(folderOf("by-hand"), "main.tf"), BY_HAND);
    adaptToEmulator(folderOf("by-hand"));
    await terraform("by-hand").init();
    await planned("by-hand");
    await terraform("by-hand").apply(planFile("by-hand"));
    rmSync(join(folderOf("by-hand"), "terraform.tfstate"));
  });

  step("the import blocks take all of it, and the plan destroys and replaces nothing", async () => {
    copyExample("adopt");
    await terraform("adopt").init();
    const plan = await planned("adopt");

    const changes = (plan.resource_changes ?? []).filter(({ mode }) => mode === "managed");
    expect(changes.flatMap(({ change }) => change.importing?.id ?? []).sort()).toEqual(
      [
        poolId,
        "example-shop",
        `${poolId}/${clientId}`,
        "shop-skill",
        "/aws/lambda/shop-skill",
        "shop-skill-role",
      ].sort(),
    );
    expect(changes.filter(({ change }) => change.actions.includes("delete"))).toEqual([]);
    // The permission is the alias's, and both are the module's own.
    expect(
      changes.filter(({ change }) => change.actions.includes("create")).map(({ address }) => address.split(".").at(-1)),
    ).toEqual(
      expect.not.arrayContaining([
        "user_pool[0]",
        "domain[0]",
        "alexa[0]",
        "skill[0]",
        "skill_role[0]",
        "skill_logs[0]",
      ]),
    );
    const review = reviewEnvironment({ environment: "adopt", plan });
    expect(review.notJudged).toEqual([]);
    expect(review.findings.map(({ rule }) => rule)).toContain("resource-imported");
  });

  step("applied, the users are there, and the client has its id and secret", async () => {
    await terraform("adopt").apply(planFile("adopt"));
    const linking = (await terraform("adopt").output()).account_linking as AccountLinking;

    expect(await facts()).toEqual(before);
    expect(linking).toMatchObject({ client_id: clientId, client_secret: before.secret });
    expect(linking.issuer).toContain(poolId);
  });

  step("planned again, nothing changes", async () => {
    const { resource_changes = [] } = await planned("adopt");

    expect(resource_changes.filter(({ change }) => change.actions.join() !== "no-op")).toEqual([]);
  });
});
