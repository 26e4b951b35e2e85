import type { Environment } from "../common/child-process";
import { WrongUse } from "../common/problem";
import { selectedWorkspace } from "./saved-plan";

const WHY =
  "A stack has one state, in the workspace default; another workspace has another state, in which nothing is deployed. " +
  "Environments are those of environments.ts.";

/**
 * A stack has one state. Another workspace has another one: all would be made again.
 *
 * @param folder the stack's, for what `terraform workspace select` left there @default - only the variable is looked at
 * @throws WrongUse when a workspace is selected
 */
export function refuseWorkspace(folder: string | undefined, env: Environment): void {
  const { TF_WORKSPACE: named = "" } = env;
  if (named !== "" && named !== "default") {
    throw new WrongUse(`TF_WORKSPACE is ${named}. Allowed is none, or default. ${WHY} Unset it.`);
  }
  const workspace = folder === undefined ? "default" : selectedWorkspace(folder, env);
  if (workspace !== "default") {
    throw new WrongUse(
      `In ${folder} the workspace ${workspace} is selected. Allowed is default. ${WHY} Select it: ` +
        `terraform -chdir=${folder} workspace select default`,
    );
  }
}
