import {
  BYTES_PER_VARIABLE,
  EXISTING_DOMAIN_BYTES,
  LEAST_LINK_BYTES,
  LEAST_MEMORY_BYTES,
  MAX_VARIABLES_BYTES,
} from "../../contract/function-variables";
import type { Condition } from "../module/condition";
import {
  allMatch,
  allOf,
  anyOf,
  choose,
  differs,
  fitBytes,
  isAtMost,
  isGiven,
  isUnset,
  joinTexts,
  not,
} from "../module/condition";
import { usesCustomDomain } from "./domain-rules";
import type { EnvironmentRule } from "./environment-rule";

/** What goes together in the function's settings. */
export const functionRules: readonly EnvironmentRule[] = [
  {
    path: "function.variables",
    preconditionOf: "function",
    reads: ["function.variables", "alexa.skillIds", "alexa.requiredScopes", "domain", "memory"],
    holds: ({ alexa, domain, function: { variables }, memory }) => {
      const fits = (bytes: number, domains: string[]): Condition =>
        fitBytes(bytes, variables, [alexa.skillIds, alexa.requiredScopes, domains], BYTES_PER_VARIABLE);
      const isWithin = (bytes: number, ...domains: string[]): Condition =>
        allOf(fits(bytes, domains), anyOf(isUnset(memory), fits(bytes - LEAST_MEMORY_BYTES, domains)));
      const left = MAX_VARIABLES_BYTES - LEAST_LINK_BYTES;
      const isCustom = usesCustomDomain(domain);
      return anyOf(
        allOf(isUnset(domain.existing), not(isCustom), isWithin(left, textOrNone(domain.prefix))),
        allOf(isCustom, isWithin(left + EXISTING_DOMAIN_BYTES, textOrNone(domain.name))),
        allOf(isGiven(domain.existing), isWithin(left + EXISTING_DOMAIN_BYTES)),
      );
    },
    received: ({ function: { variables } }) => variables,
    allowed:
      "variables that take no more than 4096 bytes together with those of the link, names, values and JSON's marks",
    fix: "shorten them, or keep what is long in a parameter store, a table or the bundle",
  },
  {
    path: "function.layers",
    preconditionOf: "function",
    reads: ["region", "function.layers"],
    // AWS Lambda: "Layer version arn … is in a different region", which it refuses as InvalidParameterValueException.
    holds: ({ region, function: { layers } }) => allMatch(layers, joinTexts(":lambda:", region, ":")),
    received: ({ function: { layers } }) => layers,
    allowed: "layers in the function's region",
    fix: "publish the layer there as well, and write that version's ARN",
  },
  {
    path: "function.encryption",
    preconditionOf: "function",
    reads: ["region", "function.encryption"],
    // AWS Lambda asks KMS of its own region for the key.
    holds: ({ region, function: { encryption } }) =>
      anyOf(isUnset(encryption), allMatch([encryption?.kmsKeyArn ?? ""], joinTexts(":kms:", region, ":"))),
    received: ({ function: { encryption } }) => encryption,
    allowed: "a key in the function's region",
    fix: "write the ARN of a key there, or of the replica there of a key for several regions",
  },
  {
    path: "function.logging",
    reads: ["function.logging"],
    // AWS Lambda API: "LogLevel is not supported when LogFormat is set to Text".
    holds: ({ function: { logging } }) =>
      anyOf(
        isUnset(logging),
        differs(logging?.format, "Text"),
        allOf(isUnset(logging?.applicationLevel), isUnset(logging?.systemLevel)),
      ),
    received: ({ function: { logging } }) => logging,
    allowed: "levels with the format JSON only",
    fix: "choose the format JSON, or remove applicationLevel and systemLevel",
  },
  {
    path: "function.provisionedConcurrency",
    reads: ["function.provisionedConcurrency", "function.reservedConcurrency"],
    // AWS Lambda, "Configuring provisioned concurrency": not more than what is reserved for the function.
    holds: ({ function: { provisionedConcurrency, reservedConcurrency } }) =>
      anyOf(
        isUnset(provisionedConcurrency),
        isUnset(reservedConcurrency),
        isAtMost(provisionedConcurrency, reservedConcurrency),
      ),
    received: ({ function: { provisionedConcurrency } }) => provisionedConcurrency,
    allowed: "no more than reservedConcurrency, where that is given",
    fix: "lower it, or raise or remove reservedConcurrency",
  },
  {
    path: "function.canary",
    reads: ["function.canary", "function.provisionedConcurrency"],
    // AWS Lambda: "Alias with weights can not be used with Provisioned Concurrency", an InvalidParameterValueException.
    holds: ({ function: { canary, provisionedConcurrency } }) =>
      anyOf(isUnset(canary), isUnset(provisionedConcurrency)),
    received: ({ function: { canary } }) => canary,
    allowed: "a canary without provisionedConcurrency: AWS refuses weights on an alias that has started functions",
    fix: "remove provisionedConcurrency as long as the canary lasts, or do without the canary",
  },
];

/** A text that may be left out, which no function of Terraform's takes. */
export const textOrNone = (text: string | undefined): string => choose(isGiven(text), text ?? "", "");
