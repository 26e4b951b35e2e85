import { EventEmitter } from "node:events";
import { writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { childEnvironment } from "../../common/child-environment";
import { run, start, stop } from "../../common/child-process";
import { Cleanup } from "../../common/cleanup";
import { interruptible, pause } from "../../common/interrupt";
import { assertNodeVersion } from "../../common/node-version";
import { packageVersion } from "../../common/package-version";
import { ExitCode, Interrupted, Unavailable } from "../../common/problem";
import { projectRoot } from "../../common/project-root";
import { assertPortFree, freePort } from "../../local/loopback-port";
import { shellExports } from "../../local/shell-exports";
import { inFolder, write } from "../local/fixtures";

const env = { PATH: process.env.PATH };

describe("run", () => {
  test("answers exit code and output", async () => {
    expect(await run("sh", ["-c", "echo out; echo err >&2; exit 3"], { env })).toEqual({
      exitCode: 3,
      stdout: "out\n",
      stderr: "err\n",
    });
  });

  test("gives each line as it comes", async () => {
    const lines: string[] = [];
    await run("sh", ["-c", "printf 'one\\ntwo\\n'"], { env, onLine: (line) => lines.push(line) });
    expect(lines).toEqual(["one", "two"]);
  });

  test("says in words that a program does not exist", async () => {
    await expect(run("no-such-program", [], { env })).rejects.toThrow(
      new Unavailable("no-such-program was not found."),
    );
  });

  test("gives the program one interrupt and waits for its end when it is aborted", async () => {
    const controller = new AbortController();
    const lines: string[] = [];
    const onLine = (line: string): void => {
      lines.push(line);
      controller.abort(new Interrupted());
    };
    const script = "trap 'echo interrupted; exit 0' INT; echo ready; while :; do sleep 0.05; done";
    const running = run("sh", ["-c", script], { env, signal: controller.signal, onLine });
    await expect(running).rejects.toBeInstanceOf(Interrupted);
    expect(lines).toEqual(["ready", "interrupted"]);
  });

  test("kills a program that does not heed the interrupt, with all that it started", async () => {
    const controller = new AbortController();
    let grandchild = 0;
    const onLine = (line: string): void => {
      grandchild = Number(line);
      controller.abort(new Interrupted());
    };
    const script = "trap '' INT; sleep 60 & echo $!; wait; sleep 60";
    const running = run("sh", ["-c", script], { env, signal: controller.signal, onLine, graceSeconds: 0.2 });
    await expect(running).rejects.toBeInstanceOf(Interrupted);
    const { stdout: state } = await run("ps", ["-o", "stat=", "-p", String(grandchild)], { env });
    expect(state.trim().replace(/^Z.*/, "")).toBe(""); // gone, or dead and not yet collected
  });
});

test("stop ends a child and can be called again", async () => {
  const child = start("sleep", ["60"], { env });
  await stop(child, "SIGTERM", 1);
  await stop(child, "SIGTERM", 1);
  expect(child.signalCode).toBe("SIGTERM");
});

describe("interruptible", () => {
  test.each(["SIGINT", "SIGTERM", "SIGHUP"])("aborts its signal at %s", async (name) => {
    const source = new EventEmitter();
    const work = interruptible((signal) => pause(5000, signal), { source });
    source.emit(name);
    await expect(work).rejects.toMatchObject({ exitCode: ExitCode.interrupted });
  });

  test("hears the second half of a signal even after its work has ended", async () => {
    const source = new EventEmitter();
    const work = interruptible((signal) => pause(5000, signal), { source });
    source.emit("SIGINT");
    await expect(work).rejects.toBeInstanceOf(Interrupted);

    expect(source.emit("SIGINT")).toBe(true);
  });

  test("leaves no listener behind", async () => {
    const source = new EventEmitter();
    await interruptible(async () => expect(source.listenerCount("SIGINT")).toBe(1), { source });
    expect(source.listenerCount("SIGINT")).toBe(0);
  });
});

describe("Cleanup", () => {
  test("undoes the last thing first, and all of them though one fails", async () => {
    const cleanup = new Cleanup();
    const undone: string[] = [];
    cleanup.defer("undo one", () => undone.push("one"));
    cleanup.defer("undo two", () => {
      throw new Error("stuck");
    });
    cleanup.defer("undo three", async () => undone.push("three"));
    expect(await cleanup.run()).toEqual(["Could not undo two: stuck"]);
    expect(undone).toEqual(["three", "one"]);
  });

  test("leaves a thing as it is on request", async () => {
    const cleanup = new Cleanup();
    const undone: string[] = [];
    const keep = cleanup.defer("undo", () => undone.push("one"));
    keep();
    await cleanup.run();
    expect(undone).toEqual([]);
  });
});

describe("childEnvironment", () => {
  test("lets no variable of a real account or of another Terraform setup through", () => {
    const inherited = {
      PATH: "/bin",
      AWS_PROFILE: "production",
      AWS_SESSION_TOKEN: "real",
      AWS_ENDPOINT_URL_S3: "https://example.com",
      TF_CLI_ARGS_apply: "-lock=false",
      TF_WORKSPACE: "other",
      TF_DATA_DIR: "/elsewhere",
      TF_LOG: "trace",
      TF_PLUGIN_CACHE_DIR: "/cache",
    };
    expect(childEnvironment(inherited, { AWS_REGION: "us-east-1" })).toEqual({
      PATH: "/bin",
      TF_PLUGIN_CACHE_DIR: "/cache",
      CHECKPOINT_DISABLE: "1",
      AWS_CONFIG_FILE: "/dev/null",
      AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
      AWS_EC2_METADATA_DISABLED: "true",
      AWS_REGION: "us-east-1",
    });
  });
});

describe("ports", () => {
  test("a free port can be used", async () => {
    await expect(assertPortFree(await freePort())).resolves.toBeUndefined();
  });

  test("a taken port is refused with its number and what to do", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as { port: number };
    try {
      await expect(assertPortFree(port)).rejects.toThrow(`Port ${port} of 127.0.0.1 is taken by another program.`);
    } finally {
      server.close();
    }
  });
});

describe("projectRoot", () => {
  test("is the nearest folder above with cdktf.json and package.json", () =>
    inFolder((folder) => {
      write(join(folder, "cdktf.json"));
      write(join(folder, "package.json"));
      write(join(folder, "cli", "package.json"));
      expect(projectRoot([join(folder, "cli")])).toBe(folder);
    }));

  test("is refused in words outside of a project", () =>
    inFolder((folder) => {
      expect(() => projectRoot([folder])).toThrow(
        `The project's folder was not found: no folder at or above ${folder} has both a cdktf.json and a package.json.`,
      );
    }));

  test("says what there is to do without one", () =>
    inFolder((folder) => {
      expect(() => projectRoot([folder], "name a file")).toThrow(
        / Run the command inside the project, or name a file\.$/,
      );
      expect(() => projectRoot([folder])).toThrow(/ Run the command inside the project\.$/);
    }));

  test("names each place where it was looked for", () =>
    inFolder((folder) => {
      const other = join(folder, "other");
      expect(() => projectRoot([folder, other])).toThrow(`no folder at or above ${folder} or ${other} has both`);
    }));
});

describe("packageVersion", () => {
  test("is the nearest package.json's", () =>
    inFolder((folder) => {
      writeFileSync(join(folder, "package.json"), '{"version": "1.2.3"}');
      expect(packageVersion(join(folder, "bin", "deeper"))).toBe("1.2.3");
    }));

  test("is unknown where none is named", () =>
    inFolder((folder) => {
      writeFileSync(join(folder, "package.json"), "{}");
      expect(packageVersion(folder)).toBe("unknown");
    }));
});

test("shell exports can be pasted, whatever is in the values", () => {
  expect(shellExports({ A: "http://127.0.0.1:1", B: "it's a path" })).toBe(
    "export A=http://127.0.0.1:1\nexport B='it'\\''s a path'\n",
  );
});

test("Node is refused below 20.9", () => {
  expect(() => assertNodeVersion("20.8.1")).toThrow(
    new Unavailable("This is Node 20.8.1; 20.9 or newer is needed (https://nodejs.org)."),
  );
  expect(() => assertNodeVersion("20.9.0")).not.toThrow();
  expect(() => assertNodeVersion("22.0.0")).not.toThrow();
});
