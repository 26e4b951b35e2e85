import { apiReports } from "../../../build/package/api-report";

/** A package with these declarations of constructs/. */
const packageWith = (declarations: Readonly<Record<string, string>>, values: readonly string[]) => {
  const empty = [
    "bundle/index.d.ts",
    "contract/index.d.ts",
    "join-accounts/index.d.ts",
    "log-delivery/index.d.ts",
    "managed-login/index.d.ts",
    "skill/index.d.ts",
    "smart-home/index.d.ts",
  ].map((path) => [path, "export {};"] as const);
  const own = Object.entries(declarations).map(([name, text]) => [`constructs/${name}.d.ts`, text] as const);
  return {
    files: new Map([["package.json", '{"name": "example"}'], ...empty, ...own]),
    values: { ".": values },
  };
};

const report = (declarations: Readonly<Record<string, string>>, values: readonly string[] = []): string =>
  apiReports(packageWith(declarations, values)).get("constructs.md") ?? "";

const codeIn = (text: string): string[] => [...text.matchAll(/```ts\n(.*?)\n```/gs)].map(([, code = ""]) => code);

describe("the API report", () => {
  test("has every exported name once, sorted, without comments", () => {
    const text = report(
      {
        index: `export { b } from "./b"; export type * from "./a";`,
        a: "/** About A. */\nexport interface A {\n  /** About x. */\n  readonly x?: string;\n}\nexport type C = A | 1;",
        b: "export declare const b: (x: string) => number;",
      },
      ["b"],
    );
    expect(text.match(/^## .*/gm)).toEqual(["## A", "## C", "## b"]);
    expect(codeIn(text)).toEqual([
      "interface A {\n  readonly x?: string;\n}",
      "type C = A | 1;",
      "const b: (x: string) => number;",
    ]);
  });

  test("shows of a class what users can reach", () => {
    const text = report(
      {
        index: `import { Base } from "elsewhere"; export declare class A extends Base {
          readonly x: string; private readonly y; private z(): void; protected w: number; constructor(x: string); }`,
      },
      ["A"],
    );
    expect(codeIn(text)).toEqual([
      "class A extends Base {\n  readonly x: string;\n  protected w: number;\n  constructor(x: string);\n}",
    ]);
  });

  test("says what a name of a signature is exported as", () => {
    const text = report({
      index: `export { type Props as OwnProps, type A } from "./a";`,
      a: "export interface Props { readonly x: 1; } export interface A { readonly props: Props; }",
    });
    expect(text.match(/^(##|`).*/gm)).toEqual([
      "## A",
      "`Props` here is `OwnProps`.",
      "```ts",
      "```",
      "## OwnProps",
      "`Props` here is `OwnProps`.",
      "```ts",
      "```",
    ]);
  });

  test("leaves out a value that is exported as a type only", () => {
    const declarations = { index: `export type * from "./a";`, a: "export declare const a: 1; export type T = 2;" };
    expect(codeIn(report(declarations))).toEqual(["type T = 2;"]);
  });

  test("refuses a signature with a type that users cannot name", () => {
    const declarations = {
      index: `export type { A } from "./a";`,
      a: `import type { B } from "./b"; export interface A { readonly b: Readonly<B>; }`,
      b: "export interface B { readonly c: string; }",
    };
    expect(() => report(declarations)).toThrow(/A needs B\nExport them too/);
  });
});
