/** Whatever becomes of the command, Terraform ends what it has begun, and no state is lost. */
import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { askEmulator } from "../../local/aws/aws-access";
import { limitProviderRetries } from "../../terraform/terraform";
import { story } from "./story";
import type { World } from "./world";
import { ROOT, startWorld } from "./world";

jest.setTimeout(300_000);

const COUNT = 12;

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.end());

interface Planned {
  readonly folder: string;
  readonly planFile: string;
}

/** Log groups, one after the other, so that an apply takes a while. */
async function stack(name: string, s3?: typeof S3): Promise<Planned> {
  const folder = join(world.folder, name);
  mkdirSync(folder);
  const groups = Array.from({ length: COUNT }, (_, index) => [
    `g${index}`,
    { name: `/${name}/${index}`, depends_on: index === 0 ? [] : [`aws_cloudwatch_log_group.g${index - 1}`] },
  ]);
  const configuration = {
    terraform: {
      backend: s3 === undefined ? { local: { path: `${name}.tfstate` } } : { s3 },
      required_providers: { aws: { source: "hashicorp/aws" } },
    },
    provider: { aws: { region: "us-east-1" } },
    resource: { aws_cloudwatch_log_group: Object.fromEntries(groups) },
  };
  writeFileSync(join(folder, "cdk.tf.json"), JSON.stringify(configuration));
  limitProviderRetries(folder);
  const planFile = join(world.folder, `${name}.plan`);
  if (s3 !== undefined) {
    await askEmulator(world.emulator.access, "s3", { method: "PUT", path: `/${s3.bucket}` });
  }
  await world.terraform(folder).init();
  await world.terraform(folder).plan({ out: planFile });
  return { folder, planFile };
}

interface Applying {
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly ended: Promise<unknown>;
}

/** Starts an apply as a command of this project, and waits until it has made something. */
async function applying(name: string, { folder, planFile }: Planned): Promise<Applying> {
  const program = [join(ROOT, "build/run.cjs"), "test/e2e/applying.ts", folder, planFile];
  const env = { ...world.env, TERRAFORM_BINARY_NAME: process.env.TERRAFORM_BINARY_NAME } as NodeJS.ProcessEnv;
  const child = spawn(process.execPath, program, { cwd: ROOT, env });
  let text = "";
  const add = (chunk: Buffer): void => {
    text += chunk;
  };
  child.stdout.on("data", add);
  child.stderr.on("data", add);
  const ended = once(child, "close");
  await until(async () => (await made(name)) > 0);
  return { child, ended, output: () => text };
}

async function made(name: string): Promise<number> {
  const { body } = await askEmulator(world.emulator.access, "logs", {
    method: "POST",
    path: "/",
    headers: { "x-amz-target": "Logs_20140328.DescribeLogGroups", "content-type": "application/x-amz-json-1.1" },
    body: JSON.stringify({ logGroupNamePrefix: `/${name}/` }),
  });
  return (JSON.parse(body.toString("utf8")) as { logGroups: unknown[] }).logGroups.length;
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 90_000; !(await holds()); ) {
    if (Date.now() > deadline) {
      throw new Error("it does not come to hold");
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** The addresses in a state file, once nothing holds its lock. */
async function recorded(folder: string, file: string): Promise<number> {
  await until(async () => !readdirSync(folder).some((name) => name.endsWith(".lock.info")));
  return (JSON.parse(readFileSync(join(folder, file), "utf8")) as { resources: unknown[] }).resources.length;
}

story("an apply outlives the command that began it", (step) => {
  step("killed in the middle, it makes everything, and the state has it, for its owner only", async () => {
    const it = await stack("killed");
    const { child, ended } = await applying("killed", it);
    child.kill("SIGKILL");
    await ended;
    expect(await made("killed")).toBeLessThan(COUNT);
    await until(async () => (await made("killed")) === COUNT);
    expect(await recorded(it.folder, "killed.tfstate")).toBe(COUNT);
    expect(statSync(join(it.folder, "killed.tfstate")).mode & 0o777).toBe(0o600);
  });

  step(
    "interrupted twice at once, as npm passes Ctrl-C on, it ends once and says so; the state has what was made",
    async () => {
      const it = await stack("interrupted");
      const { child, ended, output } = await applying("interrupted", it);
      child.kill("SIGINT");
      setTimeout(() => child.kill("SIGINT"), 20);
      await ended;
      expect(child.exitCode).toBe(130);
      expect(output().match(/was told to end/g)).toHaveLength(1);
      // Terraform still ends what it has begun, so that only its state, once unlocked, tells how much is there.
      const count = await recorded(it.folder, "interrupted.tfstate");
      expect(count).toBeLessThan(COUNT);
      // The provider gives up the one call that is under way, which AWS may have served already: Terraform never hears of it.
      const unheard = (await made("interrupted")) - count;
      expect(unheard).toBeGreaterThanOrEqual(0);
      expect(unheard).toBeLessThanOrEqual(1);
    },
  );

  step("what it cannot write to its backend becomes a file for its owner, which the message names", async () => {
    const it = await stack("unwritten", S3);
    const file = join(it.folder, "errored.tfstate");
    expect(String(await failedWrite("unwritten", it))).toContain(`${file} is the state of an apply`);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({ version: 4 });
  });

  step("what it can write nowhere, and prints, becomes such a file as well, and is in no message", async () => {
    const it = await stack("printed", S3);
    mkdirSync(join(it.folder, "errored.tfstate"));
    const error = await failedWrite("printed", it);
    const name = readdirSync(it.folder).find((each) => /^errored-\d+\.tfstate$/.test(each)) ?? "";
    const file = join(it.folder, name);
    expect(String(error)).toContain(`${file} is the state of an apply`);
    expect(String(error)).not.toContain("lineage");
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({ version: 4, lineage: expect.any(String) });
  });
});

const BUCKET = "state-that-goes";
const S3 = {
  bucket: BUCKET,
  key: "state",
  region: "us-east-1",
  use_path_style: true,
};

/** The error of an apply whose backend is there when it begins, and gone when it wants to write the state. */
async function failedWrite(name: string, { folder, planFile }: Planned): Promise<unknown> {
  const failed = world
    .terraform(folder)
    .apply(planFile)
    .then(
      () => "it wrote the state",
      (error: unknown) => error,
    );
  await until(async () => (await made(name)) > 0);
  const access = world.emulator.access;
  await askEmulator(access, "s3", { method: "DELETE", path: `/${BUCKET}/state` });
  expect((await askEmulator(access, "s3", { method: "DELETE", path: `/${BUCKET}` })).status).toBe(204);
  return failed;
}
