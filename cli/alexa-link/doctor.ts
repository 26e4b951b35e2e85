import { Option } from "commander";
import type { Smapi } from "../../alexa/smapi/smapi";
import { SmapiError } from "../../alexa/smapi/smapi";
import type { CommandContext } from "../../common/command";
import { plainJsonText } from "../../common/json-text";
import { messageOf } from "../../common/problem";
import { Terminal } from "../../common/terminal";
import type { AccountLinking } from "../../contract/account-linking";
import type { Aws } from "../../doctor/aws";
import { examine } from "../../doctor/examine";
import { Internet } from "../../doctor/internet";
import { LocalWeb } from "../../doctor/local-web";
import { verdict } from "../../doctor/verdict";
import type { AdditionsOption } from "./additions";
import { readAdditions, requestBody, withAdditions } from "./additions";
import type { AddCommand } from "./alexa-link-command";
import { exitCodes, withEnvironment } from "./alexa-link-command";
import { useSimulator } from "./aws-variables";
import type { Explain } from "./doctor-text";
import { explained, showResults } from "./doctor-text";
import type { EnvironmentOptions, LinkedEnvironment } from "./linked-environment";
import { openEnvironment } from "./linked-environment";
import type { ProfileOption } from "./smapi-access";
import { smapiAccess, withProfile } from "./smapi-access";

const SKIPPABLE = ["aws", "smapi"] as const;

interface Options extends EnvironmentOptions, AdditionsOption, ProfileOption {
  readonly failOn: "fail" | "warn";
  readonly skip?: readonly (typeof SKIPPABLE)[number][];
  readonly json?: true;
}

/** `alexa-link doctor`: checks the deployed link from outside. */
export const doctor: AddCommand = (program, context) => {
  withProfile(withAdditions(withEnvironment(program.command("doctor"))))
    .description(
      "Checks the deployed link as Alexa and its users meet it: domain, sign-in page, token endpoint, keys, function " +
        "and Amazon's settings. It only reads, and takes seconds.",
    )
    .addOption(new Option("--fail-on <status>", "what makes the exit code 1").choices(["fail", "warn"]).default("fail"))
    .addOption(new Option("--skip <what...>", "leave out what needs credentials").choices(SKIPPABLE))
    .addHelpText(
      "after",
      `
AWS is asked with the standard AWS variables and files; it needs cognito-idp:DescribeUserPool,
cognito-idp:DescribeUserPoolClient, lambda:GetFunctionConfiguration and lambda:GetPolicy.
Amazon is asked with the credentials that ask-cli uses.

Examples:
  npx alexa-link doctor prod
  npx alexa-link doctor prod --fail-on warn --json
  npx alexa-link doctor prod --skip aws smapi
${exitCodes}`,
    )
    .action((environment: string, options: Options) => check(environment, options, context));
};

async function check(name: string, options: Options, context: CommandContext): Promise<void> {
  const environment = await openEnvironment(name, options, context);
  const { accountLinking, simulator } = environment;
  if (simulator !== undefined) {
    useSimulator(simulator);
  }
  const aws = options.skip?.includes("aws") ? undefined : await awsApi(accountLinking, context.signal);
  context.cleanup.defer("close the connections to AWS", () => aws?.close());
  // What has no result when the examination is over is not waited for: nothing of it may go on asking.
  const end = new AbortController();
  const asking = { ...context, signal: AbortSignal.any([context.signal, end.signal]) };
  const results = await examine({
    accountLinking,
    wanted: requestBody(accountLinking, await readAdditions(options, context)).accountLinkingRequest,
    web: simulator === undefined ? new Internet() : new LocalWeb(simulator.hosts),
    aws,
    ...smapiOf(environment, options, asking),
    signal: context.signal,
  }).finally(() => end.abort());
  context.signal.throwIfAborted();
  const { exitCode } = verdict(results, options.failOn);
  const explain: Explain = (code) => explained(code, environment);
  if (options.json) {
    const rows = results.map((result) => ({ ...result, ...explain(result.code) }));
    process.stdout.write(plainJsonText({ environment: name, exitCode, results: rows }, context.secrets));
  } else {
    showResults(new Terminal(context.secrets), name, results, explain);
  }
  process.exitCode = exitCode;
}

/** Loaded where it is used: the AWS SDK is much of what a command has to load. */
async function awsApi(accountLinking: AccountLinking, signal: AbortSignal): Promise<Aws & { close(): void }> {
  const { AwsApi } = await import("../../doctor/aws-api");
  return new AwsApi({ accountLinking, signal });
}

function smapiOf(environment: LinkedEnvironment, options: Options, context: CommandContext) {
  if (options.skip?.includes("smapi")) {
    return { skipped: skippedOf(options) };
  }
  try {
    return { smapi: smapiAccess(environment, context, options).accountLinking, skipped: skippedOf(options) };
  } catch (error) {
    // What is missing on this machine makes one line unknown, and not all the others.
    return { smapi: unavailable(error), skipped: skippedOf(options) };
  }
}

const unavailable = (error: unknown): Pick<Smapi, "readAccountLinking"> => ({
  readAccountLinking: async () => {
    const [what] = messageOf(error).split("\n");
    throw new SmapiError(
      "unauthorized",
      `${what} \`npx alexa-link push\` says how to get them; --skip smapi leaves this out.`,
    );
  },
});

const skippedOf = ({ skip = [] }: Options): Readonly<Partial<Record<(typeof SKIPPABLE)[number], string>>> =>
  Object.fromEntries(skip.map((it) => [it, `Left out by --skip ${it}.`]));
