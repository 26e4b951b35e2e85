import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { checkAdditions } from "../../alexa/account-linking/rules";
import { findExecutable } from "../../common/executable";
import { parseAcknowledgements } from "../../review/acknowledgement";
import { CHANGE_RULES, PLAN_RULES } from "../../review/rules";
import type { Block } from "./pages";
import { blocks, exists, placeOf, ROOT } from "./pages";

jest.setTimeout(120_000);

const inLanguage = (...languages: readonly string[]) =>
  blocks.filter(({ language }) => languages.includes(language)).map((block) => [placeOf(block), block] as const);

describe("TypeScript", () => {
  const snippets = inLanguage("ts", "typescript", "js");
  const messages = new Map<string, readonly string[]>();

  /** The package's entry points, as sources: what they export is what the package exports. */
  const paths = {
    "alexa-cognito-account-linking": ["constructs/index.ts"],
    "alexa-cognito-account-linking/skill": ["lambda/library/index.ts"],
    "alexa-cognito-account-linking/smart-home": ["lambda/library/smart-home/index.ts"],
    "alexa-cognito-account-linking/join-accounts": ["lambda/triggers/join-accounts/entry.ts"],
    "alexa-cognito-account-linking/bundle": ["build/bundle/skill-zip.ts"],
    "alexa-cognito-account-linking/contract": ["contract/account-linking.ts"],
  };

  beforeAll(() => {
    const { config } = ts.readConfigFile(join(ROOT, "tsconfig.json"), ts.sys.readFile);
    const { options } = ts.parseJsonConfigFileContent(
      { ...config, include: [], files: ["environments.ts"] },
      ts.sys,
      ROOT,
    );
    // In the project's folder, where their relative imports lead to; none of them is written.
    const files = new Map(snippets.map(([place, block]) => [join(ROOT, fileFor(place)), block.code]));
    const settings: ts.CompilerOptions = { ...options, paths: absolute(paths), noEmit: true };
    const host = ts.createCompilerHost(settings);
    const { fileExists, readFile, getSourceFile } = host;
    host.fileExists = (name) => files.has(name) || fileExists(name);
    host.readFile = (name) => files.get(name) ?? readFile(name);
    host.getSourceFile = (name, version, ...rest) => {
      const code = files.get(name);
      return code === undefined ? getSourceFile(name, version, ...rest) : ts.createSourceFile(name, code, version);
    };
    const program = ts.createProgram([...files.keys()], settings, host);
    for (const [place] of snippets) {
      const source = program.getSourceFile(join(ROOT, fileFor(place)));
      const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
      messages.set(
        place,
        found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n")),
      );
    }
  });

  const fileFor = (place: string): string => `${place.replaceAll(/\W+/g, "-")}.ts`;

  const absolute = (relative: Readonly<Record<string, readonly string[]>>): Record<string, string[]> =>
    Object.fromEntries(Object.entries(relative).map(([name, targets]) => [name, targets.map((it) => join(ROOT, it))]));

  test.each(snippets)("%s compiles", (place) => {
    expect(messages.get(place)).toEqual([]);
  });
});

describe("JSON", () => {
  const ruleIds = [...CHANGE_RULES, ...PLAN_RULES].map(({ id }) => id);

  test.each(inLanguage("json"))("%s is what its commands take", (_place, { code, marks }) => {
    const value: unknown = JSON.parse(code);
    if (marks.includes("additions")) {
      expect(checkAdditions(value)).toEqual([]);
    }
    if (marks.includes("acknowledgements")) {
      const { acknowledgements, flaws } = parseAcknowledgements(value);
      expect(flaws).toEqual([]);
      expect(acknowledgements.filter(({ rule }) => !ruleIds.includes(rule))).toEqual([]);
      expect(acknowledgements).not.toEqual([]);
    }
  });
});

describe("Terraform", () => {
  const configurations = inLanguage("hcl");
  const terraform = findExecutable(process.env.TERRAFORM_BINARY_NAME || "terraform");

  (terraform === undefined ? test.skip : test).each(configurations)("%s is formatted", (_place, { code }) => {
    expect(execFileSync(terraform ?? "", ["fmt", "-"], { input: code, encoding: "utf8", stdio: "pipe" })).toBe(code);
  });

  // A clone without the generated module has nothing to compare with.
  (exists("module/variables.tf") ? test : test.skip).each(uses())("%s names variables of the module", (_place, use) => {
    const [, submodule = ""] = /source += ".*\/\/module(\/modules\/[\w-]+)?/.exec(use) ?? [];
    const text = readFileSync(join(ROOT, `module${submodule}/variables.tf`), "utf8");
    const variables = [...text.matchAll(/^variable "(\w+)"/gm)].map(([, name = ""]) => name);
    const properties = [...text.matchAll(/^ +(\w+) += +(?:optional\(|string|number|bool|list\(|object\()/gm)].map(
      ([, name = ""]) => name,
    );
    const META = ["source", "version", "for_each", "count", "providers", "depends_on"];
    const { given, inner } = namesIn(use);
    expect(given).toContain("source");
    expect(given.filter((name) => ![...variables, ...META].includes(name))).toEqual([]);
    expect(inner.filter((name) => ![...properties, "aws"].includes(name))).toEqual([]); // aws is a provider
  });

  /** The module blocks of a configuration, each without its first and last line. */
  function uses() {
    return configurations.flatMap(([place, { code }]: readonly [string, Block]) =>
      [...code.matchAll(/^module "\w+" \{\n(.*?)^\}/gms)].map(([, body = ""]) => [place, body] as const),
    );
  }

  /** What is given to the module, and the names within objects. */
  function namesIn(body: string) {
    const given = [...body.matchAll(/^ {2}(\w+) +=/gm)].map(([, name = ""]) => name);
    const inner = [...body.matchAll(/(?:^ {4,}|[{,] )(\w+) += /gm)].map(([, name = ""]) => name);
    return { given, inner };
  }

  test("a configuration that is marked complete names its state, its provider and its module", () => {
    const complete = configurations.filter(([, { marks }]) => marks.includes("complete"));
    expect(complete).toHaveLength(1);
    for (const [, { code }] of complete) {
      expect(code.match(/^ *(?:terraform|backend|provider|module|output)\b/gm)?.map((it) => it.trim())).toEqual([
        "terraform",
        "backend",
        "provider",
        "module",
        "output",
      ]);
    }
  });
});
