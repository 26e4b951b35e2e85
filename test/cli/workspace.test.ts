/** Terraform's workspaces have states of their own, in which nothing is deployed. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { AlexaLink } from "./alexa-link/alexa-link";

jest.setTimeout(60_000);

let link: AlexaLink;
beforeAll(async () => {
  link = await AlexaLink.start();
  for (const name of ["cdktf.json", "package.json"]) {
    link.file(name, "{}");
  }
});
afterAll(() => link.end());

const DIGEST = `sha256:${"0".repeat(64)}`;

test.each([[["review"]], [["apply", "prod", "--digest", DIGEST]], [["drift", "prod"]], [["release"]]])(
  "%j is refused in another workspace, before anything is synthesized",
  async (args) => {
    const { exitCode, stderr } = await link.runAlone(args, { cwd: link.folder, env: { TF_WORKSPACE: "other" } });
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringContaining("TF_WORKSPACE is other") });
    expect(stderr).not.toContain("Synthesize");
    expect(existsSync(join(link.folder, "cdktf.out"))).toBe(false);
  },
);

test.each(["default", ""])("TF_WORKSPACE=%j is the one that there is", async (workspace) => {
  const { stderr } = await link.runAlone(["review"], { cwd: link.folder, env: { TF_WORKSPACE: workspace } });
  expect(stderr).not.toContain("TF_WORKSPACE");
});
