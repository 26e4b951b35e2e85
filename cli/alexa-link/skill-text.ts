import type { CheckedSkillPackage } from "../../alexa/skill-package/checked-skill-package";
import type { PushPreview, PushSkillPackageResult } from "../../alexa/skill-package/push-skill-package";
import { count } from "../../common/plain-text";
import type { Terminal } from "../../common/terminal";
import { wrappedText } from "../../common/wrapped-text";

/** Shows what was made, and what is wrong with it. */
export function showPackage(terminal: Terminal, environment: string, { made, flaws }: CheckedSkillPackage): void {
  terminal.line(`Skill package of ${environment}: ${count(made?.files.size ?? 0, "file")}`, "bold");
  for (const note of made?.notes ?? []) {
    terminal.line(`  ${note}`);
  }
  for (const { path: where, message, severity } of flaws) {
    const [first = "", ...others] = wrappedText(`  ${severity.padEnd(8)}`, `${where}: ${message}`, terminal.width);
    terminal.line(first, severity === "error" ? "red" : "yellow");
    for (const line of others) {
      terminal.line(line);
    }
  }
}

/** Shows what an import would change. */
export function showChanges(terminal: Terminal, { changes, kept }: PushPreview): void {
  for (const { path: where, kind, stored, wanted } of changes) {
    if (kind === "add") {
      terminal.line(`  + ${where}: ${wanted}`, "green");
    } else {
      terminal.line(`  ~ ${where}: ${stored}`, "yellow");
      terminal.line(`    becomes ${wanted ?? "nothing"}`, "yellow");
    }
  }
  for (const where of kept) {
    terminal.line(`    ${where} (kept: nothing here sets it)`, "dim");
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
      terminal.line(`Imported into ${result.skillId}.`, "green");
      break;
    case "created":
      terminal.line(`Created ${result.skillId}.`, "green");
      terminal.line(`\nPut this line into alexa of the environment "${environment}" in environments.ts:\n`);
      terminal.line(`  ${result.environmentsLine}\n`);
      terminal.line(
        `Then deploy it, so that the function admits the skill, and let the skill find the function:\n` +
          `  npx cdktf deploy ${environment}\n  npx alexa-link skill ${environment} --push\n  npx alexa-link push ${environment}`,
      );
  }
  for (const warning of result.warnings) {
    terminal.line(`  Amazon warns: ${warning}`, "yellow");
  }
}
