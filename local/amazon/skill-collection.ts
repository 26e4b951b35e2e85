import { isObject, member } from "../../common/json";
import type { Answer } from "./answer";
import { empty, json, smapiError } from "./answer";
import type { HttpRequest } from "./http-request";
import { jsonOf } from "./http-request";
import { MANIFEST_FILE } from "./manifest-rules";
import { descriptionsOf, MANIFEST, manifestOf } from "./manifests";
import { violation } from "./shape";
import type { SkillStatuses } from "./skill-statuses";
import type { Skill, Skills } from "./skills";
import { newSkillId } from "./skills";

/** Of the published schema, as are the limits below: how many skills one answer lists. */
const MAX_RESULTS = 50;
const MAX_SKILL_IDS = 10;

/**
 * Answers `GET /v1/skills`: the vendor's skills, a page at a time, or those that are named.
 *
 * https://developer.amazon.com/en-US/docs/alexa/smapi/skill-operations.html
 */
export function listSkills(skills: Skills, { query }: HttpRequest): Answer {
  const vendorId = query.get("vendorId");
  if (vendorId === null) {
    return badParameter("vendorId is missing.");
  }
  if (vendorId !== skills.vendorId) {
    return smapiError(403, "You are not authorized to list the skills of this vendor.");
  }
  const ids = query.getAll("skillId");
  if (ids.length > 0) {
    return ids.length > MAX_SKILL_IDS || query.has("nextToken") || query.has("maxResults")
      ? badParameter(`skillId: at most ${MAX_SKILL_IDS}, without nextToken and maxResults.`)
      : json(200, {
          skills: skills
            .ownedByCaller()
            .filter(({ id }) => ids.includes(id))
            .map(summary),
          isTruncated: false,
        });
  }
  const limit = wholeNumber(query.get("maxResults") ?? String(MAX_RESULTS));
  const start = wholeNumber(query.get("nextToken") ?? "0");
  if (limit === undefined || limit < 1 || limit > MAX_RESULTS) {
    return badParameter(`maxResults must be 1 to ${MAX_RESULTS}.`);
  }
  if (start === undefined) {
    return badParameter("nextToken is none that was given out.");
  }
  const all = skills.ownedByCaller();
  const end = start + limit;
  return json(200, {
    skills: all.slice(start, end).map(summary),
    isTruncated: end < all.length,
    ...(end < all.length ? { nextToken: String(end) } : {}),
  });
}

/** Answers `POST /v1/skills`: makes a skill of a manifest alone. */
export function createSkill(skills: Skills, statuses: Pick<SkillStatuses, "begin">, request: HttpRequest): Answer {
  const body = jsonOf(request);
  const file = { manifest: member(body, "manifest") };
  const violations = MANIFEST_FILE(file, "$");
  if (violations.length > 0) {
    return smapiError(400, "The skill manifest is not valid.", violations);
  }
  if (member(body, "vendorId") !== skills.vendorId) {
    return smapiError(403, "You are not authorized to create a skill for this vendor.");
  }
  const files = new Map([[MANIFEST, Buffer.from(JSON.stringify(file))]]);
  const skill = skills.add(newSkillId(), skills.vendorId, files);
  statuses.begin(skill, "manifest");
  return json(202, { skillId: skill.id }, { location: `/v1/skills/${skill.id}/status?resource=manifest` });
}

export function deleteSkill(skills: Skills, skillId: string): Answer {
  skills.remove(skills.ofCaller(skillId));
  return empty(204);
}

/** `v1.skill.SkillSummary` of the published schema, which has a name of its own for household lists. */
function summary(skill: Skill): object {
  const apis = member(manifestOf(skill), "apis");
  const names = [...descriptionsOf(skill)].flatMap(([locale, description]) => {
    const name = member(description, "name");
    return typeof name === "string" ? [[locale, name]] : [];
  });
  return {
    skillId: skill.id,
    stage: "development",
    apis: isObject(apis) ? Object.keys(apis) : [],
    publicationStatus: "DEVELOPMENT",
    lastUpdated: skill.lastUpdated,
    nameByLocale: Object.fromEntries(names),
  };
}

const wholeNumber = (text: string): number | undefined => (/^\d{1,6}$/.test(text) ? Number(text) : undefined);

const badParameter = (message: string): Answer =>
  smapiError(400, message, violation("INVALID_REQUEST_PARAMETER", message));
