import { minimalEnvironment, problemsOf, wheres, withValue } from "../example-environment";
import { many } from "./schema-cases";

describe("groups of properties", () => {
  test.each(["alexa", "domain", "state", "userPool", "userPool.passwordPolicy", "tokens", "function"])(
    "%s refuses everything but an object",
    (path) => {
      for (const value of [null, "x", 5, true, [], [{}], () => 1]) {
        expect(wheres(withValue(path, value))).toEqual([expect.stringContaining(`dev: ${path}`)]);
      }
    },
  );

  test.each([
    ["colour", undefined],
    ["alexa.vendorID", "vendorId"],
    ["alexa.redirectUri", undefined],
    ["userpool", "userPool"],
    ["userPool.password_policy", "passwordPolicy"],
    ["userPool.passwordPolicy.minimumLenght", "minimumLength"],
    ["userPool.passwordPolicy.minLength", undefined],
    ["function.memoryMiB", "memoryMib"],
    ["state.path", undefined],
    ["constructor", undefined],
    ["toString", undefined],
  ])("an unknown property is a problem, with the one that was meant: %s", (path, meant) => {
    const problems = problemsOf(withValue(path, "x"));

    expect(problems.map((problem) => problem.where)).toEqual([`dev: ${path}`]);
    expect(problems[0]?.fix).toBe(
      meant === undefined ? "remove the property, or correct its name" : `write ${meant}, if that is what you meant`,
    );
  });

  test("a misspelt choice is a problem with the one that was meant", () => {
    expect(problemsOf(withValue("userPool.mfa", "Requried"))[0]?.fix).toMatch(/^write "required", if that is what you/);
    expect(problemsOf(withValue("state.region", "eu-west1"))[0]?.fix).toMatch(/^write "eu-west-1"/);
    expect(problemsOf(withValue("userPool.mfa", "sms"))[0]?.fix).not.toContain("meant");
  });

  test("an unknown property that is undefined is a problem too: it is a misspelt name all the same", () => {
    expect(wheres({ ...minimalEnvironment(), colour: undefined })).toEqual(["dev: colour"]);
  });
});

describe("hostile values", () => {
  test("__proto__ in JSON is an unknown property and reaches no prototype", () => {
    const props = { ...minimalEnvironment(), ...JSON.parse('{"userPool": {"__proto__": {"mfa": "off"}}}') };

    expect(wheres(props)).toEqual(["dev: userPool.__proto__"]);
    expect(({} as { mfa?: string }).mfa).toBeUndefined();
  });

  test("a property of the prototype does not count as given twice over", () => {
    expect(problemsOf(Object.create(minimalEnvironment()))).toEqual([]);
  });

  test("a cycle is a problem with words", () => {
    const cyclic: Record<string, unknown> = {};
    cyclic.self = cyclic;

    expect(wheres(withValue("alexa", cyclic))).toContain("dev: alexa.self");
    expect(wheres(withValue("name", cyclic))).toEqual(["environment 1: name"]);
    expect(wheres(withValue("tags", cyclic))).toEqual(["dev: tags.self"]);
    expect(wheres(withValue("alexa.skillIds", [cyclic]))).toEqual(["dev: alexa.skillIds[0]"]);
    expect(wheres(cyclic)).toContain("environment 1: self");
  });

  test.each([
    ["a bigint", 12n],
    ["a symbol", Symbol("x")],
    ["a function", () => "dev"],
    ["a date", new Date(0)],
    ["a map", new Map()],
    ["a string object", new String("dev")],
    ["an object without a prototype", Object.create(null)],
  ])("%s in place of text is a problem with words", (_, value) => {
    expect(wheres(withValue("domain.prefix", value))).toEqual(["dev: domain.prefix"]);
  });

  test.each([
    ["a symbol", Symbol("x")],
    ["an object without a prototype", Object.create(null)],
  ])("%s in place of the name, from which the state's key would follow, is a problem with words", (_, value) => {
    expect(wheres(withValue("name", value))).toEqual(["environment 1: name"]);
  });

  test("a repeated value that has no JSON is a problem with words", () => {
    const cyclic: Record<string, unknown> = {};
    cyclic.self = cyclic;

    expect(wheres(withValue("alexa.skillIds", [cyclic, cyclic]))).toContain("dev: alexa.skillIds");
    expect(wheres(withValue("alexa.skillIds", [1n, 1n]))).toContain("dev: alexa.skillIds");
  });

  test("a cycle without a prototype, which nothing can print, is a problem with words", () => {
    const cyclic = Object.create(null);
    cyclic.self = cyclic;

    expect(wheres(withValue("name", cyclic))).toEqual(["environment 1: name"]);
  });

  test("a hole in a list is a value that is missing", () => {
    expect(wheres(withValue("alexa.skillIds", new Array(1)))).toEqual(["dev: alexa.skillIds[0]"]);
  });

  test("one NaN in a list is one problem: it repeats nothing", () => {
    expect(wheres(withValue("alexa.skillIds", [Number.NaN]))).toEqual(["dev: alexa.skillIds[0]"]);
  });

  test("a list that is far too long is one problem, not one for each value", () => {
    expect(wheres(withValue("alexa.skillIds", many(20_000, String)))).toEqual(["dev: alexa.skillIds"]);
  });
});
