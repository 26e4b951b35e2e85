/** A moment by which work must be done. Measured on the monotonic clock, so a step of the wall clock cannot stretch it. */
export class Deadline {
  private constructor(private readonly endsAt: number) {}

  static in(milliseconds: number): Deadline {
    return new Deadline(performance.now() + milliseconds);
  }

  /** Milliseconds left; 0 when the time is up. */
  get remainingMs(): number {
    return Math.max(0, this.endsAt - performance.now());
  }

  /** Answers what `work` answers, or `late` if the time is up first. */
  async race<T>(work: Promise<T>, late: T): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const timeUp = new Promise<T>((resolve) => {
      timer = setTimeout(resolve, this.remainingMs, late);
    });
    try {
      return await Promise.race([work, timeUp]);
    } finally {
      clearTimeout(timer);
    }
  }
}
