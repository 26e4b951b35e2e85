/** examples/bootstrap, applied on an emulator of AWS, with GitHub played. */
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findTerraform } from "../../terraform/binary";
import { limitProviderRetries, Terraform } from "../../terraform/terraform";
import { GitHubStandIn } from "../github/github-stand-in";
import type { Policy } from "../iam/policy-evaluator";
import type { World } from "./world";
import { ROOT, startWorld } from "./world";

export const REPOSITORY = "octo-org@123456/skill@456789";
export const EXISTING_POOL = "us-east-1_Abc123xyz";
export const ADOPTED_POOL = "us-east-1_Adopted1";
export const ZONE = "Z0123456789ABCDEFGHIJ";
/** Encrypts the table of dev; that of prod has DynamoDB's own key, and staging no table. */
export const MEMORY_KEY = "arn:aws:kms:us-east-1:123456789012:key/2";
/** Where the logs of dev's pool go; staging's and prod's go nowhere. */
export const LOG_DELIVERY = {
  log_groups: ["arn:aws:logs:us-east-1:123456789012:log-group:/aws/vendedlogs/users"],
  buckets: ["arn:aws:s3:::octo-org-sign-ins"],
  streams: ["arn:aws:firehose:us-east-1:123456789012:deliverystream/sign-ins"],
};
/** What the function of dev needs; staging's and prod's need nothing. */
export const FUNCTION = {
  regions: ["eu-west-1"],
  encryption: ["arn:aws:kms:us-east-1:123456789012:key/1"],
  layers: ["arn:aws:lambda:us-east-1:123456789012:layer:tools:1"],
  vpc: true,
  dead_letters: ["arn:aws:sqs:us-east-1:123456789012:dead-letters"],
  tracing: true,
  policies: ["arn:aws:iam::123456789012:policy/read-progress"],
  statements: [
    { actions: ["dynamodb:GetItem"], resources: ["arn:aws:dynamodb:us-east-1:123456789012:table/progress"] },
  ],
};
export const BUCKET = "octo-org-terraform-state";
/** In dev nobody approves; in staging an apply is approved; in prod that pull requests plan it, too. */
export const ENVIRONMENTS = ["dev", "prod", "staging"];
export const ACCOUNT = "123456789012";
export const ISSUER = "token.actions.githubusercontent.com";

interface StateFile {
  readonly resources: readonly {
    readonly mode: string;
    readonly type: string;
    readonly name: string;
    readonly instances: readonly { readonly index_key?: string; readonly attributes: Record<string, string> }[];
  }[];
}

export interface Bootstrap {
  readonly world: World;
  readonly folder: string;
  readonly github: GitHubStandIn;
  readonly outputs: Readonly<Record<string, unknown>>;
  /** What was there after the apply that GitHub refused. */
  readonly refused: { readonly message: string; readonly roles: readonly string[] };
  /** A policy by its resource's type, the attribute, and the resource's name and key: "plan dev". */
  policyOf(type: string, attribute: string, key: string): Policy;
}

/** An attribute of the managed resources of a state, by the resource's name and key: "plan dev". */
function attributes(folder: string, type: string, attribute: string): Readonly<Record<string, string>> {
  const { resources } = JSON.parse(readFileSync(join(folder, "terraform.tfstate"), "utf8")) as StateFile;
  const found = resources.filter((it) => it.mode === "managed" && it.type === type);
  return Object.fromEntries(
    found.flatMap(({ name, instances }) =>
      instances.map((it) => [
        it.index_key === undefined ? name : `${name} ${it.index_key}`,
        it.attributes[attribute] ?? "",
      ]),
    ),
  );
}

/** Applies twice: the first time while GitHub refuses. The caller ends the world. */
export async function startBootstrap(): Promise<Bootstrap> {
  const world = await startWorld();
  const folder = join(world.folder, "bootstrap");
  const github = new GitHubStandIn(join(world.folder, "github"));
  cpSync(join(ROOT, "examples/bootstrap"), folder, {
    recursive: true,
    filter: (path) => !/\.terraform|\.tfstate/.test(path),
  });
  limitProviderRetries(folder);
  const environments = {
    dev: {
      destroy: true,
      approval: false,
      plan_approval: false,
      function: FUNCTION,
      memory: { kms_key_arn: MEMORY_KEY },
      log_delivery: LOG_DELIVERY,
      managed_login: true,
    },
    staging: {
      plan_approval: false,
      existing_user_pool: EXISTING_POOL,
      custom_domain: { name: "login.example.com", hosted_zone_id: ZONE },
    },
    prod: { adopted_user_pool: ADOPTED_POOL, memory: {} },
  };
  const region = "us-east-1";
  const variables = { repository: REPOSITORY, region, state_bucket: BUCKET, reviewers: ["ada"], environments };
  writeFileSync(join(folder, "terraform.tfvars.json"), JSON.stringify(variables));
  const env = { ...world.env, ...github.variables };
  const terraform = new Terraform({ binary: await findTerraform(), folder, env });
  const planFile = join(world.folder, "bootstrap.plan");
  const apply = async (): Promise<void> => {
    await terraform.plan({ out: planFile });
    await terraform.apply(planFile);
  };
  await terraform.init();
  github.is({ users: {} });
  const message = await apply().then(
    () => "nothing was refused",
    (error: unknown) => String(error),
  );
  const refused = { message, roles: Object.keys(attributes(folder, "aws_iam_role", "arn")) };
  github.is({ environments: github.environments });
  await apply();
  const outputs = await terraform.output();
  return {
    world,
    folder,
    github,
    outputs,
    refused,
    policyOf: (type, attribute, key) => JSON.parse(attributes(folder, type, attribute)[key] ?? "") as Policy,
  };
}
