import type { Entry, EntryContent } from "./state";

/** How many entries are kept. */
const MAX_TURNS = 200;

/** What was said, by whom, and what the Alexa app showed. */
export class Transcript {
  private kept: readonly Entry[] = [];
  private lastId = 0;

  get entries(): readonly Entry[] {
    return this.kept;
  }

  add(content: EntryContent): void {
    this.lastId += 1;
    this.kept = [...this.kept, { id: this.lastId, ...content }].slice(-MAX_TURNS);
  }

  clear(): void {
    this.kept = [];
  }
}
