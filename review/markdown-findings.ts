import { plainText } from "../common/plain-text";
import { code, codeBlock, escaped, prose } from "./markdown-text";
import type { SharedFinding } from "./report-findings";
import { listOf } from "./report-text";

/** A finding in full, as the item of a section. */
export function findingItem(shared: SharedFinding, number: number): string {
  const { who, effect, recover, paste } = shared.finding;
  const lines = [
    `#### ${number}. In ${inEnvironments(shared)}: ${prose(shared.finding.what, 300)}`,
    "",
    `- **Who:** ${prose(who)}`,
    `- **What they meet:** ${prose(effect)}`,
    `- **How to avoid or fix it:** ${prose(recover)}`,
    `- **Where:** ${place(shared)}`,
    `- **Rule:** ${code(shared.finding.rule)}`,
  ];
  return paste === undefined ? lines.join("\n") : `${lines.join("\n")}\n\n${codeBlock(paste)}`;
}

/** A block that is let through: who answers for it, and why. */
export function acknowledgedItem(shared: SharedFinding): string {
  const { what, who, rule, acknowledgement } = shared.finding;
  const reason = acknowledgement
    ? `Acknowledged by ${escaped(acknowledgement.by, 100)}: ${prose(acknowledgement.reason)}`
    : "Acknowledged.";
  return [
    `- **${prose(what, 300)}** Who: ${prose(who)}.`,
    `  ${reason}`,
    `  In ${inEnvironments(shared)}: ${place(shared)}, rule ${code(rule)}.`,
  ].join("\n");
}

/** What is worth knowing and needs nobody, in one line. */
export function noteItem(shared: SharedFinding): string {
  const { what, effect } = shared.finding;
  return `- ${prose(what, 300)} ${prose(effect)} In ${inEnvironments(shared)}: ${place(shared)}.`;
}

export function inEnvironments({ environments }: SharedFinding): string {
  return escaped(listOf(environments.map((environment) => plainText(environment, 60))));
}

/** The construct first, for that is what people edit; then Terraform's address. */
function place({ construct, finding: { address } }: SharedFinding): string {
  if (construct !== undefined) {
    return address === undefined ? code(construct) : `${code(construct)} (${code(address)})`;
  }
  return address === undefined ? "the plan as a whole" : code(address);
}
