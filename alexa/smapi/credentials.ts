import { readFileSync } from "node:fs";
import { Unavailable } from "../../common/problem";
import type { AskProfile } from "./ask-profile";
import { readAskProfile } from "./ask-profile";

/** What shows Amazon who asks. */
export type SmapiCredentials = RefreshTokenCredentials | AccessTokenCredentials;

/** A client registered at Login with Amazon, and a token that somebody gave to it: good for any number of hours. */
export interface RefreshTokenCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
  readonly vendorId?: string;
  /** Where they come from, for people. @default "the credentials that were given" */
  readonly source?: string;
}

/** Good for the rest of an hour. */
export interface AccessTokenCredentials {
  readonly accessToken: string;
  readonly vendorId?: string;
  /** Where it comes from, for people. @default "the credentials that were given" */
  readonly source?: string;
}

/** What may not be shown of credentials. */
export const secretsOf = (credentials: SmapiCredentials): readonly string[] =>
  isRefreshable(credentials) ? [credentials.clientSecret, credentials.refreshToken] : [credentials.accessToken];

export const isRefreshable = (credentials: SmapiCredentials): credentials is RefreshTokenCredentials =>
  "refreshToken" in credentials;

export interface FindCredentialsOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The user's home folder. */
  readonly home: string;
  /**
   * The profile of ask-cli to take, whatever tokens the environment has: who names one means it.
   *
   * @default - `ASK_DEFAULT_PROFILE`, else `default`, if the environment has no tokens
   */
  readonly profile?: string;
  /** @default - of the file system */
  readonly readFile?: (path: string) => string;
  /** Milliseconds since the epoch. @default Date.now */
  readonly now?: () => number;
}

/** No credentials were found; the message says what was looked for, where, and how to get each. */
export class SmapiCredentialsError extends Unavailable {}

/** ask-cli's name for a profile that is made of environment variables (its lib/utils/profile-helper). */
const ENVIRONMENT_PROFILE = "__ENVIRONMENT_ASK_PROFILE__";

/** A token that ends sooner is taken for one that has ended: there is work to do with it. */
const MIN_LIFE_MS = 60_000;

/**
 * Looks where ask-cli looks, in its order: `ASK_REFRESH_TOKEN`, `ASK_ACCESS_TOKEN`, its profile file
 * (https://developer.amazon.com/en-US/docs/alexa/smapi/ask-cli-intro.html#ask-cli-environment-variables).
 *
 * One thing differs. ask-cli has a client of its own at Login with Amazon, in its public source, and refreshes tokens
 * with it; the source says that Amazon neither allows nor supports it outside ask-cli. So a refresh token is taken only
 * together with the client that it was made for (`ASK_LWA_CLIENT_ID`, `ASK_LWA_CLIENT_CONFIRMATION`). A profile's
 * access token needs no client: it is taken while it lives, an hour after ask-cli refreshed it.
 *
 * @throws SmapiCredentialsError
 */
export function findCredentials(options: FindCredentialsOptions): SmapiCredentials {
  const { env, profile } = options;
  const fromEnvironment =
    profile === undefined || profile === ENVIRONMENT_PROFILE ? environmentCredentials(env) : undefined;
  if (fromEnvironment !== undefined) {
    return fromEnvironment;
  }
  if (profile === ENVIRONMENT_PROFILE) {
    throw new SmapiCredentialsError(noCredentials([`The profile ${ENVIRONMENT_PROFILE} means the environment alone.`]));
  }
  return profileCredentials(options, profile ?? variable(env, "ASK_DEFAULT_PROFILE") ?? "default");
}

function environmentCredentials(env: FindCredentialsOptions["env"]): SmapiCredentials | undefined {
  const refreshToken = variable(env, "ASK_REFRESH_TOKEN");
  const accessToken = variable(env, "ASK_ACCESS_TOKEN");
  const client = clientOf(env);
  const vendor = withVendor(variable(env, "ASK_VENDOR_ID"));
  if (refreshToken !== undefined && client !== undefined) {
    return { ...client, refreshToken, ...vendor, source: "ASK_REFRESH_TOKEN in the environment" };
  }
  if (accessToken !== undefined) {
    return { accessToken, ...vendor, source: "ASK_ACCESS_TOKEN in the environment" };
  }
  if (refreshToken !== undefined) {
    // Another account's profile, taken in silence, would be worse than none.
    throw new SmapiCredentialsError(
      noCredentials([`ASK_REFRESH_TOKEN is set, but ${missingOf(env)}: a refresh token works with its client only.`]),
    );
  }
  return undefined;
}

function profileCredentials(options: FindCredentialsOptions, name: string): SmapiCredentials {
  const { env, home, readFile = (path) => readFileSync(path, "utf8"), now = Date.now } = options;
  const found = readAskProfile({ home, name, readFile });
  if (typeof found === "string") {
    throw new SmapiCredentialsError(noCredentials([...environmentLooked(options), found]));
  }
  const client = clientOf(env);
  const source = `the profile ${name} of ask-cli (${found.path})`;
  const vendorId = variable(env, "ASK_VENDOR_ID");
  const vendor = withVendor(
    options.profile === undefined ? (vendorId ?? found.vendorId) : (found.vendorId ?? vendorId),
  );
  if (client !== undefined && found.refreshToken !== undefined) {
    return { ...client, refreshToken: found.refreshToken, ...vendor, source };
  }
  if (found.accessToken !== undefined && isAlive(found, now())) {
    return { accessToken: found.accessToken, ...vendor, source };
  }
  throw new SmapiCredentialsError(
    noCredentials([
      ...environmentLooked(options),
      `The access token of ${source} ${found.accessToken === undefined ? "is missing" : "has ended; any ask command, as `ask smapi get-vendor-list`, gets it a new one"}. Getting one here takes the client that the tokens were made for, but ${missingOf(env)}.`,
    ]),
  );
}

const isAlive = ({ expiresAt }: AskProfile, now: number): boolean =>
  expiresAt !== undefined && expiresAt > now + MIN_LIFE_MS;

function clientOf(env: FindCredentialsOptions["env"]): { clientId: string; clientSecret: string } | undefined {
  const clientId = variable(env, "ASK_LWA_CLIENT_ID");
  const clientSecret = variable(env, "ASK_LWA_CLIENT_CONFIRMATION");
  return clientId === undefined || clientSecret === undefined ? undefined : { clientId, clientSecret };
}

function missingOf(env: FindCredentialsOptions["env"]): string {
  const missing = ["ASK_LWA_CLIENT_ID", "ASK_LWA_CLIENT_CONFIRMATION"].filter((name) => !variable(env, name));
  return `${missing.join(" and ")} ${missing.length === 1 ? "is" : "are"} not set`;
}

const withVendor = (vendorId: string | undefined): { vendorId?: string } =>
  vendorId === undefined ? {} : { vendorId };

/** As ask-cli, which takes the word `undefined`, a mistake of scripts, for a variable that is not set. */
function variable(env: FindCredentialsOptions["env"], name: string): string | undefined {
  const value = env[name]?.trim();
  return value === "" || value === "undefined" ? undefined : value;
}

const environmentLooked = ({ profile }: FindCredentialsOptions): readonly string[] =>
  profile === undefined ? ["The environment has neither ASK_REFRESH_TOKEN nor ASK_ACCESS_TOKEN."] : [];

const noCredentials = (found: readonly string[]): string =>
  [
    "No credentials for Amazon's Skill Management API.",
    ...found.map((line) => `  ${line}`),
    "Any of these fixes it:",
    "  For a while: `ask configure` once, then any ask command within the hour before this one.",
    "  For good, and for CI: register a security profile (https://developer.amazon.com/settings/console/securityprofile),",
    "  allow http://127.0.0.1:9090/cb as its return URL, then",
    "    ask util generate-lwa-tokens --client-id {client id} --client-confirmation {client secret}",
    "  and set ASK_LWA_CLIENT_ID, ASK_LWA_CLIENT_CONFIRMATION and, with the refresh token it shows, ASK_REFRESH_TOKEN.",
  ].join("\n");
