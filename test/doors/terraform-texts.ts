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
import { foreignSettings } from "../../terraform/foreign-settings";
import { keepLocalStatesPrivate } from "../../terraform/local-state";
import { planPlace, readSavedPlan, stackNameOf } from "../../terraform/saved-plan";
import { readStack, skillIdOf, stateOutside } from "../../terraform/synthesized-stack";
import { Terraform } from "../../terraform/terraform";
import { unprotected } from "../../terraform/unprotected-plan";
import { findUnwrittenState, keepPrintedState, printedState } from "../../terraform/unwritten-state";
import { smallFilesFolder } from "../run-folder";
import type { Change } from "./changed-json";
import { changedJson, changesOf, strangeJson } from "./changed-json";
import type { Door, OpenDoor } from "./door";
import { hold, holdSecret } from "./door";
import {
  holdBackend,
  holdForeign,
  holdOutputs,
  holdPlace,
  holdPrinted,
  holdPrivate,
  holdSavedPlan,
  holdStack,
  holdTexts,
  holdUnprotected,
  holdUnwritten,
  outsideOf,
  parsed,
} from "./terraform-judgements";

const SECRET = "planted7f3b9c1d2e4a5b6c7d8e9f0a1b2c3d4e5f6a7b8c9d";
/** As much of it as the words of V8's parser quote. */
const BEGINNING = SECRET.slice(0, 6);

const OUTPUTS = { account_linking: { sensitive: true, type: "dynamic", value: { client_secret: SECRET } } };
const STATE = { version: 4, serial: 7, lineage: "0e7c", resources: [{ name: SECRET }] };
const BACKEND = {
  version: 3,
  backend: { type: "s3", config: { bucket: "b", key: "dev.tfstate", secret_key: SECRET } },
};
const STACK = {
  "//": { metadata: { stackName: "dev" } },
  terraform: { backend: { local: { path: "../../../dev.tfstate" } } },
  provider: { aws: [{ region: "us-east-1", allowed_account_ids: ["123456789012"] }] },
  variable: { token: { ephemeral: true } },
  resource: { aws_cognito_user_pool: { pool: { name: "p", lifecycle: { prevent_destroy: true } } } },
  output: { account_linking: { value: { skill_ids: ["amzn1.ask.skill.1"], client_secret: SECRET } } },
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
  /** Characters that are missing at the end. */
  readonly cut: number;
  /** What somebody typed into it, at so much of its length. */
  readonly typed?: { readonly at: number; readonly text: string };
  /** Another file in the stack's folder. */
  readonly beside?: string;
}

const lines = fc.array(fc.constantFrom(...LINES), { maxLength: 4 });
const noLines = fc.constant<readonly string[]>([]);
const words = fc.constantFrom<unknown>(
  ...[null, "s3", "local", "../x", "../../../../outside.tfstate", "../../../deep/dev.tfstate", [SECRET], "dev", 4, "4"],
  ...[true, false, 3, { local: { path: "../../../x.tfstate" } }, { s3: {} }, { prevent_destroy: true }],
);
const LIFECYCLE = ["resource", "aws_cognito_user_pool", "pool", "lifecycle"];
const LOCAL = ["terraform", "backend", "local"];
const EPHEMERAL = ["variable", "token", "ephemeral"];

/** Changes of what decides: chance alone seldom finds one. */
const TELLING: Readonly<Record<keyof typeof JSONS, readonly Change[]>> = {
  outputs: [
    { at: ["account_linking"], to: "x" },
    { at: ["account_linking", "value"], to: null },
  ],
  state: [{ at: ["version"], to: 3 }, { at: ["version"], to: "4" }, { at: ["lineage"] }],
  stack: [
    ...["../../../../outside.tfstate", "../../../x.tfstate", "x.tfstate"].map((to) => ({ at: [...LOCAL, "path"], to })),
    { at: LOCAL.slice(0, -1), to: { gcs: { path: "../../../x.tfstate" } } },
    { at: LOCAL.slice(0, -1) },
    ...["true", false].map((to) => ({ at: [...LIFECYCLE, "prevent_destroy"], to })),
    ...["true", false].map((to) => ({ at: EPHEMERAL, to })),
    { at: ["provider", "aws", "0", "allowed_account_ids"], to: ["210987654321"] },
    { at: ["provider", "aws", "0", "region"], to: "eu-west-1" },
  ],
  backend: [{ at: ["backend", "type"], to: "gcs" }, { at: ["backend"] }],
  plan: [
    { at: ["tfstate", "lineage"], to: "1f8d" },
    { at: ["tfstate", "serial"], to: "7" },
    { at: ["tfplan"] },
    { at: ["tfconfig/m-/cdk.tf.json", "//", "metadata", "stackName"], to: "prod" },
  ],
};

const typed = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  text: fc.constantFrom("x", '"', ",", "}", "]", "\u0000", "//", "<<<<<<< HEAD\n"),
});

const ofJson = (of: keyof typeof JSONS): fc.Arbitrary<Case> =>
  fc.record(
    {
      of: fc.constant(of),
      changes: fc.oneof(
        fc.constant([]),
        changesOf(JSONS[of], fc.oneof(strangeJson, words)),
        fc.constantFrom(...TELLING[of]).map((change) => [change]),
      ),
      before: fc.oneof({ weight: 2, arbitrary: noLines }, lines),
      after: fc.oneof({ weight: 2, arbitrary: noLines }, lines),
      cut: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.nat(200)),
      typed,
      beside: fc.constantFrom("override.tf", "x_override.tf.json", "terraform.tfvars", ".DS_Store", "a.tfstate", "b"),
    },
    { requiredKeys: ["of", "changes", "before", "after", "cut"] },
  );

/** What decides, with nothing around it that would have it refused. */
const plainly = (of: keyof typeof JSONS): readonly Case[] =>
  TELLING[of].map((change) => ({ of, changes: [change], before: [], after: [], cut: 0 }));

const cases: fc.Arbitrary<Case> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      of: fc.constant("text" as const),
      changes: fc.constant([]),
      before: fc.array(fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...LINES) }, fc.string()), { maxLength: 12 }),
      after: noLines,
      cut: fc.constant(0),
    }),
  },
  ...(["state", "stack", "backend", "plan"] as const).map((of) => ({ weight: 5, arbitrary: ofJson(of) })),
  { weight: 10, arbitrary: fc.constantFrom(...(["state", "stack", "backend", "plan"] as const).flatMap(plainly)) },
  // A program is started for it, which costs more than all others.
  { weight: 1, arbitrary: ofJson("outputs") },
);

function text({ before, after, cut, typed: more }: Case, json: unknown): string {
  const whole = [...before, JSON.stringify(json, undefined, 2) ?? "", ...after].join("\n");
  const left = whole.slice(0, whole.length - cut);
  const place = Math.floor((more?.at ?? 0) * left.length);
  return more === undefined ? left : left.slice(0, place) + more.text + left.slice(place);
}

/** Whether the JSON stands in the text as it is, with lines around it. */
const isWhole = ({ cut, typed: more }: Case): boolean => cut === 0 && more === undefined;

async function open(): Promise<OpenDoor<Case>> {
  const root = smallFilesFolder();
  const project = join(root, "project");
  const binary = join(root, "terraform");
  writeFileSync(binary, `#!/bin/sh\nexec cat "${root}/printed"\n`);
  chmodSync(binary, 0o755);
  const outside = outsideOf(root);
  writeFileSync(outside, "{}");
  chmodSync(outside, 0o644);
  const output = join(project, "out");
  const folder = join(output, "stacks/dev");
  const terraform = new Terraform({
    binary: { path: binary, product: "Terraform" },
    folder,
    env: { PATH: process.env.PATH },
    secrets: new Secrets(),
  });

  const readers: Readonly<Record<Case["of"], (given: Case) => Promise<void> | void>> = {
    text: ({ before }) => holdTexts(before, folder),
    outputs: async (given) => {
      const json = changedJson(OUTPUTS, given.changes);
      writeFileSync(join(root, "printed"), text(given, json));
      await refusing(async () => {
        const outputs = await terraform.output();
        hold(typeof outputs === "object" && !Array.isArray(outputs), "the outputs are no object");
        if (isWhole(given)) {
          holdOutputs(outputs, json);
        }
      });
    },
    state: async (given) => {
      const json = changedJson(STATE, given.changes);
      const left = text(given, json);
      writeFileSync(join(folder, "errored.tfstate"), left, { mode: 0o644 });
      await refusing(() => holdUnwritten(findUnwrittenState(folder), left));
      const printed = printedState(left);
      holdPrinted(printed, json, isWhole(given));
      await refusing(() => printed && holdUnwritten(keepPrintedState(printed, folder), printed.text));
      holdSecret(printed?.others ?? "", [BEGINNING]);
    },
    stack: async (given) => {
      const json = changedJson(STACK, given.changes);
      const written = text(given, json);
      writeFileSync(join(folder, "cdk.tf.json"), written);
      writeFileSync(join(project, "dev.tfstate"), "{}", { mode: 0o644 });
      await refusing(() => {
        const stack = readStack(output, "dev");
        holdStack(stack, written);
        holdPlace(stateOutside(stack, project), folder, project, parsed(written));
        skillIdOf(stack);
      });
      await refusing(() => {
        keepLocalStatesPrivate(output, project);
        holdPrivate(folder, project, outside, parsed(written));
      });
      if (given.beside !== undefined) {
        writeFileSync(join(folder, given.beside), SECRET);
      }
      await refusing(() => {
        const said = foreignSettings({ folder, env: { TF_VAR_token: SECRET } });
        holdForeign(said, given.beside, parsed(written));
        return said.join("\n");
      });
      hold(stackNameOf(json) === undefined || JSON.stringify(json).includes("stackName"), "a stack has no such name");
      await refusing(() => holdUnprotected(unprotected(json, folder), json));
    },
    backend: async (given) => {
      const written = text(given, changedJson(BACKEND, given.changes));
      writeFileSync(join(folder, ".terraform/terraform.tfstate"), written);
      await refusing(() => holdBackend(planPlace(folder, {}), written));
    },
    plan: async (given) => {
      const entries = changedJson(PLAN, given.changes);
      const files = typeof entries === "object" && entries !== null ? Object.entries(entries) : [];
      const zipped = zipSync(
        Object.fromEntries(
          files
            .filter(([name]) => name !== "__proto__")
            .map(([name, value]) => [name, Buffer.from(typeof value === "string" ? value : text(given, value))]),
        ),
        { level: 1 },
      );
      const zip = zipped.subarray(0, zipped.length - given.cut);
      writeFileSync(join(root, "plan"), zip);
      await refusing(() => holdSavedPlan(readSavedPlan(join(root, "plan")), zip));
    },
  };

  return {
    enter: async (given) => {
      rmSync(project, { recursive: true, force: true });
      mkdirSync(join(folder, ".terraform"), { recursive: true });
      writeFileSync(join(folder, "cdk.tf.json"), JSON.stringify(STACK));
      await readers[given.of](given);
    },
    close: () => removeFolder(root),
  };
}

/** It goes well, or it is refused in words for people. What it says is said, and not a part of the secret. */
async function refusing(work: () => unknown): Promise<void> {
  try {
    const said = await work();
    holdSecret(typeof said === "string" ? said : "", [BEGINNING]);
  } catch (error) {
    const { message, name } = error as Error;
    hold(error instanceof Problem, `${name}: ${message}`);
    holdSecret(message, [BEGINNING]);
  }
}

export const door: Door<Case> = { cases, casesInTests: 260, open };
