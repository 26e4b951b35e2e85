/**
 * From an empty folder and the npm package to a skill of one's own that remembers its users: the files and commands of
 * the package's README as they stand there, and the simulator that they start.
 */
import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { AdminGetUserCommand, ListUserPoolsCommand } from "@aws-sdk/client-cognito-identity-provider";
import { makeTemporaryFolder, removeFolder } from "../../common/temporary-folder";
import { HeadlessBrowser } from "../../local/alexa/headless-browser";
import type { AwsAccess } from "../../local/aws/aws-access";
import { cognitoClient } from "../../local/aws/aws-access";
import type { DemoUser } from "../../local/demo/demo-user";
import { createUser } from "../../local/demo/demo-user";
import { LocalHosts } from "../../local/local-hosts";
import { findSimulator } from "../../local/simulator/running-simulator";
import { install, NAME, writeReadmeProject } from "../build/package/consumer";
import { commandLines } from "../docs/commands";
import { story } from "./story";
import { unpackedPackage } from "./unpacked-package";
import type { Finished } from "./world";
import { execute } from "./world";

jest.setTimeout(10 * 60 * 1000);

let folder: string;
let packed: string;
let project: string;
let simulator: Simulator | undefined;
beforeAll(async () => {
  folder = makeTemporaryFolder("two words");
  mkdirSync(join(folder, "tmp"));
  packed = await unpackedPackage(folder);
  project = newProject("my skill");
});
afterAll(async () => {
  await simulator?.interrupt();
  removeFolder(folder);
});

/** @param packageJson what stands in its package.json */
function newProject(name: string, packageJson: object = {}): string {
  const made = join(folder, name);
  mkdirSync(made);
  install(packed, made);
  writeReadmeProject(made, packageJson);
  return made;
}

const environment = (): NodeJS.ProcessEnv => ({
  ...process.env,
  TMPDIR: join(folder, "tmp"),
  ASK_VENDOR_ID: "",
  CI: "true",
  FORCE_COLOR: "0",
  npm_config_offline: "true", // no registry is asked: what is missing is missing
});

const run = (where: string, command: string, env: NodeJS.ProcessEnv = {}): Promise<Finished> =>
  execute("sh", ["-c", `cd "$0" && ${command}`, where], { ...environment(), ...env });

function running(): Simulator {
  if (simulator === undefined) {
    throw new Error("no simulator is up");
  }
  return simulator;
}

/** The commands of a section of the README. */
function commandsOf(section: string): readonly string[] {
  const readme = readFileSync(join(project, "node_modules", NAME, "README.md"), "utf8");
  const [, code = ""] = new RegExp(`^## ${section}\\n\\n\`\`\`sh\\n(.*?)^\`\`\``, "ms").exec(readme) ?? [];
  return commandLines({ code });
}

describe("without the programs that it needs, the simulator says which", () => {
  const DIRECTORY_OF_NODE = join(process.execPath, "..");

  test("Terraform", async () => {
    const { exitCode, stderr } = await run(project, "npx alexa-link simulate dev", {
      PATH: [DIRECTORY_OF_NODE, "/usr/bin", "/bin"].join(delimiter),
      TERRAFORM_BINARY_NAME: "no-terraform-here",
    });
    expect({ exitCode, stderr }).toEqual({ exitCode: 3, stderr: expect.stringContaining("no-terraform-here") });
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  test("a skill package", async () => {
    const { exitCode, stderr } = await run(project, "npx alexa-link simulate dev --package elsewhere");
    expect({ exitCode, stderr }).toEqual({ exitCode: 3, stderr: expect.stringContaining("there is no such folder") });
  });
});

test("as an ES module, the project makes the same Terraform and the same zip", async () => {
  const modules = newProject("es modules", { type: "module" });
  for (const where of [project, modules]) {
    expect(await run(where, "npx tsc && npx cdktf synth")).toMatchObject({ exitCode: 0 });
  }
  for (const file of ["cdktf.out/stacks/dev/cdk.tf.json", "dist/skill.zip"]) {
    expect([file, readFileSync(join(modules, file)).equals(readFileSync(join(project, file)))]).toEqual([file, true]);
  }
});

story("the README's commands run the skill, which asks for the link, remembers and forgets", (step) => {
  let ada: DemoUser;
  let access: AwsAccess;
  let sub = "";

  step("the types hold, and the simulator comes up", async () => {
    const [types = "", simulate = "", ...others] = commandsOf("Try it");
    expect([types, simulate, ...others]).toEqual(["npx tsc", "npx alexa-link simulate dev"]);
    expect(await run(project, types)).toEqual({ exitCode: 0, stdout: "", stderr: "" });
    simulator = await Simulator.start(simulate);
    const { variables } = running().note;
    access = {
      endpoint: variables.AWS_ENDPOINT_URL ?? "",
      region: variables.AWS_REGION ?? "",
      credentials: {
        accessKeyId: variables.AWS_ACCESS_KEY_ID ?? "",
        secretAccessKey: variables.AWS_SECRET_ACCESS_KEY ?? "",
      },
    };
    const api = cognitoClient(access);
    const { UserPools = [] } = await api.send(new ListUserPoolsCommand({ MaxResults: 10 }));
    const poolId = UserPools[0]?.Id ?? "";
    ada = await createUser(access, poolId, { email: "ada@example.com", givenName: "Ada" });
    const { UserAttributes = [] } = await api.send(
      new AdminGetUserCommand({ UserPoolId: poolId, Username: ada.username }),
    );
    sub = UserAttributes.find(({ Name }) => Name === "sub")?.Value ?? "";
    api.destroy();
  });

  step("whoever is not linked gets the card", async () => {
    expect(await running().say("open name tag")).toMatchObject({ speech: "Welcome. Ask me who you are." });
    expect(await running().say("who am i")).toMatchObject({ card: { type: "LinkAccount" } });
  });

  step("whoever is linked is known by name, and how often they asked is remembered across links", async () => {
    await running().link(ada);
    expect(await running().say("ask name tag who am i")).toMatchObject({ speech: "You are Ada. Times you asked: 1." });
    expect(await running().say("ask name tag what is my name")).toMatchObject({
      speech: "You are Ada. Times you asked: 2.",
    });
    await running().post("unlink");
    expect(await running().say("ask name tag who am i")).toMatchObject({ card: { type: "LinkAccount" } });
    await running().link(ada);
    expect(await running().say("ask name tag do you know me")).toMatchObject({
      speech: "You are Ada. Times you asked: 3.",
    });
  });

  step("alexa-link works on it as `local`: the memory is shown, the form pushed, the link found sound", async () => {
    const remembered = await run(project, `npx alexa-link memory export local ${sub} --json`);
    expect(remembered).toMatchObject({ exitCode: 0 });
    expect(JSON.parse(remembered.stdout)).toMatchObject({ sub, memory: { data: { times: 3 }, version: 1 } });
    expect(await run(project, "npx alexa-link push local --yes")).toMatchObject({ exitCode: 0 });
    expect(await run(project, "npx alexa-link doctor local")).toMatchObject({ exitCode: 0 });
    expect(await run(project, "npx alexa-link skill local")).toMatchObject({ exitCode: 0 });
  });

  step("it forgets who asks for it, and answers help and stop", async () => {
    expect(await running().say("tell name tag forget me")).toMatchObject({ speech: "I remember nothing of you." });
    expect(await running().say("ask name tag who am i")).toMatchObject({ speech: "You are Ada. Times you asked: 1." });
    await running().say("open name tag");
    expect(await running().say("help")).toMatchObject({ speech: "Ask me who you are, or tell me to forget you." });
    expect(await running().say("stop")).toMatchObject({ speech: "Bye." });
  });

  step("Ctrl-C ends all of it within two seconds", async () => {
    expect(await running().interrupt()).toBeLessThan(2000);
    expect(readdirSync(join(folder, "tmp"))).toEqual([]);
    expect(readdirSync(join(project, ".alexa-link"))).toEqual([".gitignore"]);
    expect(readdirSync(project)).not.toContain("terraform.dev.tfstate");
  });
});

/** The command in a terminal of its own, and its page's API. */
class Simulator {
  private constructor(
    private readonly child: ChildProcess,
    private readonly url: string,
  ) {}

  static async start(command: string): Promise<Simulator> {
    const options = { cwd: project, env: environment(), detached: true } as const;
    const child = spawn("sh", ["-c", command], { ...options, stdio: ["ignore", "pipe", "pipe"] });
    let printed = "";
    const up = new Promise<string>((resolve, reject) => {
      const onText = (text: string): void => {
        printed += text;
        const [, url] = /^Open (http:\S+) in a browser.*Ctrl-C ends it all/ms.exec(printed) ?? [];
        if (url !== undefined) {
          resolve(url);
        }
      };
      child.stdout.setEncoding("utf8").on("data", onText);
      child.stderr.setEncoding("utf8").on("data", onText);
      child.once("close", () => reject(new Error(`the simulator ended before it was up:\n${printed}`)));
    });
    return new Simulator(child, await up);
  }

  /** What it tells other commands of the project. */
  get note() {
    const note = findSimulator(project);
    if (note === undefined) {
      throw new Error("the simulator is not announced in the project");
    }
    return note;
  }

  async post(action: string, body: object = {}): Promise<Answer> {
    const response = await fetch(`${this.url}/api/${action}`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: this.url },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    expect([response.status, text]).toEqual([200, expect.any(String)]);
    return JSON.parse(text);
  }

  /** What the skill answers. */
  async say(text: string): Promise<object | undefined> {
    const { state } = await this.post("say", { text });
    return state.conversation.filter(({ kind }) => kind === "answer").at(-1);
  }

  /** Links an account, as somebody does who follows the page's button and signs in. */
  async link({ username, password }: DemoUser): Promise<void> {
    const hosts = new LocalHosts(this.note.hosts);
    const { url = "" } = await this.post("link");
    const end = await new HeadlessBrowser({ hosts }).signIn(hosts.toProduction(url), { username, password });
    expect(end).toMatchObject({ kind: "redirected" });
    await fetch(hosts.toLocal(end.url), { redirect: "manual" });
    expect((await this.post("region", { region: "NA" })).state.link).toBe("linked");
  }

  /**
   * Presses Ctrl-C, which reaches everybody in the terminal.
   *
   * @returns how long it took until all had ended, in milliseconds
   */
  async interrupt(): Promise<number> {
    simulator = undefined;
    const closed = once(this.child, "close");
    const began = performance.now();
    process.kill(-(this.child.pid ?? 0), "SIGINT");
    await closed;
    return performance.now() - began;
  }
}

interface Answer {
  readonly url?: string;
  readonly state: { readonly link: string; readonly conversation: readonly { readonly kind: string }[] };
}
