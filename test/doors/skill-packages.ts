/**
 * Whatever a folder with a skill package holds: each flaw has words and a place, no file from outside gets in, no secret
 * of it is said, and what is taken here the stand-in takes, whose rules are another reading of Amazon's schema.
 */
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { checkedSkillPackage } from "../../alexa/skill-package/checked-skill-package";
import { zipSkillPackage } from "../../alexa/skill-package/skill-package-zip";
import { unzipPackage } from "../../alexa/smapi/package-archive";
import { removeFolder } from "../../common/temporary-folder";
import { checkSkillPackage } from "../../local/amazon/skill-package-check";
import { readZip } from "../../local/amazon/skill-package-zip";
import { accountLinking, manifest, model } from "../alexa/skill-package/example-package";
import { smallFilesFolder } from "../run-folder";
import type { Change } from "./changed-json";
import { changedJson, changesOf, strangeJson } from "./changed-json";
import type { Door, OpenDoor } from "./door";
import { hold, holdSecret } from "./door";

const SECRET = "planted7f3b9c1d2e4a5b6c7d8e9f0a1b2c3d4e5f6a7b8c9d";
const OUTSIDE = "planted-outside-of-the-folder";
const MODEL = "interactionModels/custom/en-US.json";
const dialog = {
  intents: [
    { name: "GreetIntent", slots: [{ name: "person", type: "AMAZON.FirstName", prompts: { elicitation: "P.1" } }] },
  ],
  delegationStrategy: "ALWAYS",
};
const prompts = [{ id: "P.1", variations: [{ type: "PlainText", value: "Who?" }] }];
const types = [{ name: "PLANT", values: [{ id: "a", name: { value: "rose", synonyms: ["red rose"] } }] }];
const { languageModel } = model.interactionModel;

/** The files of a package, of which there are changes. */
const FILES = {
  "skill.json": {
    manifest: {
      ...manifest,
      apis: { custom: { interfaces: [{ type: "AUDIO_PLAYER" }] }, smartHome: { protocolVersion: "3" } },
      events: { subscriptions: [{ eventName: "SKILL_ENABLED" }] },
      permissions: [{ name: "alexa::profile:email:read" }],
    },
  },
  [MODEL]: { interactionModel: { languageModel: { ...languageModel, types }, dialog, prompts } },
};

/** What is done to the bytes of a file. */
const SPOILS: Readonly<Record<string, (text: string) => Uint8Array>> = {
  mark: (text) => Buffer.from(`\ufeff${text}`),
  "two marks": (text) => Buffer.from(`\ufeff\ufeff${text}`),
  utf16: (text) => Buffer.from(`\ufeff${text}`, "utf16le"),
  "utf16, big": (text) => Buffer.from(text, "utf16le").swap16(),
  latin1: (text) => Buffer.from(`${text.slice(0, -2)},"ü":1}`, "latin1"),
  "half a character": (text) => Buffer.concat([Buffer.from(text.slice(0, -2)), Buffer.from([0x2c, 0x22, 0xc3, 0x22])]),
  cut: (text) => Buffer.from(text.slice(0, text.length / 2)),
  twice: (text) => Buffer.from(text + text),
  "key twice": (text) => Buffer.from(text.replace("{", '{"manifest":{},')),
  comment: (text) => Buffer.from(`// x\n${text}`),
  nul: (text) => Buffer.from(`${text}\u0000`),
  "no-break space": (text) => Buffer.from(`\u00a0${text}`),
  deep: () => Buffer.from(`{"manifest":${"[".repeat(100_000)}`),
  "deep and whole": () => Buffer.from(`{"manifest":${'{"a":'.repeat(5000)}1${"}".repeat(5001)}`),
  empty: () => Buffer.alloc(0),
  "large number": (text) => Buffer.from(text.replace('"1.0"', `1${"0".repeat(400)}`)),
  secret: (text) => Buffer.from(text.replace("{", `{"clientSecret":"${SECRET}",`)),
  "secret in what is no JSON": (text) => Buffer.from(`{"client_secret":"${SECRET}" ${text}`),
};

interface Extra {
  readonly name: string;
  /** Where a link leads; a folder for `/`; a file otherwise. */
  readonly to?: string;
}

interface Case {
  readonly changes: readonly Change[];
  readonly spoiled?: { readonly file: keyof typeof FILES; readonly how: string };
  readonly extras: readonly Extra[];
}

const words = fc.constantFrom<unknown>(
  ...[
    "en-US",
    "de-DE",
    "xx-XX",
    "AMAZON.FirstName",
    "PLANT",
    "P.1",
    "ALWAYS",
    "GreetIntent",
    "AMAZON.StopIntent",
    "{person}",
  ],
  ...[
    "1.0",
    "3",
    "NOVELTY",
    "https://example.com/",
    "http://example.com",
    "arn:aws:lambda:us-east-1:123456789012:function:x",
  ],
  ...[
    "SKILL_ACCOUNT_LINKED",
    "AUDIO_PLAYER",
    "ALEXA_PRESENTATION_APL",
    { uri: "https://example.com/" },
    [],
    ["a", "a"],
    "{",
    "}{",
  ],
);

const extras = fc.array(
  fc.record(
    {
      name: fc.constantFrom(
        ...[
          "assets/a.png",
          "assets/link.png",
          "interactionModels/custom/de-DE.json",
          "interactionModels/custom/xx.JSON",
        ],
        ...[
          "tasks/a.json",
          "account-linking.json",
          "notes.txt",
          "sub/skill.json",
          ".hidden",
          "a\\b",
          "x\u001b[2J",
          "\u202e.json",
        ],
        ...[
          "interactionModels/custom/en-us.json",
          "interactionModels/custom/__proto__.json",
          "con",
          "a b",
          "ü",
          "__proto__",
        ],
      ),
      to: fc.constantFrom(
        "../outside/secret.json",
        "..",
        ".",
        "skill.json",
        "nowhere",
        "/dev/zero",
        "/etc/passwd",
        "/",
        "self",
      ),
    },
    { requiredKeys: ["name"] },
  ),
  { maxLength: 2 },
);

const cases: fc.Arbitrary<Case> = fc.record(
  {
    changes: fc.oneof(
      { weight: 1, arbitrary: fc.constant([]) },
      { weight: 5, arbitrary: changesOf(FILES, fc.oneof(strangeJson, words)) },
    ),
    spoiled: fc.record({
      file: fc.constantFrom(...(Object.keys(FILES) as (keyof typeof FILES)[])),
      how: fc.constantFrom(...Object.keys(SPOILS)),
    }),
    extras,
  },
  { requiredKeys: ["changes", "extras"] },
);

function write(root: string, { changes, spoiled, extras: more }: Case): void {
  const files = changedJson(FILES, changes);
  const texts = typeof files === "object" && files !== null ? Object.entries(files) : [];
  for (const [name, value] of texts.filter(([it]) => Object.hasOwn(FILES, it))) {
    const text = JSON.stringify(value) ?? "";
    const spoil = spoiled?.file === name ? SPOILS[spoiled.how] : undefined;
    put(root, { name }, spoil === undefined ? text : spoil(text));
  }
  for (const extra of more) {
    put(root, extra, extra.name.endsWith("SON") ? "{" : '{"a":1}');
  }
}

function put(root: string, { name, to }: Extra, content: string | Uint8Array): void {
  const file = join(root, name);
  mkdirSync(dirname(file), { recursive: true });
  rmSync(file, { recursive: true, force: true });
  if (to === "/") {
    mkdirSync(file);
  } else if (to === undefined) {
    writeFileSync(file, content);
  } else {
    symlinkSync(to === "self" ? file : to.startsWith("/") ? to : join(root, to), file);
  }
}

async function open(): Promise<OpenDoor<Case>> {
  const folder = smallFilesFolder();
  mkdirSync(join(folder, "outside"));
  writeFileSync(join(folder, "outside/secret.json"), JSON.stringify({ manifest: { [OUTSIDE]: OUTSIDE } }));
  const root = join(folder, "package");
  return {
    enter: (given) => {
      rmSync(root, { recursive: true, force: true });
      mkdirSync(root);
      write(root, given);
      const { flaws, made } = checkedSkillPackage(root, { environment: "dev", accountLinking });
      const told = JSON.stringify(flaws);
      for (const { message, path } of flaws) {
        hold(
          message !== "" && !/\bundefined\b|\[object/.test(message.replaceAll('"undefined"', "")),
          `${path}: ${message}`,
        );
      }
      holdSecret(told, [SECRET, OUTSIDE]);
      const errors = flaws.filter(({ severity }) => severity === "error");
      hold(made !== undefined || errors.length > 0, "nothing was made, and nothing is wrong");
      if (made === undefined) {
        return;
      }
      const zip = zipSkillPackage(made);
      const content = [...made.files].map(([name, bytes]) => `${name}${Buffer.from(bytes)}`).join();
      hold(!content.includes(OUTSIDE) && !content.includes("root:"), "a file from outside is in the package");
      if (errors.length === 0) {
        hold(!content.includes(SECRET), "a package with a client secret is taken");
        const refused = checkSkillPackage(readZip(zip)).resources.flatMap((it) => it.errors);
        hold(refused.length === 0, `it is taken here, and there ${JSON.stringify(refused).slice(0, 500)}`);
        hold(
          unzipPackage("Could not export", zip).size === made.files.size,
          "the zip has other files than the package",
        );
      }
    },
    close: () => removeFolder(folder),
  };
}

export const door: Door<Case> = { cases, casesInTests: 200, open };
