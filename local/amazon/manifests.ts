import { isObject, member } from "../../common/json";
import type { Answer } from "./answer";
import { empty, json, smapiError } from "./answer";
import type { HttpRequest } from "./http-request";
import { jsonOf } from "./http-request";
import { MANIFEST_FILE } from "./manifest-rules";
import type { SkillStatuses } from "./skill-statuses";
import type { Skill, Skills } from "./skills";

/** Where the manifest is in a skill package. */
export const MANIFEST = "skill.json";

/**
 * Answers `/v1/skills/{skillId}/stages/{stage}/manifest`.
 *
 * https://developer.amazon.com/en-US/docs/alexa/smapi/skill-operations.html
 */
export class Manifests {
  constructor(
    private readonly skills: Skills,
    private readonly statuses: Pick<SkillStatuses, "begin">,
  ) {}

  read(skillId: string, stage: string): Answer {
    const { files, packageTag } = this.skills.inStage(skillId, stage);
    return { ...json(200, {}, { etag: packageTag }), body: files.get(MANIFEST) ?? new Uint8Array() };
  }

  write(request: HttpRequest, skillId: string, stage: string): Answer {
    const skill = this.skills.toWrite(skillId, stage);
    const violations = MANIFEST_FILE(jsonOf(request), "$");
    if (violations.length > 0) {
      return smapiError(400, "The skill manifest is not valid.", violations);
    }
    const expected = request.headers["if-match"];
    if (expected !== undefined && expected !== "*" && expected !== skill.packageTag) {
      return smapiError(412, "The skill manifest was changed: its entity tag is not the one in If-Match.");
    }
    this.skills.write(skill, new Map(skill.files).set(MANIFEST, request.body));
    this.statuses.begin(skill, "manifest");
    return empty(202, { location: `/v1/skills/${skill.id}/status?resource=manifest` });
  }
}

/** The manifest's content, which was checked when it was written. */
export const manifestOf = ({ files }: Skill): unknown =>
  member(JSON.parse(Buffer.from(files.get(MANIFEST) ?? []).toString("utf8")), "manifest");

/** What the manifest says of each locale. */
export function descriptionsOf(skill: Skill): ReadonlyMap<string, unknown> {
  const locales = member(member(manifestOf(skill), "publishingInformation"), "locales");
  return new Map(isObject(locales) ? Object.entries(locales) : []);
}

export const describedLocales = (skill: Skill): readonly string[] => [...descriptionsOf(skill).keys()];
