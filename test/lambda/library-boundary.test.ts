/** The example skill is the library's first user: it sees what everybody sees. */
import { readdirSync, readFileSync } from "node:fs";
import { join, posix, sep } from "node:path";
import ts from "typescript";

const ROOT = join(__dirname, "../../lambda");
const SOURCES = readdirSync(ROOT, { recursive: true, encoding: "utf8" })
  .map((name) => name.split(sep).join("/"))
  .filter((name) => name.endsWith(".ts"));
const isOfLibrary = (file: string): boolean => file.startsWith("library/");
/** Triggers are no skill: of the library they take what it does not publish, to stay as small as they are. */
const isOfTriggers = (file: string): boolean => file.startsWith("triggers/");

/** What a source imports: files by path from lambda/, without an ending. */
const importsOf = (file: string): string[] =>
  ts
    .preProcessFile(readFileSync(join(ROOT, file), "utf8"), true, true)
    .importedFiles.map(({ fileName }) =>
      fileName.startsWith(".") ? posix.join(posix.dirname(file), fileName) : fileName,
    );

const ofExample = SOURCES.filter((file) => !isOfLibrary(file) && !isOfTriggers(file));

test.each(ofExample)("%s imports only what the library exports", (file) => {
  expect(importsOf(file).filter(isOfLibrary)).toEqual([]);
});

test("triggers take what calls AWS of the library", () => {
  const taken = SOURCES.filter(isOfTriggers).flatMap(importsOf).filter(isOfLibrary);
  expect([...new Set(taken)].sort()).toEqual(["library/aws-signature", "library/deadline", "library/https-client"]);
});

test("the example uses the library", () => {
  expect(SOURCES.filter((file) => importsOf(file).includes("library")).length).toBeGreaterThan(10);
});

test.each(SOURCES.filter(isOfLibrary))("%s knows nothing of the example", (file) => {
  const local = importsOf(file).filter((it) => !/^(node:|ask-sdk-|aws-jwt-verify)/.test(it));
  expect(local.filter((it) => !isOfLibrary(it))).toEqual([]);
});

describe("what the library exports", () => {
  const index = join(ROOT, "library/index.ts");
  const program = ts.createProgram([index], {
    noLib: true,
    types: [],
    moduleResolution: ts.ModuleResolutionKind.Bundler,
  });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(index);
  const module = source && checker.getSymbolAtLocation(source);
  const exported = (module === undefined ? [] : checker.getExportsOfModule(module)).map(
    (symbol) => [symbol.name, checker.getAliasedSymbol(symbol)] as const,
  );
  const textOf = (symbol: ts.Symbol): string =>
    ts.displayPartsToString(symbol.getDocumentationComment(checker)) +
    symbol.getJsDocTags(checker).map(({ name }) => name);

  test("is the index, whole", () => {
    expect(exported.map(([name]) => name)).toEqual(expect.arrayContaining(["AccessTokenVerifier", "Account", "ptBR"]));
  });

  test.each(exported)("%s says what it is", (_, symbol) => {
    expect(textOf(symbol)).toMatch(/\w{3,}/);
  });
});
