import { childEnvironment } from "../common/child-environment";
import type { Environment } from "../common/child-process";
import { run } from "../common/child-process";
import { findExecutable } from "../common/executable";
import { Unavailable } from "../common/problem";
import { compareVersions, parseVersion } from "../common/version";

/** A Terraform or OpenTofu that was found on this machine. */
export interface TerraformBinary {
  /** The full path of the program. */
  readonly path: string;
  readonly product: "Terraform" | "OpenTofu";
  /** Three numbers, without a leading v. */
  readonly version: string;
  /** The first part of a provider's address, and so the top folder of this product's provider mirrors. */
  readonly registryHost: "registry.terraform.io" | "registry.opentofu.org";
}

/** S3 state with `use_lockfile`, which real environments use, needs it. */
const oldest = [1, 10, 0] as const;

/**
 * Finds Terraform on PATH, or the program that `TERRAFORM_BINARY_NAME` names (the variable that cdktf reads too),
 * and makes sure that it is 1.10 or newer.
 *
 * @throws Unavailable when there is none, it does not run, or it is too old
 */
export async function findTerraform(env: Environment = process.env, signal?: AbortSignal): Promise<TerraformBinary> {
  const name = env.TERRAFORM_BINARY_NAME || "terraform";
  const path = findExecutable(name, env);
  if (path === undefined) {
    throw new Unavailable(
      `${name} was not found on PATH${env.TERRAFORM_BINARY_NAME ? " (TERRAFORM_BINARY_NAME names it)" : ""}. ${howToGet}`,
    );
  }
  const { exitCode, stdout, stderr } = await run(path, ["version"], {
    env: childEnvironment(env, { TF_CLI_CONFIG_FILE: undefined }),
    signal,
    timeoutMs: 30_000,
  });
  const [, product, version] = /^(Terraform|OpenTofu) v(\d+\.\d+\.\d+)/m.exec(stdout) ?? [];
  if (exitCode !== 0 || product === undefined || version === undefined) {
    const answer = (stdout + stderr).trim().split("\n")[0] ?? "";
    throw new Unavailable(
      `\`${path} version\` ended with exit code ${exitCode} and named no version (received: ` +
        `"${answer.slice(0, 200)}"). ${howToGet}`,
    );
  }
  if (compareVersions(parseVersion(version) ?? [], oldest) < 0) {
    throw new Unavailable(`${path} is version ${version}; 1.10 or newer is needed. ${howToGet}`);
  }
  return product === "OpenTofu"
    ? { path, version, product, registryHost: "registry.opentofu.org" }
    : { path, version, product: "Terraform", registryHost: "registry.terraform.io" };
}

const howToGet =
  "Install Terraform (https://developer.hashicorp.com/terraform/install) or OpenTofu " +
  "(https://opentofu.org/docs/intro/install), or set TERRAFORM_BINARY_NAME to a program that is installed, such as tofu.";
