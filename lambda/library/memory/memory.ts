import { randomUUID } from "node:crypto";
import type { HandlerInput } from "ask-sdk-core";
import type { RequestEnvelope } from "ask-sdk-model";
import type { Linked } from "../account/account";
import type { Deadline } from "../deadline";
import { deadlineOf } from "../deadline-of";
import { errorFacts, log } from "../log";
import { requestFields } from "../request";
import type { MemorySettings } from "./memory-settings";
import type { StoredMemory, TableFailureReason } from "./memory-table";
import { MemoryTable, TableFailure } from "./memory-table";

/** What the skill remembers of users between sessions: data of one kind, `T`, which JSON can hold. */
export interface MemoryOptions<T> {
  /** Of `readMemorySettings`; undefined for a skill that remembers nothing. */
  readonly settings: MemorySettings | undefined;
  /** Of the data's form: a whole number, one more whenever what was written before no longer fits `T`. */
  readonly version: number;
  /**
   * Makes data of an older version into data of this one. What it throws is logged, and the memory counts as
   * unavailable: nothing is overwritten.
   *
   * @param data as it was written
   * @param version in which it was written
   * @default - data of an older version is taken as it is
   */
  readonly migrate?: (data: unknown, version: number) => T;
}

/** What is remembered of a user. */
export type Recollection<T> =
  | { readonly kind: "found"; readonly data: T }
  /** Nothing was ever written, or it has expired or been forgotten. */
  | { readonly kind: "nothing" }
  | MemoryOff
  | MemoryUnavailable;

/** The skill has no table. */
export interface MemoryOff {
  readonly kind: "off";
}

/** The table gave no answer to build on, within the time for it. Whether a change arrived is not known then. */
export interface MemoryUnavailable {
  readonly kind: "unavailable";
  readonly reason: MemoryFailureReason;
}

/** Why the memory was of no use. */
export type MemoryFailureReason =
  | TableFailureReason
  /** More than {@link MAX_MEMORY_BYTES}; nothing was written. */
  | "data-too-large"
  /** Written by a later version of the skill, which was taken back since: it is not overwritten. */
  | "newer-version"
  /** `migrate` failed, or what is stored is not JSON. */
  | "migration"
  /** Others kept writing at the same time. */
  | "conflict";

/**
 * The most that is kept of a user, in bytes of JSON. DynamoDB takes 400 KB an item, and charges a write by each KB of it:
 * Amazon DynamoDB, "Service, account, and table quotas", "Read and write operations".
 */
export const MAX_MEMORY_BYTES = 16 * 1024;

/** For all calls of one read, update or forget: many times what DynamoDB needs, and what a listener does not notice. */
const BUDGET_MS = 1000;

/** After so many conflicts somebody else writes all the time. */
const ATTEMPTS = 3;

const DAY_SECONDS = 24 * 60 * 60;

const OFF: MemoryOff = { kind: "off" };

/** What a request has seen of the table. */
type Seen = { readonly stored: StoredMemory | undefined } | { readonly failure: MemoryFailureReason };

/**
 * Remembers users between sessions, by their id in the user pool (`sub`), which stays when a skill is disabled and enabled
 * again. Nothing is asked of the table before a handler asks; each operation ends within a second and half a second before
 * the invocation does, and never raises an error for the table: the answer does not depend on it.
 */
export class Memory<T> {
  private readonly table: MemoryTable | undefined;
  private readonly seen = new WeakMap<RequestEnvelope, Seen>();

  /** Asks nobody yet. */
  constructor(private readonly options: MemoryOptions<T>) {
    this.table = options.settings && new MemoryTable(options.settings.tableArn);
  }

  /** Whether the skill has a table at all. */
  get isOn(): boolean {
    return this.table !== undefined;
  }

  /** What is remembered of a user. Asks once a request, however often it is called. */
  async read(
    input: Pick<HandlerInput, "requestEnvelope" | "context">,
    { subject }: Pick<Linked, "subject">,
  ): Promise<Recollection<T>> {
    const { table } = this;
    return table === undefined
      ? OFF
      : this.attempt(input, async (deadline) => {
          const data = this.dataOf(await this.storedOf(table, input, subject, deadline));
          return data === undefined ? { kind: "nothing" } : { kind: "found", data: data.value };
        });
  }

  /**
   * Changes what is remembered of a user. Where another request has changed it in between, `change` is called again with
   * what that one wrote.
   *
   * @param change what is remembered from now on, made of what is remembered so far; an error of its own is raised
   */
  async update(
    input: Pick<HandlerInput, "requestEnvelope" | "context">,
    { subject }: Pick<Linked, "subject">,
    change: (data: T | undefined) => T,
  ): Promise<{ readonly kind: "updated" } | MemoryOff | MemoryUnavailable> {
    const { table } = this;
    return table === undefined
      ? OFF
      : this.attempt(input, async (deadline) => {
          let seen = await this.storedOf(table, input, subject, deadline);
          for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
            const memory = this.toStore(change(this.dataOf(seen)?.value));
            const outcome = await table.put(subject, memory, seen, deadline);
            if (outcome.kind === "written") {
              this.seen.set(input.requestEnvelope, { stored: memory });
              return { kind: "updated" };
            }
            seen = outcome.found;
          }
          throw new Unusable("conflict");
        });
  }

  /** Deletes all that is remembered of a user. Unless it says that it did, nothing may be promised. */
  async forget(
    input: Pick<HandlerInput, "requestEnvelope" | "context">,
    { subject }: Pick<Linked, "subject">,
  ): Promise<{ readonly kind: "forgotten" } | MemoryOff | MemoryUnavailable> {
    const { table } = this;
    return table === undefined
      ? OFF
      : this.attempt(input, async (deadline) => {
          await table.delete(subject, deadline);
          this.seen.set(input.requestEnvelope, { stored: undefined });
          return { kind: "forgotten" };
        });
  }

  /** What one request has read stays what it works with: a conflict is seen when it writes. */
  private async storedOf(
    table: MemoryTable,
    { requestEnvelope }: Pick<HandlerInput, "requestEnvelope" | "context">,
    subject: string,
    deadline: Deadline,
  ): Promise<StoredMemory | undefined> {
    const seen = this.seen.get(requestEnvelope);
    if (seen === undefined) {
      const stored = await table.get(subject, deadline);
      this.seen.set(requestEnvelope, { stored });
      return stored;
    }
    if ("failure" in seen) {
      // A listener waits for a table that is down once, not at each question to it.
      throw new Unusable(seen.failure);
    }
    return seen.stored;
  }

  private async attempt<R>(
    { requestEnvelope, context }: Pick<HandlerInput, "requestEnvelope" | "context">,
    work: (deadline: Deadline) => Promise<R>,
  ): Promise<R | MemoryUnavailable> {
    try {
      return await work(deadlineOf(context, BUDGET_MS));
    } catch (error) {
      if (!(error instanceof TableFailure || error instanceof Unusable)) {
        throw error;
      }
      const { reason } = error;
      if (reason !== "data-too-large") {
        this.seen.set(requestEnvelope, { failure: reason });
      }
      log("warn", "memory unavailable", {
        ...requestFields(requestEnvelope),
        reason: `memory-${reason}`,
        ...(error instanceof Unusable && error.cause !== undefined && { error: errorFacts(error.cause) }),
      });
      return { kind: "unavailable", reason };
    }
  }

  /** The data of this version; DynamoDB deletes what has expired within days only. */
  private dataOf(stored: StoredMemory | undefined): { readonly value: T } | undefined {
    if (stored === undefined || stored.expiresAt <= Date.now() / 1000) {
      return undefined;
    }
    const { version, migrate } = this.options;
    if (stored.version > version) {
      throw new Unusable("newer-version");
    }
    try {
      const data: unknown = JSON.parse(stored.data);
      return { value: stored.version < version && migrate !== undefined ? migrate(data, stored.version) : (data as T) };
    } catch (error) {
      throw new Unusable("migration", { cause: error });
    }
  }

  private toStore(value: T): StoredMemory {
    const data = JSON.stringify(value);
    if (Buffer.byteLength(data) > MAX_MEMORY_BYTES) {
      throw new Unusable("data-too-large");
    }
    const { settings, version } = this.options;
    const days = settings?.retentionDays ?? 0;
    const expiresAt = Math.floor(Date.now() / 1000) + days * DAY_SECONDS;
    return { data, version, revision: randomUUID(), expiresAt };
  }
}

/** What is stored, or is to be, cannot be worked with. */
class Unusable extends Error {
  constructor(
    readonly reason: MemoryFailureReason,
    options?: ErrorOptions,
  ) {
    super(`the memory is of no use: ${reason}`, options);
    this.name = "Unusable";
  }
}
