import { createHash } from "node:crypto";
import type { AccountLinkingRequest, AccountLinkingResponse } from "../../alexa/account-linking/request";
import { HIDDEN_FIELDS } from "../../alexa/account-linking/request";
import { isObject, member } from "../../common/json";
import { accountLinkingViolations } from "./account-linking-rules";
import type { Answer } from "./answer";
import { empty, json, SmapiRefusal, smapiError } from "./answer";
import type { SmapiFaults } from "./faults";
import type { HttpRequest } from "./http-request";
import { EMPTY_BODY, jsonOf } from "./http-request";
import { record } from "./shape";
import type { Skill, Skills } from "./skills";
import { newTag } from "./skills";

export type AccountLinkingReader = (skillId: string) => AccountLinkingResponse | undefined;
export type AccountLinkingListener = (skillId: string, request: AccountLinkingRequest) => void;

/** What GET shows, and the entity tag that belongs to it. */
interface Shown {
  readonly settings: object | undefined;
  readonly tag: string;
}

/** Answers `/v1/skills/{skillId}/stages/{stage}/accountLinkingClient`. */
export class AccountLinking {
  /** Replaces what GET shows. */
  reader: AccountLinkingReader | undefined;
  readonly listeners: AccountLinkingListener[] = [];

  constructor(
    private readonly skills: Skills,
    private readonly faults: SmapiFaults,
  ) {}

  /** Stores settings, or removes them; under a new entity tag. */
  store(skill: Skill, request: AccountLinkingRequest | undefined): void {
    skill.accountLinking = request;
    skill.accountLinkingTag = newTag();
  }

  read({ method, path }: HttpRequest, skillId: string, stage: string): Answer {
    const skill = this.skills.inStage(skillId, stage);
    const { settings, tag } = this.shown(skill);
    const isWrapped = this.faults.take(["wrapped answer"], method, path) !== undefined;
    const other = this.faults.take(["written by somebody else"], method, path);
    if (other !== undefined) {
      this.store(skill, other.change === undefined ? skill.accountLinking : other.change(skill.accountLinking));
    }
    return settings === undefined
      ? ABSENT
      : json(200, isWrapped ? { accountLinkingResponse: settings } : settings, { etag: tag });
  }

  write(request: HttpRequest, skillId: string, stage: string): Answer {
    const skill = this.skills.toWrite(skillId, stage);
    const settings = settingsIn(jsonOf(request));
    const { settings: current, tag } = this.shown(skill);
    const expected = request.headers["if-match"];
    if (expected !== undefined && (current === undefined || (expected !== "*" && expected !== tag))) {
      return smapiError(412, "The account linking information was changed: its entity tag is not the one in If-Match.");
    }
    this.store(skill, settings);
    for (const listener of this.listeners) {
      listener(skill.id, settings);
    }
    return empty(204, { etag: this.shown(skill).tag });
  }

  remove(skillId: string, stage: string): Answer {
    const skill = this.skills.toWrite(skillId, stage);
    if (this.shown(skill).settings === undefined) {
      return ABSENT;
    }
    this.store(skill, undefined);
    return empty(204);
  }

  private shown(skill: Skill): Shown {
    if (this.reader === undefined) {
      return { settings: visible(skill.accountLinking), tag: skill.accountLinkingTag };
    }
    const settings = visible(this.reader(skill.id));
    const content = `${skill.accountLinkingTag} ${JSON.stringify(settings)}`;
    return { settings, tag: createHash("sha256").update(content).digest("hex").slice(0, 32) };
  }
}

const ABSENT = smapiError(404, "AccountLinking is not present for the given skillId");

function visible(settings: object | undefined): object | undefined {
  const hidden: readonly string[] = HIDDEN_FIELDS;
  return settings && Object.fromEntries(Object.entries(settings).filter(([name]) => !hidden.includes(name)));
}

/** @throws SmapiRefusal with all that is wrong */
function settingsIn(body: unknown): AccountLinkingRequest {
  const request = member(body, "accountLinkingRequest");
  if (!isObject(request)) {
    throw new SmapiRefusal(smapiError(400, EMPTY_BODY, [{ code: "CONTENT_PARSE_FAILURE", message: EMPTY_BODY }]));
  }
  const wrapper = record({ accountLinkingRequest: accountLinkingViolations });
  const violations = wrapper(body, "$");
  if (violations.length > 0) {
    throw new SmapiRefusal(smapiError(400, "The account linking request is not valid.", violations));
  }
  return request as unknown as AccountLinkingRequest;
}
