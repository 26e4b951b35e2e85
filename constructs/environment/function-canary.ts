import type { GroupField } from "./field";

/** Two versions behind the alias that Alexa invokes. Source: AWS Lambda API, AliasRoutingConfiguration. */
export interface CanaryProps {
  /**
   * The number of the version that ran before, and goes on answering the rest: `npx alexa-link compare` and the console
   * show it. Versions are counted by AWS for each function, so that each environment has its own.
   */
  readonly formerVersion: number;
  /**
   * Of 100 requests, how many the newest version answers, 1 to 99. Lambda draws for each request: a user may meet both.
   */
  readonly percent: number;
}

/**
 * What may stand in `function.canary`.
 * @internal
 */
export const canarySchema: GroupField<CanaryProps> = {
  kind: "group",
  derived: "the newest version answers everybody",
  fields: {
    formerVersion: {
      kind: "number",
      unit: "versions",
      min: 1,
      max: 2_147_483_647,
      fix: "write the number of a published version, as aws lambda list-versions-by-function shows it",
    },
    percent: {
      kind: "number",
      unit: "percent",
      min: 1,
      max: 99,
      fix: "write a share between the two; remove canary to give everything to the newest version",
    },
  },
};
