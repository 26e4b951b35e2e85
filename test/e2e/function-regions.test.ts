/**
 * One pool and functions in three regions, by a stack and by the module: made where they belong, one ARN for each of Alexa's
 * regions, without a difference afterwards, and taken away again.
 */
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  GetFunctionConfigurationCommand,
  LambdaClient,
  PublishVersionCommand,
  ResourceNotFoundException,
  UpdateAliasCommand,
  UpdateFunctionConfigurationCommand,
} from "@aws-sdk/client-lambda";
import { App } from "cdktf";
import { Cleanup } from "../../common/cleanup";
import type { AccountLinking, EnvironmentProps } from "../../constructs";
import { parseEnvironments, readSkillBundle, SkillStack } from "../../constructs";
import { askEmulator } from "../../local/aws/aws-access";
import type { Terraform } from "../../terraform/terraform";
import { limitProviderRetries } from "../../terraform/terraform";
import { dev } from "./environments";
import { MetSkill } from "./met-skill";
import { story } from "./story";
import type { World } from "./world";
import { execute, ROOT, startWorld } from "./world";

jest.setTimeout(10 * 60 * 1000);

interface Plan {
  readonly resource_changes?: readonly {
    readonly address: string;
    readonly change: { readonly actions: readonly string[] };
  }[];
}

/** With a key of the customer's own. */
const MEMORY = {
  retentionDays: 30,
  kmsKeyArn: "arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555",
} as const;

const AGAIN = "Last time you asked for my technology stack";

const TABLE = "arn:aws:dynamodb:us-east-1:123456789012:table/alexa-skill-dev-memory";

const arn = (region: string, name: string): string => `arn:aws:lambda:${region}:123456789012:function:${name}:live`;

const REGIONS = ["eu-west-1", "us-east-1", "us-west-2"] as const;

let world: World;
const cleanup = new Cleanup();
beforeAll(async () => {
  world = await startWorld();
});
afterAll(async () => {
  await cleanup.run();
  await world?.end();
});

async function planned(terraform: Terraform, folder: string): Promise<Readonly<Record<string, string>>> {
  await terraform.init();
  await terraform.plan({ out: join(folder, "it.plan") });
  const { resource_changes = [] } = (await terraform.show(join(folder, "it.plan"))) as Plan;
  const changes = resource_changes.filter(({ change }) => change.actions.join() !== "no-op");
  return Object.fromEntries(changes.map(({ address, change }) => [address, change.actions.join()]));
}

/** The regions in which a function is there; each has to know the one table of the environment. */
async function regionsWith(name: string, table?: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const region of REGIONS) {
    const lambda = new LambdaClient({ ...world.emulator.access, region });
    try {
      const { Environment } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName: name }));
      expect([region, Environment?.Variables?.MEMORY_TABLE]).toEqual([region, table]);
      found.push(region);
    } catch (error) {
      if (!(error instanceof ResourceNotFoundException)) {
        throw error;
      }
    } finally {
      lambda.destroy();
    }
  }
  return found;
}

/** Publishes a second version and has the alias name it; otherwise the function stays as it is. */
async function useSecondVersion(region: string, name: string): Promise<void> {
  const lambda = new LambdaClient({ ...world.emulator.access, region });
  const describe = (Description: string | undefined) =>
    lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName: name, Description }));
  try {
    const { Description } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName: name }));
    await describe("another release"); // Lambda publishes no version without a difference.
    const { Version } = await lambda.send(new PublishVersionCommand({ FunctionName: name }));
    expect(Version).toBe("2");
    await lambda.send(new UpdateAliasCommand({ FunctionName: name, Name: "live", FunctionVersion: Version }));
    await describe(Description);
  } finally {
    lambda.destroy();
  }
}

story("three regions by a stack", (step) => {
  const folder = () => join(world.folder, "cdktf.out", "stacks", "dev");
  const terraform = () => world.terraform(folder());
  const name = "alexa-skill-dev";

  function synthesize(more: Partial<EnvironmentProps>): void {
    const app = new App({ outdir: join(world.folder, "cdktf.out"), stackTraces: false });
    const state = { type: "local", path: "../../../dev.tfstate" } as const;
    for (const environment of parseEnvironments([{ ...dev, state, memory: MEMORY, ...more }])) {
      new SkillStack(app, "dev", { environment, bundle: readSkillBundle(join(ROOT, "module/skill.zip")) });
    }
    app.synth();
    limitProviderRetries(folder());
  }
  const three = { "eu-west-1": { serves: ["EU"] }, "us-west-2": { serves: ["FE"] } } as const;

  step("are made where they belong, and the next plan is empty", async () => {
    synthesize({ functionRegions: three });
    await planned(terraform(), folder());
    await terraform().apply(join(folder(), "it.plan"));

    expect(((await terraform().output()).account_linking as AccountLinking).function_arns).toEqual({
      NA: arn("us-east-1", name),
      EU: arn("eu-west-1", name),
      FE: arn("us-west-2", name),
    });
    expect(await regionsWith(name, TABLE)).toEqual(["eu-west-1", "us-east-1", "us-west-2"]);
    const { body } = await askEmulator(world.emulator.access, "dynamodb", {
      method: "POST",
      path: "/",
      headers: { "content-type": "application/x-amz-json-1.0", "x-amz-target": "DynamoDB_20120810.DescribeTable" },
      body: JSON.stringify({ TableName: TABLE.split("/")[1] }),
    });
    expect(JSON.parse(Buffer.from(body).toString()).Table).toMatchObject({
      SSEDescription: { Status: "ENABLED", SSEType: "KMS", KMSMasterKeyArn: MEMORY.kmsKeyArn },
    });
    expect(await planned(terraform(), folder())).toEqual({});
  });

  step("are each looked at by doctor, and taken back by rollback", async () => {
    const outputs = join(world.folder, "outputs.json");
    const value = (await terraform().output()).account_linking;
    writeFileSync(outputs, JSON.stringify({ account_linking: { sensitive: true, type: "x", value } }));
    const alexaLink = async (...args: readonly string[]) =>
      execute(process.execPath, [join(ROOT, "cli/alexa-link.mjs"), ...args, "--outputs", outputs, "--json"], world.env);
    for (const region of REGIONS) {
      await useSecondVersion(region, name);
    }

    const { stdout } = await alexaLink("doctor", "dev", "--skip", "smapi");
    const found = JSON.parse(stdout).results.find(({ name }: { readonly name: string }) => name === "function-runtime");
    expect(found).toMatchObject({ status: "ok" });
    const rolled = await alexaLink("rollback", "dev", "--yes");

    expect({ ...rolled, stdout: JSON.parse(rolled.stdout) }).toMatchObject({
      exitCode: 0,
      stdout: {
        moved: expect.arrayContaining(
          REGIONS.map((region) => expect.objectContaining({ arn: arn(region, name), to: 1 })),
        ),
        declined: [],
      },
    });
  });

  step("one stays until nobody is sent to it any more, and goes after that", async () => {
    const existing = { FE: arn("us-west-2", "theirs") };
    synthesize({ functionRegions: { ...three, "us-west-2": { serves: [] } }, function: { existing } });
    // As rollback says: the next apply brings the version back that it took away.
    expect(await planned(terraform(), folder())).toEqual({
      "aws_lambda_alias.skill_eu_west_1_live": "update",
      "aws_lambda_alias.skill_live": "update",
      "aws_lambda_alias.skill_us_west_2_live": "update",
    });
    await terraform().apply(join(folder(), "it.plan"));
    expect((await terraform().output()).account_linking).toMatchObject({
      function_arns: { FE: arn("us-west-2", "theirs") },
      existing_functions: ["FE"],
    });
    expect(await regionsWith(name, TABLE)).toEqual(["eu-west-1", "us-east-1", "us-west-2"]);

    synthesize({ functionRegions: {}, function: { existing } });
    const changes = await planned(terraform(), folder());
    expect(Object.keys(changes)).toContain("aws_lambda_function.skill_us_west_2");
    expect(new Set(Object.values(changes))).toEqual(new Set(["delete"]));
    await terraform().apply(join(folder(), "it.plan"));
    expect(await regionsWith(name, TABLE)).toEqual(["us-east-1"]);

    synthesize({ function: { existing } });
    expect(await planned(terraform(), folder())).toEqual({});
  });
});

story("three regions by the module's example", (step) => {
  const folder = () => join(world.folder, "module/examples/three-regions");
  const terraform = () => world.terraform(folder());
  const table = "arn:aws:dynamodb:us-east-1:123456789012:table/alexa-skill-prod-memory";

  step("are made in one apply, and the next plan is empty", async () => {
    cpSync(join(ROOT, "module"), join(world.folder, "module"), {
      recursive: true,
      filter: (path) => !/\.terraform|\.tfstate/.test(path),
    });
    limitProviderRetries(folder());
    await planned(terraform(), folder());
    await terraform().apply(join(folder(), "it.plan"));

    expect((await terraform().output()).account_linking).toMatchObject({
      function_arns: {
        NA: arn("us-east-1", "alexa-skill-prod"),
        EU: arn("eu-west-1", "alexa-skill-prod-eu"),
        FE: arn("us-west-2", "alexa-skill-prod-fe"),
      },
      existing_functions: ["EU", "FE"],
    });
    expect(await regionsWith("alexa-skill-prod-eu", table)).toEqual(["eu-west-1"]);
    expect(await planned(terraform(), folder())).toEqual({});
  });

  step("remember a user together, in the table's region, and forget on demand", async () => {
    const { account_linking } = (await terraform().output()) as { readonly account_linking: AccountLinking };
    const { EU, FE } = account_linking.function_arns;
    const skill = await MetSkill.start({
      world,
      cleanup,
      accountLinking: account_linking,
      skillPackage: "skill-package",
    });
    await skill.link();
    await skill.says("ask stack guide what is your technology stack");
    expect(await skill.remembered(table)).toMatchObject([{ data: { S: '{"lastAsked":"technology-stack"}' } }]);
    await skill.endProcess();
    expect(await skill.says("open stack guide")).toContain(AGAIN);
    await skill.says("stop");

    await skill.meet(EU);
    expect(await skill.says("open stack guide")).toContain(AGAIN);
    expect(await skill.says("forget me")).toContain("I've forgotten");
    expect(await skill.remembered(table)).toEqual([]);
    expect(await skill.remembered(table.replace("us-east-1", "eu-west-1"))).toBeUndefined();

    await skill.meet(FE);
    expect(await skill.says("open stack guide")).not.toContain(AGAIN);
  });

  step(
    "grow into an international shop, whose example adds a custom domain and two clients, and changes no pool",
    async () => {
      const shop = readFileSync(join(folder(), "../international-shop/main.tf"), "utf8");
      writeFileSync(join(folder(), "main.tf"), shop.replace(SHOPS_CERTIFICATE, await newCertificate()));

      const changes = await planned(terraform(), folder());
      const module = "module.alexa_account_linking";
      const created = Object.keys(changes).filter((address) => changes[address] === "create");
      expect(created.sort()).toEqual([
        `${module}.aws_cognito_resource_server.resource_server["https://api.example.com"]`,
        `${module}.aws_cognito_user_pool_client.client["nightly-export"]`,
        `${module}.aws_cognito_user_pool_client.client["shop"]`,
        `${module}.aws_cognito_user_pool_domain.domain_custom[0]`,
      ]);
      // The functions get the new host.
      const others = Object.entries(changes).filter(([address]) => !created.includes(address));
      expect(others.filter(([address]) => !/aws_lambda_(?:function|alias)\./.test(address))).toEqual([]);
      expect(new Set(others.map(([, actions]) => actions))).toEqual(new Set(["update"]));
      await terraform().apply(join(folder(), "it.plan"));

      const outputs = await terraform().output();
      expect(outputs).toMatchObject({
        account_linking: {
          access_token_uri: "https://login.example.com/oauth2/token",
          function_arns: { EU: arn("eu-west-1", "alexa-skill-prod-eu") },
        },
        client_ids: { shop: expect.any(String), "nightly-export": expect.any(String) },
        custom_domain_target: expect.stringMatching(/\.cloudfront\.net$/),
      });
      expect(await planned(terraform(), folder())).toEqual({});
    },
  );
});

/** What the example names; a shop has one. */
const SHOPS_CERTIFICATE = "arn:aws:acm:us-east-1:123456789012:certificate/11111111-2222-3333-4444-555555555555";

async function newCertificate(): Promise<string> {
  const { body } = await askEmulator(world.emulator.access, "acm", {
    method: "POST",
    path: "/",
    headers: {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": "CertificateManager.RequestCertificate",
    },
    body: JSON.stringify({ DomainName: "login.example.com", ValidationMethod: "DNS" }),
  });
  return JSON.parse(Buffer.from(body).toString()).CertificateArn;
}
