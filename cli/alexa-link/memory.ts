import type { Command } from "commander";
import { InvalidArgumentError } from "commander";
import type { CommandContext } from "../../common/command";
import { confirm } from "../../common/confirm";
import { plainJsonText } from "../../common/json-text";
import { ExitCode, Problem } from "../../common/problem";
import { Terminal } from "../../common/terminal";
import type { UserMemories } from "../../memory/user-memory";
import type { AddCommand } from "./alexa-link-command";
import { exitCodes, withEnvironment } from "./alexa-link-command";
import { useSimulator } from "./aws-variables";
import type { EnvironmentOptions } from "./linked-environment";
import { openEnvironment } from "./linked-environment";

interface Options extends EnvironmentOptions {
  readonly yes?: true;
  readonly json?: true;
}

/** `alexa-link memory`: what the skill remembers of a user, to hand out or to delete. */
export const memory: AddCommand = (program, context) => {
  const group = program
    .command("memory")
    .description("Exports or deletes what the skill remembers of a user, by the user's sub in the user pool.");
  ofUser(group.command("export"))
    .description("Prints what the skill remembers of a user. It only reads.")
    .addHelpText(
      "after",
      `
AWS is asked with the standard AWS variables and files; it needs dynamodb:GetItem on the table.

Examples:
  npx alexa-link memory export prod 7d5a4c1e-3b1f-4d5e-9c7a-2f6b8e9d0c1a
  npx alexa-link memory export prod 7d5a4c1e-3b1f-4d5e-9c7a-2f6b8e9d0c1a --json > user.json
${exitCodes}`,
    )
    .action((environment: string, sub: string, options: Options) => show(environment, sub, options, context));
  ofUser(group.command("delete"))
    .description("Deletes what the skill remembers of a user, and makes sure that it is gone. Asks before.")
    .option("--yes", "do it without asking")
    .addHelpText(
      "after",
      `
It needs dynamodb:GetItem and dynamodb:DeleteItem on the table. The account in the user pool stays, and backups of
point-in-time recovery keep what was deleted for up to 35 days.

Examples:
  npx alexa-link memory delete prod 7d5a4c1e-3b1f-4d5e-9c7a-2f6b8e9d0c1a
  npx alexa-link memory delete prod 7d5a4c1e-3b1f-4d5e-9c7a-2f6b8e9d0c1a --yes
${exitCodes}`,
    )
    .action((environment: string, sub: string, options: Options) => remove(environment, sub, options, context));
};

const ofUser = (command: Command): Command =>
  withEnvironment(command).argument("<sub>", "the user's id in the user pool", subOf);

async function show(name: string, sub: string, options: Options, context: CommandContext): Promise<void> {
  const memories = await open(name, options, context);
  const memory = (await memories.read(sub)) ?? null;
  if (options.json) {
    process.stdout.write(plainJsonText({ environment: name, sub, memory }, context.secrets));
    return;
  }
  const terminal = new Terminal(context.secrets);
  if (memory === null) {
    terminal.line(`Nothing is remembered of ${sub}.`);
    return;
  }
  terminal.line(JSON.stringify(memory.data, undefined, 2));
  terminal.line(`version ${memory.version ?? "unknown"}, kept until ${memory.expiresAt ?? "it is deleted"}`, "dim");
}

async function remove(name: string, sub: string, options: Options, context: CommandContext): Promise<void> {
  const memories = await open(name, options, context);
  const terminal = new Terminal(context.secrets, options.json ? process.stderr : process.stdout);
  const end = (deleted: boolean, exitCode: number, text: string): void => {
    terminal.line(text);
    if (options.json) {
      process.stdout.write(plainJsonText({ environment: name, sub, deleted }, context.secrets));
    }
    process.exitCode = exitCode;
  };
  if ((await memories.read(sub)) === undefined) {
    end(false, ExitCode.ok, `Nothing is remembered of ${sub}.`);
    return;
  }
  const question = `Delete what ${name} remembers of ${sub}?`;
  if (options.yes !== true && !(await confirm(question, "Pass --yes to do it.", context.signal))) {
    end(false, ExitCode.failed, "Nothing was changed.");
    return;
  }
  await memories.delete(sub);
  if ((await memories.read(sub)) !== undefined) {
    throw new Problem("AWS deleted it, but it is there again: the user is talking to the skill. Try again later.");
  }
  end(true, ExitCode.ok, "Deleted.");
}

async function open(name: string, options: Options, context: CommandContext): Promise<UserMemories> {
  const { memoryTableArn, simulator } = await openEnvironment(name, options, context);
  if (memoryTableArn === undefined) {
    throw new Problem(
      `The skill of ${name} remembers nobody: there is no output memory_table_arn. It is there where the environment has memory, ` +
        "once that is applied.",
    );
  }
  if (simulator !== undefined) {
    useSimulator(simulator);
  }
  // Loaded where it is used: the AWS SDK is much of what a command has to load.
  const { UserMemories } = await import("../../memory/user-memory");
  const memories = new UserMemories({ tableArn: memoryTableArn, signal: context.signal });
  context.cleanup.defer("close the connections to AWS", () => memories.close());
  return memories;
}

/** Amazon Cognito makes UUIDs; DynamoDB takes any text, an empty one apart. */
function subOf(text: string): string {
  if (!/^[\w.:+-]{1,128}$/.test(text)) {
    throw new InvalidArgumentError("A sub is as Amazon Cognito shows it: 7d5a4c1e-3b1f-4d5e-9c7a-2f6b8e9d0c1a.");
  }
  return text;
}
