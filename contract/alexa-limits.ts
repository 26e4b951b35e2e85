/** What Alexa asks of a linked skill. Whoever writes, checks, plays or reviews a link goes by these. */

/** An access token that lives less is refused. Source: Alexa Skills Kit, "Requirements for account linking". */
export const MIN_ACCESS_TOKEN_SECONDS = 360;

/** How long an access token should live at least. Source: Alexa Skills Kit, "Requirements for account linking". */
export const ADVISED_ACCESS_TOKEN_SECONDS = 3600;

/** How long a refresh token should live at least. Source: Alexa Skills Kit, "Requirements for account linking". */
export const ADVISED_REFRESH_TOKEN_DAYS = 180;

/** How long Alexa waits for the access token URI. Source: Alexa Skills Kit, "Requirements for account linking". */
export const MAX_TOKEN_RESPONSE_MS = 4500;

/** How long Alexa waits for the skill. Source: Alexa Skills Kit, "Request and response JSON reference". */
export const MAX_SKILL_RESPONSE_MS = 8000;

/** The scopes that the settings of a link have room for. Source: SMAPI, account linking schemas, `accountLinkingRequest`. */
export const MAX_LINK_SCOPES = 15;
