import fc from "fast-check";
import { InvalidEnvironmentsError, parseEnvironments } from "../../../constructs";
import { environments } from "../../../environments";
import { environmentLeaves, tokensFor } from "../environment-leaves";
import {
  anyToken,
  minimalEnvironment,
  parse,
  problemsOf,
  textToken,
  wheres,
  without,
  withValue,
} from "../example-environment";

test("the project's own environments are valid", () => {
  expect(parseEnvironments(environments)).toHaveLength(environments.length);
});

test("no environments at all are a problem: nothing would be synthesized, without a word", () => {
  expect(() => parseEnvironments([])).toThrow(/environments\n.*received {2}\[\]/s);
});

test("the input stays as it was", () => {
  const props = minimalEnvironment();
  parse(props);

  expect(props).toEqual(minimalEnvironment());
});

test("what was parsed parses to itself", () => {
  const environment = parse(minimalEnvironment());

  expect(parse(environment)).toEqual(environment);
});

describe("defaults", () => {
  test("an environment with only what must be given gets all the others", () => {
    expect(parse(minimalEnvironment())).toEqual({
      name: "dev",
      project: "alexa-skill",
      region: "us-east-1",
      accountId: "123456789012",
      state: {
        type: "s3",
        bucket: "example-terraform-state",
        key: "alexa-skill/dev.tfstate",
        region: "us-east-1",
      },
      domain: { prefix: "example-skill-dev" },
      alexa: {
        vendorId: "M1EXAMPLE0DEV",
        skillIds: [],
        scopes: ["openid", "profile"],
        requiredScopes: ["openid"],
        accessTokenScheme: "HTTP_BASIC",
        kind: "custom",
        additionalRedirectUris: [],
        signOutUris: [],
      },
      userPool: {
        signIn: ["email"],
        caseSensitive: false,
        requiredAttributes: ["given_name"],
        customAttributes: {},
        formerSchema: { customAttributes: {} },
        threatProtection: "off",
        passwordPolicy: {
          minimumLength: 12,
          requireLowercase: true,
          requireUppercase: true,
          requireNumbers: true,
          requireSymbols: false,
          temporaryPasswordDays: 7,
        },
        accountRecovery: ["verified_email"],
        selfSignUp: true,
        deletionProtection: true,
        verificationEmail: {
          subject: "Your verification code",
          message: "Your verification code is {####}.",
          confirmBy: "code",
        },
        invitation: {},
        secondFactorEmail: { subject: "Your sign-in code", message: "Your sign-in code is {####}." },
        smsMessages: {},
        customSenders: {},
        triggers: {},
        joinAccounts: {},
        passkeys: { userVerification: "preferred" },
        devices: { remember: "never", skipSecondFactor: false },
        email: {},
      },
      client: { imported: false },
      clients: {},
      resourceServers: {},
      identityProviders: {},
      groups: {},
      protection: {},
      tokens: { accessTokenMinutes: 60, idTokenMinutes: 60, refreshTokenDays: 3650 },
      function: {
        memoryMib: 512,
        timeoutSeconds: 7,
        architecture: "arm64",
        logRetentionDays: 30,
        variables: {},
        existing: {},
        layers: [],
        policies: {},
        statements: {},
      },
      tags: {},
    });
  });

  test("the state's key and region follow the environment", () => {
    const { state } = parse({ ...minimalEnvironment(), name: "prod", project: "quiz", region: "eu-west-1" });

    expect(state).toMatchObject({ key: "quiz/prod.tfstate", region: "eu-west-1" });
  });

  test("a state's key and region that are given stay", () => {
    const { state } = parse(
      withValue("state", { type: "s3", bucket: "example-terraform-state", key: "a/b", region: "eu-central-1" }),
    );

    expect(state).toMatchObject({ key: "a/b", region: "eu-central-1" });
  });

  test("a local state gets neither", () => {
    const state = { type: "local", path: "../../../terraform.dev.tfstate" };

    expect(parse(withValue("state", state)).state).toEqual(state);
  });

  test("two environments share no default that one of them could change for the other", () => {
    const [one, two] = parseEnvironments([
      minimalEnvironment(),
      { ...minimalEnvironment(), name: "prod", domain: { prefix: "example-skill-prod" } },
    ]);

    expect(one?.tags).not.toBe(two?.tags);
    expect(one?.alexa.scopes).not.toBe(two?.alexa.scopes);
  });
});

describe("problems", () => {
  test("those of all environments come at once, with the collisions between them", () => {
    const problems = problemsOf(
      { ...minimalEnvironment(), region: "eu-central-1", alexa: { vendorId: "nobody", skillIds: ["x"] } },
      { ...minimalEnvironment(), name: "prod", tokens: { accessTokenMinutes: 5 } },
      {
        ...minimalEnvironment(),
        name: "beta",
        project: "other",
        domain: { prefix: "example-skill-dev" },
        colour: "red",
      },
    );

    expect(problems.map(({ where }) => where)).toEqual([
      "dev: region",
      "dev: alexa.vendorId",
      "dev: alexa.skillIds[0]",
      "prod: tokens.accessTokenMinutes",
      "beta: colour",
      "beta: domain.prefix",
    ]);
  });

  test("an environment without a usable name is known by its place", () => {
    expect(wheres(minimalEnvironment(), without("name"))).toContain("environment 2: name");
    expect(wheres(withValue("name", 5))).toEqual(["environment 1: name"]);
    expect(wheres(withValue("name", ""))).toEqual(["environment 1: name"]);
  });

  test.each([
    ["null", null],
    ["undefined", undefined],
    ["a string", "dev"],
    ["a number", 5],
    ["a list", []],
    ["a function", () => minimalEnvironment()],
  ])("%s in place of an environment is one problem", (_, value) => {
    expect(wheres(minimalEnvironment(), value)).toEqual(["environment 2"]);
  });

  test.each([
    ["undefined", undefined],
    ["null", null],
    ["an object, as of a default export", { default: [] }],
  ])("%s in place of the list of environments is a problem with words", (_, value) => {
    expect(() => parseEnvironments(value as never)).toThrow(InvalidEnvironmentsError);
  });

  test("a name that the constructs library takes for taken is one that no stack can have", () => {
    expect(problemsOf(withValue("name", "constructor"))).toMatchObject([
      { where: "constructor: name", received: "constructor", allowed: expect.stringContaining("another name") },
    ]);
  });

  test("a token in place of an environment, or of a group of properties, is a problem with words", () => {
    expect(wheres(anyToken())).toEqual(["environment 1"]);
    expect(wheres(textToken())).toEqual(["environment 1"]);
    expect(wheres(withValue("alexa", anyToken()))).toEqual(["dev: alexa"]);
    expect(wheres(withValue("userPool", anyToken()))).toEqual(["dev: userPool"]);
    expect(wheres(withValue("state", anyToken()))).toEqual(["dev: state"]);
  });

  test.each(["project", "region"])(
    "a state that follows from a %s that only Terraform knows has to be written out",
    (path) => {
      const where = `state.${path === "region" ? "region" : "key"}`;

      expect(wheres(withValue(path, textToken()))).toEqual([expect.stringMatching(new RegExp(`: ${where}$`))]);
    },
  );

  test("what was received under state.type is its type, not the whole state", () => {
    expect(problemsOf(withValue("state", { bucket: "abc" }))).toMatchObject([
      { where: "dev: state.type", received: undefined },
    ]);
  });
});

const jsonLike = fc.anything({
  key: fc.oneof(
    fc.string(),
    fc.constantFrom("name", "alexa", "state", "type", "userPool", "tags", "scopes", "__proto__", "resolve", "path"),
  ),
  maxDepth: 4,
  withBigInt: true,
  withDate: true,
  withMap: true,
  withNullPrototype: true,
  withSet: true,
  withSparseArray: true,
});
const endsWell = (value: unknown): void => {
  try {
    expect(parseEnvironments([value as never])).toHaveLength(1);
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidEnvironmentsError);
  }
};

describe("any value ends as an environment or as problems with words", () => {
  test("in place of an environment", () => {
    fc.assert(fc.property(jsonLike, endsWell), { numRuns: 500 });
  });

  test("in place of one property", () => {
    const path = fc.constantFrom(...environmentLeaves().map((leaf) => leaf.path), "state", "alexa", "userPool");
    fc.assert(
      fc.property(path, jsonLike, (at, value) => endsWell(withValue(at, value))),
      { numRuns: 1500 },
    );
  });

  test("in place of an entry of a list or a map", () => {
    const path = fc.constantFrom("alexa.skillIds", "alexa.scopes", "alexa.signOutUris", "userPool.signIn");
    fc.assert(
      fc.property(path, jsonLike, fc.string(), (at, value, key) => {
        endsWell(withValue(at, [value]));
        endsWell(withValue("tags", { [key]: value }));
      }),
      { numRuns: 500 },
    );
  });

  test("with tokens in several properties at once", () => {
    const leaves = environmentLeaves().filter(({ key }) => !key.startsWith("state"));
    fc.assert(
      fc.property(fc.subarray(leaves), (chosen) => {
        endsWell(
          chosen.reduce<object>(
            (props, { path, field }) => withValue(path, tokensFor(field)[0], props),
            minimalEnvironment(),
          ),
        );
      }),
      { numRuns: 200 },
    );
  });
});
