import type { LinkEvidence } from "./link-evidence";
import type { LinkFailureCode } from "./link-failures";

/** A code and what was seen and expected; the row follows from the code. */
export type Finding = readonly [code: LinkFailureCode, detail: string];

export const list = (items: Iterable<string>): string => [...items].join(", ") || "none";

/** Words of a server, up to a length. */
export const quote = (text: string): string => `"${text.slice(0, 200)}"`;

/** A URI without its query: codes and states are nobody's business. */
export const place = (uri: string): string => uri.split(/[?#]/)[0] ?? uri;

export const withoutSlash = (uri: string): string => uri.replace(/\/+$/, "");

/** Says that the form's client id is not the deployed one, or undefined. */
export function clientDiffers({ settings, deployed }: LinkEvidence): string | undefined {
  return deployed?.client_id === undefined || deployed.client_id === settings.clientId
    ? undefined
    : `Your Client ID is ${settings.clientId}; deployed is ${deployed.client_id}.`;
}

/** Which of the form's scopes the app client refuses, as far as is known. */
export function scopesDetail({ settings, deployed }: LinkEvidence): string {
  const asked = `Alexa asked for the scopes ${list(settings.scopes)}`;
  const refused = settings.scopes.filter((scope) => deployed?.scopes?.includes(scope) === false);
  return refused.length > 0
    ? `${asked}; the app client does not allow ${list(refused)}.`
    : `${asked}; the app client does not allow one of them.`;
}
