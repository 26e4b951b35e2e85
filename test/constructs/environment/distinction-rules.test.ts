import { distinctionRules } from "../../../constructs/environment/rules";
import { problemsOf, textToken, wheres } from "../example-environment";
import type { Values } from "./rule-cases";
import { CERTIFICATE, environment, HOST, POOL, ZONE } from "./rule-cases";

interface PairCases {
  readonly collides: readonly [Values, Values];
  readonly differs: readonly (readonly [Values, Values])[];
  /** Other names than that, which follow from one environment and stand in the other. */
  readonly alsoCollides?: readonly (readonly [Values, Values])[];
  /** Both have one and the same token where only Terraform knows a value: even then it may be anything. */
  readonly token: readonly (readonly [Values, Values])[];
  readonly wrongItself: readonly [Values, Values];
}

const TOKEN = textToken();
const s3 = (key: string, bucket = "example-terraform-state") => ({ type: "s3", bucket, key });
const local = (path: string) => ({ type: "local", path });
/** Differs from the example in everything that has to differ. */
const other = { name: "prod", "domain.prefix": "example-skill-prod" };
const sameName = { project: "other", state: s3("other"), "domain.prefix": "example-skill-prod" };

const BETWEEN: Readonly<Record<string, PairCases>> = {
  name: {
    collides: [{}, sameName],
    differs: [[{}, other]],
    token: [], // has to be known
    wrongItself: [{ name: "Dev" }, { ...sameName, name: "Dev" }],
  },
  project: {
    collides: [
      { project: "a-b", name: "c" },
      { ...other, project: "a", name: "b-c" },
    ],
    differs: [
      [{ project: "a" }, { ...other, project: "a" }],
      [
        { project: "a-b", name: "c" },
        { ...other, project: "a", name: "b-c", accountId: "999999999999" },
      ],
      [{ "function.name": "shop" }, { ...other, region: "eu-west-1", "function.name": "shop" }],
      [{ "function.name": "shop" }, { ...other, "function.roleName": "shop" }],
    ],
    token: [
      [
        { project: "a-b", name: "c", accountId: TOKEN },
        { ...other, project: "a", name: "b-c", accountId: TOKEN },
      ],
      [
        { project: TOKEN, name: "c" },
        { ...other, project: TOKEN, name: "c" },
      ],
    ],
    wrongItself: [
      { project: "a-b", name: "c", accountId: "1" },
      { ...other, project: "a", name: "b-c", accountId: "1" },
    ],
    alsoCollides: [
      [{ name: "dev" }, { ...other, name: "dev-apply" }],
      [{ name: "dev-plan" }, { ...other, name: "dev" }],
      [
        { project: "a-b", name: "c-apply" },
        { ...other, project: "a", name: "b-c" },
      ],
      [{ "function.name": "shop" }, { ...other, "function.name": "shop" }],
      [{ "function.roleName": "shop" }, { ...other, region: "eu-west-1", "function.roleName": "shop" }],
      [{ name: "dev" }, { ...other, "function.name": "alexa-skill-dev" }],
    ],
  },
  "domain.prefix": {
    collides: [{}, { name: "prod", accountId: "999999999999" }],
    differs: [
      [{}, other],
      [{}, { name: "prod", region: "eu-west-1" }],
      [
        { domain: HOST, userPool: POOL },
        { name: "prod", domain: HOST, userPool: POOL },
      ],
    ],
    token: [
      [{ "domain.prefix": TOKEN }, { name: "prod", "domain.prefix": TOKEN }],
      [{ region: TOKEN }, { name: "prod", region: TOKEN }],
    ],
    wrongItself: [{ "domain.prefix": "my-aws" }, { name: "prod", "domain.prefix": "my-aws" }],
  },
  adopt: {
    collides: [{ adopt: { userPoolId: "us-east-1_Abc" } }, { ...other, adopt: { userPoolId: "us-east-1_Abc" } }],
    differs: [
      [{ adopt: { userPoolId: "us-east-1_Abc" } }, { ...other, adopt: { userPoolId: "us-east-1_Def" } }],
      [{ adopt: { userPoolId: "us-east-1_Abc" } }, { ...other, userPool: { existing: { id: "us-east-1_Abc" } } }],
    ],
    alsoCollides: [
      [
        { adopt: { clientId: "a" }, userPool: POOL },
        { ...other, adopt: { userPoolId: "us-east-1_Abc123xyz", clientId: "a" } },
      ],
    ],
    token: [], // has to be known
    wrongItself: [{ adopt: { userPoolId: "Abc" } }, { ...other, adopt: { userPoolId: "Abc" } }],
  },
  "domain.name": {
    collides: [
      { "domain.name": "login.example.com", "domain.hostedZoneId": ZONE.hostedZoneId },
      {
        ...other,
        region: "eu-west-1",
        "domain.name": "login.example.com",
        "domain.certificateArn": CERTIFICATE.certificateArn,
      },
    ],
    differs: [
      [
        { "domain.name": "login-dev.example.com", "domain.hostedZoneId": ZONE.hostedZoneId },
        { ...other, "domain.name": "login.example.com", "domain.hostedZoneId": ZONE.hostedZoneId },
      ],
      // Without a prefix, neither has one that the other could have.
      [
        { domain: { name: "login-dev.example.com", ...ZONE } },
        { name: "prod", domain: { name: "login.example.com", ...ZONE } },
      ],
    ],
    token: [],
    wrongItself: [
      { domain: { name: "login", ...ZONE } },
      { ...other, "domain.name": "login", "domain.hostedZoneId": ZONE.hostedZoneId },
    ],
  },
  state: {
    collides: [{ state: s3("a/b") }, { ...other, state: s3("a/b") }],
    differs: [
      [{ state: s3("a/b") }, { ...other, state: s3("a/c") }],
      [{ state: s3("a/b") }, { ...other, state: s3("a/b", "another-bucket") }],
      [{ state: local("a.tfstate") }, { ...other, state: local("a.tfstate") }],
      [{ state: local("../../../a.tfstate") }, { ...other, state: local("../../../b.tfstate") }],
    ],
    alsoCollides: [
      [{ state: s3("a") }, { ...other, state: s3("a.tflock") }],
      [{ state: local("../a.tfstate") }, { ...other, state: local("../a.tfstate.backup") }],
      [{ state: local("../.a.tfstate.lock.info") }, { ...other, state: local("../a.tfstate") }],
    ],
    token: [[{ project: TOKEN }, { ...other, name: "dev", project: TOKEN }]],
    wrongItself: [{ state: s3("/a") }, { ...other, state: s3("/a") }],
  },
};

describe("between environments", () => {
  test("every rule has its cases in this file", () => {
    expect(distinctionRules.map(({ path }) => path)).toEqual(Object.keys(BETWEEN));
  });

  describe.each(Object.entries(BETWEEN))("%s", (path, cases) => {
    test("fails when both have the same, and names the other one", () => {
      const problems = problemsOf(...cases.collides.map(environment));

      expect(problems).toHaveLength(1);
      expect(problems[0]?.where).toMatch(new RegExp(`: ${path.replace(".", "\\.")}$`));
      expect(problems[0]?.fix).toMatch(/\(the environment \S+ has the same\)$/);
    });

    test("fails when one has a name that follows from the other's", () => {
      for (const pair of cases.alsoCollides ?? []) {
        const problems = problemsOf(...pair.map(environment));

        expect(problems.map(({ where }) => where)).toEqual([expect.stringMatching(new RegExp(`: ${path}$`))]);
      }
    });

    test.each(cases.differs)("passes with %j beside %j", (one, two) => {
      expect(wheres(environment(one), environment(two))).toEqual([]);
    });

    test("is not judged while only Terraform knows a value", () => {
      for (const [one, two] of cases.token) {
        const problems = wheres(environment(one), environment(two));

        expect(problems.filter((where) => where.endsWith(`: ${path}`))).toEqual([]);
      }
    });

    test("is not judged while what it reads is wrong itself", () => {
      const problems = problemsOf(...cases.wrongItself.map(environment));

      expect(problems).toHaveLength(2);
      expect(problems.map(({ fix }) => fix)).not.toContainEqual(expect.stringContaining("has the same"));
    });
  });

  test("three of a kind are two problems, both naming the first", () => {
    const problems = problemsOf(
      environment({}),
      environment({ name: "beta" }),
      environment({ name: "prod", region: "us-east-1" }),
    );

    expect(problems.map(({ where }) => where)).toEqual(["beta: domain.prefix", "prod: domain.prefix"]);
    for (const { fix } of problems) {
      expect(fix).toContain("(the environment dev has the same)");
    }
  });

  test.each([
    ["../a.tfstate", "../a.tfstate"],
    ["../../../a.tfstate", "../../..//./a.tfstate"],
    ["../prod/a.tfstate", "a.tfstate"],
  ])("local states collide by where they lead, not by how they are spelt: %s, %s", (one, two) => {
    expect(wheres(environment({ state: local(one) }), environment({ ...other, state: local(two) }))).toEqual([
      "prod: state",
    ]);
  });
});
