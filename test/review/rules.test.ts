/** For each rule a change that it finds, and a neighbour of that change on which it stays silent. */
import { ALL_RULES } from "../../review/judge-plan";
import { reviewEnvironment } from "../../review/review-environment";
import { KIND_CASES } from "./kind-cases";
import { attributeAdded, permission, tagsDrifted } from "./link-plans";
import type { Values } from "./planned";
import {
  ALIAS,
  CLIENT,
  created,
  deleted,
  FUNCTION,
  fixture,
  LOGS,
  PERMISSION,
  POOL,
  replaced,
  resource,
  SKILL,
  stack,
  updated,
} from "./planned";
import { POOL_CASES } from "./pool-cases";
import { PASSED_ONCE } from "./rule-cases-more";
import type { Case } from "./rule-plans";
import { RULE_CASES } from "./rules";

// The digest is slow on purpose, and has tests of its own.
const reviewOf = (plan: Values) =>
  reviewEnvironment({ environment: "staging", plan, configuration: stack(), digest: () => "none" });

const CASES: readonly Case[] = [...RULE_CASES, ...POOL_CASES, ...PASSED_ONCE, ...KIND_CASES];

/** The neighbours of these are listed as not examined: nobody but a person can say what such a change does. */
const LISTED: ReadonlySet<string> = new Set([
  "access-too-short",
  "code-by-variable",
  "lambda-environment",
  "lambda-network",
  "setting-unreadable",
  "sign-in-guard",
  "skill-memory",
]);

describe("rules", () => {
  test.each(CASES)("%s (%s) is found, and its neighbour is not", (rule, severity, finds, says, silent) => {
    // WHEN
    const found = reviewOf(finds()).findings.filter((it) => it.rule === rule && it.severity === severity);
    const neighbour = reviewOf(silent());

    // THEN
    expect(found).toHaveLength(1);
    expect(`${found[0]?.what} ${found[0]?.effect}`).toMatch(says);
    expect(neighbour.notJudged).toEqual([]);
    expect(neighbour.unexamined.length === 0 || LISTED.has(rule)).toBe(true);
    expect(neighbour.findings.filter((it) => it.rule === rule && it.severity === severity)).toEqual([]);
  });

  test("each has a case here", () => {
    const covered = new Set(CASES.map(([rule]) => rule));

    expect(ALL_RULES.map(({ id }) => id).filter((id) => !covered.has(id))).toEqual([]);
  });

  /** The function's variables become unknown as a whole. */
  const unknownVariables = (plan: Values): Values => {
    const { change } = resource(plan, FUNCTION);
    change.actions = ["update"];
    delete change.after.environment[0].variables;
    change.after_unknown = { ...change.after_unknown, environment: [{ variables: true }] };
    plan.applyable = true;
    return plan;
  };

  test("variables that follow from a new client name it, and are left alone where it stays", () => {
    const renewed = replaced(CLIENT, "generate_secret", (after, change) => {
      delete after.id;
      change.after_unknown = { ...change.after_unknown, id: true };
    });

    const [found, neighbour] = [renewed, fixture("unchanged")].map((plan) =>
      reviewOf(unknownVariables(plan)).findings.filter(({ rule }) => rule === "lambda-environment"),
    );

    expect(found).toMatchObject([{ recover: expect.stringContaining(`This follows from ${CLIENT}`) }]);
    expect(neighbour).toEqual([]);
  });

  test("a plan without changes has no findings", () => {
    expect(reviewOf(fixture("unchanged"))).toMatchObject({ verdict: "safe", findings: [], changes: [], notJudged: [] });
  });

  test("a skill id that is exchanged names the skill that is cut off", () => {
    // GIVEN the permission of one skill goes, and another skill's comes
    const other = "amzn1.ask.skill.33333333-3333-4333-8333-333333333333";
    const plan = created(
      "aws_lambda_permission",
      "skill_alexa",
      permission(other),
      deleted(PERMISSION, "delete_because_each_key"),
      other,
    );

    // THEN it is no rename
    expect(reviewOf(plan).findings.map(({ rule, what }) => [rule, what])).toEqual([
      ["skill-id", `The skill ${SKILL} may no longer call the function.`],
    ]);
  });

  test("a resource that is sensitive as a whole is not safe by that", () => {
    const plan = updated(POOL, (_after, before, change) => {
      before.deletion_protection = "ACTIVE";
      change.before_sensitive = true;
    });

    expect(reviewOf(plan)).toMatchObject({
      verdict: "blocked",
      findings: [{ rule: "setting-unreadable", effect: expect.stringContaining("deletion_protection") }],
    });
  });

  test("an attribute that is added to a pool is neither an edit nor undone drift", () => {
    // GIVEN the provider reads back more than the state has
    const plan = attributeAdded({});
    const found = resource(plan, POOL);
    const remembered = structuredClone(found.change.before);
    for (const one of remembered.schema) {
      one.developer_only_attribute = null;
    }
    plan.resource_drift = [{ ...found, change: { ...found.change, before: remembered, after: found.change.before } }];

    expect(reviewOf(plan).findings.map(({ rule }) => rule)).toEqual(["schema-added"]);
  });

  test("tags of a resource that has no tags_all are drift by themselves", () => {
    const plan = tagsDrifted({});
    const changes = [resource(plan, LOGS).change, plan.resource_drift[0].change];
    for (const side of changes.flatMap(({ before, after }) => [before, after])) {
      delete side.tags_all;
    }

    expect(reviewOf(plan).findings).toMatchObject([{ rule: "drift-undone", what: expect.stringContaining("tags") }]);
  });

  test.each([
    ["prevent_user_existence_errors", CLIENT, "LEGACY", "ENABLED", false],
    ["user_pool_tier", POOL, "LITE", "PLUS", true],
  ])("what a lower plan takes away is reported where %s is lowered: %s", (name, address, lower, higher, isTold) => {
    const plan = updated(address, (it, was) => {
      was[name] = higher;
      it[name] = lower;
    });

    const recover = reviewOf(plan).findings.flatMap((it) => (it.rule === "mfa-weaker" ? [it.recover] : []));
    expect(recover).toEqual([isTold ? expect.stringContaining("ESSENTIALS") : "Keep the stronger setting."]);
  });

  test("deletion protection that cannot be read is reported as that", () => {
    const plan = updated(POOL, (after, before, change) => {
      before.deletion_protection = "ACTIVE";
      delete after.deletion_protection;
      change.after_unknown.deletion_protection = true;
    });

    expect(reviewOf(plan).findings.map(({ rule }) => rule)).toEqual(["setting-unreadable"]);
  });

  test("another function's permission does not stand in for one that is removed", () => {
    const other = { ...permission(SKILL), function_name: "another" };
    const plan = created("aws_lambda_permission", "other", other, deleted(PERMISSION, "delete_because_each_key"));

    expect(reviewOf(plan).findings).toMatchObject([{ rule: "skill-id", severity: "block" }]);
  });

  test("a permission that comes under another statement id does", () => {
    const plan = created(
      "aws_lambda_permission",
      "other",
      permission(SKILL),
      deleted(PERMISSION, "delete_because_each_key"),
    );

    expect(reviewOf(plan).findings).toMatchObject([{ rule: "skill-id", severity: "warn" }]);
  });

  test("a rollback leaves an empty map of weights, which is no share of the requests", () => {
    const plan = updated(ALIAS, (it, was) => {
      was.function_version = "0";
      was.routing_config = [{ additional_version_weights: {} }];
      it.function_version = "1";
      it.routing_config = [];
    });

    expect(reviewOf(plan).findings).toEqual([]);
  });

  test("the end of a share is reported", () => {
    const plan = updated(ALIAS, (it, was) => {
      was.routing_config = [{ additional_version_weights: { "1": 0.5 } }];
      it.routing_config = [{ additional_version_weights: {} }];
    });

    expect(reviewOf(plan).findings).toMatchObject([{ what: expect.stringMatching(/^A canary ends/) }]);
  });

  test.each([
    ["begins", [], { "1": 0.9 }, /^A canary begins/],
    ["gets more", [{ additional_version_weights: { "1": 0.9 } }], { "1": 0.5 }, /^The share of requests/],
  ])("a share that %s is reported", (_, before, additional_version_weights, what) => {
    const plan = updated(ALIAS, (it, was) => {
      was.routing_config = before;
      it.routing_config = [{ additional_version_weights }];
    });

    expect(reviewOf(plan).findings).toMatchObject([{ what: expect.stringMatching(what) }]);
  });

  const half = { "1": 0.5 };

  test.each([
    ["alexa-skill-staging", half, /a part of the requests/],
    ["alexa-skill-staging", {}, /at once/],
    ["another", half, /at once/],
  ])("a release reads the alias of its own function: %s, %j", (function_name, additional_version_weights, says) => {
    const release = updated(FUNCTION, (it) => {
      it.source_code_hash = "b2==";
    });
    const routing_config = [{ additional_version_weights }];
    const plan = created("aws_lambda_alias", "shared", { name: "shared", function_name, routing_config }, release);

    const effects = reviewOf(plan).findings.flatMap(({ rule, effect }) => (rule === "lambda-release" ? [effect] : []));
    expect(effects).toEqual([expect.stringMatching(says)]);
  });

  test("an empty text is shown as not set", () => {
    const plan = updated(LOGS, (it, was) => {
      was.kms_key_id = "";
      it.kms_key_id = "arn:key";
    });

    expect(reviewOf(plan).findings).toMatchObject([
      { effect: expect.stringContaining("was not set, will be arn:key") },
    ]);
  });
});
