import { compareAccountLinking, unwrapAccountLinking } from "../account-linking/difference";
import type { AccountLinkingRequest, AccountLinkingRequestBody } from "../account-linking/request";
import { RefusedError } from "./error-text";
import { MAX_ATTEMPTS } from "./retry";
import type { Smapi, StoredAccountLinking } from "./smapi";
import { SmapiError } from "./smapi";
import type { SmapiClient } from "./smapi-client";
import { skillPath } from "./smapi-client";
import { UncertainError } from "./transport";

/**
 * The account linking of a skill in its stage `development`: the only one whose settings can be written.
 *
 * https://developer.amazon.com/en-US/docs/alexa/smapi/account-linking-operations.html
 */
export class AccountLinkingClient implements Pick<Smapi, "readAccountLinking" | "writeAccountLinking"> {
  constructor(private readonly smapi: SmapiClient) {}

  /** As {@link Smapi.readAccountLinking}. */
  async readAccountLinking(skillId: string): Promise<StoredAccountLinking> {
    try {
      const { headers, body } = await this.smapi.call({
        failed: `Could not read the account linking of the skill ${skillId}`,
        repeat: "always",
        method: "GET",
        path: settingsPath(skillId),
      });
      const { etag: eTag } = headers;
      const settings = unwrapAccountLinking(body);
      return { ...(settings !== undefined && { settings }), ...(eTag !== undefined && { eTag }) };
    } catch (error) {
      if (error instanceof SmapiError && error.kind === "not found") {
        await this.assertSkillExists(skillId);
        return {};
      }
      throw error;
    }
  }

  /**
   * As {@link Smapi.writeAccountLinking}. A write whose answer was lost may have been done or not: the settings are
   * read again to find out, and it is repeated only if they are untouched.
   */
  async writeAccountLinking(skillId: string, body: AccountLinkingRequestBody, ifMatch?: string): Promise<void> {
    const { transport, redaction } = this.smapi;
    redaction.add(body.accountLinkingRequest.clientSecret ?? "");
    for (let attempt = 1; ; attempt++) {
      const doubt = await this.put(skillId, body, attempt > 1, ifMatch);
      if (doubt === undefined) {
        return;
      }
      const stored = await this.readAfter(doubt, skillId);
      const isUntouched = ifMatch === undefined ? stored.settings === undefined : stored.eTag === ifMatch;
      if (!isUntouched || doubt.kind === "changed") {
        assertHolds(skillId, stored, body.accountLinkingRequest);
        return;
      }
      if (attempt === MAX_ATTEMPTS) {
        throw doubt;
      }
      await transport.pause("The answer was lost and the settings were not written", attempt);
    }
  }

  /**
   * @param isRepeated an earlier attempt of this write may be who wrote in between
   * @returns undefined when it was done; the error when it may have been
   */
  private async put(
    skillId: string,
    body: AccountLinkingRequestBody,
    isRepeated: boolean,
    ifMatch?: string,
  ): Promise<SmapiError | undefined> {
    try {
      await this.smapi.call({
        failed: `Could not write the account linking of the skill ${skillId}`,
        repeat: "when not taken",
        method: "PUT",
        path: settingsPath(skillId),
        body,
        ifMatch,
      });
      return undefined;
    } catch (error) {
      const isLost = error instanceof UncertainError && error.kind !== "interrupted";
      const isOwn = error instanceof RefusedError && error.kind === "changed" && (isRepeated || error.attempts > 1);
      if (isLost || isOwn) {
        return error;
      }
      throw error;
    }
  }

  /** When even reading fails, both are said: that it may have been written, and why that could not be found out. */
  private async readAfter(lost: SmapiError, skillId: string): Promise<StoredAccountLinking> {
    try {
      return await this.readAccountLinking(skillId);
    } catch (error) {
      if (error instanceof SmapiError) {
        throw new SmapiError(error.kind, `${lost.message}\n${error.message}`, error.status);
      }
      throw error;
    }
  }

  /** SMAPI answers 404 both for a skill that is not there and for one without account linking. */
  private async assertSkillExists(skillId: string): Promise<void> {
    try {
      await this.smapi.call({
        failed: `Could not find the skill ${skillId}`,
        repeat: "always",
        method: "GET",
        path: skillPath(skillId, "/stages/development/manifest"),
      });
    } catch (error) {
      // 303: the skill is there, its manifest is still being written.
      if (!(error instanceof SmapiError && error.status === 303)) {
        throw error;
      }
    }
  }
}

const settingsPath = (skillId: string): string => skillPath(skillId, "/stages/development/accountLinkingClient");

/**
 * Whether the store shows what was written, as far as it shows it.
 *
 * @throws SmapiError of the kind `changed` when it does not
 */
function assertHolds(skillId: string, { settings }: StoredAccountLinking, written: AccountLinkingRequest): void {
  const other = compareAccountLinking(settings, written).fields.filter(
    ({ field, kind, stored }) =>
      (kind === "add" || kind === "change") &&
      // In no published schema, so perhaps not shown.
      !(field === "pkceConfiguration" && stored === undefined),
  );
  if (other.length > 0) {
    throw new SmapiError(
      "changed",
      `Could not write the account linking of the skill ${skillId}: the answer was lost, and the settings that stand there now are neither those that were read nor those that were sent (${other.map(({ field }) => field).join(", ")}). Somebody else has written them. Run this again: it reads anew and shows what differs.`,
    );
  }
}
