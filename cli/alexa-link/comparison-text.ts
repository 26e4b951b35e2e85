import { ExitCode } from "../../common/problem";
import type { Terminal } from "../../common/terminal";
import type { DeploymentComparison } from "../../release/comparison";
import { sharesText } from "../../release/planned-canary";

/** Says whether two environments run the same zip, and what else differs. */
export function showComparison(terminal: Terminal, comparison: DeploymentComparison): void {
  const { sameZip, sameAsRelease, differences, versions } = comparison;
  const [from, to] = versions.map(({ environment }) => environment);
  const verdict = `${from} and ${to} ${sameZip ? "run the same zip" : "do not run the same zip"}.`;
  terminal.line(verdict, sameZip ? "green" : "red");
  for (const { environment, version, codeSha256, routing } of versions) {
    terminal.line(`  ${environment}  version ${version}  ${codeSha256}`);
    if (routing !== undefined) {
      terminal.line(`  ${environment}  and beside it version ${sharesText(routing)}: a canary runs`, "yellow");
    }
  }
  if (sameAsRelease === false) {
    terminal.line(`  ${sameZip ? "It is not" : "At least one is not"} the release's zip.`, "red");
  }
  const settings = differences.filter(({ what }) => what !== "function.codeSha256");
  terminal.line(settings.length === 0 ? "Nothing else differs." : "\nWhat else differs:");
  for (const { what, values } of settings) {
    terminal.line(`  ${what}: ${from} ${values[0]}, ${to} ${values[1]}`);
  }
}

/** Settings may differ by intent: they are no finding. */
export const comparisonExitCode = ({ sameZip, sameAsRelease }: DeploymentComparison): number =>
  sameZip && sameAsRelease !== false ? ExitCode.ok : ExitCode.failed;
