/** What a killed Terraform and its providers leave in the temporary folder. */
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import os from "node:os";
import { dirname, join } from "node:path";
import { Interrupted } from "../../common/problem";
import { Terraform } from "../../terraform/terraform";
import { inFolder, write, writeProgram } from "../local/fixtures";

/** As go-plugin does: a file with a random name in the temporary folder, which stays when the program is killed. */
const LEAVES_A_SOCKET = `
: > "$TMPDIR/plugin649907641"
echo "$TMPDIR" > "$0.tmpdir"
`;
const IGNORES_THE_INTERRUPT = "trap '' INT; echo started; sleep 60 & wait; sleep 60";

afterEach(() => jest.restoreAllMocks());

/** Runs `use` with the system's temporary folder, as long a path as is asked for, and a program that stands for Terraform. */
const withTerraform = (
  script: string,
  use: (temporary: string, terraform: (signal?: AbortSignal, onLine?: () => void) => Terraform) => Promise<void>,
  name = "temporary",
) =>
  inFolder(async (folder) => {
    const temporary = join(folder, name);
    mkdirSync(temporary);
    write(join(folder, "stack", "cdk.tf.json"), "{}");
    jest.spyOn(os, "tmpdir").mockReturnValue(temporary);
    const path = writeProgram(folder, "terraform", script);
    await use(temporary, (signal, onLine) => {
      const env = { PATH: process.env.PATH, TMPDIR: temporary };
      const binary = { path, product: "Terraform" } as const;
      return new Terraform({ binary, folder: join(folder, "stack"), env, disposable: true, signal, onLine });
    });
  });

/** The temporary folder that the program was given. */
const usedFolder = (temporary: string): string =>
  readFileSync(join(dirname(temporary), "terraform.tmpdir"), "utf8").trimEnd();

test.each(["init", "plan", "destroy"] as const)("is removed when %s was killed", (command) =>
  withTerraform(`${LEAVES_A_SOCKET}${IGNORES_THE_INTERRUPT}`, async (temporary, terraform) => {
    const interrupt = new AbortController();
    const it = terraform(interrupt.signal, () => interrupt.abort(new Interrupted()));

    const ended = command === "plan" ? it.plan({ out: join(temporary, "plan") }) : it[command]();
    await expect(ended).rejects.toBeInstanceOf(Interrupted);

    expect(dirname(usedFolder(temporary))).toBe(temporary);
    expect(readdirSync(temporary)).toEqual([]);
  }),
);

test.each([0, 1])("is removed when Terraform ended by itself with exit code %d", (exitCode) =>
  withTerraform(`${LEAVES_A_SOCKET}exit ${exitCode}`, async (temporary, terraform) => {
    await terraform()
      .init()
      .catch(() => {});
    expect(dirname(usedFolder(temporary))).toBe(temporary);
    expect(readdirSync(temporary)).toEqual([]);
  }),
);

test("is in the folder of the system where no socket's path would fit below it", () =>
  withTerraform(
    LEAVES_A_SOCKET,
    async (temporary, terraform) => {
      await terraform().init();
      expect(usedFolder(temporary)).toBe(temporary);
      expect(existsSync(join(temporary, "plugin649907641"))).toBe(true);
    },
    "t".repeat(80),
  ));
