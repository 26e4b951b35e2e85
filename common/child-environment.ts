import { devNull } from "node:os";
import type { Environment } from "./child-process";

/**
 * The environment for programs that are to reach the emulator and nothing else.
 *
 * Every inherited AWS variable goes, so that no profile, role or session of a real account gets in, and so do the
 * Terraform variables that would move its data or change its commands; the shared AWS files are hidden. What is
 * in `own` is added last.
 */
export function childEnvironment(inherited: Environment, own: Environment): Environment {
  const kept = Object.entries(inherited).filter(([name]) => !misleading.test(name));
  return { ...Object.fromEntries(kept), ...noSharedAwsFiles, CHECKPOINT_DISABLE: "1", ...own };
}

// AWS_*: accounts and endpoints. TF_CLI_ARGS*: extra arguments. TF_WORKSPACE, TF_DATA_DIR: other state, other folder.
// TF_LOG*: requests in full, secrets included. TF_VAR_*, TF_REATTACH_PROVIDERS: other inputs, other provider.
const misleading = /^(AWS_|TF_CLI_ARGS|TF_WORKSPACE$|TF_DATA_DIR$|TF_LOG|TF_VAR_|TF_REATTACH_PROVIDERS$)/;

const noSharedAwsFiles = {
  AWS_CONFIG_FILE: devNull,
  AWS_SHARED_CREDENTIALS_FILE: devNull,
  AWS_EC2_METADATA_DISABLED: "true",
} as const;
