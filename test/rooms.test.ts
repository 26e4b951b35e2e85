/** The drawn dependencies: which room may import what, and how long a file may be. CONTRIBUTING.md has the picture. */
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, posix, relative, resolve, sep } from "node:path";
import ts from "typescript";

const ROOT = resolve(__dirname, "..");

interface Room {
  /** Rooms and files of this project, by path from the root. */
  readonly mayImport: readonly string[];
  /** Packages, including Node's own. */
  readonly packages: readonly string[];
  /** Words that must not occur in the code. */
  readonly without?: readonly RegExp[];
}

/** A file that is read in one go: one noun each. */
const MAX_LINES = 400;

/** The floor: what rooms must agree on, and what several of them need. */
const FLOOR = ["contract/", "common/"];

const ROOMS: Readonly<Record<string, Room>> = {
  "main.ts": { mayImport: ["environments.ts", "constructs/"], packages: ["cdktf"] },
  "environments.ts": { mayImport: ["constructs/"], packages: [] },
  // Facts and types. Whatever stands on it stays as small and as pure as it was.
  "contract/": { mayImport: [], packages: [], without: [/process\./, /\bDate\b/, /Math\.random/, /\bfetch\(/] },
  "common/": { mayImport: ["contract/"], packages: ["https-proxy-agent", "proxy-from-env", "node:*"] },
  "constructs/": {
    mayImport: ["contract/", "common/did-you-mean.ts"],
    // The file system only to read the bundle; no network, no clock, no environment: same input, same bytes.
    packages: ["cdktf", "@cdktf/provider-aws", "constructs", "node:crypto", "node:fs", "node:path"],
    without: [/process\.env/, /Date\b/, /Math\.random/, /\bfetch\(/],
  },
  "lambda/": { mayImport: ["contract/"], packages: ["ask-sdk-core", "ask-sdk-model", "aws-jwt-verify", "node:*"] },
  "alexa/": {
    mayImport: [...FLOOR],
    packages: ["ajv", "ask-smapi-model", "fflate", "node:*"],
  },
  "doctor/": {
    mayImport: [...FLOOR, "alexa/"],
    packages: [
      "@aws-sdk/client-cognito-identity-provider",
      "@aws-sdk/client-lambda",
      "@aws-sdk/client-wafv2",
      "node:*",
    ],
  },
  "review/": {
    mayImport: [...FLOOR],
    // Plan JSON in, findings and text out: no files, no clock, no environment.
    packages: ["node:crypto"],
    without: [/process\./, /\bDate\.now|new Date\b/, /Math\.random/, /\bfetch\(/],
  },
  "terraform/": { mayImport: [...FLOOR], packages: ["fflate", "node:*"] },
  "release/": {
    mayImport: [...FLOOR, "review/", "terraform/"],
    packages: ["@aws-sdk/client-cognito-identity-provider", "@aws-sdk/client-lambda", "node:*"],
  },
  "adoption/": {
    mayImport: [...FLOOR],
    packages: ["@aws-sdk/client-cognito-identity-provider", "@aws-sdk/client-lambda"],
  },
  "memory/": {
    mayImport: [...FLOOR, "lambda/library/aws-signature.ts"],
    packages: ["@aws-sdk/client-lambda"],
  },
  "local/": {
    mayImport: [...FLOOR, "alexa/", "terraform/"],
    packages: [
      "@aws-sdk/client-cognito-identity-provider",
      "@aws-sdk/client-lambda",
      "@node-saml/node-saml",
      "@peculiar/x509",
      "@simplewebauthn/server",
      "ask-smapi-model",
      "aws-jwt-verify",
      "fflate",
      "oidc-provider",
      "otpauth",
      "reflect-metadata",
      "samlify",
      "node:*",
    ],
  },
  // Terraform's JSON in, HCL out: text, and nothing else.
  "build/hcl/": {
    mayImport: ["common/json.ts", "common/problem.ts"],
    packages: [],
    without: [/process\./, /Date\b/, /Math\.random/, /\bfetch\(/],
  },
  // Reads the other rooms as files, and compiles them.
  "build/": {
    mayImport: [...FLOOR, "constructs/", "alexa/"],
    packages: ["esbuild", "fflate", "typescript", "node:*"],
  },
  "cli/": {
    mayImport: [
      ...FLOOR,
      "main.ts",
      "adoption/",
      "constructs/",
      "build/",
      "alexa/",
      "terraform/",
      "local/",
      "doctor/",
      "review/",
      "release/",
      "memory/",
    ],
    packages: ["commander", "node:*"],
  },
  "bench/": {
    mayImport: [...FLOOR, "constructs/", "build/", "lambda/", "review/", "terraform/", "local/", "environments.ts"],
    // The peers are installed for the benchmark alone.
    packages: ["ask-sdk", "aws-cdk-lib*", "cdktf", "commander", "esbuild", "fflate", "node:*"],
  },
};

function sources(path: string): string[] {
  const absolute = join(ROOT, path);
  if (!existsSync(absolute)) {
    return [];
  }
  if (statSync(absolute).isFile()) {
    return [path];
  }
  return readdirSync(absolute, { recursive: true, encoding: "utf8" })
    .map((name) => posix.join(path, name.split(sep).join("/")))
    .filter((name) => /\.(ts|mjs|cjs|js)$/.test(name));
}

const importsOf = (file: string): string[] =>
  ts.preProcessFile(readFileSync(join(ROOT, file), "utf8"), true, true).importedFiles.map(({ fileName }) => fileName);

/** The imported file, from the root: with its ending for a file, with a slash at the end for a folder's index. */
function target(file: string, specifier: string): string {
  const path = relative(ROOT, resolve(ROOT, file, "..", specifier))
    .split(sep)
    .join("/");
  if (existsSync(join(ROOT, `${path}.ts`))) {
    return `${path}.ts`;
  }
  return existsSync(join(ROOT, path, "index.ts")) ? `${path}/` : path;
}

const packageOf = (specifier: string): string =>
  specifier.startsWith("@") ? specifier.split("/").slice(0, 2).join("/") : (specifier.split("/")[0] ?? specifier);

function violations(name: string, room: Room): string[] {
  const allowsPackage = (specifier: string): boolean =>
    room.packages.some((allowed) =>
      allowed.endsWith("*") ? specifier.startsWith(allowed.slice(0, -1)) : packageOf(specifier) === allowed,
    );
  const allowsFile = (path: string): boolean => [name, ...room.mayImport].some((allowed) => path.startsWith(allowed));

  return sources(name).flatMap((file) => {
    const code = readFileSync(join(ROOT, file), "utf8");
    return [
      ...importsOf(file)
        .filter((it) => (it.startsWith(".") ? !allowsFile(target(file, it)) : !allowsPackage(it)))
        .map((it) => `${file} imports ${it}`),
      ...(room.without ?? []).filter((word) => word.test(code)).map((word) => `${file} uses ${word.source}`),
    ];
  });
}

describe("rooms", () => {
  test.each(Object.entries(ROOMS))("%s imports only what it may", (name, room) => {
    expect(sources(name).length).toBeGreaterThan(0);
    expect(violations(name, room)).toEqual([]);
  });

  test("an import in the wrong direction is found", () => {
    expect(violations("main.ts", { mayImport: [], packages: [] })).toContain("main.ts imports ./environments");
  });

  test("nobody imports the provider's barrel", () => {
    const all = Object.keys(ROOMS).concat("test/").flatMap(sources);
    expect(all.filter((file) => importsOf(file).includes("@cdktf/provider-aws"))).toEqual([]);
  });

  test("no source file that people write has more than 400 lines", () => {
    const files = execFileSync("git", ["ls-files", "*.ts", "*.mjs", "*.cjs", "*.js", "*.py"], {
      cwd: ROOT,
      encoding: "utf8",
    });
    const long = files
      .split("\n")
      .filter((file) => file !== "" && existsSync(join(ROOT, file)))
      .map((file) => ({ file, lines: readFileSync(join(ROOT, file), "utf8").trimEnd().split("\n").length }))
      .filter(({ lines }) => lines > MAX_LINES);
    expect(long).toEqual([]);
  });
});
