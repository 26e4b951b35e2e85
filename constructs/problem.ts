/** Something wrong in the input: where it stands, what stands there, what may stand there, how to mend it. */
export interface Problem {
  /** The environment and the property's path, as in `prod: domain.prefix`. */
  readonly where: string;
  readonly received: unknown;
  readonly allowed: string;
  readonly mend: string;
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
  const items = problems.map(
    ({ where, received, allowed, mend }, index) =>
      `  ${index + 1}. ${where}\n     received  ${show(received)}\n     allowed   ${allowed}\n     mend      ${mend}`,
  );
  return `The environments have ${count}:\n\n${items.join("\n\n")}\n`;
}

const LONGEST = 120;

function show(value: unknown): string {
  if (value === undefined) return "nothing";
  let text: string;
  try {
    text = JSON.stringify(value) ?? String(value);
  } catch {
    text = String(value); // a cycle, a bigint: no JSON, but still a value that somebody wrote
  }
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`;
}
