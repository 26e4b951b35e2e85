import { isObject, member } from "../../common/json";
import { published } from "./published-schema";
import type { Rule } from "./shape";
import { both, missing, violation } from "./shape";

/** A language and a country: `en-US`. */
export const LOCALE = /^[a-z]{2}-[A-Z]{2}$/;

/** What the published definition leaves open: a file needs its manifest, and a locale is one. */
const locales: Rule = (value, path) => {
  const manifest = member(value, "manifest");
  const described = member(member(manifest, "publishingInformation"), "locales");
  return [
    ...(isObject(manifest) ? [] : missing(path, "manifest")),
    ...Object.keys(isObject(described) ? described : {})
      .filter((name) => !LOCALE.test(name))
      .flatMap((name) =>
        violation(
          "UNEXPECTED_PROPERTY",
          `Object instance at property path "${path}.manifest.publishingInformation.locales" has an unexpected property ${JSON.stringify(name.slice(0, 200))}.`,
        ),
      ),
  ];
};

/** Countries are for skills that are not available everywhere. */
const countries: Rule = (value, path) => {
  const publishing = member(member(value, "manifest"), "publishingInformation");
  const chosen = member(publishing, "distributionCountries");
  const where = `${path}.manifest.publishingInformation`;
  return member(publishing, "isAvailableWorldwide") === true && Array.isArray(chosen) && chosen.length > 0
    ? violation(
        "CONFLICTING_INSTANCES",
        `Instance at "${where}.distributionCountries" is not expected when boolean instance with value "true" at property path "${where}.isAvailableWorldwide" is present.`,
      )
    : [];
};

const FUNCTION_ARN = /^arn:aws[\w-]*:lambda:[a-z]{2}(?:-[a-z]+)+-\d:\d{12}:function:[\w-]{1,64}(?::[\w$-]{1,128})?$/;

const REGIONS = ["NA", "EU", "FE"];

/** An ARN as an endpoint is a Lambda function's. Of a function only the form is looked at: nobody asks AWS. */
const functions: Rule = (value, path) => {
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => functions(item, `${path}[${index}]`));
  }
  if (!isObject(value)) {
    return [];
  }
  return Object.entries(value).flatMap(([key, inner]) => {
    const uri = key === "endpoint" ? member(inner, "uri") : undefined;
    const below = `${path}.${key}`;
    const unknown =
      key === "regions" && isObject(inner) ? Object.keys(inner).find((it) => !REGIONS.includes(it)) : undefined;
    if (unknown !== undefined) {
      return violation(
        "UNEXPECTED_PROPERTY",
        `Object instance at property path "${below}" has an unexpected property ${JSON.stringify(unknown.slice(0, 200))}.`,
      );
    }
    return typeof uri === "string" && uri.startsWith("arn") && !FUNCTION_ARN.test(uri)
      ? violation(
          "INVALID_STRING_PATTERN",
          `String instance at property path "${below}.uri" is not the ARN of a function, arn:aws:lambda:….`,
        )
      : functions(inner, below);
  });
};

/**
 * What SMAPI takes as `skill.json`: its published definition, and with it no other property.
 *
 * https://developer.amazon.com/en-US/docs/alexa/smapi/skill-manifest.html
 */
export const MANIFEST_FILE: Rule = both(published("v1.skill.Manifest.SkillManifestEnvelope"), (value, path) => [
  ...locales(value, path),
  ...countries(value, path),
  ...functions(value, path),
]);
