import type { v1 } from "ask-smapi-model";
import { compareAccountLinking, unwrapAccountLinking } from "../account-linking/difference";
import type { AccountLinkingRequest, AccountLinkingRequestBody } from "../account-linking/request";
import type { ApiClient } from "./api-client";
import { RefusedError } from "./error-text";
import type { Redaction } from "./redaction";
import { MAX_ATTEMPTS } from "./retry";
import type { StoredAccountLinking } from "./smapi";
import { SmapiError } from "./smapi";
import type { Transport } from "./transport";
import { UncertainError } from "./transport";

export interface AccountLinkingClientProps {
  readonly api: ApiClient;
  readonly transport: Transport;
  readonly redaction: Redaction;
}

/** The only stage whose settings can be written. */
const STAGE = "development";

/** The account linking of a skill in its stage `development`. */
export class AccountLinkingClient {
  constructor(private readonly props: AccountLinkingClientProps) {}

  /** As {@link Smapi.readAccountLinking}. */
  async read(skillId: string): Promise<StoredAccountLinking> {
    try {
      const { headers, body } = await this.props.api.call({
        failed: `Could not read the account linking of the skill ${skillId}`,
        repeat: "always",
        run: (service) => service.callGetAccountLinkingInfoV1(skillId, STAGE),
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
  async write(skillId: string, body: AccountLinkingRequestBody, ifMatch?: string): Promise<void> {
    const { transport, redaction } = this.props;
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
    const { api } = this.props;
    const request = body as v1.skill.accountLinking.AccountLinkingRequest;
    try {
      await api.call({
        failed: `Could not write the account linking of the skill ${skillId}`,
        repeat: "when not taken",
        run: (service) => service.callUpdateAccountLinkingInfoV1(skillId, STAGE, request, ifMatch),
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
      return await this.read(skillId);
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
      await this.props.api.call({
        failed: `Could not find the skill ${skillId}`,
        repeat: "always",
        run: (service) => service.callGetSkillManifestV1(skillId, STAGE),
      });
    } catch (error) {
      // 303: the skill is there, its manifest is still being written.
      if (!(error instanceof SmapiError && error.status === 303)) {
        throw error;
      }
    }
  }
}

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
