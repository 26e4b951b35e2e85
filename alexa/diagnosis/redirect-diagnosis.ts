import { vendorIdIn } from "../../contract/alexa-redirect-uri";
import type { Finding } from "./finding";
import type { DeployedAccountLinking } from "./link-evidence";

/** Both forms of a skill's id. */
const SKILL_ID = /^amzn1\.(ask\.skill|echo-sdk-ams\.app)\./i;

/** A vendor id's length; less of a skill's id in common is chance. */
const MIN_IN_COMMON = 7;

/**
 * Why a redirect URI is refused, by what is registered instead.
 *
 * @param vendorId the developer account's own
 */
export function redirectDiagnosis(redirectUri: string, vendorId: string, deployed?: DeployedAccountLinking): Finding {
  const uris = deployed?.redirect_uris;
  const sent = `Alexa sent the redirect URI ${redirectUri}`;
  if (uris === undefined) {
    return ["redirect-mismatch", `${sent}; the app client has no such callback URL.`];
  }
  if (uris.includes(redirectUri)) {
    return [
      "missing-region-redirect-uri",
      `${sent}. It was deployed, and the app client does not accept it: somebody changed its callback URLs since.`,
    ];
  }
  const slashed = uris.find((uri) => uri.replace(/\/+$/, "") === redirectUri);
  if (slashed !== undefined) {
    return ["trailing-slash", `${sent}; registered is ${slashed}.`];
  }
  const ids = uris.flatMap((uri) => vendorIdIn(uri)?.replace(/\/+$/, "") ?? []);
  const skillId = ids.find((id) => isSkillId(id, deployed?.skill_ids ?? []));
  if (skillId !== undefined) {
    return [
      "skill-id-for-vendor-id",
      `The registered redirect URIs end with ${skillId}, which is of a skill's id; the vendor id is ${vendorId}.`,
    ];
  }
  if (ids.includes(vendorId)) {
    return ["missing-region-redirect-uri", `${sent}; registered are ${uris.join(", ")}.`];
  }
  const others = [...new Set(ids)];
  return others.length === 0
    ? ["redirect-mismatch", `${sent}; registered are ${uris.join(", ") || "none"}.`]
    : [
        "redirect-mismatch",
        `${sent}: the vendor id is ${vendorId}. Registered are redirect URIs of the vendor id ${others.join(", ")}.`,
      ];
}

/** A skill's id, or a part of one in the dress of a vendor id: `M` and capitals, as the environments' form asks. */
function isSkillId(id: string, skillIds: readonly string[]): boolean {
  const bare = lettersOf(id).replace(/^M/, "");
  return (
    SKILL_ID.test(id) ||
    (bare.length >= MIN_IN_COMMON &&
      skillIds.some((skillId) => lettersOf(skillId).includes(lettersOf(id)) || lettersOf(skillId).includes(bare)))
  );
}

const lettersOf = (id: string): string => id.toUpperCase().replace(/[^A-Z0-9]/g, "");
