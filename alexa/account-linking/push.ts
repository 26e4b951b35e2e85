import { Problem } from "../../common/problem";
import type { Smapi } from "../smapi/smapi";
import { SmapiError } from "../smapi/smapi";
import type { AccountLinkingDifference } from "./difference";
import { compareAccountLinking, mergeKept } from "./difference";
import { ACCOUNT_LINKING_FIELDS } from "./fields";
import type { AccountLinkingRequest, AccountLinkingRequestBody } from "./request";
import { parseAccountLinkingBody } from "./rules";

export interface PushAccountLinkingProps {
  readonly smapi: Pick<Smapi, "readAccountLinking" | "writeAccountLinking">;
  readonly skillId: string;
  readonly body: AccountLinkingRequestBody;
  /** Is asked before anything is written. */
  readonly confirm: (difference: AccountLinkingDifference) => Promise<boolean>;
  /** Writes although nothing that can be seen differs: the secret may. @default false */
  readonly force?: boolean;
  /** Writes nothing and asks nothing. @default false */
  readonly dryRun?: boolean;
}

export type PushResult =
  | { readonly kind: "unchanged" | "declined" | "would write"; readonly difference: AccountLinkingDifference }
  | {
      readonly kind: "written";
      readonly difference: AccountLinkingDifference;
      /** Fields that were written and that SMAPI does not show, so that nobody knows whether it took them. */
      readonly unconfirmed: readonly string[];
    };

/** SMAPI took the settings, and shows others. */
export class AccountLinkingNotStoredError extends Problem {
  constructor(
    skillId: string,
    readonly fields: readonly string[],
  ) {
    super(
      `SMAPI took the account-linking settings of ${skillId}, but shows others for: ${fields.join(", ")}. Somebody may have changed them at the same moment. Run it again, and compare with the console's Account Linking page.`,
    );
  }
}

/** In no published schema of SMAPI, so a stored one may well not be shown. */
const PERHAPS_HIDDEN: ReadonlySet<string> = new Set<keyof AccountLinkingRequest>(["pkceConfiguration"]);

/**
 * Brings a skill's account linking to what it is to be: reads what is there, keeps what nothing here sets, asks,
 * writes, and reads back.
 *
 * @throws InvalidAccountLinkingError when what is wanted, with what is kept of SMAPI's, is no valid request; nothing was
 *     written then
 * @throws AccountLinkingNotStoredError when SMAPI shows something else than was written
 * @throws SmapiError; of the kind `changed` when somebody else wrote in between, in which case nothing was written
 */
export async function pushAccountLinking({
  smapi,
  skillId,
  body,
  confirm,
  force = false,
  dryRun = false,
}: PushAccountLinkingProps): Promise<PushResult> {
  const { accountLinkingRequest: wanted } = body;
  const { settings: stored, eTag } = await smapi.readAccountLinking(skillId);
  const merged = mergeKept(stored, wanted);
  parseAccountLinkingBody({ accountLinkingRequest: knownFields(merged) });
  const difference = compareAccountLinking(stored, wanted);
  if (!difference.differs && !force) {
    return { kind: "unchanged", difference };
  }
  if (dryRun) {
    return { kind: "would write", difference };
  }
  if (!(await confirm(difference))) {
    return { kind: "declined", difference };
  }
  await write(smapi, skillId, { accountLinkingRequest: merged }, eTag);
  return { kind: "written", difference, unconfirmed: await readBack(smapi, skillId, merged).catch(butWritten) };
}

/** SMAPI has said that it took them. */
function butWritten(error: unknown): never {
  throw error instanceof SmapiError
    ? new SmapiError(
        error.kind,
        `The settings were written. Whether SMAPI shows them could not be found out: ${error.message}`,
        error.status,
      )
    : error;
}

async function write(
  smapi: PushAccountLinkingProps["smapi"],
  skillId: string,
  body: AccountLinkingRequestBody,
  eTag: string | undefined,
): Promise<void> {
  try {
    await smapi.writeAccountLinking(skillId, body, eTag);
  } catch (error) {
    if (error instanceof SmapiError && error.kind === "changed") {
      throw new SmapiError(
        "changed",
        `Somebody changed the account-linking settings of ${skillId} while this was running. Nothing was written. Run it again: it then shows the difference to what is there now.`,
        error.status,
      );
    }
    throw error;
  }
}

/** @returns what cannot be seen */
async function readBack(
  smapi: PushAccountLinkingProps["smapi"],
  skillId: string,
  written: AccountLinkingRequest,
): Promise<readonly string[]> {
  const { settings } = await smapi.readAccountLinking(skillId);
  const { fields } = compareAccountLinking(settings, written);
  const unconfirmed = fields.filter(({ field, kind }) => kind === "add" && PERHAPS_HIDDEN.has(field));
  const wrong = fields.filter((field) => field.kind !== "same" && !unconfirmed.includes(field));
  if (wrong.length > 0) {
    throw new AccountLinkingNotStoredError(
      skillId,
      wrong.map(({ field }) => field),
    );
  }
  return unconfirmed.map(({ field }) => field);
}

/** Without what only SMAPI knows: it is written back untouched, and nothing here can judge it. */
const knownFields = (settings: AccountLinkingRequest): AccountLinkingRequest =>
  Object.fromEntries(
    Object.entries(settings).filter(([field]) => (ACCOUNT_LINKING_FIELDS as readonly string[]).includes(field)),
  ) as unknown as AccountLinkingRequest;
