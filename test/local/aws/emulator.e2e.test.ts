import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { Unavailable } from "../../../common/problem";
import { removeFolder } from "../../../common/temporary-folder";
import type { Emulator } from "../../../local/aws/emulator/emulator";
import { startEmulator } from "../../../local/aws/emulator/emulator";
import type { LauncherSource } from "../../../local/aws/emulator/launcher";
import { fromDocker, fromPath, fromVirtualEnvironment } from "../../../local/aws/emulator/launcher";
import { describeWithMoto, inFolder, newFolder, root, writeProgram } from "../fixtures";

describeWithMoto("moto with the corrections", () => {
  let folder: string;
  let emulator: Emulator;

  beforeAll(async () => {
    folder = newFolder();
    emulator = await startEmulator({ root, folder });
  }, 60_000);

  afterAll(async () => {
    await emulator?.stop();
    removeFolder(folder);
  });

  test("takes every correction", () => {
    expect(emulator.leftOut).toEqual({});
  });

  test("an emulator on a port that is taken is refused before anything starts", async () => {
    await expect(startEmulator({ root, folder, port: emulator.port })).rejects.toThrow(/Port \d+ .* is taken/);
  });
});

describe("startEmulator", () => {
  test("lists everything that was tried and how to get moto when there is none", () =>
    inFolder(async (folder) => {
      // A root without .venv, and a PATH on which only a docker without an engine is found.
      writeProgram(folder, "docker", 'echo "Cannot connect to the Docker daemon" >&2; exit 1');
      const starting = startEmulator({ root: folder, folder, env: { PATH: folder } });
      await expect(starting).rejects.toBeInstanceOf(Unavailable);
      await expect(starting).rejects.toThrow(
        /moto_server is not on PATH\n- python3 is not on PATH.*\n- docker is installed, but no engine answers \(Cannot connect.*\nInstall one of: moto \(`pip install/,
      );
    }));

  test("shows the last lines of a moto that ends at once, and goes on to the next way", () =>
    inFolder(async (folder) => {
      writeProgram(folder, "moto_server", 'echo "ModuleNotFoundError: No module named flask" >&2; exit 1');
      const second: LauncherSource = () => {
        throw new Unavailable("nor this one");
      };
      const starting = startEmulator({
        root,
        folder,
        env: { PATH: `${folder}:/usr/bin:/bin` },
        sources: [fromPath, second],
      });
      await expect(starting).rejects.toThrow(/ended before it answered.*\n.*No module named flask\n- nor this one/);
    }));

  test("tells when a server does not answer in time", () =>
    inFolder(async (folder) => {
      writeProgram(folder, "moto_server", "echo starting; exec sleep 60");
      const env = { PATH: `${folder}:/usr/bin:/bin` };
      const starting = startEmulator({ root, folder, env, sources: [fromPath], readySeconds: 0.5 });
      await expect(starting).rejects.toThrow(/did not answer with its corrections within 0\.5 s.*\n.*starting/);
    }));

  // Stands for python3: `-m venv` makes a python whose `-m pip install` makes a moto_server, or fails.
  const python = (pip: string): string =>
    `mkdir -p "$3/bin"; printf '#!/bin/sh\\n${pip}\\n' > "$3/bin/python"; chmod +x "$3/bin/python"`;

  test("makes the project's own virtual environment where there is no moto", () =>
    inFolder(async (folder) => {
      writeProgram(join(folder, "bin"), "python3", python('echo "$@" > "$(dirname "$0")/moto_server"'));
      const env = { PATH: `${join(folder, "bin")}:/usr/bin:/bin` };
      const launcher = await fromVirtualEnvironment({ root: folder, env });
      expect(launcher.command).toBe(join(folder, ".venv", "bin", "moto_server"));
      expect(readFileSync(launcher.command, "utf8")).toContain("-m pip install");
      expect(readFileSync(launcher.command, "utf8")).toContain("moto[server]==5.2.1");
    }));

  test("leaves no half-made virtual environment behind", () =>
    inFolder(async (folder) => {
      writeProgram(join(folder, "bin"), "python3", python("echo No network >&2; exit 1"));
      const env = { PATH: `${join(folder, "bin")}:/usr/bin:/bin` };
      await expect(fromVirtualEnvironment({ root: folder, env })).rejects.toThrow(/pip install failed \(No network\)/);
      expect(existsSync(join(folder, ".venv"))).toBe(false);
    }));

  test("gives Docker the corrections, the port and the variables", () =>
    inFolder(async (folder) => {
      writeProgram(folder, "docker", "echo 28.0.0");
      const launcher = await fromDocker({ root, env: { PATH: `${folder}:/usr/bin:/bin` } });
      expect(launcher.args({ port: 4566 }, ["EMULATOR_ID"]).join(" ")).toBe(
        `run --rm -i --publish 127.0.0.1:4566:4566 --volume ${root}/local/aws/emulator:/emulator:ro --env EMULATOR_ID ` +
          "--entrypoint moto_server motoserver/moto:5.2.1 -H 0.0.0.0 -p 4566",
      );
    }));

  test("does not take another server on the port for its own emulator", () =>
    inFolder(async (folder) => {
      const other = createServer((socket) => socket.end("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}"));
      await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
      writeProgram(folder, "moto_server", "exec sleep 60");
      const { port } = other.address() as { port: number };
      const env = { PATH: `${folder}:/usr/bin:/bin` };
      await expect(startEmulator({ root, folder, port, env, sources: [fromPath], readySeconds: 0.3 })).rejects.toThrow(
        /taken/,
      );
      other.close();
    }));
});
