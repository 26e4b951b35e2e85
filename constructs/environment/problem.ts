import { excerpt } from "./excerpt";

/** Something wrong in the input: where it stands, what stands there, what may stand there, how to fix it. */
export interface Problem {
  /** The environment and the property's path, as in `prod: domain.prefix`. */
  readonly where: string;
  readonly received: unknown;
  readonly allowed: string;
  readonly fix: string;
}

/** All problems of the input at once. The message is written for the person who wrote the input. */
export class InvalidEnvironmentsError extends Error {
  override readonly name = "InvalidEnvironmentsError";

  constructor(readonly problems: readonly Problem[]) {
    super(describe(problems));
  }
}

function describe(problems: readonly Problem[]): string {
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  const items = problems
    .slice(0, MAX_SHOWN)
    .map(
      ({ where, received, allowed, fix }, index) =>
        `  ${index + 1}. ${cut(where.replace(/\s+/g, " "))}\n     received  ${show(received)}\n     allowed   ${allowed}\n     fix       ${fix}`,
    );
  const more = problems.length - items.length;
  const rest = more > 0 ? [`  … and ${more} more`] : [];
  return `The environments have ${count}:\n\n${[...items, ...rest].join("\n\n")}\n`;
}

/** Nobody reads on: the first ones are fixed, then the next ones show. */
const MAX_SHOWN = 100;

const MAX_LENGTH = 120;

const cut = (text: string): string => (text.length <= MAX_LENGTH ? text : `${text.slice(0, MAX_LENGTH)}…`);

const show = (value: unknown): string => (value === undefined ? "nothing" : cut(excerpt(value)));
