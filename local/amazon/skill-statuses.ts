import type { Answer } from "./answer";
import { json } from "./answer";
import type { SmapiFaults } from "./faults";
import type { HttpRequest } from "./http-request";
import { localesOf, modelTag } from "./model-files";
import type { Skill, Skills } from "./skills";

type Resource = "manifest" | `interactionModel.${string}`;

/**
 * Answers `/v1/skills/{skillId}/status`: how far the builds are of what was written. What is not in form was refused
 * when it was written, so that here every build succeeds in the end.
 *
 * https://developer.amazon.com/en-US/docs/alexa/smapi/skill-operations.html
 */
export class SkillStatuses {
  /** How often each build was asked for since it began. */
  private readonly polls = new WeakMap<Skill, Map<Resource, number>>();

  constructor(
    private readonly skills: Skills,
    private readonly faults: Pick<SmapiFaults, "pollsInProgress">,
  ) {}

  begin(skill: Skill, resource: Resource): void {
    const polls = this.polls.get(skill) ?? new Map();
    this.polls.set(skill, polls.set(resource, 0));
  }

  read({ query }: HttpRequest, skillId: string): Answer {
    const skill = this.skills.ofCaller(skillId);
    const wanted = query.getAll("resource");
    const isWanted = (name: string): boolean => wanted.length === 0 || wanted.includes(name);
    const locales = localesOf(skill.files);
    return json(200, {
      ...(isWanted("manifest")
        ? { manifest: { lastUpdateRequest: { status: this.poll(skill, "manifest") }, eTag: skill.packageTag } }
        : {}),
      ...(isWanted("interactionModel") && locales.length > 0
        ? { interactionModel: Object.fromEntries(locales.map((locale) => [locale, this.model(skill, locale)])) }
        : {}),
    });
  }

  private model(skill: Skill, locale: string): object {
    const status = this.poll(skill, `interactionModel.${locale}`);
    const steps = [{ name: "LANGUAGE_MODEL_FULL_BUILD", status }];
    return { lastUpdateRequest: { status, buildDetails: { steps } }, eTag: modelTag(skill.files, locale) };
  }

  private poll(skill: Skill, resource: Resource): "IN_PROGRESS" | "SUCCEEDED" {
    const polls = this.polls.get(skill);
    const count = polls?.get(resource);
    if (polls === undefined || count === undefined) {
      return "SUCCEEDED";
    }
    polls.set(resource, count + 1);
    return count < this.faults.pollsInProgress ? "IN_PROGRESS" : "SUCCEEDED";
  }
}
