import { ExitCode } from "../../common/problem";
import type { Terminal } from "../../common/terminal";
import type { ApplyOutcome } from "../../release/apply-release";
import { combine, EXIT_CODES } from "../../review/report";
import type { EnvironmentReview } from "../../review/review";
import { terminalReport } from "../../review/terminal";

/** Shows the review of a plan that is about to be applied. */
export const showReview =
  (terminal: Terminal) =>
  (review: EnvironmentReview): void => {
    const { color, width } = terminal;
    terminal.styled(`${terminalReport(combine([review]), { color, width })}\n`);
  };

/** Says what became of the plan. */
export function showOutcome(terminal: Terminal, outcome: ApplyOutcome): void {
  const { environment, digest } = outcome.review;
  switch (outcome.kind) {
    case "blocked":
    case "declined":
      terminal.line("Nothing was applied.");
      return;
    case "not approved":
    case "other code":
      terminal.line(outcome.reason);
      return;
    case "unchanged":
      terminal.line(`${environment} is already up to date: there is nothing to apply.`);
      showCanary(terminal, outcome.canary);
      return;
    case "applied":
      terminal.line(
        `Applied: ${digest}.\nNow Alexa's side: npx alexa-link skill ${environment} --push, push ${environment}, ` +
          `doctor ${environment}`,
      );
      showCanary(terminal, outcome.canary);
  }
}

function showCanary(terminal: Terminal, canary: readonly string[] = []): void {
  for (const sentence of canary) {
    terminal.line(sentence, "yellow");
  }
}

export function applyExitCode({ kind, review }: ApplyOutcome): number {
  if (kind === "blocked") {
    return EXIT_CODES[review.verdict];
  }
  return kind === "applied" || kind === "unchanged" ? ExitCode.ok : ExitCode.failed;
}
