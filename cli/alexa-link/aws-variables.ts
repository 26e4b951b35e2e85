import { childEnvironment } from "../../common/child-environment";
import type { RunningSimulator } from "../../local/simulator/running-simulator";

/** Asks the simulator's emulator instead of AWS: the AWS SDK reads its variables by itself. */
export function useSimulator(simulator: Pick<RunningSimulator, "variables">): void {
  const variables = childEnvironment(process.env, simulator.variables);
  for (const name of Object.keys(process.env).filter((it) => /^AWS_(?!SDK_)/.test(it) && !(it in variables))) {
    delete process.env[name];
  }
  for (const [name, value] of Object.entries(variables)) {
    if (value !== undefined) {
      process.env[name] = value;
    }
  }
}
