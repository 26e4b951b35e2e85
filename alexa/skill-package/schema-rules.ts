import type { ErrorObject, ValidateFunction } from "ajv";
import { didYouMean } from "../../common/did-you-mean";
import { isObject, kindOf } from "../../common/json";
import { count } from "../../common/plain-text";
import type { JsonNode } from "./json-node";
import { below, pathBelow } from "./json-node";
import type { PackageFlaws } from "./package-flaw";
import { jsonSchemaOf, publishedDefinitions } from "./published-schema";

const validators = new Map<string, ValidateFunction>();

/**
 * Holds a file against the schema that Amazon publishes for it: what that refuses, SMAPI refuses.
 *
 * @param definition its name in npm's ask-smapi-model (`spec.json`)
 */
export function checkSchema(file: JsonNode, definition: string, flaws: PackageFlaws): void {
  const validate = validatorOf(definition);
  if (validate(file.value)) {
    return;
  }
  for (const error of (validate.errors ?? []).filter(({ keyword }) => keyword !== "oneOf")) {
    const { path, message } = describe(error, file, flaws);
    flaws.error(path, message);
  }
}

/** Compiling takes a tenth of a second, and the validator's code is loaded only where a package is checked. */
function validatorOf(definition: string): ValidateFunction {
  const known = validators.get(definition);
  if (known !== undefined) {
    return known;
  }
  const { Ajv } = require("ajv") as typeof import("ajv");
  const ajv = new Ajv({ allErrors: true, discriminator: true, strict: false, verbose: true, messages: false });
  const validator = ajv.compile(jsonSchemaOf(publishedDefinitions(), definition));
  validators.set(definition, validator);
  return validator;
}

interface Description {
  readonly path: string;
  readonly message: string;
}

function describe(error: ErrorObject, file: JsonNode, flaws: PackageFlaws): Description {
  const { keyword, instancePath, params, data, parentSchema } = error;
  const path = `${file.path}${instancePath}`;
  const received = flaws.show(data);
  switch (keyword) {
    case "additionalProperties": {
      const name = String(params.additionalProperty);
      const known = Object.keys(isObject(parentSchema?.properties) ? parentSchema.properties : {});
      const meant = didYouMean(name, known);
      const fix = meant === undefined ? "Remove it." : `Did you mean ${meant}?`;
      return { path: pathBelow(path, name), message: `is not in Amazon's schema, and SMAPI refuses it. ${fix}` };
    }
    case "required":
      return { path: pathBelow(path, String(params.missingProperty)), message: "is missing. Add it." };
    case "enum":
      return { path, message: `received ${received}; ${allowedOf(data, params.allowedValues)}` };
    case "discriminator": {
      const tag = String(params.tag);
      const variants = (parentSchema?.oneOf ?? []) as readonly {
        readonly properties: Record<string, { const: string }>;
      }[];
      const allowed = variants.flatMap(({ properties }) => properties[tag]?.const ?? []);
      const value = below({ value: data, path }, tag);
      return { path: value.path, message: `received ${flaws.show(value.value)}; ${allowedOf(value.value, allowed)}` };
    }
    case "type":
      return {
        path,
        message: `received ${isText(data) ? received : kindOf(data)}; allowed is ${KINDS[[params.type].flat()[0]]}.`,
      };
    case "pattern":
      return { path, message: `received ${received}; allowed is what matches ${params.pattern}.` };
    case "minLength":
      return { path, message: `received ${received}; allowed are ${count(params.limit, "character")} at least.` };
    case "maxLength": {
      const { length } = [...String(data)];
      const over = `Remove ${length - params.limit}.`;
      return { path, message: `has ${length} characters; allowed are ${params.limit} at most. ${over}` };
    }
    case "maxItems": {
      const { length } = data as readonly unknown[];
      return {
        path,
        message: `has ${length} entries; allowed are ${params.limit} at most. Remove ${length - params.limit}.`,
      };
    }
    case "minItems":
      return { path, message: `is empty; allowed is a list of ${count(params.limit, "entry", "entries")} at least.` };
    case "minProperties":
    case "maxProperties": {
      const side = keyword === "minProperties" ? "least" : "most";
      const has = Object.keys(data as object).length;
      return { path, message: `has ${count(has, "entry", "entries")}; allowed are ${params.limit} at ${side}.` };
    }
    default:
      return { path, message: `received ${received}; allowed is a number ${params.comparison} ${params.limit}.` };
  }
}

/** So many allowed values are listed at the most. */
const MAX_TOLD = 12;

function allowedOf(value: unknown, allowed: readonly string[]): string {
  const meant = isText(value) ? didYouMean(value, allowed) : undefined;
  if (meant !== undefined) {
    return `it is not in Amazon's schema. Did you mean ${meant}?`;
  }
  const more = allowed.length > MAX_TOLD ? ` and ${allowed.length - MAX_TOLD} more` : "";
  return `allowed: ${allowed.slice(0, MAX_TOLD).join(", ")}${more}.`;
}

const KINDS: Readonly<Record<string, string>> = {
  string: "text",
  boolean: "true or false, without quotation marks",
  array: "a list, in square brackets",
  object: "an object, in braces",
  integer: "a whole number",
  number: "a number",
};

const isText = (value: unknown): value is string => typeof value === "string";
