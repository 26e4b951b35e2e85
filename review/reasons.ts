import { kindOf } from "../common/json";
import { count } from "../common/plain-text";

/** Reasons are listed up to here: one cause may bring ten thousand of them. */
const MAX_REASONS = 20;

/** Why a plan is not judged: each once, not too many. Texts of the plan must not get in whole. */
export class Reasons {
  private readonly reasons = new Set<string>();
  private left = 0;

  add(reason: string): void {
    if (this.reasons.size < MAX_REASONS || this.reasons.has(reason)) {
      this.reasons.add(reason);
    } else {
      this.left++;
    }
  }

  list(): readonly string[] {
    return [
      ...this.reasons,
      ...(this.left === 0
        ? []
        : [`There ${this.left === 1 ? "is" : "are"} ${count(this.left, "more reason")} of this kind.`]),
    ];
  }
}

/** A text of a plan, as far as a reason needs it to find the place: visible characters, not many. */
export function excerpt(value: unknown, longest = 120): string {
  if (typeof value !== "string") {
    return kindOf(value);
  }
  const visible = value.slice(0, longest).replace(/[^\x20-\x7e]/g, "?");
  return `"${visible}"${value.length > longest ? " (shortened)" : ""}`;
}

/** Whether a list has one text and no other. */
export function isOnly(value: unknown, text: string): boolean {
  return Array.isArray(value) && value.length === 1 && value[0] === text;
}
