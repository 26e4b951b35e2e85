import { withAwsProfile } from "../../common/aws-profile";
import type { CommandContext } from "../../common/command";
import { assertTerminal, confirm } from "../../common/confirm";
import { jsonText } from "../../common/json-text";
import { ExitCode } from "../../common/problem";
import { Terminal } from "../../common/terminal";
import type { Approval } from "../../release/apply-release";
import { functionExists } from "../../release/first-deployment";
import type { Promotion } from "../../release/promotion";
import { promote as promoteRelease } from "../../release/promotion";
import { combine, reviewJson } from "../../review/report";
import { readAcknowledgements } from "./acknowledgements";
import type { AddCommand } from "./alexa-link-command";
import { exitCodes } from "./alexa-link-command";
import { applyExitCode, showOutcome, showReview } from "./apply-text";
import { comparisonExitCode, showComparison } from "./comparison-text";
import type { ProfilesOption } from "./environment-pair";
import { deployedIn, refuseSame, withProfiles } from "./environment-pair";
import type { ReleaseOptions } from "./release-options";
import { digest, readApproved, withRelease } from "./release-options";

interface Options extends ReleaseOptions, ProfilesOption {
  readonly digest?: string;
}

/** `alexa-link promote`: brings what one environment runs to the next one. */
export const promote: AddCommand = (program, context) => {
  withProfiles(withRelease(program.command("promote")))
    .argument("<from>", "the environment that was tested")
    .argument("<to>", "the one that gets the same")
    .description(
      "Brings the release that one environment runs to another one: makes sure that <from> runs the release's very zip, " +
        "plans <to> from the same release, shows the review, asks, applies that very plan, and compares both as AWS has " +
        "them. Whatever does not fit stops it before anything changes.",
    )
    .option("--digest <digest>", "apply without asking, if the plan has this digest, sha256:…", digest)
    .addHelpText(
      "after",
      `
Without a terminal there is nobody to ask: pass the --digest of an approved review.

Examples:
  npx alexa-link promote dev staging
  npx alexa-link promote staging prod --digest sha256:… --approved approved.json
  npx alexa-link promote staging prod --from-profile staging --to-profile prod
${exitCodes}`,
    )
    .action((from: string, to: string, options: Options) => promoteOne(from, to, options, context));
};

async function promoteOne(from: string, to: string, options: Options, context: CommandContext): Promise<void> {
  refuseSame(from, to);
  const profiles = new Map([
    [from, options.fromProfile],
    [to, options.toProfile],
  ]);
  const terminal = new Terminal(context.secrets, options.json ? process.stderr : process.stdout);
  const promotion = await promoteRelease(
    {
      from,
      to,
      synth: options.synth,
      releaseFile: options.release,
      acknowledged: await readAcknowledgements(options, context.signal),
      approval: await approvalFor(to, options, context),
      exists: (environment, found) =>
        functionExists(found, { profile: profiles.get(environment), signal: context.signal }),
      onReview: showReview(terminal),
      env: (environment) => withAwsProfile(process.env, profiles.get(environment)),
      deployed: (environment) => deployedIn(environment, profiles.get(environment), context),
    },
    context,
  );
  show(terminal, promotion);
  if (options.json) {
    process.stdout.write(promotionJson(from, to, promotion));
  }
  process.exitCode = exitCodeOf(promotion);
}

/** @throws WrongUse when nobody approved anything, and nobody can be asked */
async function approvalFor(to: string, options: Options, context: CommandContext): Promise<Approval> {
  if (options.digest !== undefined) {
    return { digest: options.digest, review: await readApproved(options, context) };
  }
  const instead = `Pass --digest sha256:…, which \`npx alexa-link review ${to}\` shows.`;
  assertTerminal(instead);
  return { ask: () => confirm(`Apply this to ${to}?`, instead, context.signal) };
}

function show(terminal: Terminal, promotion: Promotion): void {
  if (promotion.kind === "not running") {
    terminal.line(`${promotion.reason}\nNothing was applied.`);
    return;
  }
  showOutcome(terminal, promotion);
  if (promotion.comparison !== undefined) {
    terminal.line();
    showComparison(terminal, promotion.comparison);
  }
}

function promotionJson(from: string, to: string, promotion: Promotion): string {
  if (promotion.kind === "not running") {
    return jsonText({ from, to, ...promotion });
  }
  const { review, ...result } = promotion;
  const json = { ...combine([review]), from, to, ...result };
  return reviewJson(json);
}

function exitCodeOf(promotion: Promotion): number {
  if (promotion.kind === "not running") {
    return ExitCode.failed;
  }
  // With a canary, two zips run because the release says so.
  return promotion.comparison === undefined || ("canary" in promotion && promotion.canary !== undefined)
    ? applyExitCode(promotion)
    : comparisonExitCode(promotion.comparison);
}
