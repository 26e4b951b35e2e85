import { Token } from "cdktf";
import type { Environment } from "./environment";

/** Alexa Skills Kit, "Requirements for account linking": what a refresh token should live at least. */
const ADVISED_REFRESH_TOKEN_DAYS = 180;

/** What is allowed but will hurt somebody, in words for the person who reads the plan. */
export function environmentWarnings({ alexa, state, tokens, userPool }: Environment): string[] {
  const warnings: string[] = [];
  if (!Token.isUnresolved(tokens.refreshTokenDays) && tokens.refreshTokenDays < ADVISED_REFRESH_TOKEN_DAYS) {
    warnings.push(
      `tokens.refreshTokenDays is ${tokens.refreshTokenDays}: users who do not use the skill for as long are unlinked without a word. Alexa asks for ${ADVISED_REFRESH_TOKEN_DAYS} or more.`,
    );
  }
  if (state.type === "local" && userPool.deletionProtection) {
    warnings.push(
      "state is a local file, and it holds the client secret in clear text. An environment worth deletion protection is worth encrypted state in S3.",
    );
  }
  if (!Token.isUnresolved(alexa.skillIds) && alexa.skillIds.length === 0) {
    warnings.push("alexa.skillIds is empty: no skill may invoke the function until its id is added.");
  }
  return warnings;
}
