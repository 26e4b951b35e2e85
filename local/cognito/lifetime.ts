import type { TimeUnitsType } from "@aws-sdk/client-cognito-identity-provider";

const secondsIn: Readonly<Record<TimeUnitsType, number>> = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 };

/** A client's setting of a token's lifetime in seconds; zero means that it is not set. */
export function lifetimeSeconds(
  value: number | undefined,
  unit: TimeUnitsType | undefined,
  standard: { readonly unit: TimeUnitsType; readonly seconds: number },
): number {
  return value ? value * secondsIn[unit ?? standard.unit] : standard.seconds;
}
