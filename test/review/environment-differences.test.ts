import { changeDifferences, environmentDifferences } from "../../review/environment-differences";
import { pathInStack, withoutOwnValues } from "../../review/report-own-values";
import type { EnvironmentReview, ResourceChange } from "../../review/review";
import { attribute, change, environment, finding } from "./example-review";

const PREFIX = "example-alexa-skill";
const withChanges = (name: string, ...changes: ResourceChange[]): EnvironmentReview => environment(name, { changes });
const updated = (name: string, path: string, before: string, after: string): EnvironmentReview =>
  withChanges(name, change({ construct: `${name}/client`, attributes: [attribute(path, before, after)] }));

describe("no difference", () => {
  test.each<[string, EnvironmentReview[]]>([
    ["without an environment", []],
    ["with one environment", [updated("prod", "timeout", "7", "5")]],
    ["between the same changes", [updated("staging", "timeout", "7", "5"), updated("prod", "timeout", "7", "5")]],
    [
      "where values differ by the environment's name, at any place in them",
      ["dev", "staging", "prod"].map((name) =>
        updated(name, "description", "", `${PREFIX}-${name}, ${name}/skill, ${name}_role, of ${name.toUpperCase()}`),
      ),
    ],
    [
      "where only one environment has its name in the prefix",
      [updated("staging", "name", "", `${PREFIX}-staging-pool`), updated("prod", "name", "", `${PREFIX}-pool`)],
    ],
    [
      "where ids differ",
      [
        updated(
          "staging",
          "policy",
          "us-east-1_AbCdEf123",
          "arn:aws:lambda:eu-west-1:111111111111:function:skill for 1a2b3c4d5e6f7g8h9i0j1k2l3m at https://x.auth.eu-west-1.amazoncognito.com, key 11111111-1111-4111-8111-111111111111",
        ),
        updated(
          "prod",
          "policy",
          "eu-west-1_ZyXwVu987",
          "arn:aws:lambda:us-east-1:222222222222:function:skill for 9z8y7x6w5v4u3t2s1r0q9p8o7n at https://y-z.auth.us-east-1.amazoncognito.com, key 22222222-2222-4222-8222-222222222222",
        ),
      ],
    ],
    [
      "where the vendor and the skill differ",
      [
        updated(
          "a1",
          "uri",
          "https://layla.amazon.com/api/skill/link/M1AAAA",
          "amzn1.ask.skill.11111111-1111-4111-8111-111111111111",
        ),
        updated(
          "b1",
          "uri",
          "https://layla.amazon.com/api/skill/link/M2BBBB",
          "amzn1.ask.skill.22222222-2222-4222-8222-222222222222",
        ),
      ],
    ],
    [
      "where instances have the ids of the environment's own skills as keys",
      [
        ["dev", "1", "2"],
        ["prod", "3", "4"],
      ].map(([name = "", ...digits]) =>
        withChanges(
          name,
          ...digits.map((digit) => {
            const id = `amzn1.ask.skill.${digit.repeat(8)}-${digit.repeat(4)}-4111-8111-${digit.repeat(12)}`;
            return change({ address: `aws_lambda_permission.skill["${id}"]`, construct: undefined });
          }),
        ),
      ),
    ],
    [
      "with an environment that could not be judged",
      [updated("prod", "timeout", "7", "5"), environment("dev", { verdict: "not judged" })],
    ],
  ])("%s", (_, environments) => {
    expect(environmentDifferences(environments)).toEqual([]);
  });
});

describe("a difference", () => {
  test("in the value of an attribute", () => {
    const environments = [updated("staging", "timeout", "7", "6"), updated("prod", "timeout", "7", "5")];

    expect(environmentDifferences(environments)).toEqual([
      { subject: "client", what: "timeout", values: { staging: "7 to 6", prod: "7 to 5" } },
    ]);
  });

  test("in what only one of them updates, told by attribute", () => {
    expect(environmentDifferences([environment("staging"), updated("prod", "timeout", "7", "5")])).toEqual([
      { subject: "client", what: "timeout", values: { staging: "-", prod: "7 to 5" } },
    ]);
  });

  test("in what is done, with the attribute that makes it so", () => {
    const replaced = change({
      action: "replace",
      construct: "prod/client",
      attributes: [attribute("generate_secret", "false", "true", true)],
    });

    expect(environmentDifferences([updated("staging", "timeout", "7", "5"), withChanges("prod", replaced)])).toEqual([
      { subject: "client", what: "action", values: { staging: "update", prod: "replace" } },
      { subject: "client", what: "timeout", values: { staging: "7 to 5", prod: "-" } },
      { subject: "client", what: "generate_secret", values: { staging: "-", prod: "false to true" } },
    ]);
  });

  test("in what one creates, by its action alone; in what all create, by attribute", () => {
    const created = (memory: string): ResourceChange =>
      change({ action: "create", construct: undefined, attributes: [attribute("memory_size", "", memory)] });
    const subject = created("").address;

    expect(environmentDifferences([environment("staging"), withChanges("prod", created("512"))])).toEqual([
      { subject, what: "action", values: { staging: "-", prod: "create" } },
    ]);
    expect(
      environmentDifferences([withChanges("staging", created("256")), withChanges("prod", created("512"))]),
    ).toEqual([{ subject, what: "memory_size", values: { staging: "256", prod: "512" } }]);
  });

  test("where a value names another environment", () => {
    const environments = [updated("staging", "bucket", "", "state-prod"), updated("prod", "bucket", "", "state-prod")];

    expect(environmentDifferences(environments)).toHaveLength(1);
  });

  test("in an action that is called like the environment", () => {
    const environments = [withChanges("update", change()), withChanges("forget", change({ action: "forget" }))];

    expect(environmentDifferences(environments)[0]).toMatchObject({ what: "action" });
  });

  test("in an output", () => {
    const prod = environment("prod", { outputs: [{ name: "client_id", action: "delete" }] });

    expect(environmentDifferences([environment("staging"), prod])).toEqual([
      { subject: "output client_id", what: "action", values: { staging: "-", prod: "delete" } },
    ]);
  });

  test("is reported under the construct's name, even if one environment's code no longer has it", () => {
    const deleted = change({ action: "delete", construct: undefined });

    expect(environmentDifferences([updated("staging", "timeout", "7", "5"), withChanges("prod", deleted)])).toEqual([
      { subject: "client", what: "action", values: { staging: "update", prod: "delete" } },
    ]);
  });
});

test("the most dangerous come first: by the gravest finding, acknowledged or not, then by what is done", () => {
  const all = ["harmless", "created", "warned", "blocked", "acknowledged", "deleted"].map((address) =>
    change({
      address,
      construct: undefined,
      action: address === "deleted" ? "delete" : address === "created" ? "create" : "update",
    }),
  );
  const prod = environment("prod", {
    changes: all,
    findings: [finding({ address: "blocked" }), finding({ address: "warned", severity: "warn" })],
    acknowledged: [finding({ address: "acknowledged" })],
  });

  expect(environmentDifferences([environment("staging"), prod]).map(({ subject }) => subject)).toEqual([
    "acknowledged",
    "blocked",
    "warned",
    "deleted",
    "harmless",
    "created",
  ]);
});

test("two plans of one environment are compared without leaving anything out", () => {
  const account = (id: string, name: string): EnvironmentReview => updated(name, "role", "", id);

  expect(changeDifferences([account("111111111111", "a1"), account("222222222222", "b1")])).toHaveLength(1);
});

test("a word that only contains the environment's name is kept", () => {
  expect(withoutOwnValues("product of prod, reproduce", "prod")).toBe("product of , reproduce");
  expect(withoutOwnValues("a.b and axb", "a.b")).toBe(" and axb");
  expect(withoutOwnValues("a-dev-b", "dev")).toBe("a-b");
  expect(pathInStack("dev/user_pool", "dev")).toBe("user_pool");
  expect(pathInStack("development/user_pool", "dev")).toBe("development/user_pool");
});

test("10,000 changes in three environments are compared", () => {
  const changes = Array.from({ length: 10_000 }, (_, index) =>
    change({ address: `a[${index}]`, construct: undefined }),
  );

  expect(
    environmentDifferences([environment("dev"), ...["staging", "prod"].map((name) => environment(name, { changes }))]),
  ).toHaveLength(10_000);
});
