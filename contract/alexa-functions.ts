import type { AccountLinking, AlexaRegion } from "./account-linking";
import { ALEXA_REGIONS } from "./alexa-redirect-uri";

/** A function that Alexa invokes for users of one or more of its regions. */
export interface AlexaFunction {
  readonly arn: string;
  /** Its AWS region. */
  readonly region: string;
  readonly serves: readonly AlexaRegion[];
  /** Whether it is made elsewhere, so that its code is no release's of this project. */
  readonly isExisting: boolean;
}

/** Every function once: those that the environment makes first, each in Alexa's order. */
export function alexaFunctions({
  existing_functions: existing = [],
  function_arns: arns,
}: Pick<AccountLinking, "existing_functions" | "function_arns">): readonly [AlexaFunction, ...AlexaFunction[]] {
  const all = ALEXA_REGIONS.map((it) => ({ arn: arns[it], isExisting: existing.includes(it) }))
    .filter(({ arn }, index, list) => list.findIndex((other) => other.arn === arn) === index)
    .map(({ arn, isExisting }) => ({
      arn,
      region: arn.split(":")[3] ?? "",
      serves: ALEXA_REGIONS.filter((it) => arns[it] === arn),
      isExisting,
    }));
  const [first = { arn: arns.NA, region: "", serves: ALEXA_REGIONS, isExisting: false }, ...others] = [
    ...all.filter(({ isExisting }) => !isExisting),
    ...all.filter(({ isExisting }) => isExisting),
  ];
  return [first, ...others];
}
