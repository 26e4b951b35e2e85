import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { membersOf, textAt, valueAt } from "../../common/json";
import { Problem } from "../../common/problem";
import { readStackJson } from "../../terraform/stack-json";
import type { DeployedFunction } from "./lambda-runtime/deployed-function";

/** What a function of a stack was built to be, before anything of it was deployed. */
export interface BuiltFunction {
  readonly name: string;
  readonly handler: string;
  /** Base64, of the zip. */
  readonly codeSha256: string;
  /** The environment variables; undefined where only Terraform knows the value. */
  readonly variables: Readonly<Record<string, string | undefined>>;
}

/** The functions of a synthesized stack, of those with `for_each` each. */
export function readBuiltFunctions(stackFolder: string): readonly BuiltFunction[] {
  const stack = readStackJson(stackFolder);
  const functions = membersOf(valueAt(stack, ["resource", "aws_lambda_function"]));
  return [...functions.values()].flatMap((it) => {
    const each = valueAt(it, ["for_each"]);
    return each === undefined
      ? builtFunction(stackFolder, it, (text) => text)
      : [...membersOf(each)].map(([key, entry]) =>
          builtFunction(stackFolder, it, (text) => ofEntry(stack, text, key, entry)),
        );
  });
}

type Resolve = (value: unknown) => unknown;

function builtFunction(stackFolder: string, it: unknown, resolve: Resolve): BuiltFunction {
  const text = (name: string): string => String(resolve(textAt(it, name) ?? ""));
  const variables = membersOf(resolve(valueAt(it, ["environment", "variables"])));
  return {
    name: text("function_name"),
    handler: text("handler"),
    codeSha256: sha256(readFileSync(join(stackFolder, text("filename")))),
    variables: Object.fromEntries(
      [...variables].map(([name, value]) => [name, String(value).includes("${") ? undefined : String(value)]),
    ),
  };
}

/** What Terraform makes of an argument in an instance of `for_each`, in the forms that the stacks have. */
function ofEntry(stack: unknown, value: unknown, key: string, entry: unknown): unknown {
  if (typeof value !== "string") {
    return value;
  }
  const [, member = ""] = /^\$\{each\.value\.(\w+)\}$/.exec(value) ?? [];
  return member === ""
    ? value.replace(/\$\{local\.(\w+)\[each\.key\]\}/g, (_, local) =>
        String(valueAt(stack, ["locals", local, key]) ?? ""),
      )
    : valueAt(entry, [member]);
}

/**
 * Makes sure that a function that was read back from the emulator is the one that was built here: it is about to be run,
 * as this user, and a variable such as NODE_OPTIONS runs code as well as a zip does.
 *
 * @throws Problem when it is not
 */
export function assertBuiltHere(deployed: DeployedFunction, built: readonly BuiltFunction[]): void {
  const own = built.find(({ name }) => name === deployed.name);
  const different = own === undefined ? "function" : differenceOf(deployed, own);
  if (different !== undefined) {
    throw new Problem(
      `The ${different} of ${deployed.arn} in the emulator is not what was built here, so it is not run. Something else ` +
        "has written to the emulator: end it, and start again.",
    );
  }
}

function differenceOf(deployed: DeployedFunction, own: BuiltFunction): string | undefined {
  if (deployed.codeSha256 !== own.codeSha256) {
    return `code (SHA-256 ${deployed.codeSha256}, built: ${own.codeSha256})`;
  }
  if (deployed.handler !== own.handler) {
    return "handler";
  }
  const names = new Set([...Object.keys(deployed.variables), ...Object.keys(own.variables)]);
  const changed = [...names].find((name) => {
    const [is, was] = [deployed.variables[name], own.variables[name]];
    return is === undefined || !Object.hasOwn(own.variables, name) || (was !== undefined && was !== is);
  });
  return changed === undefined ? undefined : `environment variable ${changed}`;
}

const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("base64");
