import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Cleanup } from "../../common/cleanup";
import type { AccountLinking } from "../../constructs";
import { userPoolIdOf } from "../../contract/user-pool-id";
import { settingsOf } from "../../local/alexa/account-linking-settings";
import { AlexaUser } from "../../local/alexa/alexa-user";
import { HeadlessBrowser } from "../../local/alexa/headless-browser";
import { readInteractionModels } from "../../local/alexa/interaction-model";
import { askEmulator } from "../../local/aws/aws-access";
import { readBuiltFunctions } from "../../local/aws/built-function";
import type { DeployedSkill } from "../../local/aws/deployed-skill";
import { runFunction, startSkill } from "../../local/aws/deployed-skill";
import { fetchFunction } from "../../local/aws/lambda-runtime/deployed-function";
import { LambdaRuntime } from "../../local/aws/lambda-runtime/lambda-runtime";
import { CognitoDomain } from "../../local/cognito/server";
import { createUser } from "../../local/demo/demo-user";
import { LocalHosts } from "../../local/local-hosts";
import { readStack } from "../../terraform/synthesized-stack";
import type { World } from "./world";
import { ROOT } from "./world";

export interface MetSkillProps {
  readonly world: World;
  /** Gets what has to be ended. */
  readonly cleanup: Cleanup;
  /** The output of what was applied. */
  readonly accountLinking: AccountLinking;
  /** The folder of the manifest and the models, from the project's. */
  readonly skillPackage: string;
  /** The stack that was applied, whose function answers; where there is none, that of the module. */
  readonly stackFolder?: string;
}

type Redirects = Readonly<Record<string, string>>;

/** The function that answers, and its process. */
type Answering = Pick<DeployedSkill, "function" | "runtime">;

/** A deployed skill as a user meets it: the sign-in page, Alexa, and the function that Alexa asks. */
export class MetSkill {
  private constructor(
    private readonly props: MetSkillProps,
    readonly domain: CognitoDomain,
    readonly alexa: AlexaUser,
    private readonly hosts: LocalHosts,
    private readonly redirects: Redirects,
    private answering: Answering,
  ) {}

  static async start(props: MetSkillProps): Promise<MetSkill> {
    const { accountLinking, cleanup, skillPackage, stackFolder, world } = props;
    const hosts = new LocalHosts();
    const domain = await CognitoDomain.start({ ...world.emulator.access, hosts });
    cleanup.defer("stop the sign-in server", () => domain.stop());
    const redirects = await domain.serveLink(accountLinking);
    const answering = await (stackFolder === undefined
      ? fetched(props, accountLinking.function_arns.NA, redirects)
      : ofStack(props, stackFolder, redirects));
    const alexa: AlexaUser = new AlexaUser({
      settings: settingsOf(accountLinking),
      skill: (envelope) => skill.answering.runtime.invoke(envelope),
      skillId: accountLinking.skill_ids[0] ?? "",
      vendorId: accountLinking.redirect_uris[0]?.split("/").at(-1) ?? "",
      region: "NA",
      locale: "en-US",
      models: readInteractionModels(join(ROOT, skillPackage)),
      hosts,
      deployed: () => accountLinking,
    });
    const skill: MetSkill = new MetSkill(props, domain, alexa, hosts, redirects, answering);
    return skill;
  }

  /** Makes Ada an account, which she links. */
  async link(): Promise<void> {
    const { accountLinking, world } = this.props;
    const user = await createUser(world.emulator.access, userPoolIdOf(accountLinking), {
      email: "ada@example.com",
      givenName: "Ada",
    });
    const end = await new HeadlessBrowser({ hosts: this.hosts }).signIn(this.alexa.beginLink().url, user);
    expect(await this.alexa.finishLink(end.url)).toMatchObject({ kind: "linked" });
  }

  /** What Alexa says to it. */
  async says(words: string): Promise<string> {
    return (await this.alexa.say(words)).response.speech;
  }

  /** Ends the function's process, as Lambda does at some time: the next request meets a new one. */
  endProcess(): Promise<void> {
    return this.answering.runtime.stop();
  }

  /** Has the function of another ARN answer from now on. */
  async meet(arn: string): Promise<void> {
    this.answering = await fetched(this.props, arn, this.redirects);
  }

  /** Runs the function with other origins for some hosts, for the time of some work. */
  async meanwhile(redirects: Redirects, work: () => Promise<void>): Promise<void> {
    const before = this.answering;
    const { credentials } = this.props.world.emulator.access;
    const runtime = new LambdaRuntime({
      function: before.function,
      redirects: { ...this.redirects, ...redirects },
      credentials,
    });
    this.answering = { ...before, runtime };
    try {
      await work();
    } finally {
      this.answering = before;
      await runtime.stop();
    }
  }

  /** What Amazon DynamoDB has of its users; undefined where there is no such table. */
  async remembered(tableArn: string): Promise<readonly Record<string, { S?: string; N?: string }>[] | undefined> {
    const [, , , region = "", , table = ""] = tableArn.split(":");
    const { body } = await askEmulator({ ...this.props.world.emulator.access, region }, "dynamodb", {
      method: "POST",
      path: "/",
      headers: { "content-type": "application/x-amz-json-1.0", "x-amz-target": "DynamoDB_20120810.Scan" },
      body: JSON.stringify({ TableName: table.replace("table/", "") }),
    });
    return JSON.parse(Buffer.from(body).toString()).Items;
  }
}

async function ofStack(props: MetSkillProps, stackFolder: string, redirects: Redirects): Promise<Answering> {
  const { accountLinking, cleanup, world } = props;
  const { emulator, folder } = world;
  const stack = readStack(join(stackFolder, "../.."), "dev");
  const deployed = { accountLinking, built: readBuiltFunctions(stackFolder), emulator, stack, folder };
  return startSkill(deployed, redirects, { cleanup });
}

async function fetched({ cleanup, world }: MetSkillProps, arn: string, redirects: Redirects): Promise<Answering> {
  const [, , , region = ""] = arn.split(":");
  const access = { ...world.emulator.access, region };
  const folder = join(world.folder, `function-${region}`);
  mkdirSync(folder, { recursive: true });
  const deployed = await fetchFunction({ ...access, arn, folder, check: () => {} });
  const runtime = runFunction(deployed, access, redirects);
  cleanup.defer("end the function's process", () => runtime.stop());
  return { function: deployed, runtime };
}
