/**
 * What a shop's rules ask of a function, on the emulator: made, without a difference afterwards, changed in place, taken
 * away. Whether a function reaches anything from its network, nothing here can show.
 */
import { join } from "node:path";
import { LambdaClient, PublishLayerVersionCommand } from "@aws-sdk/client-lambda";
import { App } from "cdktf";
import { zipSync } from "fflate";
import type { FunctionProps } from "../../constructs";
import { parseEnvironments, readSkillBundle, SkillStack } from "../../constructs";
import { limitProviderRetries } from "../../terraform/terraform";
import { dev } from "./environments";
import { story } from "./story";
import type { World } from "./world";
import { ROOT, startWorld } from "./world";

jest.setTimeout(10 * 60 * 1000);

interface Plan {
  readonly resource_changes?: readonly {
    readonly address: string;
    readonly change: { readonly actions: readonly string[]; readonly after: Readonly<Record<string, unknown>> | null };
  }[];
}

const QUEUE = "arn:aws:sqs:us-east-1:123456789012:dead-letters";
const TABLE = "arn:aws:dynamodb:us-east-1:123456789012:table/progress";

story("a function as a shop's rules want it", (step) => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world?.end());

  const folder = () => join(world.folder, "cdktf.out", "stacks", "dev");
  const terraform = () => world.terraform(folder());

  /** What differs, by address and action. */
  async function planned(settings: FunctionProps): Promise<Readonly<Record<string, string>>> {
    const app = new App({ outdir: join(world.folder, "cdktf.out"), stackTraces: false });
    const state = { type: "local", path: "../../../dev.tfstate" } as const;
    for (const environment of parseEnvironments([{ ...dev, state, function: settings }])) {
      new SkillStack(app, "dev", { environment, bundle: readSkillBundle(join(ROOT, "module/skill.zip")) });
    }
    app.synth();
    limitProviderRetries(folder());
    await terraform().init();
    await terraform().plan({ out: join(folder(), "it.plan") });
    const { resource_changes = [] } = (await terraform().show(join(folder(), "it.plan"))) as Plan;
    const changes = resource_changes.filter(({ change }) => change.actions.join() !== "no-op");
    return Object.fromEntries(changes.map(({ address, change }) => [address, change.actions.join()]));
  }
  const apply = () => terraform().apply(join(folder(), "it.plan"));

  /** A layer, which Lambda has to have before a function names it. */
  async function newLayer(name: string): Promise<string> {
    const lambda = new LambdaClient(world.emulator.access);
    try {
      const ZipFile = zipSync({ "nodejs/answer.mjs": new TextEncoder().encode("export const answer = 42;") });
      const { LayerVersionArn } = await lambda.send(
        new PublishLayerVersionCommand({ LayerName: name, Content: { ZipFile } }),
      );
      return String(LayerVersionArn);
    } finally {
      lambda.destroy();
    }
  }

  const settings: FunctionProps = {
    vpc: { subnetIds: ["subnet-1", "subnet-2"], securityGroupIds: ["sg-1"] },
    deadLetters: { targetArn: QUEUE },
    tracing: "Active",
    logging: { applicationLevel: "WARN", systemLevel: "WARN" },
    encryption: { kmsKeyArn: "arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555" },
    reservedConcurrency: 5,
    provisionedConcurrency: 2,
    policies: { logs: "arn:aws:iam::aws:policy/CloudWatchLogsReadOnlyAccess" },
    statements: { ReadProgress: { actions: ["dynamodb:GetItem"], resources: [TABLE] } },
  };

  let first = settings;

  step("is made, and the next plan is empty", async () => {
    first = { ...settings, layers: [await newLayer("tools"), await newLayer("more")] };
    expect(await planned(first)).toMatchObject({
      'aws_iam_role_policy_attachment.skill_policies["logs"]': "create",
      "aws_iam_role_policy.skill_send_dead_letters": "create",
      "aws_iam_role_policy.skill_statements": "create",
      "aws_iam_role_policy.skill_trace": "create",
      "aws_iam_role_policy.skill_use_network": "create",
      "aws_lambda_function.skill": "create",
      "aws_lambda_provisioned_concurrency_config.skill_provisioned": "create",
    });
    await apply();
    expect(await planned(first)).toEqual({});
  });

  step("is changed in place, and the next plan is empty", async () => {
    const second: FunctionProps = {
      ...first,
      layers: first.layers?.slice(0, 1),
      vpc: { subnetIds: ["subnet-2"], securityGroupIds: ["sg-1", "sg-2"] },
      tracing: "PassThrough",
      reservedConcurrency: 10,
      provisionedConcurrency: 3,
      logging: { applicationLevel: "ERROR" },
      statements: { ReadProgress: { actions: ["dynamodb:GetItem", "dynamodb:Query"], resources: [TABLE] } },
    };
    expect(await planned(second)).toEqual({
      "aws_iam_role_policy.skill_statements": "update",
      "aws_iam_role_policy.skill_trace": "delete",
      "aws_lambda_alias.skill_live": "update",
      "aws_lambda_function.skill": "update",
      "aws_lambda_provisioned_concurrency_config.skill_provisioned": "update",
    });
    await apply();
    expect(await planned(second)).toEqual({});
  });

  step("writes lines again, without levels", async () => {
    const third: FunctionProps = { ...first, logging: { format: "Text" } };
    expect(await planned(third)).toMatchObject({ "aws_lambda_function.skill": "update" });
    await apply();
    expect(await planned(third)).toEqual({});
  });

  step("loses what is taken away, and keeps what Lambda keeps", async () => {
    const gone = await planned({});
    expect(gone).toMatchObject({
      'aws_iam_role_policy_attachment.skill_policies["logs"]': "delete",
      "aws_iam_role_policy.skill_send_dead_letters": "delete",
      "aws_iam_role_policy.skill_statements": "delete",
      "aws_iam_role_policy.skill_use_network": "delete",
      "aws_lambda_function.skill": "update",
      "aws_lambda_provisioned_concurrency_config.skill_provisioned": "delete",
    });
    await apply();
    expect(await planned({})).toEqual({});
  });
});
