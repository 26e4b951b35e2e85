/** What is written to standard output while a door is open, of the latest case alone: 100,000 cases write much. */
export class CapturedOutput {
  private text = "";
  private readonly write = process.stdout.write;

  constructor() {
    process.stdout.write = ((chunk: string | Uint8Array) => {
      this.text += String(chunk);
      return true;
    }) as typeof process.stdout.write;
  }

  /** What was written since it was asked last. */
  take(): string {
    const { text } = this;
    this.text = "";
    return text;
  }

  release(): void {
    process.stdout.write = this.write;
  }
}
