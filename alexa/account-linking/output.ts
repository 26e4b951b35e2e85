import type { JsonObject } from "../../common/json";
import { isObject, kindOf, member } from "../../common/json";
import { Problem } from "../../common/problem";
import type { AccountLinking } from "../../contract/account-linking";
import { ACCOUNT_LINKING_OUTPUT } from "../../contract/account-linking";
import type { RequestFlaw } from "../request-flaw";
import { describeFlaws, FlawList } from "../request-flaw";
import { OPTIONAL_OUTPUT_FIELDS, OUTPUT_FIELD_RULES } from "./output-fields";
import { isRedacted } from "./values";

/** What was given is not, and does not hold, the output `account_linking`. The message says how to get it. */
export class InvalidOutputError extends Problem {
  constructor(
    message: string,
    /** What is wrong with the output, where there is one. */
    readonly flaws: readonly RequestFlaw[] = [],
  ) {
    super(message);
  }
}

const OUTPUT = ACCOUNT_LINKING_OUTPUT;
const READ_IT = `Read it with \`terraform output -json ${OUTPUT}\`, which shows sensitive values, too.`;

/**
 * Finds the output `account_linking` in what people have at hand, and reads it strictly:
 *
 * - its value alone, as `terraform output -json account_linking` prints it
 * - all outputs, as `terraform output -json` prints them, or their values by name
 * - the outputs file of cdktf, with the sensitive outputs in it
 * - any of these where the value holds an entry for each environment
 *
 * @param json parsed
 * @param environment whose settings are wanted
 * @throws InvalidOutputError that names everything that is missing or wrong at once
 */
export function readAccountLinkingOutput(json: unknown, environment: string): AccountLinking {
  const { value, path } = find(json, environment, "", new FlawList(json));
  const flaws = new FlawList(json);
  const fields = Object.entries(OUTPUT_FIELD_RULES);
  for (const [field, rule] of fields) {
    const inner = member(value, field);
    if (inner === undefined && !OPTIONAL_OUTPUT_FIELDS.includes(field)) {
      flaws.add(flaws.at(path, field), "is missing.");
    } else if (isRedacted(inner)) {
      flaws.add(flaws.at(path, field), "is what stands in the place of a hidden value.");
    } else if (inner !== undefined) {
      rule(inner, flaws.at(path, field), flaws);
    }
  }
  if (flaws.flaws.length > 0) {
    const values = fields
      .filter(([field]) => !OPTIONAL_OUTPUT_FIELDS.includes(field))
      .map(([field]) => member(value, field));
    throw new InvalidOutputError(
      `${describeFlaws(`Terraform's output ${OUTPUT} of ${environment}`, flaws.flaws)}\n${fixOf(values, environment)}`,
      flaws.flaws,
    );
  }
  // Only the fields of the output: a later version may have more of them.
  const known = fields.filter(([field]) => member(value, field) !== undefined);
  return Object.fromEntries(known.map(([field]) => [field, member(value, field)])) as unknown as AccountLinking;
}

function fixOf(values: readonly unknown[], environment: string): string {
  if (values.some(isRedacted)) {
    return READ_IT;
  }
  return values.includes(undefined)
    ? `It was deployed by an older version of this project. ${deploy(environment)}`
    : `That is not what the stack writes. ${deploy(environment)}`;
}

interface Found {
  readonly value: JsonObject;
  /** Where it stands in what was given. */
  readonly path: string;
}

function find(json: unknown, environment: string, path: string, flaws: FlawList): Found {
  if (!isObject(json)) {
    throw new InvalidOutputError(notAnObject(json, path));
  }
  if (Object.hasOwn(json, OUTPUT)) {
    return findInOutput(json[OUTPUT], environment, flaws.at(path, OUTPUT), flaws);
  }
  if (isContract(json)) {
    return { value: json, path };
  }
  if (path === "" && Object.hasOwn(json, environment)) {
    return find(json[environment], environment, flaws.at(path, environment), flaws);
  }
  throw new InvalidOutputError(nothingFound(json, environment, path, flaws));
}

/** The output itself: its value, or `terraform output`'s object around it. */
function findInOutput(output: unknown, environment: string, path: string, flaws: FlawList): Found {
  return isTerraformOutput(output)
    ? findInValue(member(output, "value"), environment, `${path}.value`, flaws)
    : findInValue(output, environment, path, flaws);
}

/** One environment's settings, or one for each environment. */
function findInValue(value: unknown, environment: string, path: string, flaws: FlawList): Found {
  if (!isObject(value)) {
    throw new InvalidOutputError(notAnObject(value, path));
  }
  if (isContract(value)) {
    return { value, path };
  }
  const inner = member(value, environment);
  if (!isContract(inner)) {
    throw new InvalidOutputError(
      `${path} has nothing for ${environment}. It holds: ${names(value, flaws)}. ${deploy(environment)}`,
    );
  }
  return { value: inner, path: flaws.at(path, environment) };
}

const notAnObject = (value: unknown, path: string): string =>
  isRedacted(value)
    ? `${path || "What was given"} is what stands in the place of a sensitive output. ${READ_IT}`
    : `${path || "What was given"} is ${kindOf(value)}; it must be an object. ${READ_IT}`;

function nothingFound(json: JsonObject, environment: string, path: string, flaws: FlawList): string {
  const where = path === "" ? "" : ` under ${path}`;
  if (Object.keys(json).length === 0) {
    // Terraform answers the same before the first apply and for a stack that has none.
    return (
      `There are no outputs${where}, and so no ${OUTPUT}: ${environment} is not deployed yet, or its stack has no such ` +
      `output. ${deploy(environment)}`
    );
  }
  const holding = (holds: (value: unknown) => boolean): string[] =>
    Object.keys(json)
      .filter((name) => holds(json[name]))
      .map((name) => flaws.at("", name));
  const environments = holding((value) => isObject(value) && (Object.hasOwn(value, OUTPUT) || isContract(value)));
  if (environments.length > 0) {
    return `There are settings of ${environments.join(", ")}, and none of ${environment}. ${deploy(environment)}`;
  }
  const lookalikes = holding((value) => isTerraformOutput(value) && isContract(member(value, "value")));
  return [
    `There is no output ${OUTPUT}${where}. Found: ${names(json, flaws)}.`,
    ...lookalikes.map((name) => `If ${name} is meant, pass what \`terraform output -json ${name}\` prints.`),
    `If ${environment} has it, sensitive outputs were left out. ${READ_IT}`,
    "cdktf leaves them out of its outputs file unless --outputs-file-include-sensitive-outputs is passed.",
    `If that shows none either, ${environment} is another kind of stack, or an older version of this project deployed it.`,
    deploy(environment),
  ].join(" ");
}

const MAX_NAMES = 12;

function names(json: JsonObject, flaws: FlawList): string {
  const all = Object.keys(json).map((name) => flaws.at("", name));
  const more = all.length > MAX_NAMES ? ` and ${all.length - MAX_NAMES} more` : "";
  return all.length === 0 ? "nothing" : `${all.slice(0, MAX_NAMES).join(", ")}${more}`;
}

const deploy = (environment: string): string =>
  `Deploy it: \`npx cdktf deploy ${environment}\`, or \`terraform apply\` where it is a module.`;

/** `terraform output -json` prints an object of these for each output; other programs leave some of them out. */
const OUTPUT_MEMBERS = ["sensitive", "type", "value"];

const isTerraformOutput = (value: unknown): value is JsonObject => {
  const members = isObject(value) ? Object.keys(value) : [];
  return members.includes("sensitive") && members.length > 1 && members.every((it) => OUTPUT_MEMBERS.includes(it));
};

/** The fields that no other output of the stack is named after. */
const TELLING: readonly (keyof AccountLinking)[] = [
  "user_info_uri",
  "issuer",
  "client_secret",
  "access_token_scheme",
  "skill_ids",
  "function_arns",
];

/** Whether it is the output's value, perhaps with flaws. */
const isContract = (value: unknown): value is JsonObject =>
  isObject(value) && TELLING.some((field) => Object.hasOwn(value, field) && !isTerraformOutput(value[field]));
