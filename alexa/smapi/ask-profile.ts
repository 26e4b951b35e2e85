import { join } from "node:path";
import { isObject, parseJson, textAt } from "../../common/json";

/** A profile of ask-cli, as `ask configure` writes it. */
export interface AskProfile {
  /** The file's path. */
  readonly path: string;
  readonly accessToken?: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt?: number;
  readonly refreshToken?: string;
  readonly vendorId?: string;
}

export interface ReadAskProfileOptions {
  /** The user's home folder. */
  readonly home: string;
  /** The profile's name. */
  readonly name: string;
  readonly readFile: (path: string) => string;
}

/**
 * Reads `~/.ask/cli_config`: `{"profiles": {"default": {"token": {"access_token", "refresh_token", "expires_at"},
 * "vendor_id"}}}`. The file is only read: ask-cli is its owner.
 *
 * @returns the profile; or, for people, why there is none, without anything of the file's content but profile names
 */
export function readAskProfile({ home, name, readFile }: ReadAskProfileOptions): AskProfile | string {
  const path = join(home, ".ask", "cli_config");
  let text: string;
  try {
    text = readFile(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === "ENOENT"
      ? `There is no ${path}, which \`ask configure\` would write.`
      : `${path} cannot be read (${code ?? "unknown reason"}).`;
  }
  const config = parseJson(Buffer.from(text));
  const profiles = isObject(config) ? config.profiles : undefined;
  if (!isObject(profiles)) {
    return `${path} is not what \`ask configure\` writes: a JSON object with "profiles".`;
  }
  const profile = Object.hasOwn(profiles, name) ? profiles[name] : undefined;
  if (!isObject(profile)) {
    const names = Object.keys(profiles);
    return `${path} has no profile ${name}: it has ${names.length === 0 ? "none" : names.join(", ")}. Choose another one with ASK_DEFAULT_PROFILE, or \`ask configure --profile ${name}\`.`;
  }
  const { token } = profile;
  const expiresAt = Date.parse(textAt(token, "expires_at") ?? "");
  return {
    path,
    accessToken: textAt(token, "access_token")?.trim(),
    ...(Number.isNaN(expiresAt) ? {} : { expiresAt }),
    refreshToken: textAt(token, "refresh_token")?.trim(),
    vendorId: textAt(profile, "vendor_id"),
  };
}
