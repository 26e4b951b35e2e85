import type { WriteStream } from "node:tty";

type Stream = Pick<WriteStream, "write"> & { readonly isTTY?: boolean; readonly columns?: number };

/** How to write to a person: colours only on a terminal that has them, and the width of what they look at. */
export class Terminal {
  readonly color: boolean;
  /** In characters; 100 where there is no terminal, and never more, since longer lines are hard to read. */
  readonly width: number;

  /** @param stream where the text goes */
  constructor(
    private readonly stream: Stream = process.stdout,
    env: Readonly<Record<string, string | undefined>> = process.env,
  ) {
    this.color = stream.isTTY === true && env.TERM !== "dumb" && !env.NO_COLOR;
    this.width = Math.min(100, Math.max(40, stream.columns || 100));
  }

  line(text = ""): void {
    this.stream.write(`${text}\n`);
  }

  bold = (text: string): string => this.paint("1", text);
  dim = (text: string): string => this.paint("2", text);
  red = (text: string): string => this.paint("31", text);
  green = (text: string): string => this.paint("32", text);
  yellow = (text: string): string => this.paint("33", text);

  private paint(code: string, text: string): string {
    return this.color ? `\u001b[${code}m${text}\u001b[0m` : text;
  }
}
