/**
 * Functions that Cognito calls, on an emulator of AWS with real Terraform: applied with the pool, planned again, changed
 * and removed, one by one and all.
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { CognitoIdentityProviderClient, DescribeUserPoolCommand } from "@aws-sdk/client-cognito-identity-provider";
import { GetFunctionCommand, GetPolicyCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { App } from "cdktf";
import { buildSkillZip } from "../../build/bundle/skill-zip";
import type { AccountLinking, EnvironmentProps } from "../../constructs";
import { parseEnvironments, readSkillBundle, SkillStack } from "../../constructs";
import { findTerraform } from "../../terraform/binary";
import { Terraform } from "../../terraform/terraform";
import { dev } from "./environments";
import { story } from "./story";
import type { World } from "./world";
import { adaptToEmulator, ROOT, startWorld } from "./world";

jest.setTimeout(10 * 60 * 1000);

type Triggers = NonNullable<NonNullable<EnvironmentProps["userPool"]>["triggers"]>;

const SECRETS = { TF_VAR_identity_provider_secrets: JSON.stringify({ Corp: "corp-secret" }) };

/** An environment that makes one account of a person's two. */
const joining: Partial<EnvironmentProps> = {
  identityProviders: { Corp: { type: "OIDC", clientId: "corp", issuer: "https://login.example.com" } },
  userPool: { joinAccounts: { Corp: { addressesVerified: true, linkAhead: true } } },
};

describe("triggers", () => {
  let world: World;
  let cognito: CognitoIdentityProviderClient;
  let lambda: LambdaClient;
  let binary: Awaited<ReturnType<typeof findTerraform>>;
  let zip: string;
  const folder = () => join(world.folder, "cdktf.out/stacks/dev");
  const terraform = () => new Terraform({ binary, folder: folder(), env: { ...world.env, ...SECRETS } });

  beforeAll(async () => {
    binary = await findTerraform();
    world = await startWorld();
    const { endpoint, credentials, region } = world.emulator.access;
    cognito = new CognitoIdentityProviderClient({ endpoint, credentials, region });
    lambda = new LambdaClient({ endpoint, credentials, region });
    zip = join(world.folder, "dist/triggers/greet.zip");
    mkdirSync(join(world.folder, "dist/triggers"), { recursive: true });
    await buildSkillZip({ root: ROOT, entry: "test/e2e/greet-trigger.ts", outfile: zip });
  });
  afterAll(async () => {
    cognito?.destroy();
    lambda?.destroy();
    await world?.end();
  });

  /** The addresses that a plan changes, with these triggers. */
  async function planned(triggers: Triggers, more: Partial<EnvironmentProps> = {}): Promise<Record<string, string>> {
    const app = new App({ outdir: join(world.folder, "cdktf.out"), stackTraces: false });
    const props = { ...dev, ...more, userPool: { ...dev.userPool, ...more.userPool, triggers } };
    for (const environment of parseEnvironments([props])) {
      new SkillStack(app, "dev", {
        environment,
        bundle: readSkillBundle(join(ROOT, "module/skill.zip")),
        joinAccountsBundle: readSkillBundle(join(ROOT, "module/join-accounts.zip")),
      });
    }
    app.synth();
    adaptToEmulator(folder());
    await terraform().init();
    const planFile = join(folder(), "it.plan");
    await terraform().plan({ out: planFile });
    const { resource_changes = [] } = (await terraform().show(planFile)) as {
      readonly resource_changes?: readonly { address: string; change: { actions: readonly string[] } }[];
    };
    const changes = resource_changes.map(({ address, change }) => [address, change.actions.join()]);
    return Object.fromEntries(changes.filter(([, actions]) => actions !== "no-op"));
  }

  const apply = async () => terraform().apply(join(folder(), "it.plan"));

  async function poolFunctions() {
    const { account_linking } = (await terraform().output()) as { readonly account_linking: AccountLinking };
    const UserPoolId = account_linking.issuer.split("/").at(-1) ?? "";
    const { UserPool } = await cognito.send(new DescribeUserPoolCommand({ UserPoolId }));
    return { arn: UserPool?.Arn, functions: UserPool?.LambdaConfig };
  }

  const all = (): Triggers => ({
    preSignUp: { zip, variables: { GREETING: "Hello" } },
    postConfirmation: { zip, policies: { read: "arn:aws:iam::aws:policy/AmazonDynamoDBReadOnlyAccess" } },
    preTokenGeneration: { zip, eventVersion: "V2_0" },
  });
  const arn = (suffix: string): string => `arn:aws:lambda:us-east-1:123456789012:function:alexa-skill-dev_${suffix}`;

  story("made of zips", (step) => {
    step("are applied with the pool that calls them, in one apply", async () => {
      expect(Object.keys(await planned(all()))).toEqual(
        expect.arrayContaining([
          'aws_lambda_function.trigger["preSignUp"]',
          'aws_iam_role_policy_attachment.trigger_policies["postConfirmation/read"]',
          'aws_lambda_permission.trigger_cognito["preTokenGeneration"]',
        ]),
      );
      await apply();
    });

    step("planned again, nothing changes", async () => {
      expect(await planned(all())).toEqual({});
    });

    step("the pool calls them, and they let this pool alone", async () => {
      const { arn: poolArn, functions } = await poolFunctions();
      expect(functions).toEqual({
        PreSignUp: arn("presig"),
        PostConfirmation: arn("postco"),
        PreTokenGeneration: arn("pretok"),
        PreTokenGenerationConfig: { LambdaArn: arn("pretok"), LambdaVersion: "V2_0" },
      });
      const { Policy = "" } = await lambda.send(new GetPolicyCommand({ FunctionName: arn("presig") }));
      expect(JSON.parse(Policy).Statement).toEqual([
        expect.objectContaining({
          Action: "lambda:InvokeFunction",
          Principal: { Service: "cognito-idp.amazonaws.com" },
          Condition: { ArnLike: { "AWS:SourceArn": poolArn } },
        }),
      ]);
      const { Configuration } = await lambda.send(new GetFunctionCommand({ FunctionName: arn("presig") }));
      expect(Configuration).toMatchObject({
        Timeout: 3,
        MemorySize: 512,
        CodeSha256: readSkillBundle(zip).sourceCodeHash,
        Environment: { Variables: { GREETING: "Hello" } },
      });
    });

    step("one that goes leaves the pool before its function is gone", async () => {
      const { preSignUp: _, ...others } = all();
      const changes = await planned(others);
      expect(changes).toMatchObject({
        "aws_cognito_user_pool.user_pool": "update",
        'aws_lambda_function.trigger["preSignUp"]': "delete",
        'aws_iam_role.trigger_role["preSignUp"]': "delete",
      });
      expect(changes).not.toHaveProperty(['aws_lambda_function.trigger["postConfirmation"]']);
      await apply();
      expect((await poolFunctions()).functions).not.toHaveProperty("PreSignUp");
      expect(await planned(others)).toEqual({});
    });

    step("a token trigger that the AWS provider would keep is refused in the plan", async () => {
      const { preSignUp: _, preTokenGeneration: __, ...others } = all();
      await expect(planned(others)).rejects.toThrow(/triggers\.preTokenGeneration/);
    });

    step("all of them together go", async () => {
      await planned({});
      await apply();
      expect((await poolFunctions()).functions ?? {}).toEqual({});
      expect(await planned({})).toEqual({});
    });
  });

  story("that exist", (step) => {
    step("are called by their alias, which lets this pool in", async () => {
      // The skill's own function stands for one that is made elsewhere.
      const functionArn = "arn:aws:lambda:us-east-1:123456789012:function:alexa-skill-dev:live";
      expect(await planned({ customMessage: { functionArn } })).toEqual({
        "aws_cognito_user_pool.user_pool": "update",
        'aws_lambda_permission.trigger_cognito["customMessage"]': "create",
      });
      await apply();
      expect((await poolFunctions()).functions).toEqual({ CustomMessage: functionArn });
      const { Policy = "" } = await lambda.send(new GetPolicyCommand({ FunctionName: functionArn }));
      expect(Policy).toContain("alexa-skill-dev-customMessage");
      expect(await planned({ customMessage: { functionArn } })).toEqual({});
    });

    step("beside the one that joins accounts, which may find and link users of this pool alone", async () => {
      await planned({}, joining);
      await apply();
      const { arn: poolArn, functions } = await poolFunctions();
      expect(functions).toEqual({ PreSignUp: arn("joinac"), PostConfirmation: arn("joinac") });
      const { Configuration } = await lambda.send(new GetFunctionCommand({ FunctionName: arn("joinac") }));
      expect(JSON.parse(Configuration?.Environment?.Variables?.TRUSTED_PROVIDERS ?? "")).toEqual({
        Corp: { addressesVerified: true, aheadBy: "email" },
      });
      const state = (await terraform().show(join(folder(), "it.plan"))) as { readonly planned_values: unknown };
      expect(JSON.stringify(state.planned_values)).toContain("link-users");
      const { Policy = "" } = await lambda.send(new GetPolicyCommand({ FunctionName: arn("joinac") }));
      expect(JSON.parse(Policy).Statement[0].Condition).toEqual({ ArnLike: { "AWS:SourceArn": poolArn } });
      expect(await planned({}, joining)).toEqual({});
    });

    step("which goes with its providers", async () => {
      await planned({});
      await apply();
      expect((await poolFunctions()).functions ?? {}).toEqual({});
    });
  });
});
