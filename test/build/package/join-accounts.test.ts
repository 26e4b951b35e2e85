/** The function that joins accounts, out of the npm package: bundled by whoever uses it, as the page on triggers says. */
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { unzipSync } from "fflate";
import { buildSkillZip } from "../../../build/bundle/skill-zip";
import { writeNpmPackage } from "../../../build/package/npm-package";
import { makeTemporaryFolder, removeFolder } from "../../../common/temporary-folder";
import { builtPackage } from "./built-package";
import { ROOT } from "./consumer";

jest.setTimeout(120_000);

let folder: string;
beforeAll(async () => {
  folder = makeTemporaryFolder("join accounts");
  writeNpmPackage(await builtPackage(), join(folder, "node_modules/alexa-cognito-account-linking"));
});
afterAll(() => removeFolder(folder));

test("is bundled by a line that names it, and answers Cognito's events", async () => {
  const page = readFileSync(join(ROOT, "docs/triggers.md"), "utf8");
  const [line = ""] = /export \{ handler \} from "alexa-cognito-account-linking\/join-accounts";/.exec(page) ?? [];
  const entry = "lambda/join-accounts.ts";
  expect(page).toContain(`entry: "${entry}"`);
  mkdirSync(dirname(join(folder, entry)), { recursive: true });
  writeFileSync(join(folder, entry), line);
  const zip = await buildSkillZip({ root: folder, entry, outfile: "dist/triggers/join-accounts.zip" });
  const { "index.mjs": code = new Uint8Array() } = unzipSync(zip);
  writeFileSync(join(folder, "index.mjs"), code);

  const event = {
    triggerSource: "PreSignUp_ExternalProvider",
    region: "us-east-1",
    userPoolId: "us-east-1_pool",
    userName: "Google_1",
    request: { userAttributes: { email: "ada@example.com", email_verified: "true" } },
    response: {},
  };
  const script = `import("./index.mjs").then(({ handler }) => handler(${JSON.stringify(event)}))`;
  const printed = execFileSync(process.execPath, ["-e", script], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, TRUSTED_PROVIDERS: "{}" },
  });
  expect(JSON.parse(printed)).toMatchObject({ message: "join accounts", outcome: "not-trusted" });
});
