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
  /** Changes with each write of a file. */
  packageTag: string;
  /** ISO 8601, when a file was written. */
  lastUpdated: string;
  /** Whether the files came from an import, and not from making the skill in the console. */
  imported: boolean;
  /** Whether the developer's own account may use it. */
  enabled: boolean;
}

export class Skills {
  private readonly byId = new Map<string, Skill>();

  /** @param now milliseconds since the epoch */
  constructor(
    readonly vendorId: string,
    private readonly now: () => number,
  ) {}

  /** @param files what it has; without them, what a skill has that was made in the console */
  add(id: string, vendorId: string, files?: Skill["files"]): Skill {
    const skill: Skill = {
      id,
      vendorId,
      accountLinking: undefined,
      accountLinkingTag: newTag(),
      files: files ?? madeInConsole(),
      packageTag: newTag(),
      lastUpdated: this.timestamp(),
      imported: files !== undefined,
      enabled: false,
    };
    this.byId.set(id, skill);
    return skill;
  }

  find(id: string): Skill | undefined {
    return this.byId.get(id);
  }

  /** The caller's, in the order in which they were made. */
  ownedByCaller(): readonly Skill[] {
    return [...this.byId.values()].filter(({ vendorId }) => vendorId === this.vendorId);
  }

  /** Replaces all files of a skill. */
  write(skill: Skill, files: Skill["files"]): void {
    skill.files = files;
    skill.packageTag = newTag();
    skill.lastUpdated = this.timestamp();
  }

  remove({ id }: Skill): void {
    this.byId.delete(id);
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

  private timestamp(): string {
    return new Date(this.now()).toISOString();
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

/** What the console puts into a new skill's model beside the developer's own. */
const CONSOLES_INTENTS = ["AMAZON.CancelIntent", "AMAZON.HelpIntent", "AMAZON.StopIntent", "AMAZON.NavigateHomeIntent"];

function madeInConsole(): Skill["files"] {
  const manifest = {
    manifestVersion: "1.0",
    publishingInformation: { locales: { "en-US": { name: "My skill" } } },
    apis: { custom: {} },
  };
  const intents = CONSOLES_INTENTS.map((name) => ({ name, samples: [] }));
  const model = { interactionModel: { languageModel: { invocationName: "my skill", intents, types: [] } } };
  return new Map([
    ["skill.json", jsonFile({ manifest })],
    ["interactionModels/custom/en-US.json", jsonFile(model)],
  ]);
}

const jsonFile = (value: object): Uint8Array => Buffer.from(JSON.stringify(value, null, 2));
