/**
 * Whatever Terraform, a wrapper around it, or a killed run of it leaves: outputs, errors, states, saved plans and stacks
 * are read or refused in words, in time, and no secret of them is said.
 */
import { chmodSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { zipSync } from "fflate";
import { Problem } from "../../common/problem";
import { Secrets } from "../../common/secrets";
import { removeFolder } from "../../common/temporary-folder";
import { killedText, lacksProvider, terraformErrorText } from "../../terraform/error-text";
import { foreignSettings } from "../../terraform/foreign-settings";
import { keepLocalStatesPrivate } from "../../terraform/local-state";
import { planPlace, readSavedPlan, stackNameOf } from "../../terraform/saved-plan";
import { synthErrorText } from "../../terraform/synth-error-text";
import { readStack, skillIdOf, stateOutside } from "../../terraform/synthesized-stack";
import { Terraform } from "../../terraform/terraform";
import { unprotected } from "../../terraform/unprotected-plan";
import { findUnwrittenState, keepPrintedState, printedState } from "../../terraform/unwritten-state";
import { smallFilesFolder } from "../run-folder";
import type { Change } from "./changed-json";
import { changedJson, changesOf, strangeJson } from "./changed-json";
import type { Door, OpenDoor } from "./door";
import { hold, holdSecret } from "./door";

const SECRET = "planted7f3b9c1d2e4a5b6c7d8e9f0a1b2c3d4e5f6a7b8c9d";

const OUTPUTS = { account_linking: { sensitive: true, type: "dynamic", value: { client_secret: SECRET } } };
const STATE = { version: 4, serial: 7, lineage: "0e7c", resources: [{ name: SECRET }] };
const BACKEND = { version: 3, backend: { type: "s3", config: { bucket: "b", key: "dev.tfstate" } } };
const STACK = {
  "//": { metadata: { stackName: "dev" } },
  terraform: { backend: { local: { path: "../../../dev.tfstate" } } },
  provider: { aws: [{ region: "us-east-1", allowed_account_ids: ["123456789012"] }] },
  variable: { token: { ephemeral: true } },
  resource: { aws_cognito_user_pool: { pool: { name: "p", lifecycle: { prevent_destroy: true } } } },
  output: { account_linking: { value: { skill_ids: ["amzn1.ask.skill.1"] } } },
};
const PLAN = { tfplan: "x", tfstate: STATE, "tfconfig/m-/cdk.tf.json": STACK, "tfconfig/modules.json": [] };

const JSONS = { outputs: OUTPUTS, state: STATE, stack: STACK, backend: BACKEND, plan: PLAN } as const;

/** Lines that Terraform, cdktf, setup-terraform's wrapper and Terragrunt print. */
const LINES = [
  ...[
    "Error: Error acquiring the state lock",
    "│ Error: Unsupported state file format",
    "╷",
    "╵",
    "│",
    "\u001b[31mError: x\u001b[0m",
  ],
  ...[
    "aws_cognito_user_pool.pool: Creating...",
    "Error: Resource precondition failed",
    "  on cdk.tf.json line 1, in x:",
    "  1: y",
  ],
  ...[
    "Failed to query available provider packages",
    "failed to get shared config profile, a(b",
    "ExpiredToken: x",
    "{",
    "}",
  ],
  ...[
    "Command output on stderr:",
    "      Error: x",
    "[2026-11-28T08:00:00.000] [ERROR] x",
    "    at a (b.ts:1:2)",
    "\r",
    "",
  ],
  ...[
    '{"@level":"info","@message":"x"}',
    '{"level":"info","msg":"x"}',
    "::add-mask::x",
    "[command]/usr/bin/terraform output",
    "STDOUT {",
  ],
  ...[
    "\u2028",
    "\ufeff",
    " ".repeat(30_000),
    "x".repeat(30_000),
    "Error".repeat(5000),
    "│ ".repeat(10_000),
    "{\n".repeat(3000),
    "}\n".repeat(3000),
  ],
];

interface Case {
  readonly of: keyof typeof JSONS | "text";
  readonly changes: readonly Change[];
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly cut: number;
}

const lines = fc.array(fc.constantFrom(...LINES), { maxLength: 4 });
const noLines = fc.constant<readonly string[]>([]);
const words = fc.constantFrom<unknown>(null, "s3", "local", "../x", "/etc/passwd", [SECRET], "dev", 4, "4");

const ofJson = (of: keyof typeof JSONS): fc.Arbitrary<Case> =>
  fc.record({
    of: fc.constant(of),
    changes: fc.oneof(fc.constant([]), changesOf(JSONS[of], fc.oneof(strangeJson, words))),
    before: fc.oneof({ weight: 2, arbitrary: noLines }, lines),
    after: fc.oneof({ weight: 2, arbitrary: noLines }, lines),
    cut: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.nat(200)),
  });

const cases: fc.Arbitrary<Case> = fc.oneof(
  fc.record({
    of: fc.constant("text" as const),
    changes: fc.constant([]),
    before: fc.array(fc.oneof(fc.constantFrom(...LINES), fc.string()), { maxLength: 12 }),
    after: noLines,
    cut: fc.constant(0),
  }),
  ...(["state", "stack", "backend", "plan"] as const).map(ofJson),
  // A program is started for it, which costs more than all others.
  { weight: 1, arbitrary: ofJson("outputs") },
);

const text = ({ before, after, cut }: Case, json: unknown): string => {
  const whole = [...before, JSON.stringify(json, undefined, 2) ?? "", ...after].join("\n");
  return whole.slice(0, whole.length - cut);
};

async function open(): Promise<OpenDoor<Case>> {
  const root = smallFilesFolder();
  const binary = join(root, "terraform");
  writeFileSync(binary, `#!/bin/sh\nexec cat "${root}/printed"\n`);
  chmodSync(binary, 0o755);
  const folder = join(root, "out/stacks/dev");
  const terraform = new Terraform({
    binary: { path: binary, product: "Terraform" },
    folder,
    env: { PATH: process.env.PATH },
    secrets: new Secrets(),
  });

  const readers: Readonly<Record<Case["of"], (given: Case) => Promise<void> | void>> = {
    text: ({ before }) => readTexts(before.join("\n"), folder),
    outputs: async (given) => {
      const printed = text(given, changedJson(OUTPUTS, given.changes));
      writeFileSync(join(root, "printed"), printed);
      await refusing(async () => {
        const outputs = await terraform.output();
        hold(typeof outputs === "object" && !Array.isArray(outputs), "the outputs are no object");
      });
    },
    state: async (given) => {
      const left = text(given, changedJson(STATE, given.changes));
      writeFileSync(join(folder, "errored.tfstate"), left);
      await refusing(() => holdState(findUnwrittenState(folder)?.fix, left));
      const printed = printedState(left);
      await refusing(() => printed && holdState(keepPrintedState(printed, folder).fix, printed.text));
      readTexts(printed?.others ?? "", folder);
    },
    stack: async (given) => {
      writeFileSync(join(folder, "cdk.tf.json"), text(given, changedJson(STACK, given.changes)));
      await refusing(() => {
        const stack = readStack(join(root, "out"), "dev");
        hold(typeof stack.region === "string" && typeof stack.accountId === "string", "the stack has no place");
        skillIdOf(stack);
      });
      await refusing(() => assertInside(root));
      await refusing(() => keepLocalStatesPrivate(join(root, "out"), root));
      await refusing(() => foreignSettings({ folder, env: { TF_VAR_token: SECRET } }).join("\n"));
      const json = changedJson(STACK, given.changes);
      stackNameOf(json);
      await refusing(() => {
        unprotected(json, folder);
      });
    },
    backend: async (given) => {
      writeFileSync(join(folder, ".terraform/terraform.tfstate"), text(given, changedJson(BACKEND, given.changes)));
      await refusing(() => {
        const { backend } = planPlace(folder, {});
        hold(typeof backend.type === "string" && typeof backend.config === "object", "the backend is none");
      });
    },
    plan: async (given) => {
      const entries = changedJson(PLAN, given.changes);
      const files = typeof entries === "object" && entries !== null ? Object.entries(entries) : [];
      const zip = zipSync(
        Object.fromEntries(
          files
            .filter(([name]) => name !== "__proto__")
            .map(([name, value]) => [name, Buffer.from(name === "tfplan" ? String(value) : text(given, value))]),
        ),
      );
      writeFileSync(join(root, "plan"), zip.subarray(0, zip.length - given.cut));
      await refusing(() => {
        const { configuration, state } = readSavedPlan(join(root, "plan"));
        hold(typeof state.lineage === "string" && typeof state.serial === "number", "the state is none");
        stackNameOf(configuration);
      });
    },
  };

  /** Whether the stack's state is in this folder is said rightly, or refused. */
  const assertInside = (inside: string): void => {
    const stack = readStack(join(root, "out"), "dev");
    stateOutside(stack, inside);
  };

  return {
    enter: async (given) => {
      rmSync(join(root, "out"), { recursive: true, force: true });
      mkdirSync(join(folder, ".terraform"), { recursive: true });
      writeFileSync(join(folder, "cdk.tf.json"), JSON.stringify(STACK));
      await readers[given.of](given);
    },
    close: () => removeFolder(root),
  };
}

/** It goes well, or it is refused in words for people. What it says is said. */
async function refusing(work: () => unknown): Promise<void> {
  try {
    const said = await work();
    holdSecret(typeof said === "string" ? said : "", [SECRET]);
  } catch (error) {
    const { message, name } = error as Error;
    hold(error instanceof Problem, `${name}: ${message}`);
    holdSecret(message, [SECRET]);
  }
}

/** A state is called whole only where it is one. */
function holdState(fix: string | undefined, left: string): string {
  const isPushed = fix?.includes("state push") === true;
  hold(!isPushed || JSON.parse(left).version === 4, "what is no state is to be pushed");
  return fix ?? "";
}

function readTexts(output: string, folder: string): void {
  const said = [terraformErrorText(output), synthErrorText(output), killedText(folder, output)];
  hold(
    said.every((it) => typeof it === "string"),
    "an error has no words",
  );
  hold(
    said.every((it) => !it.includes("\u001b[31m")),
    "an error has colours",
  );
  hold((said[0] ?? "").split("\n").length < 80, "an error has no end");
  lacksProvider(output);
}

export const door: Door<Case> = { cases, casesInTests: 500, open };
