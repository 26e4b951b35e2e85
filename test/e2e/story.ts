/** One step of a story, which finds what the steps before it left. */
export type Step = (what: string, work: () => Promise<void> | void) => void;

/**
 * Steps that build on each other, because each start of the provider costs seconds, as one test: it runs as a whole or
 * not at all, in any order among the others. The step that fails is named, and ends it.
 */
export function story(name: string, tell: (step: Step) => void): void {
  const steps: { readonly what: string; readonly work: () => Promise<void> | void }[] = [];
  tell((what, work) => void steps.push({ what, work }));
  test(name, async () => {
    for (const { what, work } of steps) {
      try {
        await work();
      } catch (error) {
        throw new Error(`in the step "${what}"`, { cause: error });
      }
    }
  });
}
