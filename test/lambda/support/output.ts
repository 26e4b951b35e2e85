/** Keeps what is written to standard output during a test out of the terminal, and at hand. */
export class Output {
  private readonly chunks: string[] = [];

  capture(): void {
    this.chunks.length = 0;
    jest.spyOn(process.stdout, "write").mockImplementation((chunk) => this.chunks.push(String(chunk)) > 0);
  }

  get text(): string {
    return this.chunks.join("");
  }

  /** Every line, parsed; raises an error when a line is not JSON. */
  get lines(): Record<string, unknown>[] {
    return this.text
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line));
  }
}
