import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/**
 * The names of the profiles in the shared AWS files.
 *
 * https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html and file-location.html
 */
export function awsProfiles(env: NodeJS.ProcessEnv = process.env): readonly string[] {
  const folder = join(homedir(), ".aws");
  const config = sectionsOf(env.AWS_CONFIG_FILE ?? join(folder, "config")).flatMap((section) =>
    section === "default" ? section : (/^profile\s+(.+)$/.exec(section)?.[1] ?? []),
  );
  return [...new Set([...config, ...sectionsOf(env.AWS_SHARED_CREDENTIALS_FILE ?? join(folder, "credentials"))])];
}

function sectionsOf(file: string): readonly string[] {
  try {
    const text = existsSync(file) ? readFileSync(file, "utf8") : "";
    return [...text.matchAll(/^\s*\[\s*([^\]]+?)\s*\]/gm)].flatMap(([, name]) => name?.replaceAll(/["']/g, "") ?? []);
  } catch {
    return []; // a file that may not be read names none
  }
}
