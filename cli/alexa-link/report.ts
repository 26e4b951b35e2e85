import { writeFileSync } from "node:fs";
import type { Command } from "commander";
import { plainText } from "../../common/plain-text";
import { notWritten } from "../../common/problem";
import { Secrets } from "../../common/secrets";
import { Terminal } from "../../common/terminal";
import { markdownReport } from "../../review/markdown";
import type { FailOn } from "../../review/report";
import { exitCodeOf, reviewJson } from "../../review/report";
import type { Review } from "../../review/review";
import { terminalReport } from "../../review/terminal";

export interface ReportOptions {
  readonly detail?: true;
  readonly json?: true;
  readonly markdown?: string;
  readonly failOn?: FailOn;
  readonly marker: string;
  readonly commit?: string;
  readonly runUrl?: string;
}

export function withReport(command: Command): Command {
  return command
    .option("--detail", "show every change with its attributes")
    .option("--markdown <file>", "write the report for a pull request")
    .option("--marker <comment>", "the report's first line, by which its comment is found again", MARKER)
    .option("--commit <hash>", "the commit that was planned, for the report")
    .option("--run-url <url>", "where the whole output stands, for the report")
    .option("--json", "print JSON for machines");
}

const MARKER = "<!-- alexa-link-review -->";

/** What stands before a review that answers another question. */
export interface Lead {
  /** For people, in a sentence. */
  readonly text: string;
  /** For programs. */
  readonly json: Readonly<Record<string, unknown>>;
}

/** Writes a review where it was asked for, and sets the exit code. */
export function report(
  review: Review,
  { json, detail, markdown, failOn, ...options }: ReportOptions,
  lead?: Lead,
): void {
  const { color, width } = new Terminal(new Secrets());
  const text = lead === undefined ? "" : `${plainText(lead.text)}\n\n`;
  process.stdout.write(
    json ? reviewJson({ ...review, ...lead?.json }) : text + terminalReport(review, { color, width, detail }),
  );
  if (markdown !== undefined) {
    // Last: where the file cannot be written, the review has been printed. The marker stays the first line.
    write(markdown, () =>
      markdownReport(review, options).replace("\n", () => (lead ? `\n**${lead.text}**\n\n` : "\n")),
    );
  }
  process.exitCode = exitCodeOf(review.verdict, failOn);
}

function write(file: string, make: () => string): void {
  try {
    writeFileSync(file, make());
  } catch (error) {
    throw notWritten(file, error);
  }
}
