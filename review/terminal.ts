import type { Paint, Style } from "../common/paint";
import { painter } from "../common/paint";
import { count, plainLines, plainText, withCommas } from "../common/plain-text";
import { wrappedText } from "../common/wrapped-text";
import type { SharedFinding } from "./report-findings";
import { advice, environmentVerdict, findingCounts, sharedFindings, verdictLine } from "./report-findings";
import { pathInStack } from "./report-own-values";
import { environmentsByValue, listOf, OF_JSON_ALONE } from "./report-text";
import type { ChangeCounts, EnvironmentDifference, EnvironmentReview, ResourceChange, Review, Verdict } from "./review";

export interface TerminalOptions {
  /** Whether the terminal has colours. They never carry a meaning of their own. */
  readonly color: boolean;
  /** In characters. Words that are longer and code to paste are not broken. */
  readonly width: number;
  /** Whether every change is shown, with its attributes. @default false */
  readonly detail?: boolean;
}

/**
 * A review for a terminal: the verdict first, then what blocks, warnings, each environment in a line, differences and
 * acknowledged blocks. Nothing of a plan reaches the terminal as a control character. Ends with a line break.
 */
export function terminalReport(review: Review, { color, width, detail = false }: TerminalOptions): string {
  const paint = painter(color);
  const findings = sharedFindings(review);
  const part = (title: string, lines: readonly string[]): readonly string[] =>
    lines.length === 0 ? [] : ["", paint(title, "bold"), ...lines];

  const lines = [
    ...wrappedText("", verdictLine(review), width).map((line) => paint(line, "bold", VERDICT_STYLES[review.verdict])),
    ...wrappedText("", advice(review.verdict, findings), width),
    ...part(
      "What could not be judged",
      review.environments.flatMap(({ environment, notJudged }) =>
        notJudged.flatMap((reason) => wrappedText(`  ${plainText(environment, 60)}: `, plainText(reason), width)),
      ),
    ),
    ...part(
      "What blocks",
      upTo(MAX_FINDINGS, findings.blocks, (block, index) => finding(block, index + 1, "red", paint, width)),
    ),
    ...part(
      "Warnings",
      upTo(MAX_FINDINGS, findings.warnings, (warning, index) => finding(warning, index + 1, "yellow", paint, width)),
    ),
    ...part(
      "Not examined: no rule knows these changes, read them",
      review.environments.flatMap((environment) => unexaminedLines(environment, width)),
    ),
    ...part(
      "The environments",
      review.environments.flatMap((environment) => overview(environment, width)),
    ),
    ...part(
      "What differs between the environments",
      review.differences.flatMap((item) => difference(item, width)),
    ),
    ...part(
      "Blocks that were acknowledged",
      upTo(MAX_FINDINGS, findings.acknowledged, (item) => acknowledged(item, width)),
    ),
    ...part(
      "Notes",
      upTo(MAX_FINDINGS, findings.notes, (item) => note(item, width)),
    ),
    ...(detail
      ? review.environments.flatMap((item) =>
          part(`Changes in ${plainText(item.environment, 60)}`, changes(item, width)),
        )
      : []),
  ];
  return `${lines.join("\n")}\n`;
}

const VERDICT_STYLES: Readonly<Record<Verdict, Style>> = {
  safe: "green",
  blocked: "red",
  "not judged": "yellow",
  "not examined": "yellow",
};

/** So many findings of a kind are listed: more of them nobody reads in a terminal. The JSON form has them all. */
const MAX_FINDINGS = 1000;

function upTo<T>(most: number, items: readonly T[], lines: (item: T, index: number) => readonly string[]): string[] {
  const more = items.length - most;
  return [
    ...items.slice(0, most).flatMap(lines),
    ...(more > 0 ? ["", `  and ${withCommas(more)} more, see --json`] : []),
  ];
}

/** So many resources are listed of each environment; the JSON form has them all. */
const MAX_UNEXAMINED = 50;

function unexaminedLines({ environment, unexamined }: EnvironmentReview, width: number): readonly string[] {
  const more = unexamined.length - MAX_UNEXAMINED;
  return [
    ...unexamined.slice(0, MAX_UNEXAMINED).flatMap(({ address, attributes }) =>
      wrappedText(
        `  ${plainText(environment, 60)}: `,
        `${plainText(address)}: ${listOf(
          attributes.map((it) => plainText(it, 200)),
          12,
        )}`,
        width,
      ),
    ),
    ...(more > 0 ? [`  ${plainText(environment, 60)}: and ${count(more, "more resource")}, see --json`] : []),
  ];
}

function finding(shared: SharedFinding, number: number, style: Style, paint: Paint, width: number): readonly string[] {
  const { what, who, effect, recover, paste, rule } = shared.finding;
  return [
    "",
    ...wrappedText(`  ${number}. `, `In ${inEnvironments(shared)}: ${plainText(what)}`, width).map((line) =>
      paint(line, style),
    ),
    ...wrappedText("     Who:    ", plainText(who), width),
    ...wrappedText("     Effect: ", plainText(effect), width),
    ...wrappedText("     Fix:    ", plainText(recover), width),
    ...wrappedText("     Where:  ", place(shared), width),
    `     Rule:   ${plainText(rule)}`,
    ...(paste === undefined ? [] : ["     Paste:", ...plainLines(paste).map((line) => `       ${line}`)]),
  ];
}

function overview(environment: EnvironmentReview, width: number): readonly string[] {
  const { counts, digest, basis } = environment;
  const words: Readonly<Record<keyof ChangeCounts, string>> = {
    add: "to add",
    change: "to change",
    replace: "to replace",
    destroy: "to destroy",
    move: "moved",
    import: "to import",
    forget: "to forget",
  };
  const parts = (Object.keys(words) as (keyof ChangeCounts)[])
    .filter((name) => counts[name] > 0)
    .map((name) => `${counts[name]} ${words[name]}`);
  const judged = parts.length === 0 ? "nothing changes" : parts.join(", ");
  const changed = environment.verdict === "not judged" ? "changes not known" : judged;
  const head = `  ${plainText(environment.environment, 60)}: `;
  const text = [environmentVerdict(environment), changed, `findings: ${findingCounts(environment)}`].join("; ");
  const scope = basis === undefined ? wrappedText("    ", OF_JSON_ALONE, width) : [];
  return [...wrappedText(head, text, width), ...(digest === undefined ? [] : [`    ${plainText(digest)}`, ...scope])];
}

function difference({ subject, what, values }: EnvironmentDifference, width: number): readonly string[] {
  const parts = [...environmentsByValue(values)].map(
    ([value, names]) => `${value === "-" ? "no change" : plainText(value, 200)} in ${listOf(names)}`,
  );
  return wrappedText("  ", `${plainText(subject, 200)}, ${plainText(what, 200)}: ${parts.join("; ")}`, width);
}

function acknowledged(shared: SharedFinding, width: number): readonly string[] {
  const { what, who, acknowledgement, rule } = shared.finding;
  const by = acknowledgement
    ? `Acknowledged by ${plainText(acknowledgement.by, 100)}: ${plainText(acknowledgement.reason)}`
    : "Acknowledged.";
  return [
    ...wrappedText("  ", `${plainText(what)} Who: ${plainText(who)}.`, width),
    ...wrappedText("    ", by, width),
    ...wrappedText("    ", `In ${inEnvironments(shared)}: ${place(shared)}, rule ${plainText(rule)}.`, width),
  ];
}

function note(shared: SharedFinding, width: number): readonly string[] {
  const { what, effect } = shared.finding;
  const where = `In ${inEnvironments(shared)}: ${place(shared)}.`;
  return wrappedText("  ", `${plainText(what)} ${plainText(effect)} ${where}`, width);
}

function changes({ environment, changes, outputs }: EnvironmentReview, width: number): readonly string[] {
  return [
    ...changes.flatMap((change) => changeLines(change, environment, width)),
    ...outputs.map(({ name, action }) => `  ${action} output ${plainText(name)}`),
  ];
}

function changeLines(change: ResourceChange, environment: string, width: number): readonly string[] {
  const { action, address, construct, previousAddress, attributes } = change;
  const name =
    construct === undefined
      ? plainText(address)
      : `${plainText(pathInStack(construct, environment))} (${plainText(address)})`;
  const from = previousAddress === undefined ? "" : `, moved from ${plainText(previousAddress)}`;
  return [
    ...wrappedText("  ", `${action} ${name}${from}`, width),
    ...attributes.flatMap(({ path, before, after, forcesReplacement }) => {
      const values = action === "create" ? plainText(after) : `${plainText(before)} to ${plainText(after)}`;
      const forces = forcesReplacement ? ", which forces the replacement" : "";
      return wrappedText("    ", `${plainText(path)}: ${values}${forces}`, width);
    }),
  ];
}

const inEnvironments = ({ environments }: SharedFinding): string =>
  listOf(environments.map((environment) => plainText(environment, 60)));

function place({ construct, finding: { address } }: SharedFinding): string {
  const names = [construct, address].filter((name) => name !== undefined).map((name) => plainText(name));
  if (names.length === 0) {
    return "the plan as a whole";
  }
  return names.length === 2 ? `${names[0]} (${names[1]})` : names.join("");
}
