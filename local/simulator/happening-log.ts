import type { HttpExchange } from "../http-exchange";
import type { Happening, SkillHappening } from "./state";

/** How many happenings are kept. */
const LIMIT = 300;

/** What happened between the servers, the newest last. */
export class HappeningLog {
  private kept: readonly Happening[] = [];
  private lastId = 0;
  private tell = (_: Happening): void => {};

  /** @param listener is told of each happening from now on, in place of the one before */
  onHappening(listener: (happening: Happening) => void): void {
    this.tell = listener;
  }

  get happenings(): readonly Happening[] {
    return this.kept;
  }

  /** The lowest id that is kept, or that comes next. */
  get firstId(): number {
    return this.kept[0]?.id ?? this.lastId + 1;
  }

  addExchange(exchange: HttpExchange): void {
    this.add({ id: this.nextId(), kind: "http", exchange });
  }

  addInvocation(invocation: Omit<SkillHappening, "id" | "kind">): void {
    this.add({ id: this.nextId(), kind: "skill", ...invocation });
  }

  clear(): void {
    this.kept = [];
  }

  private nextId(): number {
    this.lastId += 1;
    return this.lastId;
  }

  private add(happening: Happening): void {
    this.kept = [...this.kept, happening].slice(-LIMIT);
    this.tell(happening);
  }
}
