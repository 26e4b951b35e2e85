import { closeSync, openSync, readFileSync, readSync } from "node:fs";
import { StringDecoder } from "node:string_decoder";

/** How often a file is looked at for what was added, in milliseconds. */
const INTERVAL_MS = 100;

/**
 * A file that takes a program's output, which only this user can read. Unlike a pipe it does not end the program at its
 * next line when whoever reads it has been killed.
 */
export class OutputFile {
  /** For the program to write to. Closed by `opened`, once the program has it. */
  readonly descriptor: number;
  private readonly timer?: NodeJS.Timeout;
  private readonly decoder = new StringDecoder("utf8");
  private position = 0;
  private rest = "";

  /** @param onLine gets each line as it comes */
  constructor(
    private readonly file: string,
    private readonly onLine?: (line: string) => void,
  ) {
    this.descriptor = openSync(file, "wx", 0o600);
    this.timer = onLine && setInterval(() => this.readOn(), INTERVAL_MS);
  }

  /** The program has the file. */
  opened(): void {
    closeSync(this.descriptor);
  }

  /** The program has ended. Answers all that it wrote. */
  ended(): string {
    clearInterval(this.timer);
    this.readOn();
    return readFileSync(this.file, "utf8");
  }

  private readOn(): void {
    if (this.onLine === undefined) {
      return;
    }
    const chunk = Buffer.alloc(64 * 1024);
    const file = openSync(this.file, "r");
    try {
      for (let size = readSync(file, chunk, 0, chunk.length, this.position); size > 0; ) {
        this.position += size;
        const lines = (this.rest + this.decoder.write(chunk.subarray(0, size))).split("\n");
        this.rest = lines.pop() ?? "";
        lines.forEach(this.onLine);
        size = readSync(file, chunk, 0, chunk.length, this.position);
      }
    } finally {
      closeSync(file);
    }
  }
}
