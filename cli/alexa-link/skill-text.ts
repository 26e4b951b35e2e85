import type { CheckedSkillPackage } from "../../alexa/skill-package/checked-skill-package";
import type { PushPreview, PushSkillPackageResult } from "../../alexa/skill-package/push-skill-package";
import type { Terminal } from "../../common/terminal";
import { wrappedText } from "../../common/wrapped-text";
import { count } from "../../review/report-text";

/** Shows what was made, and what is wrong with it. */
export function showPackage(terminal: Terminal, environment: string, { made, flaws }: CheckedSkillPackage): void {
  terminal.line(terminal.bold(`Skill package of ${environment}: ${count(made?.files.size ?? 0, "file")}`));
  for (const note of made?.notes ?? []) {
    terminal.line(`  ${note}`);
  }
  for (const { path: where, message, severity } of flaws) {
    const paint = severity === "error" ? terminal.red : terminal.yellow;
    const [first = "", ...others] = wrappedText(`  ${severity.padEnd(8)}`, `${where}: ${message}`, terminal.width);
    terminal.line(paint(first));
    for (const line of others) {
      terminal.line(line);
    }
  }
}

/** Shows what an import would change. */
export function showChanges(terminal: Terminal, { changes, kept }: PushPreview): void {
  for (const { path: where, kind, stored, wanted } of changes) {
    if (kind === "add") {
      terminal.line(terminal.green(`  + ${where}: ${wanted}`));
    } else {
      terminal.line(terminal.yellow(`  ~ ${where}: ${stored}`));
      terminal.line(terminal.yellow(`    becomes ${wanted ?? "nothing"}`));
    }
  }
  for (const where of kept) {
    terminal.line(terminal.dim(`    ${where} (kept: nothing here sets it)`));
  }
}

/** Says what became of it. */
export function showResult(terminal: Terminal, result: PushSkillPackageResult, environment: string): void {
  switch (result.kind) {
    case "unchanged":
      terminal.line("Nothing to do: the skill in the store is up to date.");
      return;
    case "declined":
      terminal.line("Nothing was imported.");
      return;
    case "would import":
    case "would create":
      showChanges(terminal, result);
      terminal.line("Nothing was imported: --dry-run.");
      return;
    case "imported":
      terminal.line(terminal.green(`Imported into ${result.skillId}.`));
      break;
    case "created":
      terminal.line(terminal.green(`Created ${result.skillId}.`));
      terminal.line(`\nPut this line into alexa of the environment "${environment}" in environments.ts:\n`);
      terminal.line(`  ${result.environmentsLine}\n`);
      terminal.line(
        `Then deploy it, so that the function admits the skill, and let the skill find the function:\n` +
          `  npx cdktf deploy ${environment}\n  npx alexa-link skill ${environment} --push\n  npx alexa-link push ${environment}`,
      );
  }
  for (const warning of result.warnings) {
    terminal.line(terminal.yellow(`  Amazon warns: ${warning}`));
  }
}
