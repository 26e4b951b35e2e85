/** `alexa-link adopt` on what was made by hand in the emulator. */
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  CreateUserPoolDomainCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { CreateFunctionCommand, LambdaClient } from "@aws-sdk/client-lambda";
import type { Difference } from "../../../adoption/adoption";
import type { EnvironmentProps } from "../../../constructs";
import { alexaRedirectUris } from "../../../constructs";
import { askEmulator, cognitoClient } from "../../../local/aws/aws-access";
import type { Emulator } from "../../../local/aws/emulator/emulator";
import { startEmulator } from "../../../local/aws/emulator/emulator";
import { minimalEnvironment, withValue } from "../../constructs/example-environment";
import { synthesizeTexts } from "../../constructs/synthesize";
import type { Finished } from "./alexa-link";
import { AlexaLink, ROOT } from "./alexa-link";

jest.setTimeout(120_000);

const CERTIFICATE = "arn:aws:acm:us-east-1:123456789012:certificate/11111111-2222-3333-4444-555555555555";
const SKILL = "amzn1.ask.skill.11111111-1111-4111-8111-111111111111";

let link: AlexaLink;
let emulator: Emulator;
let poolId = "";
const clients: Record<string, string> = {};

beforeAll(async () => {
  link = await AlexaLink.start();
  mkdirSync(join(link.folder, "cdktf.out/stacks/dev"), { recursive: true });
  link.file("cdktf.json", "{}");
  link.file("package.json", "{}");
  link.file("cdktf.out/manifest.json", '{"stacks": {"dev": {}}}');
  emulator = await startEmulator({ root: ROOT, folder: link.folder });
  const { access } = emulator;
  const cognito = cognitoClient(access);
  const { UserPool } = await cognito.send(
    new CreateUserPoolCommand({
      PoolName: "Shop users",
      AliasAttributes: ["email"],
      AutoVerifiedAttributes: ["email"],
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      Policies: { PasswordPolicy: { MinimumLength: 8, RequireSymbols: true, TemporaryPasswordValidityDays: 3 } },
    }),
  );
  poolId = String(UserPool?.Id);
  await cognito.send(new CreateUserPoolDomainCommand({ UserPoolId: poolId, Domain: "example-shop" }));
  await cognito.send(
    new CreateUserPoolDomainCommand({
      UserPoolId: poolId,
      Domain: "login.example.com",
      CustomDomainConfig: { CertificateArn: CERTIFICATE },
    }),
  );
  for (const [name, GenerateSecret] of Object.entries({ "Alexa skill": true, web: false })) {
    const { UserPoolClient } = await cognito.send(
      new CreateUserPoolClientCommand({
        UserPoolId: poolId,
        ClientName: name,
        GenerateSecret,
        AllowedOAuthFlowsUserPoolClient: true,
        AllowedOAuthFlows: ["code"],
        AllowedOAuthScopes: ["openid", "email"],
        CallbackURLs: [...alexaRedirectUris("M1EXAMPLE0DEV"), "https://shop.example.com/"],
        SupportedIdentityProviders: ["COGNITO"],
        AccessTokenValidity: 1,
        IdTokenValidity: 30,
        RefreshTokenValidity: 365,
        TokenValidityUnits: { AccessToken: "hours", IdToken: "minutes", RefreshToken: "days" },
      }),
    );
    clients[name] = String(UserPoolClient?.ClientId);
  }
  cognito.destroy();
  const trust = {
    Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
  };
  const body = new URLSearchParams({
    Action: "CreateRole",
    Version: "2010-05-08",
    RoleName: "shop-role-a1b2",
    Path: "/service-role/",
    AssumeRolePolicyDocument: JSON.stringify(trust),
  });
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  await askEmulator(access, "iam", { method: "POST", path: "/", headers, body: String(body) });
  const lambda = new LambdaClient({ ...access });
  await lambda.send(
    new CreateFunctionCommand({
      FunctionName: "shop-skill",
      Role: "arn:aws:iam::123456789012:role/service-role/shop-role-a1b2",
      Runtime: "nodejs22.x",
      Handler: "index.handler",
      MemorySize: 256,
      Timeout: 5,
      Architectures: ["x86_64"],
      Code: { ZipFile: readFileSync(join(ROOT, "module/skill.zip")) },
    }),
  );
  lambda.destroy();
});
afterAll(async () => {
  await emulator?.stop();
  await link?.end();
});

const before: EnvironmentProps = {
  ...minimalEnvironment(),
  alexa: { vendorId: "M1EXAMPLE0DEV", skillIds: [SKILL], scopes: ["openid"] },
};

function adopt(environment: EnvironmentProps, ...options: readonly string[]): Promise<Finished> {
  link.file("cdktf.out/stacks/dev/cdk.tf.json", synthesizeTexts([environment]).dev ?? "");
  const { AWS_PROFILE: _, ...env } = emulator.environment;
  return link.runAlone(["adopt", "dev", "--no-synth", ...options], { cwd: link.folder, env });
}

const all = (): string[] => [
  "--user-pool",
  poolId,
  "--client",
  clients["Alexa skill"] ?? "",
  "--function",
  "shop-skill",
];

test("prints what to write, and what would happen otherwise", async () => {
  const { exitCode, stdout } = await adopt(before, ...all());

  expect(exitCode).toBe(1);
  expect(stdout).toContain("Shop users");
  for (const line of [
    '    name: "Shop users",',
    '    signIn: ["username", "email"],',
    "      minimumLength: 8,",
    '    scopes: ["email", "openid"],',
    '    additionalRedirectUris: ["https://shop.example.com/"],',
    "    refreshTokenDays: 365,",
    '    roleName: "shop-role-a1b2",',
    '    name: "login.example.com",',
    `    certificateArn: "${CERTIFICATE}",`,
    '    named: ["domain", "customDomain", "function", "logGroup", "role"],',
  ]) {
    expect(stdout.split("\n")).toContain(line);
  }
  expect(stdout).toMatch(
    /userPool\.name: AWS has "Shop users", the code says "alexa-skill-dev"; otherwise\s+Terraform/,
  );
  expect(stdout.replace(/\s+/g, " ")).toMatch(
    /The DNS records of login\.example\.com stay as they are: they lead to d\w+\.cloudfront\.net/,
  );
  expect(stdout.replace(/\s+/g, " ")).toContain("The pool has two domains. The link uses login.example.com, unless");
  expect(stdout).toMatch(/npx alexa-link review dev/);
});

test("once it is written there is nothing more to write, by the ids that the stack has", async () => {
  const { stdout } = await adopt(before, ...all(), "--json");
  const { toWrite } = JSON.parse(stdout) as { readonly toWrite: readonly Difference[] };
  const after = toWrite.reduce<EnvironmentProps>((props, it) => withValue(it.property, it.atAws, props), before);

  const { exitCode, stdout: text } = await adopt(after);

  expect(text).toContain("dev says what AWS has.");
  expect(exitCode).toBe(0);
});

test("a client without a secret is said to be none for Alexa", async () => {
  const { exitCode, stdout } = await adopt(before, "--user-pool", poolId, "--client", clients.web ?? "");

  expect(exitCode).toBe(1);
  expect(stdout.replace(/\s+/g, " ")).toContain("has no secret, and cannot be given one");
});

test("without a client, those that there are are listed", async () => {
  const { stdout } = await adopt(before, "--user-pool", poolId);

  expect(stdout).toContain(`${clients.web} (web)`);
});

test("what is not there is said in words", async () => {
  const { exitCode, stderr } = await adopt(before, "--user-pool", "us-east-1_Nowhere");

  expect(exitCode).toBe(3);
  expect(stderr).toContain("AWS has not a user pool us-east-1_Nowhere in this account and region.");
});

test("without a pool, the option is named", async () => {
  const { exitCode, stderr } = await adopt(before);

  expect(exitCode).toBe(2);
  expect(stderr).toContain("--user-pool");
});

test("no secret was printed", () => {
  expect(link.printed).not.toMatch(/ClientSecret/);
});
