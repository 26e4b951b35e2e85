import { randomBytes, randomUUID } from "node:crypto";
import type { AccountLinkingRequest } from "../../alexa/account-linking/request";
import { SmapiRefusal, smapiError } from "./answer";

/** A skill, in the stage `development`. It was never published, so that no other stage has it. */
export interface Skill {
  readonly id: string;
  readonly vendorId: string;
  accountLinking: AccountLinkingRequest | undefined;
  /** Changes with each write. */
  accountLinkingTag: string;
  /** Contents by path, as in `skill.json`. */
  files: ReadonlyMap<string, Uint8Array>;
  /** Changes with each import. */
  packageTag: string;
  /** Whether the files came from an import, and not from making the skill in the console. */
  imported: boolean;
}

export class Skills {
  private readonly byId = new Map<string, Skill>();

  constructor(readonly vendorId: string) {}

  /** @param files what it has; without them, what a skill has that was made in the console */
  add(id: string, vendorId: string, files?: Skill["files"]): Skill {
    const skill: Skill = {
      id,
      vendorId,
      accountLinking: undefined,
      accountLinkingTag: newTag(),
      files: files ?? madeInConsole(),
      packageTag: newTag(),
      imported: files !== undefined,
    };
    this.byId.set(id, skill);
    return skill;
  }

  find(id: string): Skill | undefined {
    return this.byId.get(id);
  }

  /** @throws SmapiRefusal when there is no such skill, or it is another vendor's */
  ofCaller(id: string): Skill {
    const skill = this.byId.get(id);
    if (skill === undefined) {
      throw new SmapiRefusal(notFound(id, "development"));
    }
    if (skill.vendorId !== this.vendorId) {
      throw new SmapiRefusal(smapiError(403, "You are not authorized to access this skill."));
    }
    return skill;
  }

  /** @throws SmapiRefusal when the caller has no such skill, or it has not come to this stage */
  inStage(id: string, stage: string): Skill {
    const skill = this.ofCaller(id);
    assertStage(stage);
    if (stage !== "development") {
      throw new SmapiRefusal(notFound(id, stage));
    }
    return skill;
  }

  /** @throws SmapiRefusal when the caller has no such skill, or the stage cannot be written */
  toWrite(id: string, stage: string): Skill {
    const skill = this.ofCaller(id);
    assertStage(stage);
    if (stage !== "development") {
      throw new SmapiRefusal(smapiError(403, `The stage ${stage} cannot be changed; only development can.`));
    }
    return skill;
  }
}

/** In the form that SMAPI's entity tags of skill packages have: no quotation marks. */
export const newTag = (): string => randomBytes(16).toString("hex");

export const newSkillId = (): string => `amzn1.ask.skill.${randomUUID()}`;

const STAGES = ["development", "certified", "live"];

function assertStage(stage: string): void {
  if (!STAGES.includes(stage)) {
    const message = `The stage must be one of: ${STAGES.join(", ")}.`;
    throw new SmapiRefusal(smapiError(400, message, [{ code: "INVALID_ENUM_VALUE", message }]));
  }
}

const notFound = (id: string, stage: string) =>
  smapiError(404, `Skill not found with id: ${id.slice(0, 255)}, stage: ${stage}`);

function madeInConsole(): Skill["files"] {
  const manifest = {
    manifestVersion: "1.0",
    publishingInformation: { locales: { "en-US": { name: "My skill" } } },
    apis: { custom: {} },
  };
  const model = { interactionModel: { languageModel: { invocationName: "my skill", intents: [], types: [] } } };
  return new Map([
    ["skill.json", jsonFile({ manifest })],
    ["interactionModels/custom/en-US.json", jsonFile(model)],
  ]);
}

const jsonFile = (value: object): Uint8Array => Buffer.from(JSON.stringify(value, null, 2));
