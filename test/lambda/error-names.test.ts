/** In the bundle, classes have other names: an error that takes its own from its class is called "a" in the log. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(__dirname, "../../lambda");
const sources = readdirSync(ROOT, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts"))
  .map((name) => [name, readFileSync(join(ROOT, name), "utf8")] as const);

/** In the constructor, or as a field. */
const WRITTEN_OUT = /(this\.|override readonly )name = "(\w+)";/;

test("every error of the function writes its name out", () => {
  const classes = sources.flatMap(([file, text]) =>
    text.split(/^(?=(?:export )?class )/m).flatMap((part) => {
      const name = /^(?:export )?class (\w+) extends \w*(?:Error|Failure)\b/.exec(part)?.[1];
      return name === undefined ? [] : [{ file, name, isNamed: WRITTEN_OUT.exec(part)?.[2] === name }];
    }),
  );

  expect(classes.map(({ name }) => name)).toEqual(expect.arrayContaining(["HttpsFailure", "RefusedRequestError"]));
  expect(classes.filter(({ isNamed }) => !isNamed)).toEqual([]);
});

test("nothing that is logged is the name of a class or a function", () => {
  expect(sources.filter(([, text]) => /constructor\.name|new\.target/.test(text)).map(([file]) => file)).toEqual([]);
});
