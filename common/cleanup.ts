import { messageOf } from "./problem";

/**
 * What has to be undone at the end, however the end comes. The last thing made is undone first; a failure of one
 * does not keep the others from being undone.
 */
export class Cleanup {
  private steps: Step[] = [];

  /**
   * Registers how to undo something that now exists. `name` completes the sentence "Could not …". Call what it
   * answers to leave the thing as it is.
   */
  defer(name: string, undo: () => unknown): () => void {
    const step = { name, undo };
    this.steps.push(step);
    return () => {
      this.steps = this.steps.filter((other) => other !== step);
    };
  }

  /** Undoes everything and answers what could not be undone, in words. */
  async run(): Promise<readonly string[]> {
    const failures: string[] = [];
    for (let step = this.steps.pop(); step !== undefined; step = this.steps.pop()) {
      try {
        await step.undo();
      } catch (error) {
        failures.push(`Could not ${step.name}: ${messageOf(error)}`);
      }
    }
    return failures;
  }
}

interface Step {
  readonly name: string;
  readonly undo: () => unknown;
}
