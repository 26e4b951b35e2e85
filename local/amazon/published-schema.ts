import type { JsonObject } from "../../common/json";
import { isObject, member } from "../../common/json";
import type { Rule, Violation } from "./shape";
import { anything, flag, missing, oneOf, violation } from "./shape";

/** A definition of SMAPI's published model, Swagger 2.0. */
type Definition = JsonObject;

let definitions: JsonObject | undefined;

/** Read at the first skill package: it is nearly a megabyte. */
function definitionOf(name: string): Definition {
  definitions ??= (require("ask-smapi-model/spec.json") as { readonly definitions: JsonObject }).definitions;
  return definitions[name] as Definition;
}

/** Where SMAPI is seen to take more than its definitions say. */
const OPTIONAL: ReadonlySet<string> = new Set([
  "TypeValueObject.synonyms",
  "DialogSlotItems.prompts",
  "SmartHomeApis.protocolVersion",
]);
const ALSO_KNOWN: Readonly<Record<string, readonly string[]>> = { InteractionModelSchema: ["_nameFreeInteraction"] };
const MAY_BE_EMPTY: ReadonlySet<string> = new Set(["TypeValueObject.synonyms"]);
const MAY_BE_NULL: ReadonlySet<string> = new Set(["TypeValue.id"]);
const MORE_VALUES: Readonly<Record<string, readonly unknown[]>> = {
  Interface: ["ALEXA_DATA_STORE", "ALEXA_EXTENSION", "CAN_FULFILL_INTENT_REQUEST", "CUSTOM_INTERFACE"],
  PermissionName: ["alexa::persistent_unit_id::read", "amazon_communication::calling"],
  VideoFeature: ["VIDEO_WEB_PLAYER"],
};

/**
 * A rule that reads a published definition as it goes, value by value.
 *
 * @param name as in `v1.skill.Manifest.SkillManifestEnvelope`
 */
export const published =
  (name: string): Rule =>
  (value, path) =>
    named(name, value, path);

function named(name: string, value: unknown, path: string): readonly Violation[] {
  const definition = definitionOf(name);
  const tag = definition.discriminator;
  if (typeof tag !== "string" || !isObject(value)) {
    return check(definition, shortName(name), value, path);
  }
  const kinds = heirsOf(name);
  const kind = member(value, tag);
  const heir = kinds.find((it) => it["x-discriminator-value"] === kind);
  if (heir !== undefined) {
    return check(heir, shortName(name), value, path);
  }
  return MORE_VALUES[shortName(name)]?.includes(kind)
    ? []
    : oneOf(...kinds.map((it) => String(it["x-discriminator-value"])))(kind, `${path}.${tag}`);
}

/** Kept, as the members of a definition are: a model has thousands of values, and there are thousands of definitions. */
const heirs = new Map<string, readonly Definition[]>();

function heirsOf(name: string): readonly Definition[] {
  const known = heirs.get(name);
  if (known !== undefined) {
    return known;
  }
  const found = Object.values(definitions ?? {}).filter(
    (it): it is Definition => isObject(it) && list(it.allOf).some((part) => member(part, "$ref") === reference(name)),
  );
  heirs.set(name, found);
  return found;
}

const reference = (name: string): string => `#/definitions/${name}`;
const shortName = (name: string): string => name.slice(name.lastIndexOf(".") + 1);
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** @param owner the definition's short name, under which exceptions are noted */
function check(schema: Definition, owner: string, value: unknown, path: string): readonly Violation[] {
  const ref = schema.$ref;
  if (typeof ref === "string") {
    return named(ref.slice(reference("").length), value, path);
  }
  if (Array.isArray(schema.enum)) {
    return oneOf(...[...schema.enum, ...(MORE_VALUES[owner] ?? [])].map(String))(value, path);
  }
  if (value === null && MAY_BE_NULL.has(owner)) {
    return [];
  }
  switch (schema.allOf === undefined ? schema.type : "object") {
    case "object":
      return checkObject(schema, owner, value, path);
    case "array":
      return checkArray(schema, owner, value, path);
    case "string":
      return checkText(schema, value, path);
    case "boolean":
      return flag(value, path);
    case "integer":
    case "number":
      return checkNumber(schema, value, path);
    default:
      return anything(value, path);
  }
}

function checkObject(schema: Definition, owner: string, value: unknown, path: string): readonly Violation[] {
  if (!isObject(value)) {
    return violation("INVALID_DATA_TYPE", `Instance at property path "${path}" must be of the type object.`);
  }
  const { properties, required } = membersOf(schema);
  const others = schema.additionalProperties;
  const isOpen = others !== undefined || Object.keys(properties).length === 0;
  const minimum = typeof schema.minProperties === "number" ? schema.minProperties : 0;
  const names = Object.keys(value);
  return [
    ...(names.length < minimum
      ? violation("UNEXPECTED_EMPTY_OBJECT", `Object instance at property path "${path}" is empty.`)
      : []),
    ...required
      .filter((name) => !Object.hasOwn(value, name) && !OPTIONAL.has(`${owner}.${name}`))
      .flatMap((name) => missing(path, name)),
    ...names.flatMap((name) => {
      const rule = member(properties, name);
      const below = `${path}.${name}`;
      if (isObject(rule)) {
        return check(rule, `${owner}.${name}`, value[name], below);
      }
      if (isOpen || ALSO_KNOWN[owner]?.includes(name)) {
        return isObject(others) ? check(others, owner, value[name], below) : [];
      }
      return violation(
        "UNEXPECTED_PROPERTY",
        `Object instance at property path "${path}" has an unexpected property ${JSON.stringify(name.slice(0, 200))}.`,
      );
    }),
  ];
}

interface Members {
  readonly properties: JsonObject;
  readonly required: readonly string[];
}

const members = new WeakMap<Definition, Members>();

function membersOf(schema: Definition): Members {
  const known = members.get(schema);
  if (known !== undefined) {
    return known;
  }
  const found = findMembers(schema);
  members.set(schema, found);
  return found;
}

/** With what it inherits, and, where nothing distinguishes the heirs, with what these add. */
function findMembers(schema: Definition): Members {
  const parts = list(schema.allOf).map((part) => {
    const ref = member(part, "$ref");
    return typeof ref === "string" ? definitionOf(ref.slice(reference("").length)) : (part as Definition);
  });
  const name = Object.keys(definitions ?? {}).find((it) => definitions?.[it] === schema);
  const below = name === undefined || schema.discriminator !== undefined ? [] : heirsOf(name).map(membersOf);
  const inherited = parts.map(membersOf);
  const own = { properties: isObject(schema.properties) ? schema.properties : {}, required: list(schema.required) };
  return {
    properties: Object.assign({}, ...[...inherited, own, ...below].map(({ properties }) => properties)),
    required: [...inherited, own].flatMap(({ required }) => required.map(String)),
  };
}

function checkArray(schema: Definition, owner: string, value: unknown, path: string): readonly Violation[] {
  if (!Array.isArray(value)) {
    return violation("INVALID_DATA_TYPE", `Instance at property path "${path}" must be of the type array.`);
  }
  const { minItems = 0, maxItems = Number.POSITIVE_INFINITY, items } = schema;
  const isTooFew = value.length < (minItems as number) && !MAY_BE_EMPTY.has(owner);
  if (isTooFew || value.length > (maxItems as number)) {
    return violation(
      "INVALID_ARRAY_SIZE",
      `Array instance at property path "${path}" has ${value.length} items; ${limits(minItems, maxItems)}.`,
    );
  }
  return value.flatMap((item, index) => (isObject(items) ? check(items, owner, item, `${path}[${index}]`) : []));
}

function checkText(schema: Definition, value: unknown, path: string): readonly Violation[] {
  if (typeof value !== "string") {
    return violation("INVALID_DATA_TYPE", `Instance at property path "${path}" must be of the type string.`);
  }
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY, pattern } = schema;
  const { length } = [...value];
  if (length < (minLength as number) || length > (maxLength as number)) {
    return violation(
      "INVALID_STRING_LENGTH",
      `String instance at property path "${path}" has ${length} characters; ${limits(minLength, maxLength)}.`,
    );
  }
  return typeof pattern !== "string" || new RegExp(pattern, "u").test(value)
    ? []
    : violation(
        "INVALID_STRING_PATTERN",
        `String instance with value ${JSON.stringify(value.slice(0, 200))} at property path "${path}" does not match the regular expression: "${pattern}".`,
      );
}

function checkNumber(schema: Definition, value: unknown, path: string): readonly Violation[] {
  const { type, minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = schema;
  const isOfType = type === "integer" ? Number.isSafeInteger(value) : typeof value === "number";
  if (!isOfType) {
    return violation("INVALID_DATA_TYPE", `Instance at property path "${path}" must be of the type ${type}.`);
  }
  const number = value as number;
  return number >= (minimum as number) && number <= (maximum as number)
    ? []
    : violation(
        "INVALID_INTEGER_VALUE",
        `Instance at property path "${path}" has the value ${number}; ${limits(minimum, maximum)}.`,
      );
}

const limits = (min: unknown, max: unknown): string =>
  max === Number.POSITIVE_INFINITY
    ? `at least ${min} is allowed`
    : min === Number.NEGATIVE_INFINITY
      ? `at most ${max} is allowed`
      : `${min} to ${max} are allowed`;
