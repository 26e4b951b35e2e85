/** What `npm run terrain` installs must stay what the project itself would change over to. */
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const ROOT = resolve(__dirname, "../..");
const PACKAGES = join(ROOT, "test/terrain/packages");

const read = (file: string) => JSON.parse(readFileSync(file, "utf8"));
const project = read(join(ROOT, "package.json"));
const terrain = read(join(PACKAGES, "package.json"));
const lock = read(join(PACKAGES, "package-lock.json"));

type Locked = Readonly<Record<string, { readonly resolved?: string; readonly integrity?: string; inBundle?: true }>>;

describe("CDK Terrain's packages", () => {
  test("replace dependencies of the project, in exact versions", () => {
    const aliases = Object.entries<string>(terrain.dependencies).filter(([, version]) => version.startsWith("npm:"));
    expect(aliases.map(([name]) => name)).toEqual(["@cdktf/provider-aws", "cdktf"]);
    expect(Object.keys(project.dependencies)).toEqual(expect.arrayContaining(aliases.map(([name]) => name)));
    for (const [, version] of aliases) {
      expect(version).toMatch(/^npm:@?[\w/-]+@\d+\.\d+\.\d+$/);
    }
  });

  test("come with the project's own version of constructs, because both suit it", () => {
    expect(terrain.dependencies.constructs).toBe(project.dependencies.constructs);
  });

  test("come with a command line of the library's version", () => {
    expect(terrain.dependencies.cdktf).toBe(`npm:cdktn@${terrain.devDependencies["cdktn-cli"]}`);
  });

  test("are locked as package.json names them", () => {
    const { dependencies, devDependencies } = terrain;
    expect(lock.packages[""]).toMatchObject({ dependencies, devDependencies });
  });

  test("are locked by checksum, without download addresses", () => {
    const locked = Object.entries(lock.packages as Locked).filter(([path]) => path !== "");
    expect(locked.length).toBeGreaterThan(4);
    expect(locked.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
    expect(locked.filter(([, it]) => it.integrity === undefined && !it.inBundle)).toEqual([]);
  });
});

test("what the page on CDK Terrain shows is what is installed", () => {
  const page = readFileSync(join(ROOT, "docs/cdk-terrain.md"), "utf8");
  for (const name of ["@cdktf/provider-aws", "cdktf"]) {
    expect(page).toContain(`"${name}": "${terrain.dependencies[name]}"`);
    expect(page).toContain(`"${name}": "${project.dependencies[name]}"`);
  }
});
