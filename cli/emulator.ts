/** `npm run emulator`: the AWS emulator alone, in the foreground. */
import { Command, InvalidArgumentError } from "commander";
import { exitCodeHelp, runCommand } from "../common/command";
import { Progress } from "../common/progress";
import { projectRoot } from "../common/project-root";
import { serveEmulator } from "../local/aws/emulator/serve";
import { port } from "./port-option";

const program = new Command("npm run emulator --")
  .description("Runs the AWS emulator (moto with this project's corrections) until Ctrl-C. What it holds ends with it.")
  .option("--port <number>", "the port of 127.0.0.1 (default: a free one)", port)
  .option("--account-id <digits>", "the account that the emulator plays", accountId, "123456789012")
  .option("--region <name>", "the region that is printed for other programs", region, "us-east-1")
  .option("--bucket <name>", "an S3 bucket to make, for Terraform's state; may be given again", bucket, [])
  .allowExcessArguments(false)
  .addHelpText(
    "after",
    `
Examples:
  npm run emulator
  npm run emulator -- --port 4566
  npm run emulator -- --bucket example-terraform-state
${exitCodeHelp}`,
  );

void runCommand((context) =>
  program.action(({ bucket: buckets, ...options }: Options) =>
    serveEmulator({ ...context, ...options, buckets, root: projectRoot(), progress: new Progress() }),
  ),
);

interface Options {
  readonly port?: number;
  readonly accountId: string;
  readonly region: string;
  readonly bucket: readonly string[];
}

function region(text: string): string {
  if (!/^[a-z]{2}(-[a-z]+)+-\d$/.test(text)) {
    throw new InvalidArgumentError("Allowed is the name of an AWS region, such as us-east-1.");
  }
  return text;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
function bucket(text: string, others: readonly string[]): readonly string[] {
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(text)) {
    throw new InvalidArgumentError("Allowed are 3 to 63 small letters, digits, dots and hyphens.");
  }
  return [...others, text];
}

function accountId(text: string): string {
  if (!/^\d{12}$/.test(text)) {
    throw new InvalidArgumentError("Allowed are 12 digits.");
  }
  return text;
}
