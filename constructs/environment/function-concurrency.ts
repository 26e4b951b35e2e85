import type { NumberField } from "./field";

/** AWS Lambda API: an Integer without a maximum of its own; the account's quota, which can be raised, decides. */
const MOST = 2_147_483_647;

const requests = (min: number, derived: string): NumberField => ({
  kind: "number",
  unit: "requests at once",
  min,
  max: MOST,
  fix: "choose a number within the account's quota of concurrent executions",
  derived,
});

/**
 * What may stand in `function.reservedConcurrency`. Source: AWS Lambda API, ReservedConcurrentExecutions.
 * @internal
 */
export const reservedConcurrencySchema = requests(0, "as many as the account has left");

/**
 * What may stand in `function.provisionedConcurrency`. Source: AWS Lambda API, PositiveInteger.
 * @internal
 */
export const provisionedConcurrencySchema = requests(1, "none");
