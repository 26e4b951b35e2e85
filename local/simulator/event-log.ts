import type { ShownExchange } from "../shown-exchange";
import type { SimulatorEvent, SkillInvocation } from "./state";

/** How many events are kept. */
const MAX_EVENTS = 300;

/** What happened between the servers, the newest last. */
export class EventLog {
  private kept: readonly SimulatorEvent[] = [];
  private lastId = 0;
  private notify = (_: SimulatorEvent): void => {};

  /** @param listener called with each event from now on, in place of the one before */
  onEvent(listener: (event: SimulatorEvent) => void): void {
    this.notify = listener;
  }

  get events(): readonly SimulatorEvent[] {
    return this.kept;
  }

  /** The lowest id that is kept, or that comes next. */
  get firstId(): number {
    return this.kept[0]?.id ?? this.lastId + 1;
  }

  addExchange(exchange: ShownExchange): void {
    this.add({ id: this.nextId(), kind: "http", exchange });
  }

  addInvocation(invocation: Omit<SkillInvocation, "id" | "kind">): void {
    this.add({ id: this.nextId(), kind: "skill", ...invocation });
  }

  clear(): void {
    this.kept = [];
  }

  private nextId(): number {
    this.lastId += 1;
    return this.lastId;
  }

  private add(event: SimulatorEvent): void {
    this.kept = [...this.kept, event].slice(-MAX_EVENTS);
    this.notify(event);
  }
}
