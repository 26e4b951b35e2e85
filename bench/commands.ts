import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { childEnvironment } from "../common/child-environment";
import { run } from "../common/child-process";
import { Problem } from "../common/problem";
import { startEmulator } from "../local/aws/emulator/emulator";
import { findTerraform } from "../terraform/binary";
import { chooseProviderSource } from "../terraform/cli-configuration";
import { inTurns, ms, table, times } from "./measure";
import type { Bench, Measured } from "./section";

/** The environment of environments.ts that is deployed; its state lies beside the folder of the stacks. */
const NAME = "dev";

/**
 * cdktf's command line against what it runs: the app alone, and Terraform alone, on the emulator, with a stack that is
 * deployed already and of which nothing changes. In turns, as a person waits.
 */
export async function benchCommands({ root, folder, signal, cleanup }: Bench): Promise<Measured> {
  const binary = await findTerraform(process.env, signal);
  const source = chooseProviderSource({ terraform: binary, folder });
  const emulator = await startEmulator({ root, folder, signal });
  cleanup.defer("stop the emulator", () => emulator.stop());
  const output = join(folder, "commands/cdktf.out");
  mkdirSync(output, { recursive: true });
  const stack = join(output, "stacks", NAME);
  const env = childEnvironment(process.env, {
    ...emulator.environment,
    ...source.environment,
    CDKTF_HOME: join(folder, "commands/.cdktf"),
    CHECKPOINT_DISABLE: "1",
    CI: "true",
  });
  const wallMs = async (program: string, args: readonly string[], more = {}): Promise<number> => {
    const began = performance.now();
    const { exitCode, stdout, stderr } = await run(program, args, { cwd: root, env: { ...env, ...more }, signal });
    if (exitCode !== 0) {
      throw new Problem(`${args.join(" ")} ended with exit code ${exitCode}: ${stderr || stdout}`);
    }
    return performance.now() - began;
  };
  const cdktf = (...args: readonly string[]) =>
    wallMs(process.execPath, [join(root, "node_modules/cdktf-cli/bundle/bin/cdktf"), ...args, "--output", output]);
  const app = () => wallMs(process.execPath, ["build/run.cjs", "cli/synth.ts"], { CDKTF_OUTDIR: output });
  const inStack = (...args: readonly string[]) => wallMs(binary.path, [`-chdir=${stack}`, ...args, "-input=false"]);

  await cdktf("deploy", NAME, "--auto-approve");
  const [cdktfSynthMs = 0, appMs = 0] = await inTurns(5, [() => cdktf("synth"), app]);
  const [deployMs = 0, terraformMs = 0] = await inTurns(3, [
    () => cdktf("deploy", NAME, "--auto-approve"),
    async () => (await app()) + (await inStack("init")) + (await inStack("apply", "-auto-approve")),
  ]);
  const [synth, deploy] = [cdktfSynthMs / appMs, deployMs / terraformMs];
  return {
    text: table([
      ["wall", "by cdktf's command line", "without it", ""],
      ["synth of the three example environments", ms(cdktfSynthMs), ms(appMs), times(synth)],
      ["deploy, with nothing to change", ms(deployMs), ms(terraformMs), times(deploy)],
    ]),
    figures: [
      { name: "commands: cdktf synth", value: cdktfSynthMs, unit: "ms" },
      { name: "commands: the app alone", value: appMs, unit: "ms" },
      { name: "commands: cdktf synth, against the app alone", value: synth, unit: "×" },
      { name: "commands: cdktf deploy", value: deployMs, unit: "ms" },
      { name: "commands: Terraform alone", value: terraformMs, unit: "ms" },
      { name: "commands: cdktf deploy, against Terraform alone", value: deploy, unit: "×" },
    ],
  };
}
