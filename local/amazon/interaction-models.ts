import type { Answer } from "./answer";
import { empty, json, SmapiRefusal, smapiError } from "./answer";
import type { HttpRequest } from "./http-request";
import { jsonOf } from "./http-request";
import { INTERACTION_MODEL_FILE } from "./interaction-model-rules";
import { describedLocales } from "./manifests";
import { modelFile, modelTag } from "./model-files";
import type { SkillStatuses } from "./skill-statuses";
import type { Skill, Skills } from "./skills";

/**
 * Answers `/v1/skills/{skillId}/stages/{stage}/interactionModel/locales/{locale}`.
 *
 * https://developer.amazon.com/en-US/docs/alexa/smapi/interaction-model-operations.html
 */
export class InteractionModels {
  constructor(
    private readonly skills: Skills,
    private readonly statuses: Pick<SkillStatuses, "begin">,
  ) {}

  read(skillId: string, stage: string, locale: string): Answer {
    const { content, etag } = existing(this.skills.inStage(skillId, stage), locale);
    return { ...json(200, {}, { etag }), body: content };
  }

  metadata(skillId: string, stage: string, locale: string): Answer {
    return empty(204, { etag: existing(this.skills.inStage(skillId, stage), locale).etag });
  }

  write(request: HttpRequest, skillId: string, stage: string, locale: string): Answer {
    const skill = this.skills.toWrite(skillId, stage);
    if (!describedLocales(skill).includes(locale)) {
      return noModel(locale);
    }
    const model = jsonOf(request);
    const violations = INTERACTION_MODEL_FILE(model, "$");
    if (violations.length > 0) {
      return smapiError(400, "The interaction model is not valid.", violations);
    }
    const expected = request.headers["if-match"];
    if (expected !== undefined && expected !== "*" && expected !== modelTag(skill.files, locale)) {
      return smapiError(412, "The interaction model was changed: its entity tag is not the one in If-Match.");
    }
    this.skills.write(skill, new Map(skill.files).set(modelFile(locale), request.body));
    this.statuses.begin(skill, `interactionModel.${locale}`);
    return empty(202, { location: `/v1/skills/${skill.id}/status?resource=interactionModel` });
  }
}

/** @throws SmapiRefusal when there is none */
function existing({ files }: Skill, locale: string): { readonly content: Uint8Array; readonly etag: string } {
  const content = files.get(modelFile(locale));
  const etag = modelTag(files, locale);
  if (content === undefined || etag === undefined) {
    throw new SmapiRefusal(noModel(locale));
  }
  return { content, etag };
}

const noModel = (locale: string): Answer =>
  smapiError(404, `Interaction model is not found for the locale ${locale.slice(0, 50)}.`);
