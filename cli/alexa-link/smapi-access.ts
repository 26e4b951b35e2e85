import { homedir } from "node:os";
import type { Command } from "commander";
import { AccountLinkingNotStoredError } from "../../alexa/account-linking/push";
import { InvalidAccountLinkingError } from "../../alexa/account-linking/rules";
import { AccountLinkingClient } from "../../alexa/smapi/account-linking-client";
import type { SmapiCredentials } from "../../alexa/smapi/credentials";
import { findCredentials, secretsOf } from "../../alexa/smapi/credentials";
import { SkillPackageClient } from "../../alexa/smapi/skill-package-client";
import { SmapiError } from "../../alexa/smapi/smapi";
import { SmapiClient } from "../../alexa/smapi/smapi-client";
import type { CommandContext } from "../../common/command";
import { Interrupted, messageOf, Problem, Unavailable, WrongUse } from "../../common/problem";
import type { LinkedEnvironment } from "./linked-environment";

export interface ProfileOption {
  readonly profile?: string;
}

export const withProfile = (command: Command): Command =>
  command.option("--profile <name>", "ask-cli's profile with Amazon's credentials (default: as ask-cli chooses)");

export interface SmapiAccess {
  readonly accountLinking: AccountLinkingClient;
  readonly skillPackages: SkillPackageClient;
  /** As far as the environment variables or the profile say. */
  readonly vendorId?: string;
}

/**
 * The way to Amazon's Skill Management API: with the credentials that ask-cli uses, or, for the running simulator, to
 * its stand-in.
 *
 * @throws Unavailable when there are no credentials
 */
export function smapiAccess(
  { simulator }: Pick<LinkedEnvironment, "simulator">,
  { signal, secrets }: CommandContext,
  { profile }: ProfileOption = {},
): SmapiAccess {
  const { env } = process;
  try {
    const credentials: SmapiCredentials = simulator?.smapi ?? findCredentials({ env, home: homedir(), profile });
    for (const secret of secretsOf(credentials)) {
      secrets.add(secret);
    }
    const client = new SmapiClient({
      credentials,
      apiEndpoint: simulator?.smapi.url ?? env.ASK_SMAPI_SERVER_BASE_URL,
      authEndpoint: simulator?.smapi.url ?? env.ASK_LWA_TOKEN_HOST,
      signal,
      onRetry: (text) => process.stderr.write(`${text}\n`),
    });
    return {
      accountLinking: new AccountLinkingClient(client),
      skillPackages: new SkillPackageClient(client),
      vendorId: credentials.vendorId,
    };
  } catch (error) {
    throw new Unavailable(messageOf(error));
  }
}

/** What Amazon does not do, or refuses, is no finding: it could not be done. */
export async function throughSmapi<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof SmapiError) {
      throw error.kind === "interrupted" ? new Interrupted() : new Unavailable(error.message);
    }
    if (error instanceof AccountLinkingNotStoredError || error instanceof InvalidAccountLinkingError) {
      throw new Problem(error.message);
    }
    throw error;
  }
}

/** One of several skills for which it could not be done. */
export interface Failed {
  readonly kind: "failed";
  readonly reason: string;
}

/** @throws what is no failure of that skill alone: an interrupt, and how the command was called */
export function failureOf(error: unknown): Failed {
  if (error instanceof Problem && !(error instanceof Interrupted) && !(error instanceof WrongUse)) {
    return { kind: "failed", reason: error.message };
  }
  throw error;
}
