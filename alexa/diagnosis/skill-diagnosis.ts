import type { Finding } from "./finding";
import { list } from "./finding";
import type { LinkEvidence, SkillFailure } from "./link-evidence";

/** Clocks that are set by network time differ by less. */
const CLOCK_TOLERANCE_SECONDS = 60;

/** Why the skill asks for the link although it got a token. */
export function findInSkill(
  { claims, receivedAt, sentAt }: SkillFailure,
  { settings, deployed }: LinkEvidence,
): Finding {
  if (claims === undefined) {
    return ["token-refused", "The access token is not a JWT, so it is not one of Cognito's."];
  }
  const { iss, client_id: client, scope, exp, iat } = claims;
  if (deployed?.issuer !== undefined && iss !== deployed.issuer) {
    return ["token-of-another-client", `The token's issuer is ${iss}; the skill accepts ${deployed.issuer}.`];
  }
  const accepted = deployed?.client_id ?? settings.clientId;
  if (client !== accepted) {
    return ["token-of-another-client", `The token is of the client ${client}; the skill accepts ${accepted}.`];
  }
  if (iat !== undefined && Math.abs(iat - receivedAt) > CLOCK_TOLERANCE_SECONDS) {
    const difference = Math.round(iat - receivedAt);
    return [
      "clock-skewed",
      `The token was stamped ${Math.abs(difference)} s ${difference > 0 ? "after" : "before"} Alexa received it.`,
    ];
  }
  if (exp !== undefined && exp <= sentAt) {
    return ["clock-skewed", `The token expired ${Math.round(sentAt - exp)} s before Alexa sent it to the skill.`];
  }
  const granted = new Set(scope?.split(" "));
  const missing = (deployed?.required_scopes ?? deployed?.scopes ?? []).filter((needed) => !granted.has(needed));
  return missing.length > 0
    ? ["scope-missing", `The token has the scopes ${list(granted)}; the skill also needs ${list(missing)}.`]
    : ["token-refused", "Issuer, client, scopes and lifetime of the token are as they should be."];
}
