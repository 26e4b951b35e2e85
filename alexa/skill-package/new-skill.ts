import { Problem, WrongUse } from "../../common/problem";
import { vendorIdIn } from "../../contract/alexa-redirect-uri";
import type { PushTarget } from "./push-skill-package";

export interface NewSkillProps {
  readonly environment: string;
  /** The environment's `alexa.skillIds`. */
  readonly known: readonly string[];
  readonly redirectUris: readonly string[];
  /** @default - the one in the redirect URIs */
  readonly vendorId?: string;
}

/**
 * Whose skill is created for an environment that has none.
 *
 * @throws Problem when it has one
 * @throws WrongUse when nothing says whose it is to be
 */
export function newSkill({ environment, known, redirectUris, vendorId }: NewSkillProps): PushTarget {
  if (known.length > 0) {
    throw new Problem(
      `The environment "${environment}" has a skill already: ${known.join(", ")}. Use --push; to start over, take its ` +
        "id out of alexa.skillIds in environments.ts and deploy first.",
    );
  }
  const found = vendorId ?? redirectUris.flatMap((it) => vendorIdIn(it) ?? [])[0];
  if (found === undefined) {
    throw new WrongUse(
      "Whose skill is it to be? Pass --vendor-id M…, from https://developer.amazon.com/settings/console/mycid.",
    );
  }
  return { vendorId: found };
}
