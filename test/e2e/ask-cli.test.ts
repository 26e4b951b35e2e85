/**
 * Amazon's own command line, ask-cli, against the stand-in for SMAPI. It is installed from the registry that npm is set
 * up for, once a machine: it is too large to be one of this project's packages, and nothing here needs it but this test.
 */
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "../../common/child-process";
import { makeTemporaryFolder, removeFolder } from "../../common/temporary-folder";
import { askCliVariables } from "../../local/amazon/ask-cli";
import { SmapiStandIn } from "../../local/amazon/stand-in";
import { REQUEST } from "../alexa/account-linking/request";
import { SKILL, VENDOR } from "../local/amazon/smapi-world";
import { story } from "./story";
import { ROOT } from "./world";

jest.setTimeout(10 * 60 * 1000);

const PACKAGES = join(__dirname, "ask-cli");
const { ask, missing } = installAskCli();

/** With CI=true, what cannot run is a failure. */
const describeIfInstalled = missing === undefined || process.env.CI === "true" ? describe : describe.skip;

describeIfInstalled(`ask-cli${missing === undefined ? "" : ` (not run: ${missing})`}`, () => {
  let folder: string;
  let smapi: SmapiStandIn;

  beforeAll(async () => {
    expect(missing).toBeUndefined();
    folder = makeTemporaryFolder("ask-cli");
    smapi = await SmapiStandIn.start({ vendorId: VENDOR, skillIds: [SKILL] });
    smapi.faults.pollsInProgress = 0; // it waits seconds between two questions
    write("home/.ask/cli_config", { share_usage: false, profiles: { default: profile() } });
  });
  afterAll(async () => {
    await smapi?.stop();
    removeFolder(folder);
  });

  /** As `ask configure` leaves one behind, when its access token has ended. */
  const profile = (): object => ({
    vendor_id: VENDOR,
    token: { access_token: "ended", refresh_token: smapi.credentials.refreshToken, expires_at: "2020-01-01T00:00:00Z" },
  });

  function write(name: string, content: object): string {
    const file = join(folder, name);
    mkdirSync(join(file, ".."), { recursive: true });
    writeFileSync(file, JSON.stringify(content));
    return file;
  }

  const json = (name: string) => JSON.parse(readFileSync(join(folder, name), "utf8"));

  /** Nothing leaves this machine: what would (its statistics) goes to a proxy that does not listen. */
  async function askCli(args: readonly string[], variables: Readonly<Record<string, string>> = {}): Promise<string> {
    const env = {
      PATH: process.env.PATH,
      HOME: join(folder, "home"),
      USERPROFILE: join(folder, "home"),
      HTTPS_PROXY: "http://127.0.0.1:9",
      ASK_SHARE_USAGE: "false",
      ...variables,
    };
    const { exitCode, stdout, stderr } = await run(process.execPath, [ask, ...args], { cwd: folder, env });
    if (exitCode !== 0) {
      throw new Error(`ask ${args.join(" ")}: ${exitCode}\n${stderr}`);
    }
    return stdout;
  }

  /** With the profile, and the addresses in the environment. */
  function withProfile(...args: readonly string[]): Promise<string> {
    const { ASK_REFRESH_TOKEN: _token, AWS_ACCESS_KEY_ID: _key, ...addresses } = variables();
    return askCli(args, addresses);
  }

  const variables = () => askCliVariables(smapi.url, smapi.credentials, VENDOR);
  const skill = ["-s", SKILL, "-g", "development"] as const;
  const model = ["-l", "en-US"] as const;

  story("does all that a skill with account linking needs of it", (step) => {
    step("it refreshes its profile's token, and lists the skills", async () => {
      const listed = JSON.parse(await withProfile("smapi", "list-skills-for-vendor"));

      expect(listed.skills).toMatchObject([
        { skillId: SKILL, apis: ["custom"], nameByLocale: { "en-US": "My skill" } },
      ]);
      expect(json("home/.ask/cli_config").profiles.default.token.access_token).toMatch(/^Atza\|/);
    });

    step("the variables that the simulator shows do instead of a profile", async () => {
      const listed = JSON.parse(await askCli(["smapi", "list-skills-for-vendor"], variables()));

      expect(listed.skills).toHaveLength(1);
    });

    step("it reads the status, reads the interaction model and writes it back", async () => {
      const status = JSON.parse(await withProfile("smapi", "get-skill-status", "-s", SKILL));
      const read = JSON.parse(await withProfile("smapi", "get-interaction-model", ...skill, ...model));
      read.interactionModel.languageModel.invocationName = "another name";
      const file = write("en-US.json", read);
      await withProfile("smapi", "set-interaction-model", ...skill, ...model, "--interaction-model", `file:${file}`);
      const written = JSON.parse(await withProfile("smapi", "get-interaction-model", ...skill, ...model));

      expect(status).toMatchObject({
        manifest: { lastUpdateRequest: { status: "SUCCEEDED" } },
        interactionModel: { "en-US": { lastUpdateRequest: { status: "SUCCEEDED" } } },
      });
      expect(written).toEqual(read);
    });

    step("it writes, reads and removes account linking", async () => {
      const file = write("accountLinking.json", { accountLinkingRequest: REQUEST });

      await withProfile("smapi", "update-account-linking-info", ...skill, "--account-linking-request", `file:${file}`);
      const written = smapi.accountLinking(SKILL);
      const read = JSON.parse(await withProfile("smapi", "get-account-linking-info", ...skill));
      await withProfile("smapi", "delete-account-linking-info", ...skill);

      expect(written).toEqual(REQUEST);
      expect(read).toMatchObject({ clientId: REQUEST.clientId, scopes: REQUEST.scopes });
      expect(smapi.accountLinking(SKILL)).toBeUndefined();
    });

    step("it exports the skill package, and deploys it with a change", async () => {
      await withProfile("smapi", "export-package", ...skill);
      const manifest = json("skill-package/skill.json");
      manifest.manifest.publishingInformation.locales["en-US"].name = "Deployed by ask-cli";
      write("skill-package/skill.json", manifest);
      write("ask-resources.json", RESOURCES);
      write(".ask/ask-states.json", statesOf(SKILL));
      const deployed = await withProfile("deploy");

      expect(json("skill-package/interactionModels/custom/en-US.json").interactionModel.languageModel).toMatchObject({
        invocationName: "another name",
      });
      expect(deployed).toContain("Skill package deployed and all models built successfully.");
      expect(deployed).toContain("The skill has been enabled.");
      expect(Buffer.from(smapi.skillPackage(SKILL)?.get("skill.json") ?? []).toString()).toContain(
        "Deployed by ask-cli",
      );
    });

    step("it deploys the package as a new skill, and finds that enabled", async () => {
      rmSync(join(folder, ".ask"), { recursive: true });
      await withProfile("deploy");
      const { skillId } = json(".ask/ask-states.json").profiles.default;
      const found = ["-s", skillId, "-g", "development"];
      await withProfile("smapi", "get-skill-enablement-status", ...found);
      await withProfile("smapi", "delete-skill-enablement", ...found);

      expect(skillId).not.toBe(SKILL);
      await expect(withProfile("smapi", "get-skill-enablement-status", ...found)).rejects.toThrow("404");
      expect(smapi.requests.filter(({ status }) => status >= 500)).toEqual([]);
    });
  });
});

const RESOURCES = {
  askcliResourcesVersion: "2020-03-31",
  profiles: { default: { skillMetadata: { src: "./skill-package" } } },
};

const statesOf = (skillId: string): object => ({
  askcliStatesVersion: "2020-03-31",
  profiles: { default: { skillId } },
});

/** The program, from a folder of this version's own; or why it is not to be had. */
function installAskCli(): { readonly ask: string; readonly missing?: string } {
  const manifest = JSON.parse(readFileSync(join(PACKAGES, "package.json"), "utf8"));
  const cache = join(ROOT, "node_modules/.cache");
  const folder = join(cache, `ask-cli-${manifest.dependencies["ask-cli"]}`);
  const ask = join(folder, "node_modules/ask-cli/dist/bin/ask.js");
  if (existsSync(ask)) {
    return { ask };
  }
  const draft = `${folder}-${process.pid}`;
  try {
    mkdirSync(cache, { recursive: true });
    cpSync(PACKAGES, draft, { recursive: true });
    cpSync(join(ROOT, ".npmrc"), join(draft, ".npmrc"));
    execFileSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"], {
      cwd: draft,
      stdio: ["ignore", "ignore", "pipe"],
      timeout: 4 * 60 * 1000,
    });
    // As a whole or not at all, so that no other run finds half of it.
    renameSync(draft, folder);
    return { ask };
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    return { ask, missing: `npm could not install ask-cli: ${String(error).split("\n")[0]}` };
  }
}
