/** `npm run demo`: the whole way, once, on this machine. */
import { Command } from "commander";
import type { CommandContext } from "../common/command";
import { exitCodeHelp, runCommand } from "../common/command";
import { plainJsonText } from "../common/json-text";
import { plainOutput } from "../common/plain-text";
import { Progress } from "../common/progress";
import { projectRoot } from "../common/project-root";
import { conversationText } from "../local/demo/conversation";
import type { DemoResult } from "../local/demo/demo";
import { demo } from "../local/demo/demo";
import { shellExports, shellQuoted } from "../local/shell-exports";

const program = new Command("npm run demo --")
  .description(
    "Deploys an environment with real Terraform to an AWS emulator on this machine, signs a user in, and lets the " +
      "deployed skill answer. No AWS account is needed or touched. Everything is stopped and removed at the end.",
  )
  .option("--environment <name>", "the environment of environments.ts; its own state is never touched", "dev")
  .option(
    "--provider <name>",
    "sign in by the stand-in of this identity provider (default: by a password, if there is one)",
  )
  .option("--keep", "leave the emulator up with the stack deployed, and say how to reach it")
  .option("--json", "print the result as JSON on stdout; progress goes to stderr")
  .allowExcessArguments(false)
  .addHelpText(
    "after",
    `
Examples:
  npm run demo
  npm run --silent demo -- --json
  npm run demo -- --provider Google
  npm run demo -- --keep
${exitCodeHelp}`,
  );

void runCommand((context) => program.action((options: Options) => play(options, context)));

interface Options {
  readonly environment: string;
  readonly provider?: string;
  readonly keep?: true;
  readonly json?: true;
}

async function play({ environment, provider, keep, json }: Options, context: CommandContext): Promise<void> {
  const progress = new Progress();
  let result: DemoResult | undefined;
  await demo({ ...context, root: projectRoot(), environment, provider, keep: keep === true, progress }, (ended) => {
    result = ended;
    process.stdout.write(json ? plainJsonText(ended, context.secrets) : plainOutput(talkText(ended)));
  });
  if (result !== undefined && !json) {
    process.stdout.write(plainOutput(endText(result)));
  }
}

const talkText = ({ chapters }: DemoResult): string =>
  `\n${conversationText(chapters, process.stdout.columns || 80)}\n`;

function endText({ kept, seconds }: DemoResult): string {
  if (kept === undefined) {
    return `Done in ${seconds} s: nothing was left running.\n`;
  }
  return `Done in ${seconds} s. The emulator is up with the stack deployed. In a shell:

${shellExports(kept.environment)}
  terraform -chdir=${shellQuoted(kept.stackFolder)} plan

Its state is in ${kept.folder} and holds the client secret. To stop it and remove everything:

  kill ${kept.pid}; rm -r ${shellQuoted(kept.folder)}
`;
}
