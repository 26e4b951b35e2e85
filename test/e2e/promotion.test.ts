/**
 * One commit from dev to prod on an emulator of AWS, by the commands of the README: release, review, apply, promote,
 * compare, drift, rollback. The steps build on each other.
 */
import { existsSync, readFileSync, renameSync, rmSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import {
  CognitoIdentityProviderClient,
  ListUserPoolClientsCommand,
  ListUserPoolsCommand,
  UpdateUserPoolClientCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { GetAliasCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { askEmulator } from "../../local/aws/aws-access";
import type { EnvironmentReview, Review } from "../../review/review";
import { ProjectCopy } from "./project-copy";
import { story } from "./story";
import type { World } from "./world";
import { startWorld } from "./world";

jest.setTimeout(25 * 60 * 1000);

const BUCKET = "example-terraform-state";

/** For what ends before a digest is looked at. */
const ANY_DIGEST = `sha256:${"0".repeat(64)}`;

/** Where the synth puts dev's stack, and Terraform what it keeps for it. */
const DEV = "cdktf.out/stacks/dev";

/** Puts another file into each zip that lies beside prod's stack. */
const SWAP = `python3 -c '
import glob, zipfile
for name in glob.glob("cdktf.out/stacks/prod/assets/*/*/skill.zip"):
    with zipfile.ZipFile(name, "a") as zip:
        zip.writestr("more.txt", "more")
'`;

let world: World;
let firstDigest = "";
let project: ProjectCopy;
let lambda: LambdaClient;
let cognito: CognitoIdentityProviderClient;

beforeAll(async () => {
  world = await startWorld();
  await askEmulator(world.emulator.access, "s3", { method: "PUT", path: `/${BUCKET}` });
  project = new ProjectCopy(`${world.folder}/project`, world.env);
  lambda = new LambdaClient(world.emulator.access);
  cognito = new CognitoIdentityProviderClient(world.emulator.access);
  await project.commit("first");
});
afterAll(async () => {
  lambda?.destroy();
  cognito?.destroy();
  await world?.end();
});

async function review(environment: string): Promise<EnvironmentReview & { readonly digest: string }> {
  const { environments } = await project.json<Review>(["review", environment]);
  const [found] = environments;
  if (found?.digest === undefined) {
    throw new Error(`${environment} was not judged: ${found?.notJudged.join(" ")}`);
  }
  return { ...found, digest: found.digest };
}

const aliasOf = async (name: string) =>
  lambda.send(new GetAliasCommand({ FunctionName: `alexa-skill-${name}`, Name: "live" }));

async function locks(): Promise<string> {
  const { body } = await askEmulator(world.emulator.access, "s3", { path: `/${BUCKET}` });
  return body.toString("utf8").match(/tflock/g)?.[0] ?? "";
}

story("a release goes to dev, then to prod, and back", (step) => {
  step("a release is refused while files differ from the commit", async () => {
    project.change("environments.ts", "logRetentionDays: 7 ", "logRetentionDays: 14 ");
    const { exitCode, stderr } = await project.alexaLink(["release"]);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 3,
      stderr: expect.stringContaining("differ from it: environments.ts."),
    });
    expect(existsSync(`${project.folder}/release.json`)).toBe(false);
    await project.commit("keep logs longer");
  });

  step("dev gets what was reviewed", async () => {
    expect(await project.alexaLink(["release"])).toMatchObject({ exitCode: 0 });
    const { digest, verdict, counts } = await review("dev");
    expect({ verdict, counts }).toMatchObject({ verdict: "safe", counts: { add: 9, replace: 0, destroy: 0 } });
    expect(await project.alexaLink(["apply", "dev", "--digest", digest])).toMatchObject({ exitCode: 0 });
    expect(await review("dev")).toMatchObject({ verdict: "safe", changes: [] });
    firstDigest = digest;
  });

  step("what is no part of the release is not applied: files, arguments, providers, a workspace", async () => {
    const override = { resource: { aws_cognito_user_pool: { user_pool: { mfa_configuration: "OFF" } } } };
    project.write(`${DEV}/more_override.tf.json`, JSON.stringify(override));
    project.write(`${DEV}/.terraform/environment`, "other");
    const { exitCode, stderr } = await project.alexaLink(["apply", "dev", "--digest", firstDigest], {
      env: { TF_CLI_ARGS_plan: "-lock-timeout=10m -var=token=t0p5ecret", TF_REATTACH_PROVIDERS: "{}" },
    });
    expect(exitCode).toBe(3);
    for (const what of [
      '"more_override.tf.json", which no synth wrote, and with which Terraform overrides the stack',
      "TF_CLI_ARGS_plan gives Terraform -var=…",
      "TF_REATTACH_PROVIDERS has Terraform use a provider that runs already",
      "The workspace other is selected",
      "nothing was applied",
    ]) {
      expect(stderr).toContain(what);
    }
    expect(stderr).not.toMatch(/t0p5ecret|lock-timeout=10m/);
    // Nor does a stack that is read otherwise prove anything of what runs.
    const promoted = await project.alexaLink(["promote", "dev", "prod", "--digest", ANY_DIGEST]);
    expect(promoted).toMatchObject({
      exitCode: 3,
      stderr: expect.stringContaining("dev: Terraform would do something"),
    });
    rmSync(`${project.folder}/${DEV}/more_override.tf.json`);
    rmSync(`${project.folder}/${DEV}/.terraform/environment`);
  });

  step("a digest approves one first deployment: not another one after the state was lost", async () => {
    const state = `${project.folder}/terraform.dev.tfstate`;
    renameSync(state, `${state}.lost`);
    const { exitCode, stderr, stdout } = await project.alexaLink(["apply", "dev", "--digest", firstDigest]);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 3,
      stderr: expect.stringContaining("AWS has the function alexa-skill-dev in us-east-1 already"),
    });
    expect(stdout).toContain(firstDigest);
    renameSync(`${state}.lost`, state);
  });

  step("prod does not get what was approved for another plan, and is told what differs", async () => {
    const approved = await project.json<Review>(["review", "prod"]);
    project.write("approved.json", JSON.stringify(approved));
    project.change("environments.ts", "logRetentionDays: 365", "logRetentionDays: 180");
    await project.commit("keep prod's logs shorter");
    expect(await project.alexaLink(["release"])).toMatchObject({ exitCode: 0 });
    const digest = approved.environments[0]?.digest ?? "";
    const refused = await project.alexaLink([
      "promote",
      "dev",
      "prod",
      "--digest",
      digest,
      "--approved",
      "approved.json",
    ]);
    expect(refused).toMatchObject({ exitCode: 1, stdout: expect.stringContaining("Nothing was applied") });
    expect(refused.stdout).toContain("365");
    expect(refused.stdout).toMatch(/ {2}configuration: approved sha256:[0-9a-f]{64}; now sha256:/);
    await expect(aliasOf("prod")).rejects.toThrow(/not found/i);
  });

  step("a command that is killed after its plan leaves no lock", async () => {
    const killAt = { text: "✓ Plan prod", signal: "SIGKILL" } as const;
    await project.alexaLink(["apply", "prod", "--digest", ANY_DIGEST], { killAt });
    // Terraform itself may live on for a moment; what it began it ends, and frees what it holds.
    for (let tries = 0; tries < 60 && (await locks()) !== ""; tries += 1) {
      await sleep(1000);
    }
    expect(await locks()).toBe("");
  });

  step("prod gets the very bytes that dev runs", async () => {
    const { digest } = await review("prod");
    // Two at once, as people and pipelines do: one of them gets it done, and the other says why it does not.
    const args = ["promote", "dev", "prod", "--no-synth", "--digest", digest, "--json"];
    const both = await Promise.all([project.alexaLink(args), project.alexaLink(args)]);
    const [first, second] = both.sort((one, other) => one.exitCode - other.exitCode);
    expect(second?.exitCode).toBeGreaterThan(0);
    expect(`${second?.stdout}${second?.stderr}`).toMatch(/state lock|plan is stale|is not the plan that was approved/);
    const promoted = JSON.parse(first?.stdout ?? "");
    const { codeSha256 } = JSON.parse(project.read("release.json")) as { codeSha256: string };
    expect(promoted).toMatchObject({
      from: "dev",
      to: "prod",
      kind: "applied",
      environments: [{ environment: "prod", digest }],
      comparison: {
        sameZip: true,
        sameAsRelease: true,
        differences: [{ what: "userPool.DeletionProtection", values: ["INACTIVE", "ACTIVE"] }],
        versions: [
          { environment: "dev", version: "1", codeSha256 },
          { environment: "prod", version: "1", codeSha256 },
        ],
      },
    });
    expect(codeSha256).toMatch(/^[\w+/]{43}=$/);
    expect(await project.alexaLink(["drift", "prod", "--release", "release.json"])).toMatchObject({ exitCode: 0 });
  });

  step("another checkout is not the release", async () => {
    project.change("lambda/speech/en-US.ts", "Welcome", "Hello");
    await project.commit("greet otherwise");
    const { exitCode, stderr } = await project.alexaLink(["apply", "dev", "--digest", ANY_DIGEST]);
    expect(exitCode).toBe(3);
    for (const what of ["commit", "zip", "cdk.tf.json"]) {
      expect(stderr).toContain(what);
    }
  });

  step("what does not run in dev yet is not promoted, and nobody promotes without an approval", async () => {
    expect(await project.alexaLink(["release"])).toMatchObject({ exitCode: 0 });
    const refused = await project.alexaLink(["promote", "dev", "prod", "--digest", ANY_DIGEST]);
    expect(refused).toMatchObject({
      exitCode: 1,
      stdout: expect.stringMatching(/^dev does not run the release in release\.json: [\s\S]*Nothing was applied\.\n$/),
    });
    const unasked = await project.alexaLink(["promote", "dev", "prod"]);
    expect(unasked).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("Cannot ask for confirmation") });
  });

  step("a new version goes live in dev, and compare tells that prod is behind", async () => {
    const found = await review("dev");
    expect(found.findings.map(({ rule }) => rule)).toContain("lambda-release");
    // As with every acknowledgement: it is committed after the review, and the digest still fits.
    project.write("acknowledgements.json", "[]\n");
    await project.commit("acknowledge");
    expect(await project.alexaLink(["release"])).toMatchObject({ exitCode: 0 });
    expect(await project.alexaLink(["apply", "dev", "--digest", found.digest])).toMatchObject({ exitCode: 0 });
    expect(await aliasOf("dev")).toMatchObject({ FunctionVersion: "2" });
    const compared = await project.alexaLink(["compare", "dev", "prod"]);
    expect(compared).toMatchObject({ exitCode: 1, stdout: expect.stringContaining("do not run the same zip") });
    const alone = (name: string) => project.alexaLink(["compare", name, "--release", "release.json"]);
    expect(await alone("dev")).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("dev runs the release") });
    expect(await alone("prod")).toMatchObject({ exitCode: 1, stdout: expect.stringContaining("prod does not run") });
    expect(await project.alexaLink(["compare", "dev"])).toMatchObject({ exitCode: 2 });
  });

  step("who answers no gets nothing applied", async () => {
    const { exitCode, stdout } = await project.answer("n", ["promote", "dev", "prod"]);
    expect({ exitCode, stdout }).toEqual({
      exitCode: 1,
      stdout: expect.stringMatching(
        /Safe: nothing blocks prod[\s\S]*Apply this to prod\? \[y\/N\] [\s\S]*Nothing was applied\./,
      ),
    });
    expect(await aliasOf("prod")).toMatchObject({ FunctionVersion: "1" });
  });

  step("a zip that is swapped while the question stands is found by the hash that AWS has", async () => {
    const { codeSha256 } = JSON.parse(project.read("release.json")) as { codeSha256: string };
    const { exitCode, stdout } = await project.answer("y", ["promote", "dev", "prod"], SWAP);
    expect({ exitCode, stdout }).toEqual({
      exitCode: 1,
      stdout: expect.stringMatching(
        /The plan was applied, but prod does not run the release: behind its alias is version 2/,
      ),
    });
    expect(stdout).toContain(`allowed is the release's, ${codeSha256}`);
  });

  step("rollback points the alias at the version before, which drift then tells", async () => {
    const { exitCode, stdout } = await project.alexaLink(["rollback", "dev", "--yes"]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: expect.stringContaining("git revert") });
    expect(await aliasOf("dev")).toMatchObject({ FunctionVersion: "1" });
    expect(await project.alexaLink(["rollback", "dev", "--yes"])).toMatchObject({ exitCode: 3 });
    expect(await project.alexaLink(["rollback", "dev", "--to", "1", "--yes"])).toMatchObject({ exitCode: 2 });
    const drift = await project.alexaLink(["drift", "dev"]);
    expect(drift).toMatchObject({ exitCode: 1, stdout: expect.stringContaining("skill/live") });
  });

  step("of a change that protection refuses it is told what it would do, and nothing is applied", async () => {
    const before = project.read("environments.ts");
    project.change("environments.ts", 'name: "prod",', 'name: "prod",\n    userPool: { signIn: ["email", "phone"] },');
    const { exitCode, stdout } = await project.alexaLink(["review", "prod"]);
    expect({ exitCode, stdout }).toMatchObject({
      exitCode: 1,
      stdout: expect.stringContaining("Rule:   pool-destroyed"),
    });
    expect(stdout).toMatch(/Terraform refuses this change[\s\S]*Rule: {3}destroy-prevented/);
    expect(stdout).not.toMatch(/disable lifecycle\.prevent_destroy|sha256:/);
    expect(await project.alexaLink(["apply", "prod", "--digest", ANY_DIGEST])).not.toMatchObject({ exitCode: 0 });
    expect(await locks()).toBe("");
    project.write("environments.ts", before);
  });

  step("what somebody changed by hand is drift, with the harm of undoing it judged", async () => {
    const { UserPools } = await cognito.send(new ListUserPoolsCommand({ MaxResults: 10 }));
    const UserPoolId = UserPools?.find(({ Name }) => Name === "alexa-skill-prod")?.Id;
    const { UserPoolClients } = await cognito.send(new ListUserPoolClientsCommand({ UserPoolId }));
    const [client] = UserPoolClients ?? [];
    await cognito.send(
      new UpdateUserPoolClientCommand({ UserPoolId, ClientId: client?.ClientId, RefreshTokenValidity: 30 }),
    );
    const { exitCode, stdout } = await project.alexaLink(["drift", "prod"]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: expect.stringMatching(/changed this by hand/) });
  });

  step("no secret was printed by any command", () => {
    const state = readFileSync(`${project.folder}/terraform.dev.tfstate`, "utf8");
    const secret = JSON.parse(state).outputs.account_linking.value.client_secret as string;
    expect(project.printed.length).toBeGreaterThan(5000);
    expect(project.printed.includes(secret)).toBe(false);
  });
});
