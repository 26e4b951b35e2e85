import { homedir } from "node:os";
import type { Command } from "commander";
import { AccountLinkingClient } from "../../alexa/smapi/account-linking-client";
import type { SmapiCredentials } from "../../alexa/smapi/credentials";
import { findCredentials, secretsOf } from "../../alexa/smapi/credentials";
import { SkillPackageClient } from "../../alexa/smapi/skill-package-client";
import { SmapiClient } from "../../alexa/smapi/smapi-client";
import type { CommandContext } from "../../common/command";
import { Terminal } from "../../common/terminal";
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
 * @throws SmapiCredentialsError when there are no credentials
 */
export function smapiAccess(
  { simulator }: Pick<LinkedEnvironment, "simulator">,
  { signal, secrets }: CommandContext,
  { profile }: ProfileOption = {},
): SmapiAccess {
  const { env } = process;
  const credentials: SmapiCredentials = simulator?.smapi ?? findCredentials({ env, home: homedir(), profile });
  for (const secret of secretsOf(credentials)) {
    secrets.add(secret);
  }
  const client = new SmapiClient({
    credentials,
    apiEndpoint: simulator?.smapi.url ?? env.ASK_SMAPI_SERVER_BASE_URL,
    authEndpoint: simulator?.smapi.url ?? env.ASK_LWA_TOKEN_HOST,
    proxy: env.ASK_CLI_PROXY,
    signal,
    onRetry: (text) => new Terminal(secrets, process.stderr).line(text),
  });
  return {
    accountLinking: new AccountLinkingClient(client),
    skillPackages: new SkillPackageClient(client),
    vendorId: credentials.vendorId,
  };
}
