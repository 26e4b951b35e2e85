import { credentialsReason } from "../common/aws-reason";

/** The AWS provider is neither on this machine nor to be had from the registry. */
const noProvider =
  /Failed to query available provider packages|Could not retrieve the list of available versions|Failed to install provider/;

/** @param found what the pattern found: the whole text, and what stands in parentheses */
type Hint = (found: RegExpMatchArray) => string | undefined;

/** As AWS's SDK for JavaScript would name the error, so that the reason is told in the same words everywhere. */
const credentials =
  (name?: string): Hint =>
  ({ input = "", groups }) =>
    credentialsReason(
      Object.assign(new Error(input), { name: name ?? groups?.name }),
      groups?.profile ?? process.env.AWS_PROFILE,
    );

/**
 * How to fix an error of Terraform's, by what its text says: the first that matches. Terraform's diagnostics have
 * no codes, in `-json` neither.
 */
const hints: readonly (readonly [RegExp, string | Hint])[] = [
  [
    noProvider,
    "The AWS provider could not be downloaded. With a network, check that Terraform may reach its registry. Without " +
      "one, put a provider mirror on this machine: on a machine with a network run `terraform providers mirror " +
      "<folder>` and copy the folder to ~/.terraform.d/plugins, or name it in a CLI configuration file " +
      "(https://developer.hashicorp.com/terraform/cli/config/config-file#provider-installation).",
  ],
  [
    // Terraform reads a local state to lock it.
    /Unsupported state file format/,
    "The state is cut off or was edited. Of a local one put its .backup, which lies beside it, in its place, or move it " +
      "away and `terraform state push` an errored.tfstate; of one in S3 restore the version before.",
  ],
  [
    /Error acquiring the state lock/,
    "Another Terraform run holds the lock of this state. Wait until it has ended; if it was killed, `terraform force-unlock` " +
      "with the lock's ID frees the state.",
  ],
  [
    /Saved plan is stale/,
    "Somebody else applied to this state after the plan was made, so that nothing of it was applied. Run the command again: " +
      "it plans anew.",
  ],
  [
    /Initial configuration of the requested backend/,
    "That folder was not set up on this machine: run `terraform -chdir=<that folder> init`. Where nothing is deployed yet, " +
      "deploy first.",
  ],
  [
    /Backend initialization required|Backend configuration changed/,
    "The folder is not initialized on this machine, or it was initialized for another backend: another branch, project or state key. If this " +
      "one is meant, run `terraform -chdir=<that folder> init -reconfigure`. Do not use -migrate-state: it moves the state of " +
      "what is deployed.",
  ],
  [
    /Required plugins are not installed|Inconsistent dependency lock file/,
    "Terraform was not set up in that folder on this machine, or the stack's backend has changed since. Run " +
      "`terraform -chdir=<that folder> init`, or `npx alexa-link review`, which does so for every stack.",
  ],
  // Of the AWS SDK for Go and of AWS Base for Go, seen with AWS provider 5.100 and Terraform's S3 backend.
  [/failed to get shared config profile, (?<profile>\S+)/, credentials("CredentialsProviderError")],
  [/partial credentials found for profile (?:profile )?(?<profile>\S+)/, credentials("CredentialsProviderError")],
  [/\b(?<name>ExpiredToken(?:Exception)?|TokenRefreshRequired)\b/, credentials()],
  [/No valid credential sources found|failed to refresh cached credentials/, credentials("CredentialsProviderError")],
  [
    /api error (?<name>InvalidClientTokenId|UnrecognizedClientException|InvalidAccessKeyId|SignatureDoesNotMatch)/,
    credentials(),
  ],
  [/AWS account ID not allowed/, "The credentials belong to another account than the environment's account id."],
  [/no space left on device/, "The disk is full. The AWS provider alone needs about 700 MB."],
];

/**
 * Terraform's error messages as plain text: without colours, boxes and warnings, at most `maxLines` lines of them.
 * Before it stands how to fix what is known: reports cut long texts at their end.
 */
export function terraformErrorText(output: string, maxLines = 60): string {
  const lines = output
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character is what starts a colour
    .replace(/\u001b\[[0-9;]*m/g, "")
    .split("\n")
    .map((line) => line.replace(/^[│╷╵]\s?/, "").trimEnd());
  const first = lines.findIndex((line) => line.startsWith("Error"));
  const relevant = (first === -1 ? lines.slice(-maxLines) : withoutConditions(lines.slice(first)))
    .filter((line, index, all) => line !== "" || all[index - 1] !== "")
    .slice(0, maxLines);
  const text = relevant.join("\n").trim();
  const hint = hintFor(text.replace(/\s+/g, " "));
  return hint === undefined ? text : `${hint}\n\n${text}`;
}

function hintFor(text: string): string | undefined {
  for (const [pattern, hint] of hints) {
    const found = text.match(pattern);
    if (found !== null) {
      return typeof hint === "string" ? hint : hint(found);
    }
  }
  return undefined;
}

/** Where a condition of ours failed, its own words say all: the expression and its parts leave no room for the others. */
function withoutConditions(lines: readonly string[]): string[] {
  let isCondition = false;
  return lines.filter((line) => {
    isCondition = line.startsWith("Error") ? /(post|pre)condition failed$/.test(line) : isCondition;
    return !(isCondition && /^\s+(on \S+ line \d+|\d+: |[├│])/.test(line));
  });
}

/** Whether Terraform failed because it could not come by the provider. */
export function lacksProvider(output: string): boolean {
  return noProvider.test(output.replace(/[\s│]+/g, " "));
}

/**
 * What to do after Terraform was killed (SIGKILL), of which it can say nothing itself.
 *
 * @param output of an apply @default of a command that makes nothing
 */
export function killedText(folder: string, output = ""): string {
  const killed = "It was killed, as by a system that runs out of memory: the AWS provider takes 700 MB. Run it again.";
  const lock = `If the state stays locked, \`terraform -chdir=${folder} force-unlock\` with the ID that the next run shows frees it.`;
  const begun = [...output.matchAll(/^(\S+): Creating\.\.\.$/gm)].map(([, address]) => `  ${address}`);
  const made =
    "It had begun to make these. What of them is not in the state may be at AWS all the same, and the next apply makes " +
    `another one: compare with \`terraform -chdir=${folder} state list\`, then import it or delete it.`;
  return [killed, lock, ...(begun.length === 0 ? [] : [made, ...begun])].join("\n");
}
