import type { SkillPackage } from "../../../alexa/skill-package/skill-package";
import { jsonContent, skillPackageOf } from "../../../alexa/skill-package/skill-package";
import type { AccountLinking } from "../../../contract/account-linking";

export const SKILL = "amzn1.ask.skill.11111111-1111-4111-8111-111111111111";

const arn = (region: string) => `arn:aws:lambda:${region}:123456789012:function:example-dev:live`;

export const accountLinking: Pick<AccountLinking, "function_arns" | "skill_ids"> = {
  skill_ids: [SKILL],
  function_arns: { NA: arn("us-east-1"), EU: arn("eu-west-1"), FE: arn("us-west-2") },
};

export const manifest = {
  manifestVersion: "1.0",
  publishingInformation: {
    locales: {
      "en-US": {
        name: "Stack Guide",
        summary: "What this is built with.",
        description: "It tells what it is built with.",
        examplePhrases: ["Alexa, open stack guide"],
        keywords: ["stack"],
      },
    },
    isAvailableWorldwide: true,
    category: "NOVELTY",
  },
  apis: { custom: {} },
  privacyAndCompliance: { locales: { "en-US": { privacyPolicyUrl: "https://skill.amazon.dev/privacy" } } },
};

export const model = {
  interactionModel: {
    languageModel: {
      invocationName: "stack guide",
      intents: [
        {
          name: "GreetIntent",
          slots: [{ name: "person", type: "AMAZON.FirstName" }],
          samples: ["greet {person}", "say hello to {person}"],
        },
        ...["Cancel", "Help", "NavigateHome", "Stop", "Fallback"].map((name) => ({
          name: `AMAZON.${name}Intent`,
          samples: [] as string[],
        })),
      ],
      types: [] as unknown[],
    },
  },
};

/** A package without a flaw, with files of one's own; undefined leaves one out. */
export function packageOf(files: Readonly<Record<string, unknown>> = {}): SkillPackage {
  const all: Record<string, unknown> = {
    "skill.json": { manifest },
    "interactionModels/custom/en-US.json": model,
    ...files,
  };
  return skillPackageOf(
    Object.entries(all)
      .filter(([, value]) => value !== undefined)
      .map(([path, value]) => [path, value instanceof Uint8Array ? value : jsonContent(value)]),
  );
}

/** A copy with another value at a path: `changed(model, ["interactionModel", "languageModel"], {…})`. */
export function changed(object: unknown, path: readonly (string | number)[], value: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) {
    return value;
  }
  const copy = structuredClone(object) as Record<string | number, unknown>;
  copy[key] = changed(copy[key], rest, value);
  return copy;
}

export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
