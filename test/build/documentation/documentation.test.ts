import { join } from "node:path";
import { environmentReference, referenceSections } from "../../../build/documentation/environment-reference";
import { environmentLeaves } from "../../constructs/environment-leaves";

const PROJECT = join(__dirname, "../../..");
const sections = referenceSections(PROJECT);
const entries = sections.flatMap((section) => section.entries.map((entry) => [entry.path, entry] as const));

test("every property of the schema is in it", () => {
  expect(entries.map(([path]) => path)).toEqual(expect.arrayContaining(environmentLeaves().map(({ path }) => path)));
});

test("every group says what it is", () => {
  expect(sections.filter(({ description }) => description === "").map(({ title }) => title)).toEqual([]);
});

test("every property says what it is", () => {
  expect(entries.filter(([, { description }]) => description === "").map(([path]) => path)).toEqual([]);
});

describe.each(entries)("%s", (_, { field, documentedDefault, isOptional }) => {
  test("may be left out in its type exactly when the schema has a default", () => {
    expect(isOptional).toBe(field.default !== undefined || field.derived !== undefined);
  });

  test("documents the schema's default", () => {
    expect(documentedDefault).toBe(defaultInComments());
  });

  /** As the project's comments write it: a literal, or a hyphen and what happens. */
  function defaultInComments(): string | undefined {
    if (field.derived !== undefined) {
      return `- ${field.derived.replaceAll("`", "")}`;
    }
    if (field.default === undefined) {
      return undefined;
    }
    if (field.kind === "group") {
      return "- the defaults of each property";
    }
    return JSON.stringify(field.default).replaceAll('","', '", "');
  }
});

test("no cell breaks the tables: each row has four", () => {
  const rows = environmentReference(PROJECT)
    .split("\n")
    .filter((line) => line.startsWith("| "));

  expect(rows.length).toBeGreaterThan(entries.length);
  for (const row of rows) {
    expect(row.split(/(?<!\\)\|/)).toHaveLength(6);
  }
});
