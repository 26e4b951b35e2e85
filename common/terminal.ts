import type { WriteStream } from "node:tty";
import type { Paint, Style } from "./paint";
import { hasColor, painter } from "./paint";
import { plainOutput } from "./plain-text";
import type { Secrets } from "./secrets";

type Stream = Pick<WriteStream, "write"> & { readonly isTTY?: boolean; readonly columns?: number };

/**
 * How to write to a person: colours only on a terminal that has them, and the width of what they look at. Whoever wrote
 * a text, nothing of it commands the terminal, and no secret of the run is in it.
 */
export class Terminal {
  readonly color: boolean;
  /** In characters; 100 where there is no terminal, and never more, since longer lines are hard to read. */
  readonly width: number;
  private readonly paint: Paint;

  /**
   * @param secrets hidden in everything that is written
   * @param stream where the text goes
   */
  constructor(
    private readonly secrets: Pick<Secrets, "hide">,
    private readonly stream: Stream = process.stdout,
    env: Readonly<Record<string, string | undefined>> = process.env,
  ) {
    this.color = hasColor(stream, env);
    this.paint = painter(this.color);
    this.width = Math.min(100, Math.max(40, stream.columns || 100));
  }

  line(text = "", ...styles: readonly Style[]): void {
    this.write(text, ...styles);
    this.stream.write("\n");
  }

  /** Text that does not end a line. */
  write(text: string, ...styles: readonly Style[]): void {
    this.stream.write(this.paint(plainOutput(this.secrets.hide(text)), ...styles));
  }

  /** A text that is clean, and has its styles in it. */
  styled(text: string): void {
    this.stream.write(text);
  }
}
