import { isObject, member } from "../../common/json";

/** What is wrong with a value, and where: `v1.Error` of SMAPI's published schema, with SMAPI's own codes. */
export interface Violation {
  /** https://developer.amazon.com/en-US/docs/alexa/smapi/error-codes.html */
  readonly code: string;
  /** Never holds a text that a {@link secret} rule is for. */
  readonly message: string;
}

/** Looks at a value, at a path such as `$.accountLinkingRequest.scopes[0]`, and collects all that is wrong. */
export type Rule = (value: unknown, path: string) => readonly Violation[];

/** More than a person reads: the rest is left out. */
export const MAX_VIOLATIONS = 100;

export const violation = (code: string, message: string): readonly Violation[] => [{ code, message }];

export const missing = (path: string, name: string): readonly Violation[] =>
  violation(
    "MISSING_REQUIRED_PROPERTY",
    `Object instance at property path "${path}" is missing the property "${name}".`,
  );

const wrongType = (path: string, expected: string): readonly Violation[] =>
  violation("INVALID_DATA_TYPE", `Instance at property path "${path}" must be of the type ${expected}.`);

/** An object with these properties and no other. */
export function record(properties: Readonly<Record<string, Rule>>, required: readonly string[] = []): Rule {
  return (value, path) => {
    if (!isObject(value)) {
      return wrongType(path, "object");
    }
    return [
      ...required.filter((name) => !Object.hasOwn(value, name)).flatMap((name) => missing(path, name)),
      ...Object.keys(value).flatMap((name) => {
        const rule = member(properties, name);
        return rule === undefined
          ? violation(
              "UNEXPECTED_PROPERTY",
              `Object instance at property path "${path}" has an unexpected property ${quoted(name)}.`,
            )
          : rule(value[name], `${path}.${name}`);
      }),
    ];
  };
}

/** An object with any properties of a kind. */
export function dictionary(name: RegExp, rule: Rule, min = 0): Rule {
  return (value, path) => {
    if (!isObject(value)) {
      return wrongType(path, "object");
    }
    const names = Object.keys(value);
    return [
      ...(names.length < min
        ? violation("UNEXPECTED_EMPTY_OBJECT", `Object instance at property path "${path}" is empty.`)
        : []),
      ...names.flatMap((it) =>
        name.test(it)
          ? rule(value[it], `${path}.${it}`)
          : violation(
              "UNEXPECTED_PROPERTY",
              `Object instance at property path "${path}" has an unexpected property ${quoted(it)}.`,
            ),
      ),
    ];
  };
}

/** @param max how many items, at most */
export function list(rule: Rule, max = Number.POSITIVE_INFINITY): Rule {
  return (value, path) => {
    if (!Array.isArray(value)) {
      return wrongType(path, "array");
    }
    return value.length > max
      ? violation(
          "INVALID_ARRAY_SIZE",
          `Array instance at property path "${path}" has ${value.length} items; at most ${max} are allowed.`,
        )
      : value.flatMap((item, index) => rule(item, `${path}[${index}]`));
  };
}

export interface TextLimits {
  /** @default 1 */
  readonly min?: number;
  /** @default no limit */
  readonly max?: number;
  readonly pattern?: RegExp;
}

export function text({ min = 1, max = Number.POSITIVE_INFINITY, pattern }: TextLimits = {}): Rule {
  return (value, path) => {
    if (typeof value !== "string") {
      return wrongType(path, "string");
    }
    if (value.length < min || value.length > max) {
      return violation(
        "INVALID_STRING_LENGTH",
        `String instance at property path "${path}" has ${value.length} characters; ${min} to ${max} are allowed.`,
      );
    }
    return pattern === undefined || pattern.test(value)
      ? []
      : violation(
          "INVALID_STRING_PATTERN",
          `String instance with value ${quoted(value)} at property path "${path}" does not match the regular expression: "${pattern.source.replaceAll("\\/", "/")}".`,
        );
  };
}

/** A text that must not be repeated. */
export const secret: Rule = (value, path) =>
  typeof value === "string" && value.length > 0 ? [] : wrongType(path, "string, not empty");

export const flag: Rule = (value, path) => (typeof value === "boolean" ? [] : wrongType(path, "boolean"));

/** Takes any value. */
export const anything: Rule = () => [];

export const wholeNumber: Rule = (value, path) => (Number.isSafeInteger(value) ? [] : wrongType(path, "integer"));

export const oneOf =
  (...allowed: readonly string[]): Rule =>
  (value, path) =>
    typeof value === "string" && allowed.includes(value)
      ? []
      : violation("INVALID_ENUM_VALUE", `Instance at property path "${path}" must be one of: ${allowed.join(", ")}.`);

/** An https URL with a host, without credentials and fragment. */
export const httpsUrl: Rule = (value, path) => {
  if (typeof value !== "string") {
    return wrongType(path, "string");
  }
  // The URL parser takes spaces and control characters away; what is stored must be what is used.
  const url = /^[\x21-\x7e]+$/.test(value) && URL.canParse(value) ? new URL(value) : undefined;
  return /^https:\/\//i.test(value) &&
    url?.protocol === "https:" &&
    url.username === "" &&
    url.password === "" &&
    !value.includes("#")
    ? []
    : violation(
        "INVALID_URL_FORMAT",
        `String instance with value ${quoted(withoutCredentials(value))} at property path "${path}" is not a valid HTTPS URL.`,
      );
};

/** Both must hold; the second is asked when the first does. */
export const both =
  (first: Rule, second: Rule): Rule =>
  (value, path) => {
    const found = first(value, path);
    return found.length > 0 ? found : second(value, path);
  };

const quoted = (value: string): string => JSON.stringify(value.slice(0, 200));

const withoutCredentials = (url: string): string => url.replace(/\/\/[^/]*@/, "//***@");
