import type { AccountLinkingDifference, FieldDifference } from "../../alexa/account-linking/difference";
import type { PushResult } from "../../alexa/account-linking/push";
import { pushAccountLinking } from "../../alexa/account-linking/push";
import type { CommandContext } from "../../common/command";
import { confirm } from "../../common/confirm";
import { ExitCode, Problem, WrongUse } from "../../common/problem";
import { Terminal } from "../../common/terminal";
import { wrappedText } from "../../common/wrapped-text";
import type { AccountLinking } from "../../contract/account-linking";
import type { AdditionsOption } from "./additions";
import { readAdditions, requestBody, withAdditions } from "./additions";
import type { AddCommand } from "./alexa-link-command";
import { exitCodes, withEnvironment } from "./alexa-link-command";
import type { EnvironmentOptions } from "./linked-environment";
import { openEnvironment } from "./linked-environment";
import type { Failed, ProfileOption } from "./smapi-access";
import { failureOf, smapiAccess, throughSmapi, withProfile } from "./smapi-access";

interface Options extends EnvironmentOptions, AdditionsOption, ProfileOption {
  readonly skillId?: string;
  readonly yes?: true;
  readonly dryRun?: true;
  readonly force?: true;
  readonly json?: true;
}

/** `alexa-link push`: writes the Account Linking form through SMAPI. */
export const push: AddCommand = (program, context) => {
  withProfile(withAdditions(withEnvironment(program.command("push"))))
    .description(
      "Compares the skill's Account Linking settings with what Terraform made, shows the difference, asks, and writes " +
        "them through Amazon's Skill Management API.",
    )
    .option("--skill-id <id>", "only this one of the environment's skills")
    .option("--yes", "write without asking")
    .option("--dry-run", "show the difference and write nothing; exit code 1 when there is one")
    .option("--force", "write although nothing that can be seen differs: the secret may")
    .addHelpText(
      "after",
      `
Amazon's credentials are those that ask-cli uses: ASK_REFRESH_TOKEN, ASK_LWA_CLIENT_ID and
ASK_LWA_CLIENT_CONFIRMATION, or a profile of \`ask configure\`.

Examples:
  npx alexa-link push dev
  npx alexa-link push prod --dry-run
  npx alexa-link push prod --yes
  terraform output -json | npx alexa-link push prod --outputs - --yes
${exitCodes}`,
    )
    .action((environment: string, options: Options) => pushAll(environment, options, context));
};

async function pushAll(name: string, options: Options, context: CommandContext): Promise<void> {
  if (options.yes && options.dryRun) {
    throw new WrongUse("--dry-run writes nothing and --yes writes without asking: pass one of the two.");
  }
  const environment = await openEnvironment(name, options, context);
  const body = requestBody(environment.accountLinking, await readAdditions(options, context.signal));
  const skillIds = chosenSkills(environment.accountLinking, name, options);
  // With --json, stdout is for the machine, and a person who is asked reads the difference beside the question.
  const terminal = new Terminal(options.json ? process.stderr : process.stdout);
  const { accountLinking } = smapiAccess(environment, context, options);
  const results: Outcome[] = [];
  for (const skillId of skillIds) {
    terminal.line(terminal.bold(`Account Linking of ${skillId}`));
    const outcome = await attempt(skillId, () =>
      pushAccountLinking({
        smapi: accountLinking,
        skillId,
        body,
        force: options.force,
        dryRun: options.dryRun,
        confirm: async (difference) => {
          showDifference(terminal, difference);
          const question = difference.differs ? "Write this?" : "Write the same again, with the secret?";
          return (
            options.yes === true || confirm(question, "Pass --yes to write, or --dry-run to compare.", context.signal)
          );
        },
      }),
    );
    if (outcome.kind === "failed") {
      process.stderr.write(`${context.secrets.hide(outcome.reason)}\n`);
    } else {
      showResult(terminal, outcome);
    }
    results.push(outcome);
  }
  if (options.json) {
    process.stdout.write(`${JSON.stringify({ environment: name, results }, null, 2)}\n`);
  }
  process.exitCode = exitCodeOf(results);
}

type Outcome = (PushResult | Failed) & { readonly skillId: string };

/** @returns also a failure, so that the skills after it get their turn */
async function attempt(skillId: string, work: () => Promise<PushResult>): Promise<Outcome> {
  try {
    return { skillId, ...(await throughSmapi(work)) };
  } catch (error) {
    return { skillId, ...failureOf(error) };
  }
}

function exitCodeOf(results: readonly Outcome[]): number {
  if (results.some(({ kind }) => kind === "failed")) {
    return ExitCode.unavailable;
  }
  return results.some(({ kind }) => kind === "would write" || kind === "declined") ? ExitCode.failed : ExitCode.ok;
}

function chosenSkills({ skill_ids: known }: AccountLinking, name: string, { skillId }: Options): readonly string[] {
  if (skillId !== undefined && !known.includes(skillId)) {
    throw new WrongUse(
      `${skillId} is not a skill of the environment "${name}", whose alexa.skillIds are: ${known.join(", ") || "none"}. ` +
        "Alexa could link accounts to it, and the function would refuse to answer.",
    );
  }
  if (known.length === 0) {
    throw new Problem(
      `The environment "${name}" has no skill yet. Create one with \`npx alexa-link skill ${name} --create\`, put its id ` +
        "into alexa.skillIds of environments.ts, and deploy.",
    );
  }
  return skillId === undefined ? known : [skillId];
}

function showDifference(terminal: Terminal, { fields, hidden }: AccountLinkingDifference): void {
  for (const field of fields) {
    showField(terminal, field);
  }
  const names = hidden.map(({ field }) => field).join(", ");
  const text = `Amazon never shows ${names}: whether they differ cannot be seen. What is set of them is written as well.`;
  for (const line of wrappedText("  ", text, terminal.width)) {
    terminal.line(terminal.dim(line));
  }
}

function showField(terminal: Terminal, { field, kind, stored, wanted, note }: FieldDifference): void {
  switch (kind) {
    case "same":
      return;
    case "kept":
      terminal.line(terminal.dim(`    ${field}: ${text(stored)} (kept: nothing here sets it)`));
      return;
    case "add":
      terminal.line(terminal.green(`  + ${field}: ${text(wanted)}`));
      return;
    case "change":
      terminal.line(terminal.yellow(`  ~ ${field}: ${text(stored)}`));
      terminal.line(terminal.yellow(`    becomes ${text(wanted)}`));
  }
  for (const line of note === undefined ? [] : wrappedText("      ", note, terminal.width)) {
    terminal.line(line);
  }
}

function showResult(terminal: Terminal, result: PushResult): void {
  switch (result.kind) {
    case "unchanged":
      terminal.line(
        "  Nothing to do: everything that Amazon shows is as it should be. The secret cannot be compared; it stays the\n" +
          "  same as long as the client id does. --force writes it again.",
      );
      return;
    case "would write":
      showDifference(terminal, result.difference);
      terminal.line("  Nothing was written: --dry-run.");
      return;
    case "declined":
      terminal.line("  Nothing was written.");
      return;
    case "written": {
      const unsure = result.unconfirmed.length === 0 ? "" : ` Amazon does not show ${result.unconfirmed.join(", ")}.`;
      terminal.line(terminal.green(`  Written, and read back.${unsure}`));
    }
  }
}

const text = (value: unknown): string =>
  value === undefined ? "none" : typeof value === "string" ? value : JSON.stringify(value);
