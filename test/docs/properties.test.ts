import { environmentSchema } from "../../constructs/environment/environment";
import type { Field } from "../../constructs/environment/field";
import { moduleFields, terraformName } from "../../constructs/module/properties";
import { pages, spansOf } from "./pages";

/** The paths of a property and of all below it. */
function pathsOf(field: Field, path: string): readonly string[] {
  switch (field.kind) {
    case "group":
      return [path, ...below(field.fields as Readonly<Record<string, Field>>, path)];
    case "variant":
      return Object.values(field.variants).flatMap((variant) => pathsOf(variant, path));
    default:
      return [path];
  }
}

const below = (fields: Readonly<Record<string, Field>>, path: string): readonly string[] =>
  Object.entries(fields).flatMap(([name, field]) => pathsOf(field, path === "" ? name : `${path}.${name}`));

const ofEnvironments = below(environmentSchema.fields, "");
const ofModule = below(moduleFields, "").map((path) => path.split(".").map(terraformName).join("."));
const known = new Set([...ofEnvironments, ...ofModule]);

/** What is written as `userPool.mfa`, also with a value behind it, as `userPool.mfa: "required"`. */
const GROUPS = [...known].filter((path) => !path.includes(".") && [...known].some((it) => it.startsWith(`${path}.`)));
const PROPERTY = new RegExp(`^((?:${GROUPS.join("|")})(?:\\.\\w+)+)(?=$|[:= ])`);

const named = pages.flatMap((page) =>
  [...new Set(spansOf(page))].flatMap((span) => {
    const [, property] = PROPERTY.exec(span) ?? [];
    return property === undefined ? [] : [[page.path, property] as const];
  }),
);

test("properties are named on the pages", () => {
  expect(named.map(([, property]) => property)).toEqual(expect.arrayContaining(["alexa.vendorId", "user_pool.mfa"]));
});

test.each(named)("%s: there is a property %s", (_page, property) => {
  expect([...known]).toContain(property);
});
