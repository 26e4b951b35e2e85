import { member } from "../../common/json";
import { REDIRECT_HOSTS } from "../../contract/alexa-redirect-uri";

/** Where Alexa lets a sign-in page send people back to, and whom it serves. Alexa picks it by the user's account. */
const HOSTS: Readonly<Record<string, string>> = {
  [REDIRECT_HOSTS.NA]: "North America",
  [REDIRECT_HOSTS.EU]: "Europe and India",
  [REDIRECT_HOSTS.FE]: "Japan and Australia",
};

/** A callback URL of Alexa: `https://layla.amazon.com/api/skill/link/M…`. */
export interface AlexaRedirect {
  readonly host: string;
  readonly vendorId: string;
  /** As people know it: "Europe and India". */
  readonly region: string;
}

/** Reads a callback URL; undefined for one that is not Alexa's. Hosts beside the three known ones may be added by Amazon. */
export function alexaRedirect(url: string): AlexaRedirect | undefined {
  const [, host, vendorId] = /^https:\/\/([a-z0-9.-]+)\/api\/skill\/link\/([^/?#]+)$/i.exec(url) ?? [];
  if (host === undefined || vendorId === undefined) {
    return undefined;
  }
  const name = host.toLowerCase();
  return { host: name, vendorId, region: member(HOSTS, name) ?? `the regions that ${name} serves` };
}

/** Whether a callback URL is Alexa's. Any host can have Alexa's path: only Amazon's are Alexa. */
export const isAlexas = (url: string): boolean => /(^|\.)amazon\.(com|co\.jp)$/.test(alexaRedirect(url)?.host ?? "");
