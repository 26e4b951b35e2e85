import { Problem } from "../../common/problem";
import type { AccountLinkingRequestBody, AccountLinkingResponse } from "../account-linking/request";

/** The part of Amazon's Skill Management API (SMAPI) that this project uses. */
export interface Smapi {
  /** @throws SmapiError of the kind `not found` when there is no such skill; a skill without settings is no error */
  readAccountLinking(skillId: string): Promise<StoredAccountLinking>;
  /**
   * Replaces the settings of the stage `development`: the only one that can be written.
   *
   * @param ifMatch the entity tag that was read; whoever wrote in between wins
   * @throws SmapiError of the kind `changed` when somebody did
   */
  writeAccountLinking(skillId: string, body: AccountLinkingRequestBody, ifMatch?: string): Promise<void>;
  /** The skill package that the store has: contents by path, as in `skill.json`. */
  exportPackage(skillId: string): Promise<StoredSkillPackage>;
  /** Imports a zipped skill package and waits for its end. */
  importPackage(skillId: string, zip: Uint8Array, options?: ImportOptions): Promise<ImportResult>;
  /** Creates a skill from a zipped skill package and waits for its end. */
  createSkill(vendorId: string, zip: Uint8Array, options?: ImportOptions): Promise<ImportResult>;
}

export interface StoredAccountLinking {
  /** Undefined when the skill has none yet. */
  readonly settings?: AccountLinkingResponse;
  readonly eTag?: string;
}

export interface StoredSkillPackage {
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly eTag?: string;
}

export interface ImportOptions {
  /** The entity tag of the skill package that was read. */
  readonly ifMatch?: string;
  /** Called with what the store is doing, in a few words. */
  readonly onProgress?: (text: string) => void;
}

export interface ImportResult {
  readonly skillId: string;
  /** What the store warns of, in its words. */
  readonly warnings: readonly string[];
}

export type SmapiErrorKind =
  /** 400: SMAPI does not take what it was given; or an import that failed. */
  | "refused"
  /** 401, or Login with Amazon gave no access token. */
  | "unauthorized"
  | "forbidden"
  | "not found"
  /** 412: written by somebody else since it was read. */
  | "changed"
  /** 429, after the last attempt. */
  | "too many requests"
  /** 5xx, after the last attempt. */
  | "server failed"
  /** No answer, after the last attempt. */
  | "no connection"
  | "interrupted";

/** What SMAPI, or Login with Amazon, did not do; the message says what, why and how to fix it. Never a secret. */
export class SmapiError extends Problem {
  constructor(
    readonly kind: SmapiErrorKind,
    message: string,
    /** The HTTP status, if there was an answer. */
    readonly status?: number,
  ) {
    super(message);
  }
}
