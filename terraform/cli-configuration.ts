import { accessSync, constants, statSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import type { Environment } from "../common/child-process";
import type { TerraformBinary } from "./binary";
import type { ProviderMirror } from "./provider-mirror";
import { findProviderMirror, mirrorFolders } from "./provider-mirror";

/** How Terraform will come by the AWS provider. */
export interface ProviderSource {
  /** For people: "the mirror /opt/… (5.100.0)". */
  readonly description: string;
  /** What Terraform's environment must hold for it; undefined removes a variable. */
  readonly environment: Environment;
}

export interface ProviderSourceSearch {
  readonly terraform: Pick<TerraformBinary, "registryHost">;
  /** Where a CLI configuration file may be written when one is needed. */
  readonly folder: string;
  /** @default process.env */
  readonly env?: Environment;
  /** @default the user's home folder */
  readonly home?: string;
  /** @default the first mirror that is found on this machine */
  readonly findMirror?: () => ProviderMirror | undefined;
}

/**
 * Chooses how Terraform comes by the AWS provider: by the user's own CLI configuration file if there is one; else
 * from a provider mirror on this machine, through a configuration file written into `folder`; else from the registry.
 *
 * `TF_CLI_CONFIG_FILE` may name a file that does not exist, about which Terraform only warns; it then counts as unset.
 */
export function chooseProviderSource(search: ProviderSourceSearch): ProviderSource {
  const env = search.env ?? process.env;
  const { registryHost } = search.terraform;
  const own = ownConfigurationFiles(env, search.home ?? homedir(), registryHost).find(isReadableFile);
  if (own !== undefined) {
    return { description: `as ${own} says`, environment: { TF_CLI_CONFIG_FILE: own } };
  }
  const mirror = (search.findMirror ?? (() => findProviderMirror({ registryHost })))();
  if (mirror === undefined) {
    return { description: "from the registry", environment: { TF_CLI_CONFIG_FILE: undefined } };
  }
  const configurationFile = join(search.folder, "mirror.tfrc");
  writeFileSync(configurationFile, mirrorConfiguration(mirror.folder, registryHost), { mode: 0o600 });
  return {
    description: `${mirror.version} from ${mirror.folder}`,
    environment: {
      TF_CLI_CONFIG_FILE: configurationFile,
      // A plugin cache may not be the mirror at the same time, and beside one it saves nothing. cdktf sets one.
      TF_PLUGIN_CACHE_DIR: undefined,
      CDKTF_DISABLE_PLUGIN_CACHE_ENV: "true",
      // cdktf would ask the registry for the checksums of other platforms.
      CDKTF_SKIP_PROVIDER_LOCK: "true",
    },
  };
}

/** Where Terraform looks by itself ("Implied Local Mirror Directories"). */
const isImplied = (folder: string): boolean => /[\\/]plugins$/.test(folder);

/**
 * Why Terraform, which was run as the environment says, may have found no provider where there seems to be one. Empty
 * where nothing is known.
 *
 * @param findMirror @default a mirror on this machine in which Terraform looks only if it is told to
 */
export function missingProviderText(
  env: Environment,
  registryHost: TerraformBinary["registryHost"],
  findMirror = () =>
    findProviderMirror({ registryHost, folders: mirrorFolders(env).filter((folder) => !isImplied(folder)) }),
  home: string = homedir(),
): string {
  const { TF_CLI_CONFIG_FILE: named } = env;
  const own = ownConfigurationFiles(env, home, registryHost);
  const isAbsent = Boolean(named) && !isReadableFile(resolve(named ?? ""));
  const texts = isAbsent
    ? [
        `TF_CLI_CONFIG_FILE is ${named}, which is no file that can be read: Terraform goes on as if there were no configuration.`,
      ]
    : [];
  // Terraform reads no other one where the variable names one.
  const hasOwn = isAbsent ? false : own.some(isReadableFile);
  const mirror = hasOwn ? undefined : findMirror();
  if (mirror !== undefined) {
    texts.push(
      `The provider's version ${mirror.version} lies in ${mirror.folder}, where the demo and the simulator find it, and ` +
        "Terraform only if it is told to. Write this into a file, and set TF_CLI_CONFIG_FILE to its path:\n\n" +
        mirrorConfiguration(mirror.folder, registryHost),
    );
  }
  return texts.join("\n");
}

function ownConfigurationFiles(env: Environment, home: string, registryHost: string): readonly string[] {
  const named = env.TF_CLI_CONFIG_FILE || env.TERRAFORM_CONFIG;
  return [
    ...(named ? [resolve(named)] : []),
    ...(registryHost === "registry.opentofu.org" ? [join(home, ".tofurc")] : []),
    join(home, ".terraformrc"),
    ...(env.APPDATA ? [join(env.APPDATA, "terraform.rc")] : []),
  ];
}

function isReadableFile(file: string): boolean {
  try {
    accessSync(file, constants.R_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** The AWS provider from the mirror, everything else from where it usually comes. */
function mirrorConfiguration(folder: string, registryHost: string): string {
  const address = JSON.stringify(`${registryHost}/hashicorp/aws`);
  // JSON's quoting is also HCL's, except that HCL would expand ${ and %{.
  const quoted = JSON.stringify(folder).replace(/[$%](?=\{)/g, (sign) => sign + sign);
  return `provider_installation {
  filesystem_mirror {
    path    = ${quoted}
    include = [${address}]
  }
  direct {
    exclude = [${address}]
  }
}
`;
}
