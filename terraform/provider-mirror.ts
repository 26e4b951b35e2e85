import { readdirSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type { Environment } from "../common/child-process";
import { compareVersions, parseVersion } from "../common/version";
import type { TerraformBinary } from "./binary";
import { terraformPlatform } from "./platform";

/** A folder of providers on this machine that holds an AWS provider which fits. */
export interface ProviderMirror {
  /** The folder that a `filesystem_mirror` block names: the one that holds `{registry host}/hashicorp/aws`. */
  readonly folder: string;
  /** The newest fitting version in it. */
  readonly version: string;
}

/** The range that the stack asks for: from 5.100.0 up to, but without, 7.0.0. */
const oldest = [5, 100, 0] as const;
const firstTooNew = [7, 0, 0] as const;

export interface MirrorSearch {
  readonly registryHost: TerraformBinary["registryHost"];
  /** @default the folders of `mirrorFolders()` */
  readonly folders?: readonly string[];
  /** @default this machine */
  readonly platform?: string;
}

/** The first folder that holds the AWS provider for this machine, packed or unpacked, or undefined. */
export function findProviderMirror(search: MirrorSearch): ProviderMirror | undefined {
  const platform = search.platform ?? terraformPlatform();
  for (const folder of search.folders ?? mirrorFolders()) {
    const versions = versionsIn(join(folder, search.registryHost, "hashicorp", "aws"), platform);
    const newest = versions.sort((a, b) => compareVersions(b, a))[0];
    if (newest !== undefined) {
      return { folder, version: newest.join(".") };
    }
  }
  return undefined;
}

/**
 * Where providers may lie, the most deliberate place first: the plugin cache; the folders in which Terraform itself
 * looks when nothing is configured (CLI configuration, "Implied Local Mirror Directories"); the system's usual data
 * folders and what lies one or two levels below them.
 */
export function mirrorFolders(
  env: Environment = process.env,
  home: string = homedir(),
  platform: string = process.platform,
): readonly string[] {
  const data = env.XDG_DATA_HOME || join(home, ".local", "share");
  const shared = (env.XDG_DATA_DIRS || "/usr/local/share:/usr/share").split(":").filter((folder) => folder !== "");
  const support = join(home, "Library", "Application Support");
  const plugins = [
    ...(env.TF_PLUGIN_CACHE_DIR ? [env.TF_PLUGIN_CACHE_DIR] : []),
    join(home, ".terraform.d", "plugins"),
    ...(env.APPDATA ? [join(env.APPDATA, "terraform.d", "plugins")] : []),
    ...(platform === "darwin" ? [join(support, "io.terraform", "plugins")] : []),
    ...["terraform", "opentofu"].flatMap((name) => [data, ...shared].map((dir) => join(dir, name, "plugins"))),
  ];
  const trees = [
    "/opt",
    ...shared,
    "/usr/share",
    "/usr/local/share",
    "/usr/local/lib",
    "/usr/lib",
    "/var/lib",
    data,
    ...(platform === "darwin" ? ["/opt/homebrew", "/opt/homebrew/share", support] : []),
  ];
  // The cache that cdktf fills comes last: what is in it was once taken from elsewhere, or is only a link to there.
  const cache = join(home, ".terraform.d", "plugin-cache");
  return [...new Set([...plugins, ...trees.flatMap((tree) => withSubfolders(tree, 2)), cache])];
}

/** The folder itself and those below it, down to `depth` levels; hidden and unreadable ones are passed over. */
function withSubfolders(folder: string, depth: number): readonly string[] {
  if (depth === 0) {
    return [folder];
  }
  return [folder, ...subfolders(folder).flatMap((name) => withSubfolders(join(folder, name), depth - 1))];
}

function versionsIn(providerFolder: string, platform: string): (readonly number[])[] {
  const unpacked = subfolders(providerFolder).filter((version) =>
    entries(join(providerFolder, version, platform)).some((file) => file.startsWith("terraform-provider-aws")),
  );
  const packed = entries(providerFolder).flatMap((file) => {
    const match = /^terraform-provider-aws_(.+?)_(.+)\.zip$/.exec(file);
    return match?.[2] === platform ? [match[1] ?? ""] : [];
  });
  return [...unpacked, ...packed]
    .map(parseVersion)
    .filter((version) => version !== undefined)
    .filter((version) => compareVersions(version, oldest) >= 0 && compareVersions(version, firstTooNew) < 0);
}

function subfolders(folder: string): readonly string[] {
  return entries(folder).filter((name) => !name.startsWith(".") && isFolder(join(folder, name)));
}

function entries(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function isFolder(file: string): boolean {
  try {
    return statSync(file).isDirectory();
  } catch {
    return false;
  }
}
