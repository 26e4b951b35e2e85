import { join } from "node:path";
import { Option } from "commander";
import type { Adoption } from "../../adoption/adoption";
import { adoptionOf, importsOf } from "../../adoption/adoption";
import { argumentAt } from "../../adoption/arguments";
import type { Wanted } from "../../adoption/at-aws";
import { propertyText } from "../../adoption/property-text";
import type { CommandContext } from "../../common/command";
import { listAt, textAt } from "../../common/json";
import { plainJsonText } from "../../common/json-text";
import { ExitCode, WrongUse } from "../../common/problem";
import { Progress } from "../../common/progress";
import { Terminal } from "../../common/terminal";
import { synthesizedStacks } from "../../terraform/project-stacks";
import { readStackJson } from "../../terraform/stack-json";
import { showAdoption } from "./adopt-text";
import type { AddCommand } from "./alexa-link-command";
import { exitCodes } from "./alexa-link-command";

interface Options {
  readonly userPool?: string;
  readonly client?: string;
  readonly function?: string;
  readonly synth: boolean;
  readonly json?: true;
}

/** `alexa-link adopt`: what to write, so that Terraform takes over what exists. */
export const adopt: AddCommand = (program, context) => {
  program
    .command("adopt")
    .argument("<environment>", "one of environments.ts")
    .description(
      "Looks at a user pool that exists, its domain, an app client and a function, and prints what to write into " +
        "environments.ts so that Terraform takes them into its state and destroys and replaces nothing. It only reads.",
    )
    .option("--user-pool <id>", "the pool to take over (default: the one in adopt.userPoolId)")
    .option("--client <id>", "the app client that is made for Alexa (default: the one in adopt.clientId)")
    .addOption(new Option("--function <name>", "the skill's function (default: the one that adopt names)"))
    .option("--no-synth", "compare with what the last `cdktf synth` made")
    .option("--json", "print JSON for machines")
    .allowExcessArguments(false)
    .addHelpText(
      "after",
      `
AWS is asked with the standard AWS variables and files; it needs cognito-idp:DescribeUserPool,
cognito-idp:GetUserPoolMfaConfig, cognito-idp:ListUserPoolClients, cognito-idp:DescribeUserPoolClient,
cognito-idp:DescribeUserPoolDomain,
lambda:GetFunctionConfiguration, lambda:GetAlias and lambda:GetPolicy. The exit code is 1 while there is something to write, or something cannot be taken over.

Examples:
  npx alexa-link adopt prod --user-pool eu-west-1_Abc123xyz
  npx alexa-link adopt prod --user-pool eu-west-1_Abc123xyz --client 1h57kf5cpq17m0eml12EXAMPLE --function shop-skill
  npx alexa-link adopt prod
${exitCodes}`,
    )
    .action((environment: string, options: Options) => look(environment, options, context));
};

async function look(name: string, options: Options, context: CommandContext): Promise<void> {
  const stacks = await synthesizedStacks([name], options.synth, context);
  const folder = stacks[name] ?? join("cdktf.out", "stacks", name);
  const stack = readStackJson(folder);
  const wanted = wantedIn(name, stack, options);
  // Loaded where it is used: the AWS SDK is much of what a command has to load.
  const { readAtAws } = await import("../../adoption/at-aws");
  const atAws = await new Progress().step(`Look at ${wanted.userPoolId}`, () => readAtAws(wanted, context.signal));
  const adoption = adoptionOf(stack, atAws, wanted);
  if (options.json) {
    const text = propertyText(adoption.toWrite).join("\n");
    process.stdout.write(plainJsonText({ environment: name, ...wanted, ...adoption, text }, context.secrets));
  } else {
    showAdoption(new Terminal(context.secrets), name, atAws, adoption);
  }
  process.exitCode = isDone(adoption) ? ExitCode.ok : ExitCode.failed;
}

const isDone = ({ obstacles, toWrite, unknown }: Adoption): boolean =>
  toWrite.length === 0 && unknown.length === 0 && obstacles.length === 0;

/** What the options name, and otherwise what the stack imports. */
function wantedIn(name: string, stack: unknown, options: Options): Wanted {
  const imports = importsOf(stack);
  const userPoolId = options.userPool ?? imports.get("aws_cognito_user_pool.user_pool");
  if (userPoolId === undefined) {
    throw new WrongUse(
      `Nothing says which user pool ${name} takes over. Name it: --user-pool and its id, as us-east-1_Abc123xyz.`,
    );
  }
  const clientId = options.client ?? imports.get("aws_cognito_user_pool_client.alexa")?.split("/")[1];
  const functionName = options.function ?? imports.get("aws_lambda_function.skill");
  const [aws] = listAt(argumentAt(stack, "provider"), "aws");
  return {
    region: textAt(aws, "region") ?? userPoolId.split("_")[0] ?? "",
    userPoolId,
    ...(clientId !== undefined && { clientId }),
    ...(functionName !== undefined && { functionName }),
  };
}
