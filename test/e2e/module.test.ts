/**
 * The Terraform module as somebody without this project uses it: real Terraform, the real provider, an emulator of AWS.
 * The tests build on each other: every start of the provider costs seconds.
 */
import { createHash } from "node:crypto";
import { copyFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { App } from "cdktf";
import type { AccountLinking, EnvironmentProps } from "../../constructs";
import { parseEnvironments, readSkillBundle, SkillStack } from "../../constructs";
import { leftToCaller, terraformName } from "../../constructs/module/properties";
import { fetchFunction, isInvocableBy } from "../../local/aws/lambda-runtime/deployed-function";
import { LambdaRuntime } from "../../local/aws/lambda-runtime/lambda-runtime";
import { findTerraform } from "../../terraform/binary";
import type { Terraform } from "../../terraform/terraform";
import { dev } from "./environments";
import { story } from "./story";
import type { Finished, World } from "./world";
import { adaptToEmulator, execute, ROOT, startWorld } from "./world";

jest.setTimeout(10 * 60 * 1000);

const MODULE = join(ROOT, "module");
const SKILL_ID = "amzn1.ask.skill.11111111-1111-4111-8111-111111111111";

/** A stack that becomes a use of the module. */
const before: EnvironmentProps = {
  ...dev,
  name: "before",
  state: { type: "local", path: "../../../terraform.before.tfstate" },
  domain: { prefix: "example-alexa-skill-before" },
};

/** A use of nearly everything that decides about the structure. */
const rich: EnvironmentProps = {
  ...dev,
  name: "rich",
  alexa: {
    ...dev.alexa,
    scopes: ["openid", "email"],
    requiredScopes: ["openid"],
    accessTokenScheme: "REQUEST_BODY_CREDENTIALS",
  },
  userPool: {
    signIn: ["username", "phone"],
    requiredAttributes: ["name", "nickname"],
    firstFactors: ["PASSWORD", "EMAIL_OTP", "WEB_AUTHN"],
    passkeys: { userVerification: "required" },
    mfa: "optional",
    accountRecovery: ["verified_phone_number", "verified_email"],
    selfSignUp: false,
    deletionProtection: false,
    passwordPolicy: { requireSymbols: true },
    verificationEmail: { message: "Your code, as in $5: {####}" },
  },
  tokens: { accessTokenMinutes: 30 },
  function: { memoryMib: 256, architecture: "x86_64" },
  tags: { CostCentre: "42" },
};

describe("the module", () => {
  let world: World;
  let binary: string;
  /** What is in the folder of one that uses the module. */
  const folderOf = (name: string): string => join(world.folder, name);
  const terraform = (name: string): Terraform => world.terraform(folderOf(name));
  const run = (...args: string[]): Promise<Finished> => execute(binary, args, { ...world.env, TF_IN_AUTOMATION: "1" });

  beforeAll(async () => {
    binary = (await findTerraform()).path;
    world = await startWorld();
    cpSync(MODULE, folderOf("module"), { recursive: true, filter: (path) => !path.includes(".terraform") });
  });
  afterAll(() => world?.end());

  function write(folder: string, file: string, content: unknown): void {
    mkdirSync(folderOf(folder), { recursive: true });
    const text = typeof content === "string" ? content : JSON.stringify(content, null, 2);
    writeFileSync(join(folderOf(folder), file), text);
  }

  async function plan(folder: string): Promise<Plan> {
    const planFile = join(folderOf(folder), "it.plan");
    await terraform(folder).plan({ out: planFile });
    return (await terraform(folder).show(planFile)) as Plan;
  }

  test("is formatted", async () => {
    expect(await run("fmt", "-check", "-recursive", MODULE)).toMatchObject({ exitCode: 0, stdout: "" });
  });

  story("is applied as its README shows, reviewed, run, and protected", (step) => {
    step("is applied by what its README shows first", async () => {
      const [, example = ""] = /```hcl\n([\s\S]*?)```/.exec(readFileSync(join(MODULE, "README.md"), "utf8")) ?? [];
      write("root", "main.tf", example.replace(/source = "git::.*"/, 'source = "../module"'));
      adaptToEmulator(folderOf("root"));

      await terraform("root").init();
      const { outputs } = await applied("root");

      const linking = outputs.account_linking as AccountLinking;
      expect(linking).toMatchObject({
        authorization_uri: "https://example-alexa-skill-dev.auth.us-east-1.amazoncognito.com/oauth2/authorize",
        issuer: expect.stringMatching(/^https:\/\/cognito-idp\.us-east-1\.amazonaws\.com\/us-east-1_\w+$/),
        client_secret: expect.stringMatching(/^[\w-]{20,}$/),
        skill_ids: [SKILL_ID],
        function_arns: { EU: "arn:aws:lambda:us-east-1:123456789012:function:alexa-skill-dev:live" },
      });
    });

    step("planned again, nothing changes", async () => {
      expect(changesOf(await plan("root"))).toEqual({});
    });

    step("has its plans reviewed: what is done to people is said", async () => {
      const main = join(folderOf("root"), "main.tf");
      const text = readFileSync(main, "utf8");
      writeFileSync(main, text.replace("M1EXAMPLE0DEV", "M1EXAMPLE0NEW"));
      await terraform("root").plan({ out: join(folderOf("root"), "it.plan") });
      writeFileSync(main, text);
      const review = `"${binary}" "-chdir=${folderOf("root")}" show -json it.plan |
      "${process.execPath}" "${join(ROOT, "cli/alexa-link.mjs")}" review --plan-json dev=-`;
      const { exitCode, stdout, stderr } = await execute("sh", ["-c", review], world.env);
      expect({ exitCode, stderr }).toMatchObject({ exitCode: 1 });
      expect(stdout).toContain("Blocked: 1 block in dev");
      expect(stdout).toMatch(/redirect-removed/);
      const { client_secret } = (await terraform("root").output()).account_linking as AccountLinking;
      expect(stdout + stderr).not.toContain(client_secret);
    });

    step("runs the very bytes of its zip, and answers Alexa", async () => {
      const { function_arns } = (await terraform("root").output()).account_linking as AccountLinking;
      const aws = { ...world.emulator.access, arn: function_arns.NA };
      const deployed = await fetchFunction({ ...aws, folder: folderOf("function"), check: () => {} });
      expect(deployed.codeSha256).toBe(sha256(join(MODULE, "skill.zip")));
      expect(await isInvocableBy(aws, "alexa-appkit.amazon.com", SKILL_ID)).toBe(true);

      const runtime = new LambdaRuntime({ function: deployed });
      const { error, payload } = await runtime.invoke(launchRequest());
      await runtime.stop();
      expect(error).toBeUndefined();
      expect(JSON.stringify(payload)).toContain("link");
    });

    step("keeps its users: Cognito refuses to delete the pool", async () => {
      await expect(terraform("root").destroy()).rejects.toThrow(/deletion protection is activated/);
    });
  });

  test("takes over the state of a stack: everything is moved, and only the zip's path is another one", async () => {
    synthesize(before);
    await terraform("cdktf.out/stacks/before").init();
    await applied("cdktf.out/stacks/before");

    const readme = readFileSync(join(MODULE, "README.md"), "utf8");
    const [moves = ""] = /moved \{[\s\S]*?```/.exec(readme) ?? [];
    write("moved", "moved.tf", moves.replace("```", ""));
    write("moved", "main.tf.json", rootOf({ alexa_account_linking: before }));
    adaptToEmulator(folderOf("moved"));
    copyFileSync(join(world.folder, "terraform.before.tfstate"), join(folderOf("moved"), "terraform.tfstate"));
    await terraform("moved").init();

    const { resource_changes } = await plan("moved");
    const managed = resource_changes.filter(({ address }) => !address.includes("data."));
    expect(managed.filter(({ previous_address }) => previous_address === undefined)).toEqual([]);
    expect(changesOf({ resource_changes })).toEqual({
      "module.alexa_account_linking.aws_lambda_alias.skill_live[0]": "update",
      "module.alexa_account_linking.aws_lambda_function.skill[0]": "update",
    });
  });

  test("plans what the stack plans, value by value", async () => {
    synthesize(rich);
    await terraform("cdktf.out/stacks/rich").init();
    const stack = await plan("cdktf.out/stacks/rich");

    write("same", "main.tf.json", rootOf({ link: rich }));
    // An existing function that takes its variables from the module, and whose ARN nobody knows yet: no cycle.
    write("same", "existing.tf", EXISTING_FUNCTION);
    adaptToEmulator(folderOf("same"));
    await terraform("same").init();
    const module = await plan("same");

    const planned = valuesOf(module, "module.link.");
    expect(planned).toEqual(valuesOf(stack, ""));
    expect(Object.keys(planned)).toContain("aws_iam_role.user_pool_sms");
    const others = Object.keys(valuesOf(module, "module.other."));
    expect(others.filter((address) => /lambda|skill/.test(address))).toEqual([]);
    expect(others).toContain("aws_cognito_user_pool.user_pool");
  });

  test.each(["environments", "complete", "international-shop", "canary"])(
    "is planned by the example %s",
    async (name) => {
      const folder = `module/examples/${name}`;
      adaptToEmulator(folderOf(folder));
      if (name === "complete") {
        writeFileSync(join(folderOf(folder), "secrets.auto.tfvars"), 'facebook_secret = "example-secret"\n');
        await keepSecrets();
        // What its user builds before the plan.
        writeFileSync(join(folderOf(folder), "claims.zip"), "");
      }
      await terraform(folder).init();
      const { resource_changes } = await plan(folder);

      const pools = resource_changes.filter(({ address }) => address.endsWith("aws_cognito_user_pool.user_pool[0]"));
      expect(pools).toHaveLength(name === "environments" ? 2 : 1);
      expect(new Set(Object.values(changesOf({ resource_changes })))).toEqual(new Set(["create"]));
    },
  );

  test("passes its own tests, without credentials", async () => {
    await terraform("module").init();
    const { exitCode, stdout, stderr } = await run(`-chdir=${folderOf("module")}`, "test", "-no-color");
    expect({ exitCode, stdout, stderr }).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/ 0 failed/) });
  });

  /** Where the example names them, in its region. */
  async function keepSecrets(): Promise<void> {
    const call = async (service: string, target: string, body: object): Promise<void> => {
      const { credentials, endpoint } = world.emulator.access;
      const scope = `${credentials.accessKeyId}/20260101/eu-west-1/${service}/aws4_request`;
      const headers = {
        "content-type": "application/x-amz-json-1.1",
        "x-amz-target": target,
        authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`,
      };
      const { status } = await fetch(String(endpoint), { method: "POST", headers, body: JSON.stringify(body) });
      expect([target, status]).toEqual([target, 200]);
    };
    for (const [Name, SecretString] of [
      ["alexa/google", JSON.stringify({ client_secret: "google-secret" })],
      ["alexa/apple", "apple-key"],
    ]) {
      const body = { Name, SecretString, ClientRequestToken: "1".repeat(32) };
      await call("secretsmanager", "secretsmanager.CreateSecret", body);
    }
    for (const Name of ["/alexa/login-with-amazon", "/alexa/example-corp"]) {
      await call("ssm", "AmazonSSM.PutParameter", { Name, Value: "a-secret", Type: "SecureString" });
    }
  }

  async function applied(folder: string): Promise<{ outputs: Readonly<Record<string, unknown>> }> {
    const planFile = join(folderOf(folder), "it.plan");
    await terraform(folder).plan({ out: planFile });
    await terraform(folder).apply(planFile);
    return { outputs: await terraform(folder).output() };
  }

  /** The stack of an environment, as `cdktf synth` writes it. */
  function synthesize(environment: EnvironmentProps): void {
    const app = new App({ stackTraces: false, outdir: folderOf("cdktf.out") });
    const bundle = readSkillBundle(join(MODULE, "skill.zip"));
    for (const parsed of parseEnvironments([environment])) {
      new SkillStack(app, parsed.name, { environment: parsed, bundle });
    }
    app.synth();
    adaptToEmulator(folderOf(`cdktf.out/stacks/${environment.name}`));
  }
});

const sha256 = (path: string): string => createHash("sha256").update(readFileSync(path)).digest("base64");

const EXISTING_FUNCTION = `
resource "aws_lambda_function" "own" {
  function_name = "own"
  role          = "arn:aws:iam::123456789012:role/own"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "../module/skill.zip"

  environment {
    variables = module.other.function_variables
  }
}

module "other" {
  source   = "../module"
  name     = "other"
  domain   = { prefix = "example-alexa-skill-other" }
  alexa    = { vendor_id = "M1EXAMPLE0DEV", skill_ids = ["${SKILL_ID}"] }
  function = { existing = { for region in ["NA", "EU", "FE"] : region => aws_lambda_function.own.arn } }
}
`;

/** A root module that uses the module for each environment, with the stack's tags. */
function rootOf(uses: Readonly<Record<string, EnvironmentProps>>): unknown {
  const [environment] = Object.values(uses);
  const tags = { Project: "alexa-skill", Environment: environment?.name };
  return {
    provider: { aws: { region: "us-east-1", default_tags: { tags } } },
    module: Object.fromEntries(
      Object.entries(uses).map(([id, props]) => [id, { source: "../module", ...argumentsOf(props) }]),
    ),
  };
}

/** An environment's properties as the module's arguments. */
function argumentsOf({ name, tags, ...props }: EnvironmentProps): Readonly<Record<string, unknown>> {
  const given = Object.entries(props).filter(([property]) => !Object.hasOwn(leftToCaller, property));
  return { ...(inTerraform(Object.fromEntries(given)) as object), name: `alexa-skill-${name}`, tags };
}

function inTerraform(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return value;
  }
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [terraformName(key), inTerraform(inner)]));
}

interface Plan {
  readonly resource_changes: readonly {
    readonly address: string;
    readonly previous_address?: string;
    readonly change: {
      readonly actions: readonly string[];
      readonly after: Readonly<Record<string, unknown>> | null;
      readonly after_unknown: Readonly<Record<string, unknown>>;
    };
  }[];
}

const changesOf = ({ resource_changes }: Plan): Record<string, string> =>
  Object.fromEntries(
    resource_changes
      .map(({ address, change }) => [address, change.actions.join(" then ")])
      .filter(([, actions]) => actions !== "no-op" && actions !== "read"),
  );

/** What a plan makes of each resource, by the address in a stack; without the zip's path. */
function valuesOf({ resource_changes }: Plan, prefix: string): Record<string, unknown> {
  const managed = resource_changes.filter(({ address }) => address.startsWith(`${prefix}aws_`));
  return Object.fromEntries(
    managed.map(({ address, change: { after, after_unknown } }) => {
      // Tags come from the provider in a stack, and from the resource here: tags_all has both.
      const { filename: _, tags: __, ...values } = after ?? {};
      const { tags: ___, ...unknown } = after_unknown;
      return [address.slice(prefix.length).replace(/\[0\]$/, ""), { values: comparable(values), unknown }];
    }),
  );
}

/** Policies by what they say, and blocks in any order: the provider keeps most of them as sets. */
function comparable(value: unknown): unknown {
  if (typeof value === "string" && value.startsWith("{")) {
    return comparable(JSON.parse(value));
  }
  if (Array.isArray(value)) {
    return value.map(comparable).sort((one, two) => (key(one) < key(two) ? -1 : 1));
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, comparable(inner)]));
}

const key = (value: unknown): string => JSON.stringify(value);

function launchRequest(): unknown {
  const application = { applicationId: SKILL_ID };
  const user = { userId: "amzn1.ask.account.EXAMPLE" };
  return {
    version: "1.0",
    session: { new: true, sessionId: "amzn1.echo-api.session.example", application, user },
    context: {
      System: { application, user, device: { deviceId: "example" }, apiEndpoint: "https://api.amazonalexa.com" },
    },
    request: {
      type: "LaunchRequest",
      requestId: "amzn1.echo-api.request.example",
      timestamp: new Date().toISOString(),
      locale: "en-US",
    },
  };
}
