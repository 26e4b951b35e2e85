/** The answer of docs/faq.md on rotating the client's secret, as a shell runs it. */
import { execFile } from "node:child_process";
import { join } from "node:path";
import { findExecutable } from "../../common/executable";
import { AlexaLink, OUTPUTS, ROOT } from "../cli/alexa-link/alexa-link";
import { CLIENT_SECRET, SKILL_ID } from "../contract/account-linking";
import { commandLines } from "./commands";
import { blocks } from "./pages";

jest.setTimeout(60_000);

const NEW_SECRET = "the-second-secret-of-the-app-client-98765";

const jq = findExecutable("jq");

/** Without its first line, which a person fills in, and with an `echo` for Terraform. */
function script(): string {
  const [, pipeline = ""] = blocks
    .filter(({ page, code }) => page === "docs/faq.md" && code.includes("NEW_SECRET"))
    .flatMap(commandLines);
  const called = pipeline
    .replace("terraform -chdir=cdktf.out/stacks/prod output -json", 'printf %s "$OUTPUTS"')
    .replace("npx alexa-link", `"${process.execPath}" "${join(ROOT, "cli/alexa-link.mjs")}"`);
  expect(called).not.toMatch(/terraform|npx/);
  return called;
}

(jq === undefined ? test.skip : test)("a second secret reaches Amazon from outside of the state", async () => {
  const link = await AlexaLink.start();
  try {
    const { clientId, clientSecret, refreshToken } = link.smapi.credentials;
    const env = {
      PATH: process.env.PATH,
      HOME: link.folder,
      ASK_LWA_CLIENT_ID: clientId,
      ASK_LWA_CLIENT_CONFIRMATION: clientSecret,
      ASK_REFRESH_TOKEN: refreshToken,
      ASK_SMAPI_SERVER_BASE_URL: link.smapi.url,
      ASK_LWA_TOKEN_HOST: link.smapi.url,
      OUTPUTS: JSON.stringify(OUTPUTS),
      NEW_SECRET,
    };
    const printed = await new Promise<string>((done, fail) => {
      execFile("sh", ["-c", script()], { cwd: ROOT, env }, (error, stdout, stderr) =>
        error === null ? done(stdout + stderr) : fail(new Error(stdout + stderr)),
      );
    });
    expect(link.smapi.accountLinking(SKILL_ID)?.clientSecret).toBe(NEW_SECRET);
    for (const secret of [NEW_SECRET, CLIENT_SECRET]) {
      expect(printed).not.toContain(secret);
    }
  } finally {
    await link.end();
  }
});
