/** Cognito's units of a token's lifetime. Source: Amazon Cognito API reference, `TokenValidityUnitsType`. */
export type TokenLifetimeUnit = "seconds" | "minutes" | "hours" | "days";

const SECONDS: Readonly<Record<TokenLifetimeUnit, number>> = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 };

/** What Cognito takes where nothing is set. Source: Amazon Cognito API reference, `CreateUserPoolClient`. */
const DEFAULTS = {
  access: { unit: "hours", seconds: 3600 },
  id: { unit: "hours", seconds: 3600 },
  refresh: { unit: "days", seconds: 30 * 86_400 },
} as const;

/**
 * How long an app client's tokens live, in seconds.
 *
 * @param value the client's setting; 0 and undefined are Cognito's default
 * @param unit the setting's unit, in any case; undefined is the token's default unit, and one that nobody knows makes 0
 */
export function tokenLifetimeSeconds(token: keyof typeof DEFAULTS, value?: number, unit?: string): number {
  if (!value) {
    return DEFAULTS[token].seconds;
  }
  const name = (unit ?? DEFAULTS[token].unit).toLowerCase();
  return Object.hasOwn(SECONDS, name) ? value * SECONDS[name as TokenLifetimeUnit] : 0;
}
