/** Terraform that is killed, and states that others hold or change: real Terraform, without a provider. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "../../common/child-process";
import { Secrets } from "../../common/secrets";
import { removeFolder } from "../../common/temporary-folder";
import { findTerraform } from "../../terraform/binary";
import { Terraform } from "../../terraform/terraform";
import { newFolder, write, writeProgram } from "../local/fixtures";
import { StateServer } from "./state-server";
import { testWithTerraform } from "./test-with-terraform";

let states: StateServer;
let folder: string;
let terraform: Terraform;
beforeEach(async () => {
  folder = newFolder();
  states = await StateServer.start();
  terraform = await terraformIn("stack");
});
afterEach(() => {
  states.stop();
  removeFolder(folder);
});

const stackOf = (second: string): string =>
  JSON.stringify({
    terraform: { backend: states.backend },
    resource: {
      terraform_data: {
        first: { input: "1" },
        second: {
          depends_on: ["terraform_data.first"],
          provisioner: [{ "local-exec": { command: second } }],
        },
      },
    },
  });

/** A stack of its own on the same state, and a Terraform that says under which number it runs. */
async function terraformIn(name: string, second = "touch begun; sleep 30"): Promise<Terraform> {
  write(join(folder, name, "main.tf.json"), stackOf(second));
  const { path, product } = await findTerraform();
  const program = writeProgram(folder, `terraform-${name}`, `echo $$ > '${folder}/${name}.pid'; exec '${path}' "$@"`);
  return new Terraform({
    binary: { path: program, product },
    folder: join(folder, name),
    env: { ...process.env, TF_CLI_CONFIG_FILE: "/dev/null" },
    secrets: new Secrets(),
  });
}

const plan = (): string => join(folder, "plan");

async function until(holds: () => boolean): Promise<void> {
  for (const end = Date.now() + 10_000; !holds(); ) {
    if (Date.now() > end) {
      throw new Error("it does not come to hold");
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Kills Terraform once that holds, as a system does that runs out of memory. Answers what is said. */
async function killed(work: Promise<unknown>, once: () => boolean): Promise<string> {
  const said = work.then(() => "it went well", String);
  await until(once);
  process.kill(Number(readFileSync(join(folder, "stack.pid"), "utf8")), "SIGKILL");
  return said;
}

/** What still runs of what it had started: providers would stay for good. */
async function processesOf(group: string): Promise<readonly string[]> {
  const { stdout } = await run("ps", ["-eo", "pgid=,stat=,args="], { env: process.env });
  return stdout.split("\n").filter((line) => new RegExp(`^\\s*${group} +[^Z]`).test(line));
}

const idOfLock = (): string => JSON.parse(states.lock ?? "{}").ID ?? "";

describe("Terraform that is killed", () => {
  testWithTerraform("in init leaves nothing to clean up", async () => {
    states.silentTo = "GET";

    expect(await killed(terraform.init(), () => states.asked.includes("GET"))).toMatch(/was killed.*Run it again/);

    states.silentTo = undefined;
    await terraform.init();
    expect(states.lock).toBeUndefined();
  });

  testWithTerraform("in plan leaves its lock, and it is said how to free it", async () => {
    await terraform.init();
    states.silentTo = "GET";
    const asked = states.asked.length;
    const planning = terraform.plan({ out: plan() });
    const said = await killed(planning, () => states.asked.slice(asked).includes("GET"));
    expect(said).toMatch(/Terraform plan ended with exit code 137.*was killed.*force-unlock/s);
    expect(said).not.toMatch(/had begun to make/);
    states.silentTo = undefined;

    const locked = await terraform.plan({ out: plan() }).then(() => "it went well", String);

    expect(locked).toMatch(
      /Another Terraform run holds the lock of this state\. Wait until it has ended; if it was killed/,
    );
    expect(locked).toContain(idOfLock());
    const { path } = await findTerraform();
    const unlock = [`-chdir=${join(folder, "stack")}`, "force-unlock", "-force", idOfLock()];
    expect(await run(path, unlock, { env: process.env })).toMatchObject({ exitCode: 0 });
    expect(await terraform.plan({ out: plan() })).toMatchObject({ changes: true });
  });

  testWithTerraform("in the middle of a create is said to have begun what the state does not have", async () => {
    await terraform.init();
    await terraform.plan({ out: plan() });

    const said = await killed(terraform.apply(plan()), () => existsSync(join(folder, "stack", "begun")));

    expect(said).toMatch(/It had begun to make these.*\n {2}terraform_data\.first\n {2}terraform_data\.second$/s);
    expect(said).toContain(`terraform -chdir=${join(folder, "stack")} state list`);
    expect(states.lock).toBeDefined();
    expect(await processesOf(readFileSync(join(folder, "stack.pid"), "utf8").trim())).toEqual([]);
  });

  testWithTerraform("while it writes the state is said to have begun what the state does not have", async () => {
    terraform = await terraformIn("stack", "true");
    await terraform.init();
    await terraform.plan({ out: plan() });
    states.silentTo = "POST";

    const said = await killed(terraform.apply(plan()), () => states.asked.includes("POST"));

    expect(said).toMatch(/had begun to make these.*terraform_data\.first\n {2}terraform_data\.second$/s);
    expect(states.state).toBeUndefined();
  });
});

describe("two at once on one state", () => {
  testWithTerraform(
    "the second applies nothing while the first holds the lock, nor what it planned before",
    async () => {
      terraform = await terraformIn("stack", "touch begun; sleep 1");
      const other = await terraformIn("other", "true");
      await Promise.all([terraform.init(), other.init()]);
      await terraform.plan({ out: plan() });
      await other.plan({ out: join(folder, "other.plan") });
      const first = terraform.apply(plan());
      await until(() => existsSync(join(folder, "stack", "begun")));

      const during = await other.apply(join(folder, "other.plan")).then(() => "it went well", String);
      await first;
      const after = await other.apply(join(folder, "other.plan")).then(() => "it went well", String);

      expect(during).toMatch(/Another Terraform run holds the lock of this state/);
      expect(after).toMatch(/Somebody else applied to this state after the plan was made.*Saved plan is stale/s);
      expect(states.lock).toBeUndefined();
      expect(JSON.parse(states.state ?? "{}").resources).toHaveLength(2);
      expect(await other.plan({ out: plan() })).toMatchObject({ changes: false });
    },
  );
});
