import { assertBuiltHere } from "./built-function";
import type { Deployment, DeploymentOptions } from "./deployment";
import { PoolTriggers } from "./pool-triggers";

/** The triggers of a deployment's user pool, as they were deployed; what they start is registered to be undone. */
export function deployedTriggers(
  { built, emulator, folder }: Pick<Deployment, "built" | "emulator" | "folder">,
  { cleanup }: Pick<DeploymentOptions, "cleanup">,
): PoolTriggers {
  const triggers = new PoolTriggers({
    access: emulator.access,
    folder,
    check: (deployed) => assertBuiltHere(deployed, built),
  });
  cleanup.defer("end the triggers' processes", () => triggers.stop());
  return triggers;
}
