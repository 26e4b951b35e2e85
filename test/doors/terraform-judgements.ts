/** What is said of what Terraform prints and leaves, judged by another reading of it: plain JSON.parse and plain paths. */
import { createHash } from "node:crypto";
import { existsSync, statSync } from "node:fs";
import { join, resolve, sep } from "node:path";
import { unzipSync } from "fflate";
import { killedText, lacksProvider, terraformErrorText } from "../../terraform/error-text";
import type { PlanPlace, SavedPlan } from "../../terraform/saved-plan";
import { synthErrorText } from "../../terraform/synth-error-text";
import type { SynthesizedStack } from "../../terraform/synthesized-stack";
import type { PrintedState, UnwrittenState } from "../../terraform/unwritten-state";
import { hold } from "./door";

type Json = Readonly<Record<string, unknown>>;

/** The value of a text; undefined where it is no JSON. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
const own = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null && !Array.isArray(value) && Object.hasOwn(value, name)
    ? (value as Json)[name]
    : undefined;
const at = (value: unknown, ...way: readonly string[]): unknown => way.reduce(own, value);
const textOr = <T>(value: unknown, other: T): string | T => (typeof value === "string" ? value : other);
const isPrivate = (file: string): boolean => (statSync(file).mode & 0o077) === 0;

/** A state is called whole, and to be pushed, where it is one, and nowhere else; only its owner reads it. */
export function holdUnwritten(found: UnwrittenState | undefined, left: string): string {
  const whole = isState(parsed(left));
  hold(found !== undefined, "a state that lies there is not found");
  hold(found.fix.includes("state push") === whole, `of a state that is ${whole ? "" : "not "}whole: ${found.fix}`);
  hold(isPrivate(found.file), "others may read the state");
  return found.fix;
}

export const isState = (json: unknown): boolean =>
  own(json, "version") === 4 && typeof own(json, "lineage") === "string";

/** A whole state among what was printed is found, as it is. */
export function holdPrinted(printed: PrintedState | undefined, json: unknown, isWhole: boolean): void {
  hold(printed !== undefined || !(isWhole && isState(json)), "a state that was printed is lost");
  hold(printed === undefined || isState(parsed(printed.text)), "what is no state is kept");
  hold(printed === undefined || !isWhole || isSame(parsed(printed.text), json), "another state is kept");
}

/** @param json what was printed, among other lines */
export function holdOutputs(outputs: Json, json: unknown): void {
  const values = Object.entries(json as Json).map(([name, output]) => [name, own(output, "value")]);
  hold(isSame(outputs, Object.fromEntries(values)), "other outputs are read than were printed");
}

export function holdStack(stack: SynthesizedStack, text: string): void {
  const json = parsed(text);
  const providers = at(json, "provider", "aws");
  const aws: unknown = Array.isArray(providers) ? providers[0] : undefined;
  const accounts = own(aws, "allowed_account_ids");
  const ids = at(json, "output", "account_linking", "value", "skill_ids");
  hold(stack.region === textOr(own(aws, "region"), "us-east-1"), `the region is ${stack.region}`);
  hold(stack.accountId === textOr(Array.isArray(accounts) && accounts[0], "123456789012"), "it is another account");
  hold(
    isSame(
      stack.skillIds,
      (Array.isArray(ids) ? ids : []).filter((it) => typeof it === "string"),
    ),
    "other skills",
  );
  hold(stack.preventsDestroy === isProtected(json), `it is said to be ${stack.preventsDestroy ? "" : "un"}protected`);
  hold(stack.sha256 === createHash("sha256").update(text).digest("hex"), "it is the digest of something else");
}

const resourcesIn = (json: unknown): readonly unknown[] =>
  Object.values(asRecord(own(json, "resource"))).flatMap((named) => Object.values(asRecord(named)));
const asRecord = (value: unknown): Json =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : {};
const isProtected = (json: unknown): boolean =>
  resourcesIn(json).some((it) => at(it, "lifecycle", "prevent_destroy") === true);

/** Nothing is protected any more, and all else stays as it was. */
export function holdUnprotected(made: unknown, json: unknown): void {
  hold(!isProtected(made), "a copy that is to show everything keeps something from being destroyed");
  const { resource: _, terraform: __, ...others } = asRecord(json);
  const { resource: ___, terraform: ____, ...kept } = asRecord(made);
  hold(isSame(kept, others), "a copy of the stack is of another stack");
  hold(resourcesIn(made).length === resourcesIn(json).length, "a copy of the stack has other resources");
}

const localPath = (json: unknown): string => textOr(at(json, "terraform", "backend", "local", "path"), "");

/** @param said where it lies, unless it is a file in the folder */
export function holdPlace(said: string | undefined, stack: string, inside: string, json: unknown): void {
  const [kind] = Object.keys(asRecord(at(json, "terraform", "backend")));
  const file = resolve(stack, localPath(json) || "terraform.tfstate");
  const isInside = kind === "local" && `${file}${sep}`.startsWith(`${inside}${sep}`);
  hold((said === undefined) === isInside, `of a state in ${kind} ${file} it says ${said}`);
}

/** A local state in the project is its owner's alone. One outside of it is somebody else's, and stays as it was. */
export function holdPrivate(stack: string, project: string, outside: string, json: unknown): void {
  const file = resolve(stack, localPath(json));
  const isHere = localPath(json) !== "" && `${file}${sep}`.startsWith(`${project}${sep}`) && existsSync(file);
  hold(!isHere || !statSync(file).isFile() || isPrivate(file), "others may read a local state");
  hold((statSync(outside).mode & 0o777) === 0o644, "the mode of a file outside of the project has changed");
}

/** @param said by variable and file */
export function holdForeign(said: readonly string[], beside: string | undefined, json: unknown): void {
  const isEphemeral = at(json, "variable", "token", "ephemeral") === true;
  hold(said.some((it) => it.startsWith("TF_VAR_token ")) === isEphemeral, "of an ephemeral variable it says otherwise");
  const isForeign = beside !== undefined && !/^\.DS_Store$|\.tfstate$/.test(beside);
  hold(
    said.some((it) => it.includes(`holds "${beside}", which no synth`)) === isForeign,
    `of ${beside} it says ${said}`,
  );
}

export function holdBackend({ backend }: PlanPlace, text: string): void {
  const wanted = own(parsed(text), "backend");
  hold(backend.type === textOr(own(wanted, "type"), "local"), `the backend is ${backend.type}`);
  hold(isSame(backend.config, asRecord(own(wanted, "config"))), "the backend has other settings");
}

const NAME = ["//", "metadata", "stackName"];

/** As another reader of zips finds it. */
export function holdSavedPlan({ configuration, state, stack }: SavedPlan, zip: Uint8Array): void {
  const files = unzipSync(zip);
  const textIn = (name: string): string => Buffer.from(files[name] ?? []).toString();
  const held = parsed(textIn("tfstate"));
  const wanted = parsed(textIn("tfconfig/m-/cdk.tf.json"));
  hold(files.tfplan !== undefined, "what has no plan in it is read as one");
  hold(isSame(at(configuration, ...NAME), at(wanted, ...NAME)), "the configuration is another one");
  hold(Buffer.from(stack ?? []).toString() === textIn("tfconfig/m-/cdk.tf.json"), "the stack has other bytes");
  hold(state.lineage === textOr(own(held, "lineage"), ""), "the state is another one");
  const serial = own(held, "serial");
  hold(state.serial === (typeof serial === "number" ? serial : 0), `the state's serial is ${state.serial}`);
}

/** Lines that have a hint of their own, in the order in which they are looked for, and words of it. */
const HINTS: readonly (readonly [string, string])[] = [
  ["Failed to query available provider packages", "The AWS provider could not be downloaded"],
  ["│ Error: Unsupported state file format", "The state is cut off"],
  ["Error: Error acquiring the state lock", "holds the lock of this state"],
];

/** @param lines of the output */
export function holdTexts(lines: readonly string[], folder: string): void {
  const output = lines.join("\n");
  const said = [terraformErrorText(output), synthErrorText(output), killedText(folder, output)] as const;
  const [error, synth, killed] = said;
  hold(
    said.every((it) => typeof it === "string" && !it.includes("\u001b[31m")),
    "an error has colours",
  );
  hold(error.split("\n").length < 80, "an error has no end");
  hold(lacksProvider(output) === lines.some((it) => it === HINTS[0]?.[0]), "of the provider it says otherwise");
  hold(killed.includes("pool.pool") === lines.includes("aws_cognito_user_pool.pool: Creating..."), killed);
  hold(!/\[ERROR\] x|^ +at a /m.test(synth), "an error has the log of cdktf in it");
  const app = lines.indexOf("Command output on stderr:");
  hold(app < 0 || lines[app + 1] !== "      Error: x" || synth.includes("Error: x"), "the app's own words are lost");
  holdHint(error, lines);
}

function holdHint(error: string, lines: readonly string[]): void {
  const first = lines.findIndex((line) => /^(?:│ )?Error/.test(line.replace("\u001b[31m", "")));
  const relevant = lines.slice(Math.max(first, 0));
  // Of long texts a part is left out, and the hint with it.
  if (relevant.every((line) => line.length < 100)) {
    const [, words = ""] = HINTS.find(([line]) => relevant.includes(line)) ?? [];
    hold(error.startsWith(words) || error.includes(words), `it says ${error.slice(0, 200)}`);
    const others = HINTS.filter(([, it]) => it !== words).map(([, it]) => it);
    hold(
      others.every((it) => !error.includes(it)),
      `it says ${error.slice(0, 200)}`,
    );
  }
}

export const outsideOf = (root: string): string => join(root, "outside.tfstate");
