import { asList, isObject, member, membersOf, parseJson, textAt, valueAt } from "../common/json";

/** Of the requests to a function, how much versions get beside the one that its alias names: from 0 to 1, by version. */
export type Weights = Readonly<Record<string, number>>;

/** What a stack has the aliases share, by AWS region. A region whose function answers with one version is not in it. */
export function plannedCanaries(stack: Uint8Array | undefined): ReadonlyMap<string, Weights> {
  const json = stack === undefined ? undefined : parseJson(stack);
  const providers = asList(valueAt(json, ["provider", "aws"]));
  const regionOf = (alias: unknown): string => {
    const name = typeof alias === "string" ? alias.replace(/^aws\./, "") : undefined;
    return (
      textAt(
        providers.find((it) => member(it, "alias") === name),
        "region",
      ) ?? ""
    );
  };
  return new Map(
    [...membersOf(valueAt(json, ["resource", "aws_lambda_alias"])).values()].flatMap((alias) => {
      const weights = valueAt(alias, ["routing_config", "additional_version_weights"]);
      return isWeights(weights) ? [[regionOf(member(alias, "provider")), weights] as const] : [];
    }),
  );
}

const isWeights = (value: unknown): value is Weights =>
  isObject(value) && Object.values(value).every((weight) => typeof weight === "number");

/** Those that have any, in AWS's order. */
export const shares = (weights: Weights = {}): readonly (readonly [version: string, weight: number])[] =>
  Object.entries(weights).filter(([, weight]) => weight > 0);

/** As `version 41 (90 %)`. */
export const sharesText = (weights: Weights): string =>
  shares(weights)
    .map(([version, weight]) => `${version} (${percentOf(weight)} %)`)
    .join(", ");

/** With at most two places: a part of 1 times 100 is not exact. */
const percentOf = (weight: number): number => Math.round(weight * 10_000) / 100;

/** As far as two places of a percentage: Terraform and AWS write the same number in ways of their own. */
export const areSame = (one: Weights = {}, other: Weights = {}): boolean =>
  shares(one).length === shares(other).length &&
  shares(one).every(([version, weight]) => percentOf(other[version] ?? 0) === percentOf(weight));
