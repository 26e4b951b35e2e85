import type { Answer } from "./answer";
import { empty, smapiError } from "./answer";
import type { Skills } from "./skills";

/**
 * Whether the developer's own account has enabled a skill: `/v1/skills/{skillId}/stages/{stage}/enablement`. 204 for
 * yes and 404 for no, as the published schema has it.
 *
 * https://developer.amazon.com/en-US/docs/alexa/smapi/skill-enablement.html
 */
export const enablement = (skills: Skills, skillId: string, stage: string): Answer =>
  skills.inStage(skillId, stage).enabled ? empty(204) : NOT_ENABLED;

export function enable(skills: Skills, skillId: string, stage: string): Answer {
  skills.inStage(skillId, stage).enabled = true;
  return empty(204);
}

export function disable(skills: Skills, skillId: string, stage: string): Answer {
  const skill = skills.inStage(skillId, stage);
  if (!skill.enabled) {
    return NOT_ENABLED;
  }
  skill.enabled = false;
  return empty(204);
}

const NOT_ENABLED = smapiError(404, "The skill is not enabled.");
