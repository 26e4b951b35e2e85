import { join } from "node:path";
import { endedByItself } from "../../../local/aws/emulator/log";
import { inFolder, write } from "../fixtures";

test("an emulator that ended by itself is reported with its last words, because its log is removed", () =>
  inFolder((folder) => {
    const lines = Array.from({ length: 20 }, (_, index) => `line ${index + 1}`);
    const logFile = write(join(folder, "emulator.log"), `${lines.join("\n")}\n`);
    const { message } = endedByItself({ logFile });
    expect(message).toMatch(/^The emulator has ended by itself\. Its last lines:\n {4}line 6\n/);
    expect(message).toMatch(/ {4}line 20$/);
    expect(message).not.toContain(logFile);
  }));
