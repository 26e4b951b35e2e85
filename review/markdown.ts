import { plainText } from "../common/plain-text";
import { WrongUse } from "../common/problem";
import { changeItems, differenceItem } from "./markdown-changes";
import { acknowledgedItem, findingItem, noteItem } from "./markdown-findings";
import type { Section } from "./markdown-fit";
import { fitted, itemsUpTo } from "./markdown-fit";
import { code, escaped, htmlText, prose } from "./markdown-text";
import type { SharedFinding } from "./report-findings";
import { advice, environmentVerdict, findingCounts, sharedFindings, verdictLine } from "./report-findings";
import { listOf, OF_JSON_ALONE, shortDigest } from "./report-text";
import type { ChangeCounts, EnvironmentReview, Review } from "./review";

/** Below this the head alone might not fit. */
const MIN_LIMIT = 8000;

/** GitHub takes comments of 65,536 characters. */
const DEFAULT_LIMIT = 60_000;

/** An environment that is new differs in everything: what follows is collapsed. */
const OPEN_DIFFERENCES = 10;

export interface MarkdownOptions {
  /** An HTML comment by which a workflow finds the comment that it wrote before. The first line of the report. */
  readonly marker: string;
  /** The most that a comment may hold, in characters; at least 8,000. @default 60000 */
  readonly limit?: number;
  /** The commit that was planned. @default - not named */
  readonly commit?: string;
  /** Where the whole output stands, an https address. @default - the JSON form is named */
  readonly runUrl?: string;
}

/**
 * A review as a comment in a pull request, in GitHub's Markdown: one for all environments, the verdict first, in words.
 * The same review makes the same text. What does not fit is cut, the least dangerous first, and counted.
 *
 * @throws Error for a marker that is no HTML comment on one line, a limit that is too small, an address that is not https
 */
export function markdownReport(review: Review, options: MarkdownOptions): string {
  const { limit = DEFAULT_LIMIT, runUrl } = options;
  checkOptions(options, limit);
  const findings = sharedFindings(review);
  const differences = review.differences.map(differenceItem);
  const head = [
    `${options.marker}\n## ${escaped(verdictLine(review))}`,
    [escaped(advice(review.verdict, findings)), ...origin(options)].join(" "),
  ].join("\n\n");
  const where = runUrl === undefined ? "The review's JSON form has it all." : `[The run](<${runUrl}>) has it all.`;
  const sections: readonly Section[] = [
    inFull("What blocks", findings.blocks, "block", 2, limit),
    titled("What could not be judged", review.environments.flatMap(notJudgedItems), "reason", 1),
    inFull("Warnings", findings.warnings, "warning", 3, limit),
    overview(review.environments),
    collapsed(
      "Not examined",
      review.environments.flatMap((it) => unexaminedItems(it, limit)),
      "change that nobody examined",
      3,
      ["No rule and no list of harmless changes knows these. Somebody has to read them."],
    ),
    titled("What differs between the environments", differences.slice(0, OPEN_DIFFERENCES), "difference", 5),
    titled("Blocks that were acknowledged", findings.acknowledged.map(acknowledgedItem), "acknowledged block", 4),
    collapsed("More differences", differences.slice(OPEN_DIFFERENCES), "difference", 6),
    collapsed("Notes", itemsUpTo(limit, findings.notes, noteItem), "note", 7),
    ...review.environments.map((environment) =>
      collapsed(`Changes in ${plainText(environment.environment, 60)}`, changeItems(environment, limit), "change", 8, [
        `Digest of this plan: ${environment.digest === undefined ? "none" : code(environment.digest)}`,
        ...(environment.digest !== undefined && environment.basis === undefined ? [OF_JSON_ALONE] : []),
      ]),
    ),
  ];
  return fitted(head, sections, limit, where);
}

function checkOptions({ marker, runUrl }: MarkdownOptions, limit: number): void {
  if (!/^<!--(?!-?>)[^\r\n]*-->$/.test(marker) || marker.slice(4, -3).includes("--")) {
    throw new WrongUse("The marker must be one HTML comment on one line, such as <!-- alexa-link review -->.");
  }
  if (!(limit >= MIN_LIMIT)) {
    throw new WrongUse(
      `The limit is ${limit} characters; it must be at least ${MIN_LIMIT}, or the verdict may not fit.`,
    );
  }
  if (runUrl !== undefined && !/^https:\/\/[^\s<>\\]+$/.test(runUrl)) {
    throw new WrongUse(
      "The address of the run must begin with https:// and hold no spaces, angle brackets or backslashes.",
    );
  }
}

function origin({ commit, runUrl }: MarkdownOptions): readonly string[] {
  return [
    ...(commit === undefined ? [] : [`Commit ${code(commit, 64)}.`]),
    ...(runUrl === undefined ? [] : [`[The run that planned it](<${runUrl}>).`]),
  ];
}

function notJudgedItems({ environment, notJudged }: EnvironmentReview): readonly string[] {
  return notJudged.map((reason) => `- **${escaped(environment, 60)}:** ${prose(reason)}`);
}

function unexaminedItems({ environment, unexamined }: EnvironmentReview, limit: number): readonly string[] {
  return itemsUpTo(
    limit,
    unexamined,
    ({ address, attributes }) =>
      `- **${escaped(environment, 60)}:** ${code(address)}: ${listOf(
        attributes.map((it) => code(it, 200)),
        12,
      )}`,
  );
}

/** The environments side by side. Columns that few plans need are there only when one does. */
function overview(environments: readonly EnvironmentReview[]): Section {
  const rare = (["move", "import", "forget"] as const).filter((name) =>
    environments.some(({ counts }) => counts[name] > 0),
  );
  const columns: readonly (keyof ChangeCounts)[] = ["add", "change", "replace", "destroy", ...rare];
  const header = ["environment", "verdict", ...columns, "findings", "digest"];
  const rows = environments.map((environment) => [
    escaped(environment.environment, 60),
    environmentVerdict(environment),
    ...columns.map((name) => (environment.verdict === "not judged" ? "not known" : String(environment.counts[name]))),
    findingCounts(environment),
    environment.digest === undefined ? "none" : code(shortDigest(environment.digest)),
  ]);
  const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return {
    open: (shown) => `### The environments (${shown})\n\n${row(header)}\n${row(header.map(() => "---"))}`,
    items: rows.map(row),
    separator: "\n",
    noun: "environment",
    rank: 0,
    share: 0.2,
  };
}

function inFull(title: string, findings: readonly SharedFinding[], noun: string, rank: number, limit: number): Section {
  const items = itemsUpTo(limit, findings, (finding, index) => findingItem(finding, index + 1));
  return { ...titled(title, items, noun, rank), separator: "\n\n" };
}

function titled(title: string, items: readonly string[], noun: string, rank: number): Section {
  return { open: (shown) => `### ${title} (${shown})`, items, noun, rank, separator: "\n" };
}

function collapsed(
  title: string,
  items: readonly string[],
  noun: string,
  rank: number,
  above: readonly string[] = [],
): Section {
  return {
    open: (shown) => [`<details>\n<summary>${htmlText(title)} (${shown})</summary>`, ...above].join("\n\n"),
    items,
    separator: "\n",
    close: "</details>",
    noun,
    rank,
  };
}
