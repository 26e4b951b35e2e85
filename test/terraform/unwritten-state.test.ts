/** The only copy of a state, which Terraform prints when it can write it nowhere: a real apply, without a provider. */
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import type { Server } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { Interrupted } from "../../common/problem";
import { Secrets } from "../../common/secrets";
import { removeFolder } from "../../common/temporary-folder";
import { findTerraform } from "../../terraform/binary";
import { Terraform } from "../../terraform/terraform";
import { printedState } from "../../terraform/unwritten-state";
import { newFolder, write } from "../local/fixtures";
import { testWithTerraform } from "./test-with-terraform";

const SECRET = "1example2secret3of4an5app6client";

let backend: Server;
let folder: string;
beforeAll(async () => {
  // It has no state, and takes none.
  backend = createServer((request, response) => {
    request.resume().on("end", () => response.writeHead(request.method === "GET" ? 404 : 500).end());
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => backend.once("listening", resolve));
});
afterAll(() => backend.close());
beforeEach(() => {
  folder = newFolder();
});
afterEach(() => removeFolder(folder));

const stack = () => ({
  terraform: {
    backend: { http: { address: `http://127.0.0.1:${(backend.address() as AddressInfo).port}/`, retry_max: 0 } },
  },
  resource: {
    terraform_data: {
      it: { input: SECRET, provisioner: [{ "local-exec": { command: "touch begun && sleep 1" } }] },
    },
  },
});

testWithTerraform.each([
  ["fails", false],
  ["was interrupted", true],
])(
  "is kept as a file for its owner, named and not shown, when the apply %s",
  async (_, isInterrupted) => {
    write(join(folder, "main.tf.json"), JSON.stringify(stack()));
    const interrupt = new AbortController();
    const terraform = new Terraform({
      binary: await findTerraform(process.env, interrupt.signal),
      folder,
      env: { ...process.env, TF_CLI_CONFIG_FILE: "/dev/null" },
      signal: interrupt.signal,
      secrets: new Secrets(),
    });
    await terraform.init();
    await terraform.plan({ out: join(folder, "plan") });
    mkdirSync(join(folder, "errored.tfstate")); // no file can be written there

    const applied = terraform.apply(join(folder, "plan")).then(String, String);
    await until(() => existsSync(join(folder, "begun")));
    if (isInterrupted) {
      interrupt.abort(new Interrupted());
    }
    const said = await applied;

    const file = join(folder, readdirSync(folder).find((name) => /^errored-\d+\.tfstate$/.test(name)) ?? "");
    expect(said).toContain(`${file} is the state of an apply that could not be written`);
    expect(said).not.toContain(SECRET);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({ version: 4, resources: [{ name: "it" }] });
  },
  60_000,
);

async function until(holds: () => boolean): Promise<void> {
  for (const end = Date.now() + 30_000; !holds() && Date.now() < end; ) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

test("what was printed is read in time, however many braces stand in it and none that closes", () => {
  const began = performance.now();
  const output = `${"{\n".repeat(3000)}${" ".repeat(8_000_000)}`;
  expect(printedState(output)).toBeUndefined();
  expect(performance.now() - began).toBeLessThan(1500);
});
