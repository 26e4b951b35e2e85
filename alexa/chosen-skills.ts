import { Problem, WrongUse } from "../common/problem";

/**
 * The skills of an environment that a command is for.
 *
 * @param known the environment's `alexa.skillIds`
 * @param skillId only this one
 * @throws WrongUse for a skill of another environment
 * @throws Problem when there is none yet
 */
export function chosenSkillIds(environment: string, known: readonly string[], skillId?: string): readonly string[] {
  if (skillId !== undefined && !known.includes(skillId)) {
    throw new WrongUse(
      `${skillId} is not a skill of the environment "${environment}", whose alexa.skillIds are: ` +
        `${known.join(", ") || "none"}. Alexa could link accounts to it, and the function would refuse to answer.`,
    );
  }
  if (known.length === 0) {
    throw new Problem(
      `The environment "${environment}" has no skill yet. Create one with \`npx alexa-link skill ${environment} ` +
        "--create`, put its id into alexa.skillIds of environments.ts, and deploy.",
    );
  }
  return skillId === undefined ? known : [skillId];
}
