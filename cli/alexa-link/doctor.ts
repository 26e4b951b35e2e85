import { Option } from "commander";
import type { LinkFailureCode } from "../../alexa/diagnosis/link-failures";
import { fixIn, LINK_FAILURES } from "../../alexa/diagnosis/link-failures";
import type { Smapi } from "../../alexa/smapi/smapi";
import { SmapiError } from "../../alexa/smapi/smapi";
import { childEnvironment } from "../../common/child-environment";
import type { CommandContext } from "../../common/command";
import { messageOf } from "../../common/problem";
import { Terminal } from "../../common/terminal";
import { wrappedText } from "../../common/wrapped-text";
import { AwsApi } from "../../doctor/aws-api";
import type { CheckResult, CheckStatus } from "../../doctor/check";
import { examine } from "../../doctor/examine";
import { Internet } from "../../doctor/internet";
import { LocalWeb } from "../../doctor/local-web";
import { verdict } from "../../doctor/verdict";
import type { AdditionsOption } from "./additions";
import { readAdditions, requestBody, withAdditions } from "./additions";
import type { AddCommand } from "./alexa-link-command";
import { exitCodes, withEnvironment } from "./alexa-link-command";
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
  const { accountLinking: contract, simulator } = environment;
  if (simulator !== undefined) {
    useVariables(childEnvironment(process.env, simulator.variables));
  }
  const aws = options.skip?.includes("aws") ? undefined : new AwsApi({ contract, signal: context.signal });
  context.cleanup.defer("close the connections to AWS", () => aws?.close());
  const results = await examine({
    contract,
    wanted: requestBody(contract, await readAdditions(options, context.signal)).accountLinkingRequest,
    web: simulator === undefined ? new Internet() : new LocalWeb(simulator.hosts),
    aws,
    ...smapiOf(environment, options, context),
    signal: context.signal,
  });
  context.signal.throwIfAborted();
  const { exitCode } = verdict(results, options.failOn);
  const explain: Explain = (code) => explained(code, environment);
  if (options.json) {
    const rows = results.map((result) => ({ ...result, ...explain(result.code) }));
    process.stdout.write(`${JSON.stringify({ environment: name, exitCode, results: rows }, null, 2)}\n`);
  } else {
    showResults(new Terminal(), name, results, explain);
  }
  process.exitCode = exitCode;
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

const MARKS: Readonly<Record<CheckStatus, string>> = {
  ok: "ok      ",
  warn: "warning ",
  fail: "FAILED  ",
  unknown: "unknown ",
  skip: "skipped ",
};

function showResults(terminal: Terminal, name: string, results: readonly CheckResult[], explain: Explain): void {
  const paint: Readonly<Record<CheckStatus, (text: string) => string>> = {
    ok: terminal.green,
    warn: terminal.yellow,
    fail: terminal.red,
    unknown: terminal.yellow,
    skip: terminal.dim,
  };
  const reasons = new Set<string>();
  for (const { status, what, seen, expected, code } of results) {
    terminal.line(`${paint[status](MARKS[status])}${what}`);
    const lines = (label: string, text: string): void => {
      for (const line of wrappedText(`          ${label}`, text, terminal.width)) {
        terminal.line(status === "ok" || status === "skip" ? terminal.dim(line) : line);
      }
    };
    // Without a network a dozen checks have one reason; told once, it is found.
    if (status === "unknown" && reasons.has(seen)) {
      lines("seen      ", "The same as above.");
      continue;
    }
    reasons.add(seen);
    lines("seen      ", withTitle(seen, results));
    if (status === "warn" || status === "fail" || status === "unknown") {
      lines("expected  ", expected);
    }
    const row = explain(code);
    if (row !== undefined) {
      lines("users see ", row.userSees);
      lines("cause     ", row.cause);
      lines("fix       ", `${row.fix} (docs/troubleshooting.md, ${row.code})`);
    }
  }
  const count = (status: CheckStatus): number => results.filter((it) => it.status === status).length;
  const counts = (["fail", "warn", "unknown", "skip", "ok"] as const)
    .filter((status) => count(status) > 0)
    .map((status) => `${count(status)} ${COUNTED[status]}`);
  terminal.line(`\n${terminal.bold(`${name}: ${counts.join(", ")}`)}`);
}

/** A check that another one explains names it; people know that one by its title. */
function withTitle(seen: string, results: readonly CheckResult[]): string {
  const name = /^See ([\w-]+)\.$/.exec(seen)?.[1];
  const other = results.find((it) => it.name === name);
  return other === undefined ? seen : `Follows from "${other.what}".`;
}

const COUNTED: Readonly<Record<CheckStatus, string>> = {
  ok: "ok",
  warn: "to watch",
  fail: "failed",
  unknown: "unknown",
  skip: "skipped",
};

type Explain = (code: LinkFailureCode | undefined) => ReturnType<typeof explained>;

/** The row that explains a result. In the simulator nothing is to be deployed for it. */
function explained(code: LinkFailureCode | undefined, { name, simulator }: LinkedEnvironment) {
  if (code === undefined) {
    return undefined;
  }
  const { userSees, cause, fix } = LINK_FAILURES[code];
  const named = fixIn(fix, simulator?.environment ?? name, name);
  const here = "If you switched this failure on, switch it off in the simulator. In an environment that is deployed: ";
  return { code, userSees, cause, fix: simulator === undefined ? named : `${here}${named}` };
}

/** The AWS SDK reads its variables by itself. */
function useVariables(variables: Readonly<Record<string, string | undefined>>): void {
  for (const name of Object.keys(process.env).filter((it) => /^AWS_(?!SDK_)/.test(it) && !(it in variables))) {
    delete process.env[name];
  }
  for (const [name, value] of Object.entries(variables)) {
    if (value !== undefined) {
      process.env[name] = value;
    }
  }
}
