/** `npm run demo` as a person runs it, in a temporary folder whose path has a space in it. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { makeTemporaryFolder, removeFolder } from "../../common/temporary-folder";
import { ProjectCopy } from "./project-copy";
import { execute, ROOT } from "./world";

jest.setTimeout(10 * 60 * 1000);

describe("the demo", () => {
  let folder: string;
  let temporary: string;
  beforeEach(() => {
    folder = makeTemporaryFolder("demo test");
    temporary = join(folder, "two words");
    mkdirSync(temporary);
  });
  afterEach(() => removeFolder(folder));

  const environment = () => ({ ...process.env, TMPDIR: temporary });
  const DEMO_OF = (root: string) => [join(root, "build/run.cjs"), "cli/demo.ts"];
  const DEMO = DEMO_OF(ROOT);

  test("deploys, talks and leaves nothing", async () => {
    const { exitCode, stdout, stderr } = await execute(process.execPath, [...DEMO, "--json"], environment());

    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0, stderr: expect.stringContaining("✓ terraform destroy") });
    expect(JSON.parse(stdout).chapters).toMatchObject([
      { turns: [{ alexa: { shouldEndSession: false } }, { alexa: { card: { type: "LinkAccount" } } }] },
      { turns: [{ alexa: { speech: expect.stringContaining("Ada") }, saysName: true }] },
      { turns: [{ alexa: { speech: expect.stringContaining("Ada") }, saysName: true }] },
    ]);
    expect(readdirSync(temporary)).toEqual([]);
  });

  test("links a pool, a domain and a client that exist, which are made here for it", async () => {
    const project = new ProjectCopy(join(folder, "project"), environment());
    project.write("environments.ts", EXISTING);

    const { exitCode, stdout, stderr } = await project.node([
      ...DEMO_OF(project.folder),
      "--environment",
      "shop",
      "--json",
    ]);

    expect({ exitCode, stderr }).toMatchObject({
      exitCode: 0,
      stderr: expect.stringContaining("✓ Make the user pool that exists at AWS"),
    });
    expect(JSON.parse(stdout).chapters).toMatchObject([
      { turns: [{}, { alexa: { card: { type: "LinkAccount" } } }] },
      { turns: [{ saysName: true }] },
      { turns: [{ saysName: true }] },
    ]);
  });

  test("goes through an identity provider where there is no password, with secrets made here", async () => {
    const project = new ProjectCopy(join(folder, "project"), environment());
    project.write("environments.own.ts", readFileSync(join(ROOT, "environments.ts"), "utf8"));
    project.write("environments.ts", PROVIDER_ONLY);

    const { exitCode, stdout, stderr } = await project.node([...DEMO_OF(project.folder), "--json"]);

    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0, stderr: expect.stringContaining("✓ terraform destroy") });
    const { user, chapters } = JSON.parse(stdout);
    expect(user).toEqual({ username: "ada@example.com at Corp", givenName: "Ada" });
    expect(chapters).toMatchObject([
      { turns: [{}, { alexa: { card: { type: "LinkAccount" } } }] },
      { turns: [{ saysName: true }] },
      { turns: [{ saysName: true }] },
    ]);
  });

  test("ends at Ctrl-C, and leaves nothing", async () => {
    const demo = spawn(process.execPath, DEMO, { cwd: ROOT, env: environment(), stdio: ["ignore", "pipe", "pipe"] });
    let printed = "";
    for (const stream of [demo.stdout, demo.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        printed += text;
        // The plan is running: Terraform, the provider and the emulator are all up.
        if (printed.includes("✓ terraform init") && !demo.killed) {
          setTimeout(() => demo.kill("SIGINT"), 2000);
        }
      });
    }
    const [exitCode] = await once(demo, "close");

    expect({ exitCode, printed }).toMatchObject({ exitCode: 130, printed: expect.stringContaining("Interrupted") });
    expect(readdirSync(temporary)).toEqual([]);
    const { stdout } = await execute("ps", ["-eo", "args"], process.env);
    expect(stdout.split("\n").filter((line) => line.includes(temporary))).toEqual([]);
  });
});

const EXISTING = `import type { EnvironmentProps } from "./constructs";

export const environments: readonly EnvironmentProps[] = [
  {
    name: "shop",
    project: "shop",
    region: "eu-west-1",
    accountId: "123456789012",
    // Which nothing here may look for.
    state: { type: "s3", bucket: "shop-terraform-state" },
    userPool: { existing: { id: "eu-west-1_Abc123xyz" }, deletionProtection: false },
    domain: { existing: { host: "login.example.com" } },
    client: { existing: { id: "1h57kf5cpq17m0eml12EXAMPLE" } },
    alexa: {
      vendorId: "M1EXAMPLE0DEV",
      skillIds: ["amzn1.ask.skill.11111111-1111-4111-8111-111111111111"],
    },
  },
];
`;

/** Its secrets are in all three places. */
const PROVIDER_ONLY = `
import { environments as own } from "./environments.own";

export const environments = own.slice(0, 1).map((environment) => ({
  ...environment,
  identityProviders: {
    Google: { type: "Google", clientId: "google", secretId: "alexa/google", secretKey: "secret" },
    Corp: { type: "OIDC", clientId: "corp", issuer: "https://login.example.com/tenant", parameterName: "/alexa/corp" },
    LoginWithAmazon: { type: "LoginWithAmazon", clientId: "amazon" },
  },
  client: { identityProviders: ["Corp", "Google"] },
}));
`;
