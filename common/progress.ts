import type { WriteStream } from "node:tty";
import type { Paint } from "./paint";
import { hasColor, painter } from "./paint";
import { plainOutput, plainText } from "./plain-text";

/** Where progress goes: `process.stderr`, or a stand-in. */
export type ProgressStream = Pick<WriteStream, "write"> & { readonly isTTY?: boolean; readonly columns?: number };

export interface ProgressOptions {
  /** @default process.stderr, so that stdout holds only the result */
  readonly stream?: ProgressStream;
  /** @default colours on a terminal, unless NO_COLOR is set to something (no-color.org) */
  readonly color?: boolean;
  /** The clock, in milliseconds. @default Date.now */
  readonly now?: () => number;
}

const frames = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];

/**
 * Shows the steps of a longer piece of work: on a terminal one moving line with the seconds so far and a tick for
 * each finished step, elsewhere one plain line a step.
 *
 * By hand: spinner packages, as ora, bring a dozen others, and none has the duration and the detail beside each step.
 */
export class Progress {
  private readonly stream: ProgressStream;
  private readonly paint: Paint;
  private readonly now: () => number;
  private readonly live: boolean;

  constructor(options: ProgressOptions = {}) {
    this.stream = options.stream ?? process.stderr;
    this.live = this.stream.isTTY === true && process.env.TERM !== "dumb";
    this.paint = painter(options.color ?? hasColor(this.stream, process.env));
    this.now = options.now ?? Date.now;
  }

  /**
   * Shows `label` while `work` runs, then how it ended and how long it took. Answers what `work` answers.
   *
   * @param hasFailed whether an answer says that the work failed @default only what is thrown does
   */
  async step<T>(
    label: string,
    work: (detail: (text: string) => void) => Promise<T> | T,
    hasFailed: (result: T) => boolean = () => false,
  ): Promise<T> {
    const began = this.now();
    let detail = "";
    let frame = 0;
    const seconds = (): string => `${((this.now() - began) / 1000).toFixed(1)} s`;
    const draw = (): void => {
      const spinner = this.paint(frames[frame++ % frames.length] ?? "", "cyan");
      this.rewrite(`${spinner} ${this.fit(`${label}${detail === "" ? "" : `: ${detail}`}`)}  ${seconds()}`);
    };
    const timer = this.live ? setInterval(draw, 100) : undefined;
    if (this.live) {
      draw();
    }
    const finish = (mark: string): void => {
      clearInterval(timer);
      this.rewrite("");
      const took = seconds();
      this.stream.write(`${mark} ${label}  ${this.paint(detail === "" ? took : `${detail}, ${took}`, "dim")}\n`);
    };
    try {
      const result = await work((text) => {
        detail = plainText(text);
      });
      finish(hasFailed(result) ? this.failure : this.paint("✓", "green"));
      return result;
    } catch (error) {
      finish(this.failure);
      throw error;
    }
  }

  /** Writes a line of its own between the steps. */
  line(text: string): void {
    this.stream.write(`${plainOutput(text)}\n`);
  }

  private get failure(): string {
    return this.paint("✗", "red");
  }

  private rewrite(text: string): void {
    if (this.live) {
      this.stream.write(`\r\u001b[2K${text}`);
    }
  }

  private fit(text: string): string {
    const room = Math.max(20, (this.stream.columns || 80) - 14);
    return text.length <= room ? text : `${text.slice(0, room - 1)}…`;
  }
}
