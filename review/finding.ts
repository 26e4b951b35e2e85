/** How much a finding weighs: `block` stops an apply, `warn` needs a reader, `info` is worth knowing. */
export type Severity = "block" | "warn" | "info";

/** One thing that a plan does to people, in words for whoever decides about it. Never holds a secret. */
export interface Finding {
  /** The rule's stable id: `pool-destroyed`. */
  readonly rule: string;
  readonly severity: Severity;
  /** Where in the code: the construct's path, as in `dev/user_pool`; undefined when the code no longer has it. */
  readonly construct?: string;
  /** Terraform's address; undefined for the plan as a whole. */
  readonly address?: string;
  /** What happens, in one sentence: "Every user account is deleted." */
  readonly what: string;
  /** Who is affected: "every user", "users in Japan who have not linked yet". */
  readonly who: string;
  /** What they will meet, and what was and will be: "The refresh token lives 30 days instead of 3650." */
  readonly effect: string;
  /** How to do it without harm, or to recover. */
  readonly recover: string;
  /** Code that is ready to paste, such as a `moveFromId` line. */
  readonly paste?: string;
  /** Who answers for a block that is let through, and why; only on acknowledged findings. */
  readonly acknowledgement?: Acknowledged;
}

/** A person's word for a block. */
export interface Acknowledged {
  readonly by: string;
  readonly reason: string;
}
