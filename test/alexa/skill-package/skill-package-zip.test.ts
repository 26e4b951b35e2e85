import { execFileSync } from "node:child_process";
import { resolve } from "node:path";
import { unzipSync } from "fflate";
import { zipSkillPackage } from "../../../alexa/skill-package/skill-package-zip";
import { bytes, packageOf } from "./example-package";

const root = resolve(__dirname, "..", "..", "..");

test("holds every file by its path, with skill.json at the top", () => {
  const wanted = packageOf({ "assets/icon.png": bytes("picture") });
  expect(unzipSync(zipSkillPackage(wanted))).toEqual(Object.fromEntries(wanted.files));
});

test("has the same bytes in any order of the files", () => {
  const { files } = packageOf({ "assets/icon.png": bytes("picture") });
  expect(zipSkillPackage({ files: new Map([...files].reverse()) })).toEqual(zipSkillPackage({ files }));
});

test("has the same bytes in any time zone", () => {
  const program = `
    import { zipSkillPackage } from "./alexa/skill-package/skill-package-zip";
    const files = new Map([["skill.json", new TextEncoder().encode("{}")]]);
    process.stdout.write(Buffer.from(zipSkillPackage({ files })).toString("base64"));
  `;
  const esbuild = require.resolve("esbuild/bin/esbuild");
  const code = execFileSync(esbuild, ["--bundle", "--platform=node"], { input: program, cwd: root, stdio: "pipe" });
  const zips = ["UTC", "Pacific/Kiritimati", "America/Los_Angeles"].map((TZ) =>
    execFileSync(process.execPath, ["-"], { input: code, env: { TZ }, encoding: "utf8" }),
  );
  expect(new Set(zips).size).toBe(1);
  expect(Object.keys(unzipSync(Buffer.from(zips[0] ?? "", "base64")))).toEqual(["skill.json"]);
});
