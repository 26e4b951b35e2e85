import { MIN_ACCESS_TOKEN_SECONDS } from "../../contract/alexa-limits";
import type { GroupField } from "./field";
import { number } from "./field";

/** Lifetimes of the app client's tokens. */
export interface TokenProps {
  /**
   * Minutes, 6 to 1440: Alexa refuses less than 360 seconds, Cognito more than a day.
   * @default 60
   */
  readonly accessTokenMinutes?: number;
  /**
   * Minutes, 5 to 1440. Alexa does not use ID tokens.
   * @default 60
   */
  readonly idTokenMinutes?: number;
  /**
   * Days, 1 to 3650, from the sign-in and not from the last use. Then the user must link again; Alexa asks for 180 or more.
   * @default 3650
   */
  readonly refreshTokenDays?: number;
}

const MIN_ACCESS_TOKEN_MINUTES = MIN_ACCESS_TOKEN_SECONDS / 60;

/**
 * What may stand in `tokens`.
 * @internal
 */
export const tokensSchema: GroupField<TokenProps> = {
  kind: "group",
  default: {},
  fields: {
    accessTokenMinutes: number(
      "minutes",
      MIN_ACCESS_TOKEN_MINUTES,
      1440,
      60,
      "choose an hour, as Alexa advises; Alexa refuses less than 360 seconds, Cognito more than a day",
    ),
    idTokenMinutes: number("minutes", 5, 1440, 60, "choose a time that Cognito takes"),
    refreshTokenDays: number(
      "days",
      1,
      3650,
      3650,
      "choose 180 or more: a link ends that long after the sign-in, however often it is used; Cognito takes at most ten years",
    ),
  },
};
