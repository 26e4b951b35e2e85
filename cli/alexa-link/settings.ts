import type { FormField } from "../../alexa/account-linking/form";
import { consoleForm } from "../../alexa/account-linking/form";
import type { AccountLinkingRequestBody } from "../../alexa/account-linking/request";
import { writeRequestFile } from "../../alexa/account-linking/request-file";
import type { CommandContext } from "../../common/command";
import { plainJsonText } from "../../common/json-text";
import { MASK } from "../../common/secrets";
import { Terminal } from "../../common/terminal";
import { wrappedText } from "../../common/wrapped-text";
import type { AdditionsOption } from "./additions";
import { readAdditions, requestBody, withAdditions } from "./additions";
import type { AddCommand } from "./alexa-link-command";
import { exitCodes, withEnvironment } from "./alexa-link-command";
import type { EnvironmentOptions } from "./linked-environment";
import { openEnvironment } from "./linked-environment";

interface Options extends EnvironmentOptions, AdditionsOption {
  readonly showSecret?: true;
  readonly write?: string;
  readonly json?: true;
}

/** `alexa-link settings`: what belongs in the developer console's Account Linking form. */
export const settings: AddCommand = (program, context) => {
  withAdditions(withEnvironment(program.command("settings")))
    .description("Shows what belongs in the developer console's Account Linking form, in the form's order.")
    .option("--show-secret", "show the client's secret, which is masked otherwise")
    .option("--write <file>", "write the request as ask-cli takes it, secret included, readable by you only")
    .addHelpText(
      "after",
      `
Examples:
  npx alexa-link settings dev
  npx alexa-link settings dev --show-secret
  npx alexa-link settings prod --write accountLinking.json
  ask smapi update-account-linking-info -s <skill id> -g development \\
      --account-linking-request file:accountLinking.json
  terraform output -json | npx alexa-link settings prod --outputs -
${exitCodes}`,
    )
    .action((environment: string, options: Options) => show(environment, options, context));
};

async function show(name: string, options: Options, context: CommandContext): Promise<void> {
  const { accountLinking } = await openEnvironment(name, options, context);
  const additions = await readAdditions(options, context);
  const body = requestBody(accountLinking, additions);
  if (options.write !== undefined) {
    await writeRequestFile(options.write, body, context.signal);
  }
  // Who asks for the secret gets it.
  const secrets = options.showSecret ? { hide: (text: string) => text } : context.secrets;
  if (options.json) {
    const shown = options.showSecret ? body : masked(body);
    const { redirect_uris: alexaRedirectUris, skill_ids: skillIds } = accountLinking;
    process.stdout.write(plainJsonText({ environment: name, ...shown, alexaRedirectUris, skillIds }, secrets));
    return;
  }
  const terminal = new Terminal(secrets);
  terminal.line(`Account Linking, environment ${name}`, "bold");
  for (const field of consoleForm(accountLinking, additions)) {
    showField(terminal, field, options.showSecret === true);
  }
  if (options.write !== undefined) {
    terminal.line(`\nWritten: ${options.write}. It holds the client's secret; keep it out of version control.`);
  }
}

function showField(terminal: Terminal, { label, value, secret, note }: FormField, showSecret: boolean): void {
  const values = typeof value === "string" ? [value] : value;
  terminal.line();
  for (const line of wrappedText("", label, terminal.width)) {
    terminal.line(line, "dim");
  }
  for (const one of values) {
    terminal.line(`  ${secret && !showSecret ? MASK : one}`);
  }
  for (const line of note === undefined ? [] : wrappedText("  ", note, terminal.width)) {
    terminal.line(line, "dim");
  }
}

const masked = ({ accountLinkingRequest }: AccountLinkingRequestBody): AccountLinkingRequestBody => ({
  accountLinkingRequest: { ...accountLinkingRequest, clientSecret: MASK },
});
