import { statSync } from "node:fs";
import { join } from "node:path";
import { Secrets } from "../../common/secrets";
import { initStack } from "../../terraform/stack-plan";
import { inFolder, write } from "../local/fixtures";

test("a state that could not be written is written before anything is planned on the older one", () =>
  inFolder(async (folder) => {
    const state = join(folder, "errored.tfstate");
    write(state, JSON.stringify({ version: 4, lineage: "1", resources: [] }));
    const binary = { path: "/does/not/exist", product: "Terraform", version: "1.11.4" } as never;
    const options = { binary, folder, env: {}, signal: new AbortController().signal, secrets: new Secrets() };
    await expect(initStack(options)).rejects.toThrow(/errored\.tfstate is the state of an apply.*state push/);
    expect(statSync(state).mode & 0o777).toBe(0o600);
  }));
