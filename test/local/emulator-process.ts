/**
 * An emulator as a process of its own, for test files that run one after another: what `sharedEmulator` starts. It ends
 * with the run of Jest, however that ends.
 */
import { makeTemporaryFolder, removeFolder } from "../../common/temporary-folder";
import { startEmulator } from "../../local/aws/emulator/emulator";

async function serve(runPid: number): Promise<void> {
  const folder = makeTemporaryFolder("test-emulator");
  const emulator = await startEmulator({ root: process.cwd(), folder });
  const end = async (): Promise<void> => {
    clearInterval(watch);
    await emulator.stop();
    removeFolder(folder);
  };
  const watch = setInterval(() => {
    if (!isAlive(runPid)) {
      void end();
    }
  }, 500);
  process.once("SIGINT", end).once("SIGTERM", end);
  process.send?.(emulator.access, () => process.disconnect());
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

void serve(Number(process.argv[2]));
