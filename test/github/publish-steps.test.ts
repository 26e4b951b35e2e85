/** The workflow that publishes a version: what its jobs may do, and their scripts, run. */
import { createHash } from "node:crypto";
import { Runner } from "./runner";
import { expression, stepsOf, workflow } from "./workflows";

const { jobs, on } = workflow("publish.yml");

const stepNamed = (job: string, name: string): string =>
  jobs[job]?.steps?.find((step) => step.name === name)?.run ?? `echo "no step ${name}" && exit 99`;

describe("the jobs that publish", () => {
  test("run for a tag of a version alone, and only after the checks", () => {
    expect(on).toEqual({ push: { tags: ["v[0-9]*"] } });
    expect(jobs.build?.steps?.map(({ run }) => run)).toEqual(
      expect.arrayContaining(["npm ci", 'npm run publication -- "$GITHUB_REF_NAME"', "npm test"]),
    );
    expect([jobs.npm?.needs, jobs.github?.needs]).toEqual(["build", ["build", "npm"]]);
  });

  test("have neither the sources nor a package of them: they take files by their hashes", () => {
    for (const [name, job] of Object.entries(jobs).filter(([it]) => it !== "build")) {
      const uses = stepsOf([name, job]).flatMap((step) => step.uses ?? []);
      expect(uses.filter((it) => it.startsWith("actions/checkout@"))).toEqual([]);
      const names = job.steps?.map((step) => step.name ?? step.uses?.replace(/@.*/, ""));
      const check = names?.indexOf("Check the files") ?? -1;
      expect(check).toBeGreaterThan(names?.indexOf("actions/download-artifact") ?? Infinity);
      expect(job.steps?.slice(check + 1)).toHaveLength(1);
      expect(job.steps?.[check]?.env).toEqual({ SHA256: expression("needs.build.outputs.sha256") });
    }
  });

  test("the one with rights at npm has none on GitHub, and waits for an approval", () => {
    expect(jobs.npm).toMatchObject({ environment: "npm", permissions: { "id-token": "write" } });
    expect(jobs.github?.permissions).toEqual({ contents: "write" });
  });
});

describe("the files that are published", () => {
  const hash = (text: string): string => createHash("sha256").update(text).digest("hex");
  const SUMS = `${hash("package")}  name-1.0.0.tgz\n`;
  const check = `cd publication\n${stepNamed("npm", "Check the files")}`;
  let runner: Runner;
  beforeEach(() => {
    runner = new Runner();
    runner.write("publication/name-1.0.0.tgz", "package");
    runner.write("publication/SHA256SUMS", SUMS);
  });
  afterEach(() => runner.end());

  test("pass as they were built", () => {
    expect(runner.script(check, { SHA256: hash(SUMS) })).toMatchObject({ exitCode: 0 });
  });

  test.each([
    ["another package", "name-1.0.0.tgz", "other"],
    ["another package and its hash", "SHA256SUMS", `${hash("other")}  name-1.0.0.tgz\n`],
    ["no hashes", "SHA256SUMS", ""],
  ])("do not with %s", (_what, file, content) => {
    runner.write(`publication/${file}`, content);
    expect(runner.script(check, { SHA256: hash(SUMS) }).exitCode).not.toBe(0);
  });

  test("go to a GitHub release of the tag that was pushed", () => {
    for (const file of ["module-1.0.0.zip", "sbom.cdx.json", "NOTES.md"]) {
      runner.write(`publication/${file}`, "");
    }
    const { exitCode, calls } = runner.script(
      `cd publication\n${stepNamed("github", "Release")}`,
      {
        GITHUB_REF_NAME: "v1.0.0",
        GITHUB_REPOSITORY: "octo-org/link",
      },
      [["gh release create", {}]],
    );
    expect(exitCode).toBe(0);
    expect(calls.map(({ call }) => call)).toEqual([
      "gh release create v1.0.0 --repo octo-org/link --verify-tag --title v1.0.0 --notes-file NOTES.md ./name-1.0.0.tgz ./module-1.0.0.zip sbom.cdx.json SHA256SUMS",
    ]);
  });
});
