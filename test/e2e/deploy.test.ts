/**
 * Two environments on an emulator of AWS, with real Terraform and the real provider.
 */
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CognitoIdentityProviderClient, ListUserPoolsCommand } from "@aws-sdk/client-cognito-identity-provider";
import { GetFunctionCommand, LambdaClient, ListFunctionsCommand } from "@aws-sdk/client-lambda";
import { App } from "cdktf";
import type { AccountLinking, EnvironmentProps } from "../../constructs";
import { parseEnvironments, readSkillBundle, SkillStack } from "../../constructs";
import { askEmulator } from "../../local/aws/aws-access";
import type { Terraform } from "../../terraform/terraform";
import { dev } from "./environments";
import { story } from "./story";
import type { World } from "./world";
import { adaptToEmulator, execute, ROOT, startWorld } from "./world";

jest.setTimeout(10 * 60 * 1000);

const STATE = { bucket: "example-terraform-state", key: "alexa-skill/staging.tfstate" };

interface PlannedChange {
  readonly address: string;
  readonly change: { readonly actions: readonly string[] };
}

describe("dev and staging", () => {
  let world: World;
  let output: string;
  const folderOf = (stack: string): string => join(output, "stacks", stack);
  const terraform = (stack: string): Terraform => world.terraform(folderOf(stack));
  /** Runs cdktf's command line; what it printed. */
  async function cdktf(...args: string[]): Promise<string> {
    const cli = join(ROOT, "node_modules/.bin/cdktf");
    const env = { ...world.env, CI: "true", FORCE_COLOR: "0" };
    const { exitCode, stdout, stderr } = await execute(process.execPath, [cli, ...args, "--output", output], env);
    if (exitCode !== 0) {
      throw new Error(`cdktf ${args.join(" ")} ended with ${exitCode}:\n${stdout}\n${stderr}`);
    }
    return stdout + stderr;
  }

  async function planned(stack: string): Promise<{ planFile: string; actions: Record<string, string> }> {
    const planFile = join(world.folder, `${stack}.plan`);
    await terraform(stack).plan({ out: planFile });
    const { resource_changes } = (await terraform(stack).show(planFile)) as { resource_changes: PlannedChange[] };
    const changes = resource_changes.map(({ address, change }) => [address, change.actions.join(" then ")]);
    return { planFile, actions: Object.fromEntries(changes.filter(([, actions]) => actions !== "no-op")) };
  }

  beforeAll(async () => {
    world = await startWorld();
    output = join(world.folder, "cdktf.out");
    await askEmulator(world.emulator.access, "s3", { method: "PUT", path: `/${STATE.bucket}` });
  });
  afterAll(() => world?.end());

  story("are deployed, changed and destroyed", (step) => {
    step("cdktf deploy applies both in one run", async () => {
      await cdktf("synth", "--app", "node build/run.cjs test/e2e/app.ts");
      adaptToEmulator(folderOf("dev"));
      adaptToEmulator(folderOf("staging"), STATE, world.emulator.url);

      const printed = await cdktf("deploy", "dev", "staging", "--auto-approve", "--skip-synth", "--skip-provider-lock");

      const linking = (await terraform("dev").output()).account_linking as AccountLinking;
      expect(printed).not.toContain(linking.client_secret);
      expect(existsSync(join(world.folder, "terraform.dev.tfstate"))).toBe(true);
    });

    step("the output account_linking holds what the Alexa side needs", async () => {
      const linking = (await terraform("staging").output()).account_linking as AccountLinking;
      expect(linking).toEqual({
        authorization_uri: "https://example-alexa-skill-staging.auth.us-east-1.amazoncognito.com/oauth2/authorize",
        access_token_uri: "https://example-alexa-skill-staging.auth.us-east-1.amazoncognito.com/oauth2/token",
        user_info_uri: "https://example-alexa-skill-staging.auth.us-east-1.amazoncognito.com/oauth2/userInfo",
        issuer: expect.stringMatching(/^https:\/\/cognito-idp\.us-east-1\.amazonaws\.com\/us-east-1_\w+$/),
        client_id: expect.stringMatching(/^\w{20,}$/),
        client_secret: expect.stringMatching(/^[\w-]{20,}$/),
        scopes: ["openid", "profile"],
        required_scopes: ["openid"],
        access_token_scheme: "HTTP_BASIC",
        redirect_uris: [
          "https://pitangui.amazon.com/api/skill/link/M1EXAMPLE0STG",
          "https://layla.amazon.com/api/skill/link/M1EXAMPLE0STG",
          "https://alexa.amazon.co.jp/api/skill/link/M1EXAMPLE0STG",
        ],
        skill_ids: ["amzn1.ask.skill.22222222-2222-4222-8222-222222222222"],
        function_arns: {
          NA: "arn:aws:lambda:us-east-1:123456789012:function:alexa-skill-staging:live",
          EU: "arn:aws:lambda:us-east-1:123456789012:function:alexa-skill-staging:live",
          FE: "arn:aws:lambda:us-east-1:123456789012:function:alexa-skill-staging:live",
        },
      });
    });

    step("both run the very bytes of dist/skill.zip", async () => {
      const lambda = new LambdaClient(world.emulator.access);
      const sha256 = createHash("sha256")
        .update(readFileSync(join(ROOT, "dist/skill.zip")))
        .digest("base64");
      for (const name of ["alexa-skill-dev", "alexa-skill-staging"]) {
        const { Configuration } = await lambda.send(new GetFunctionCommand({ FunctionName: name, Qualifier: "live" }));
        expect(Configuration).toMatchObject({ CodeSha256: sha256, Version: "1" });
      }
    });

    step("planned again, nothing changes", async () => {
      for (const stack of ["dev", "staging"]) {
        expect((await planned(stack)).actions).toEqual({});
      }
    });

    step("changed settings are updated in place, and then nothing changes", async () => {
      const changed: EnvironmentProps = {
        ...dev,
        alexa: {
          ...dev.alexa,
          additionalRedirectUris: ["https://skills-store.amazon.com/api/skill/link/M1EXAMPLE0DEV"],
          scopes: ["openid", "profile", "email"],
        },
        userPool: {
          deletionProtection: true,
          mfa: "off",
          selfSignUp: false,
          passwordPolicy: { minimumLength: 16, requireSymbols: true },
          verificationEmail: { subject: "Welcome" },
          email: {
            sesIdentityArn: "arn:aws:ses:us-east-1:123456789012:identity/example.com",
            from: "Stack Guide <codes@example.com>",
          },
        },
        tokens: { accessTokenMinutes: 30, refreshTokenDays: 365 },
        function: {
          memoryMib: 256,
          timeoutSeconds: 5,
          architecture: "x86_64",
          logRetentionDays: 90,
          variables: { TABLE: "t" },
        },
        permissionsBoundary: "arn:aws:iam::123456789012:policy/boundary",
        tags: { CostCentre: "42" },
      };
      synthesize(changed);

      const { planFile, actions } = await planned("dev");
      expect(actions).toEqual({
        "aws_cloudwatch_log_group.skill_logs": "update",
        "aws_cognito_user_pool.user_pool": "update",
        "aws_cognito_user_pool_client.alexa": "update",
        "aws_iam_role.skill_role": "update",
        "aws_lambda_alias.skill_live": "update",
        "aws_lambda_function.skill": "update",
      });
      await terraform("dev").apply(planFile);
      expect((await planned("dev")).actions).toEqual({});
    });

    step("a protected environment cannot be destroyed", async () => {
      await expect(terraform("dev").destroy()).rejects.toThrow(/Instance cannot be destroyed/);
    });

    step("the wrong account is refused before anything is read", async () => {
      synthesize({ ...dev, accountId: "999999999999" });
      await expect(planned("dev")).rejects.toThrow(/AWS account ID not allowed: 123456789012/);
    });

    step("an environment that is destroyed leaves nothing", async () => {
      await terraform("staging").destroy();

      expect(await terraform("staging").stateList()).toEqual([]);
      const config = world.emulator.access;
      const pools = await new CognitoIdentityProviderClient(config).send(new ListUserPoolsCommand({ MaxResults: 60 }));
      const functions = await new LambdaClient(config).send(new ListFunctionsCommand({}));
      expect(pools.UserPools?.map(({ Name }) => Name)).toEqual(["alexa-skill-dev"]);
      expect(functions.Functions?.map(({ FunctionName }) => FunctionName)).toEqual(["alexa-skill-dev"]);
      const path = `/${STATE.bucket}/${STATE.key}.tflock`;
      const lock = await askEmulator(world.emulator.access, "s3", { path });
      expect(lock.status).toBe(404);
    });
  });

  /** The stack of one environment, made anew where `cdktf synth` has put it. */
  function synthesize(environment: EnvironmentProps): void {
    const app = new App({ stackTraces: false, outdir: output });
    const bundle = readSkillBundle(join(ROOT, "dist/skill.zip"));
    for (const parsed of parseEnvironments([environment])) {
      new SkillStack(app, parsed.name, { environment: parsed, bundle });
    }
    app.synth();
  }
});
