/**
 * `alexa-link` as a person calls it, with a stand-in for Amazon's side: each command in a process of its own, and what it
 * does with one thing or another in this.
 */
import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { AccountLinkingRequest } from "../../../alexa/account-linking/request";
import { compiledCommand } from "../../compiled-command";
import { ACCOUNT_LINKING, CLIENT_SECRET, SKILL_ID } from "../../contract/account-linking";
import { AlexaLink, OUTPUTS, ROOT } from "./alexa-link";

jest.setTimeout(60_000);

let link: AlexaLink;
beforeAll(async () => {
  link = await AlexaLink.start();
});
afterAll(() => link.end());

describe("every command", () => {
  test.each([["settings"], ["push"], ["skill"], ["doctor"]])("%s explains itself with examples", async (command) => {
    const { exitCode, stdout } = await link.runHere([command, "--help"]);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/Examples:\n {2}npx alexa-link/);
    expect(stdout).toMatch(/Exit codes:\n {2}0 .*\n {2}1 .*\n {2}2 .*\n {2}3 /);
  });

  test.each([
    [["nonsense"], "unknown command"],
    [["settings"], "missing required argument"],
    [["settings", "dev", "--nonsense"], "unknown option"],
    [["doctor", "dev", "--fail-on", "everything"], "Allowed choices are fail, warn"],
    [["settings", "dev", "--outputs", "no-such-file.json"], "there is no such file"],
    [["settings", "no-such-environment"], 'There is no stack "no-such-environment"'],
  ])("%j is refused in words, with exit code 2", async (args, words) => {
    const { exitCode, stderr, stdout } = await link.runAlone(args);
    expect({ exitCode, stderr, stdout }).toEqual({ exitCode: 2, stderr: expect.stringContaining(words), stdout: "" });
    expect(stderr).not.toContain("    at ");
  });

  test("takes the outputs from standard input", async () => {
    const { exitCode, stdout } = await link.run(["settings", "dev", "--json", "--outputs", "-"], {
      input: JSON.stringify(OUTPUTS),
    });
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ environment: "dev", accountLinkingRequest: { type: "AUTH_CODE" } });
  });

  test("says everything that is wrong with outputs at once, and quotes no secret", async () => {
    const outputs = link.outputs({ issuer: undefined, scopes: "openid", client_secret: `${CLIENT_SECRET}\n` });
    const { exitCode, stderr } = await link.runHere(["settings", "dev", "--outputs", outputs]);
    expect(exitCode).toBe(2);
    for (const field of ["issuer", "scopes", "client_secret"]) {
      expect(stderr).toContain(field);
    }
  });

  test("tells what is no JSON without showing it", async () => {
    const outputs = link.file("broken.json", JSON.stringify(OUTPUTS).slice(0, -3));
    const { exitCode, stderr } = await link.runHere(["push", "dev", "--outputs", outputs]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringContaining("does not hold JSON") });
  });

  test('refuses other outputs for "local", which is the simulator', async () => {
    const { exitCode, stderr } = await link.runHere(["push", "local", "--yes"]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringContaining("running simulator") });
  });

  test("says that no simulator runs", async () => {
    // In a project of its own: one may well run in this.
    for (const name of ["cdktf.json", "package.json"]) {
      link.file(name, "{}");
    }
    const { exitCode, stderr } = await link.runAlone(["doctor", "local"], { cwd: link.folder });
    expect({ exitCode, stderr }).toEqual({ exitCode: 3, stderr: expect.stringContaining("npx alexa-link simulate") });
    expect(stderr).toContain("name an environment of environments.ts.");
  });

  test("the help says where there is a simulator", async () => {
    const { stdout } = await link.runAlone(["--help"]);
    expect(stdout).toContain('It can also be "local": the simulator that runs in this project');
  });
});

describe("--version", () => {
  const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));

  test.each([["--version"], ["-V"]])("%s is that of the project", async (option) => {
    expect(await link.runAlone([option])).toEqual({ exitCode: 0, stdout: `${version}\n`, stderr: "" });
  });

  test("what npx finds in a clone is the command", async () => {
    const { bin } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
    const command = promisify(execFile)(join(ROOT, bin["alexa-link"]), ["--version"]);
    expect(await command).toEqual({ stdout: `${version}\n`, stderr: "" });
  });

  test("in a project that uses the package it is the package's, not the project's", async () => {
    const user = join(link.folder, "user");
    const installed = "user/node_modules/alexa-cognito-account-linking";
    for (const folder of [`${installed}/bin`, "user/node_modules/.bin"]) {
      mkdirSync(join(link.folder, folder), { recursive: true });
    }
    link.file("user/package.json", '{"version": "1.1.1"}');
    link.file(`${installed}/package.json`, '{"version": "9.8.7"}');
    symlinkSync(join(ROOT, "node_modules"), join(link.folder, installed, "node_modules"));
    const code = readFileSync(await compiledCommand("cli/alexa-link.ts"), "utf8");
    const command = join(user, "node_modules/.bin/alexa-link");
    symlinkSync(link.file(`${installed}/bin/alexa-link.js`, code), command);

    const { stdout } = await promisify(execFile)(process.execPath, [command, "--version"], { cwd: user });
    expect(stdout).toBe("9.8.7\n");
  });
});

describe("settings", () => {
  test("shows the form's fields in order, and the secret only when asked", async () => {
    const { stdout } = await link.run(["settings", "dev"]);
    const labels = ["Your Web Authorization URI", "Access Token URI", "Your Client ID", "Your Secret", "Scope"];
    const places = labels.map((label) => stdout.indexOf(`\n${label}\n`));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places[0]).toBeGreaterThan(0);
    expect(stdout.includes(CLIENT_SECRET)).toBe(false);
  });

  test("writes a file for ask-cli that only its owner can read, also over one that all could", async () => {
    const file = link.file("accountLinking.json", '{"accountLinkingRequest": {}}');
    const { exitCode } = await link.runHere(["settings", "dev", "--write", file]);
    expect(exitCode).toBe(0);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(file, "utf8"))).toEqual({
      accountLinkingRequest: {
        type: "AUTH_CODE",
        authorizationUrl: ACCOUNT_LINKING.authorization_uri,
        accessTokenUrl: ACCOUNT_LINKING.access_token_uri,
        accessTokenScheme: "HTTP_BASIC",
        clientId: ACCOUNT_LINKING.client_id,
        clientSecret: CLIENT_SECRET,
        scopes: ["openid", "profile"],
        skipOnEnablement: true,
      },
    });
  });

  test("writes none into the skill package, and none through a link", async () => {
    const skillPackage = join(link.folder, "skill-package", "assets");
    mkdirSync(skillPackage, { recursive: true });
    const inside = join(skillPackage, "accountLinking.json");
    expect(await link.runHere(["settings", "dev", "--write", inside])).toMatchObject({ exitCode: 2 });
    expect(existsSync(inside)).toBe(false);

    const target = link.file("target.json", "kept");
    const through = join(link.folder, "link.json");
    symlinkSync(target, through);
    expect(await link.runHere(["settings", "dev", "--write", through])).toMatchObject({ exitCode: 2 });
    expect(readFileSync(target, "utf8")).toBe("kept");
  });

  test("writes over nothing else, and not to standard output", async () => {
    const other = link.file("package-of-somebody.json", '{"name": "mine"}');
    for (const target of [other, "-"]) {
      expect(await link.runHere(["settings", "dev", "--write", target])).toMatchObject({ exitCode: 2, stdout: "" });
    }
    expect(readFileSync(other, "utf8")).toBe('{"name": "mine"}');
  });

  test("takes additions, and says what is wrong with them with a guess of what was meant", async () => {
    const good = link.file("good.json", JSON.stringify({ skipOnEnablement: false, domains: ["example.com"] }));
    const { stdout } = await link.runHere(["settings", "dev", "--json", "--with", good]);
    expect(JSON.parse(stdout).accountLinkingRequest).toMatchObject({
      skipOnEnablement: false,
      domains: ["example.com"],
    });
    const bad = link.file("bad.json", JSON.stringify({ redirectUrl: [], clientSecret: "another-secret-of-mine" }));
    const { exitCode, stderr } = await link.runHere(["settings", "dev", "--with", bad]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringContaining("redirectUrls") });
    expect(stderr.includes("another-secret-of-mine")).toBe(false);
  });
});

describe("push", () => {
  beforeEach(() => link.smapi.setAccountLinking(SKILL_ID, undefined));

  test("asks nobody where there is no terminal, and writes nothing", async () => {
    const { exitCode, stderr } = await link.run(["push", "dev"]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringContaining("--yes") });
    expect(link.smapi.accountLinking(SKILL_ID)).toBeUndefined();
  });

  test("compares without writing", async () => {
    const { exitCode, stdout } = await link.runHere(["push", "dev", "--dry-run"]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: expect.stringContaining("+ clientId") });
    expect(link.smapi.accountLinking(SKILL_ID)).toBeUndefined();
  });

  test("writes, has nothing to do, and shows what somebody changed meanwhile", async () => {
    expect(await link.run(["push", "dev", "--yes"])).toMatchObject({ exitCode: 0 });
    expect(link.smapi.accountLinking(SKILL_ID)).toMatchObject({ clientSecret: CLIENT_SECRET, skipOnEnablement: true });
    const again = await link.runHere(["push", "dev", "--json"]);
    expect(again.exitCode).toBe(0);
    expect(JSON.parse(again.stdout).results).toMatchObject([{ skillId: SKILL_ID, kind: "unchanged" }]);

    const written = link.smapi.accountLinking(SKILL_ID);
    if (written === undefined) {
      throw new Error("nothing was written");
    }
    link.smapi.setAccountLinking(SKILL_ID, { ...written, scopes: ["openid"], domains: ["example.com"] });
    const { stdout } = await link.runHere(["push", "dev", "--yes"]);
    expect(stdout).toContain('~ scopes: ["openid"]');
    expect(stdout).toContain("(kept: nothing here sets it)");
    expect(link.smapi.accountLinking(SKILL_ID)).toMatchObject({
      scopes: ["openid", "profile"],
      domains: ["example.com"],
    });
  });

  test("shows what Amazon stores and says without commands to the terminal, and without secrets", async () => {
    const token = `eyJhbGciOiJub25lIn0.${"eyJzdWIiOiJhIn0".repeat(2)}.c2lnbmF0dXJl`;
    const hostile = `https://a.example/\u001b[2J\u009b31m\u202e${token}${CLIENT_SECRET}`;
    expect(await link.runHere(["push", "dev", "--yes"])).toMatchObject({ exitCode: 0 });
    const written = link.smapi.accountLinking(SKILL_ID);
    link.smapi.setAccountLinking(SKILL_ID, { ...written, authorizationUrl: hostile } as AccountLinkingRequest);
    const shown = await link.runHere(["push", "dev", "--dry-run"]);
    const json = await link.runHere(["push", "dev", "--dry-run", "--json"]);
    const remove = link.smapi.faults.add({
      kind: "answer",
      status: 400,
      body: { message: hostile },
      path: "accountLinking",
    });
    const refused = await link.runHere(["push", "dev", "--yes"]);
    remove();

    expect(shown.stdout).toContain("~ authorizationUrl: https://a.example/[2J31m");
    expect(JSON.parse(json.stdout).results[0].difference.fields).toContainEqual(
      expect.objectContaining({ stored: expect.stringContaining("https://a.example/[2J31m") }),
    );
    expect(refused.stderr).toContain("https://a.example/[2J31m");
    for (const printed of [shown, json, refused].flatMap(({ stdout, stderr }) => [stdout, stderr])) {
      expect(printed.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}]|\\u001b|\\u009b|\\u202e/u);
      expect(printed.includes(token)).toBe(false);
    }
  });

  test("refuses a skill that is not the environment's, and an environment without one", async () => {
    const other = "amzn1.ask.skill.99999999-1111-4111-8111-111111111111";
    const { exitCode, stderr } = await link.runHere(["push", "dev", "--yes", "--skill-id", other]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringContaining(SKILL_ID) });
    const none = await link.runHere(["push", "dev", "--yes", "--outputs", link.outputs({ skill_ids: [] })]);
    expect(none).toMatchObject({ exitCode: 3, stderr: expect.stringContaining("skill dev --create") });
  });

  test("carries on after a skill that fails, and tells of each", async () => {
    const other = "amzn1.ask.skill.99999999-1111-4111-8111-111111111111";
    const outputs = link.outputs({ skill_ids: [other, SKILL_ID] });
    const { exitCode, stdout } = await link.runHere(["push", "dev", "--yes", "--json", "--outputs", outputs]);
    expect(exitCode).toBe(3);
    expect(JSON.parse(stdout).results).toMatchObject([
      { skillId: other, kind: "failed" },
      { skillId: SKILL_ID, kind: "written" },
    ]);
  });

  test("explains a skill that Amazon does not know, and credentials that it refuses", async () => {
    const other = "amzn1.ask.skill.99999999-1111-4111-8111-111111111111";
    const outputs = link.outputs({ skill_ids: [other] });
    const unknown = await link.runHere(["push", "dev", "--yes", "--outputs", outputs]);
    expect(unknown).toMatchObject({ exitCode: 3, stderr: expect.stringContaining(other) });
    const env = { ASK_REFRESH_TOKEN: "Atzr|a-refresh-token-of-somebody-else" };
    const refused = await link.runHere(["push", "dev", "--yes"], { env });
    expect(refused.exitCode).toBe(3);
    expect(refused.stderr.includes(env.ASK_REFRESH_TOKEN)).toBe(false);
  });
});

describe("skill", () => {
  test("makes the environment's package, checks it, and writes it where it is told", async () => {
    const folder = join(link.folder, "made");
    const { exitCode, stdout } = await link.run(["skill", "dev", "--write", folder]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: expect.stringContaining("Skill package of dev") });
    const { manifest } = JSON.parse(readFileSync(join(folder, "skill.json"), "utf8"));
    expect(manifest.apis.custom.regions.FE.endpoint.uri).toBe(ACCOUNT_LINKING.function_arns.FE);
    const source = JSON.parse(readFileSync(join(ROOT, "skill-package/skill.json"), "utf8"));
    const { name } = source.manifest.publishingInformation.locales["en-US"];
    expect(manifest.publishingInformation.locales["en-US"].name).toBe(`${name} (dev)`);
  });

  test("says everything that is wrong with a package, and imports none of it", async () => {
    const source = join(link.folder, "wrong-package");
    mkdirSync(join(source, "interactionModels/custom"), { recursive: true });
    const locales = { "en-US": { name: "X", summary: "s".repeat(161) } };
    link.file("wrong-package/skill.json", JSON.stringify({ manifest: { publishingInformation: { locales } } }));
    const { exitCode, stdout } = await link.runHere(["skill", "dev", "--package", source, "--push", "--yes"]);
    expect(exitCode).toBe(1);
    for (const place of ["en-US/summary", "privacyPolicyUrl", "interaction model"]) {
      expect(stdout).toContain(place);
    }
    expect(stdout).toContain("Skill package of dev: 1 file\n");
    expect(link.smapi.skillPackage(SKILL_ID)).toBeUndefined();
  });

  test.each([
    ["is missing", "no-such-folder", /there is no such folder/],
    ["is a file", "outputs.json", /is no folder/],
  ])("a package that %s is a finding, in JSON too", async (_, name, words) => {
    const { exitCode, stdout } = await link.runHere(["skill", "dev", "--json", "--package", join(link.folder, name)]);

    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ flaws: [{ severity: "error", message: expect.stringMatching(words) }] });
  });

  test("shows what an import would change, imports it, and has nothing to do", async () => {
    const preview = await link.runHere(["skill", "dev", "--push", "--dry-run"]);
    expect(preview).toMatchObject({ exitCode: 1, stdout: expect.stringContaining("+ ") });
    expect(link.smapi.skillPackage(SKILL_ID)).toBeUndefined();
    expect(await link.runHere(["skill", "dev", "--push", "--yes"])).toMatchObject({ exitCode: 0 });
    expect(link.smapi.skillPackage(SKILL_ID)?.has("skill.json")).toBe(true);
    const again = await link.runHere(["skill", "dev", "--push", "--json"]);
    expect(JSON.parse(again.stdout).results).toMatchObject([{ kind: "unchanged" }]);
  });

  test("creates a skill, waiting for the import's end, and shows the line for environments.ts", async () => {
    link.smapi.faults.pollsInProgress = 1;
    const outputs = link.outputs({ skill_ids: [] });
    const { exitCode, stdout } = await link
      .runHere(["skill", "dev", "--create", "--yes", "--outputs", outputs])
      .finally(() => {
        link.smapi.faults.pollsInProgress = 0;
      });
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/skillIds: \["amzn1\.ask\.skill\.[^"]+"\],/);
  });

  test.each([
    [["--push", "--create"], "--push is for a skill that exists"],
    [["--yes"], "pass one of the two"],
    [["--create", "--yes"], "has a skill already"],
  ])("refuses %j in words", async (args, words) => {
    const { exitCode, stderr } = await link.runHere(["skill", "dev", ...args]);
    expect(exitCode).toBeGreaterThan(1);
    expect(stderr).toContain(words);
  });
});

describe("doctor", () => {
  test("cannot judge what it cannot reach: exit code 3, not a finding", async () => {
    // Names under .invalid never resolve (RFC 2606), with or without a network.
    const host = "example-dev.invalid";
    const outputs = link.outputs({
      authorization_uri: `https://${host}/oauth2/authorize`,
      access_token_uri: `https://${host}/oauth2/token`,
      user_info_uri: `https://${host}/oauth2/userInfo`,
    });
    const { exitCode, stdout } = await link.run(["doctor", "dev", "--skip", "aws", "smapi", "--outputs", outputs]);
    expect([1, 3]).toContain(exitCode); // with a network the issuer answers, and the domain alone is at fault
    expect(stdout).toMatch(/unknown|FAILED/);
    const reasons = stdout.match(/^ {10}seen {6}There seems to be no network/gm) ?? [];
    expect(reasons.length).toBeLessThanOrEqual(1); // told once, however many checks it keeps from being judged
  });
});

test("no secret is in anything that was printed", async () => {
  const shown = await link.runHere(["settings", "dev", "--show-secret"]);
  expect(shown.stdout.includes(CLIENT_SECRET)).toBe(true);
  const rest = link.printed.replace(shown.stdout, "");
  expect(rest.length).toBeGreaterThan(10_000);
  const { clientSecret, refreshToken } = link.smapi.credentials;
  for (const secret of [CLIENT_SECRET, clientSecret, refreshToken]) {
    expect(rest.includes(secret)).toBe(false);
  }
});

test.each(["settings", "push", "doctor"])("outside of a project, %s says that it takes --outputs", async (command) => {
  const cwd = mkdtempSync(join(tmpdir(), "nowhere-"));
  const { exitCode, stderr } = await link.runAlone([command, "dev"], { cwd });
  const local = await link.runAlone([command, "local"], { cwd });
  rmSync(cwd, { recursive: true });

  expect({ exitCode, stderr }).toEqual({
    exitCode: 3,
    stderr: expect.stringMatching(/inside the project, or name with --outputs a file/),
  });
  expect(local.stderr).not.toContain("--outputs");
});
