import { readPlan } from "../../review/read-plan";
import { reviewEnvironment } from "../../review/review-environment";
import type { Values } from "./planned";
import { DOMAIN, deleted, fixture, POOL, resource, updated } from "./planned";

const notJudgedAfter = (edit: (plan: Values) => void, plan: Values = deleted(DOMAIN)): readonly string[] => {
  edit(plan);
  expect(reviewEnvironment({ environment: "staging", plan }).verdict).toBe("not judged");
  return readPlan(plan).notJudged;
};

const nested = (depth: number): unknown => JSON.parse(`${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`);

describe("readPlan", () => {
  test("reads the plans of real Terraform", () => {
    for (const name of ["unchanged", "renamed-pool"] as const) {
      const { plan, notJudged } = readPlan(fixture(name));

      expect(notJudged).toEqual([]);
      expect(plan).toMatchObject({ kind: "ordinary", guardsAccount: true });
    }
  });

  test.each([null, undefined, 1, "plan", [], true])("refuses %p, which is no plan", (json) => {
    expect(readPlan(json)).toEqual({ notJudged: [expect.stringContaining("terraform show -json")] });
  });

  test.each<readonly [string, (plan: Values) => void, RegExp]>([
    [
      "without a format version",
      (plan) => {
        delete plan.format_version;
      },
      /no format_version/,
    ],
    [
      "of a newer format",
      (plan) => {
        plan.format_version = "2.0";
      },
      /"2\.0"/,
    ],
    [
      "whose format version is a number",
      (plan) => {
        plan.format_version = 1.2;
      },
      /a number/,
    ],
    [
      "that ended with an error",
      (plan) => {
        plan.errored = true;
      },
      /error/,
    ],
    [
      "that does not say whether it ended with an error",
      (plan) => {
        delete plan.errored;
      },
      /errored/,
    ],
    [
      "of targets only",
      (plan) => {
        plan.complete = false;
      },
      /-target/,
    ],
    [
      "that does not say whether it is complete",
      (plan) => {
        delete plan.complete;
      },
      /complete/,
    ],
    [
      "that cannot be applied",
      (plan) => {
        plan.applyable = false;
      },
      /cannot be applied/,
    ],
    [
      "with deferred changes",
      (plan) => {
        plan.deferred_changes = [{}];
      },
      /deferred_changes/,
    ],
    [
      "with actions",
      (plan) => {
        plan.action_invocations = [{}];
      },
      /action_invocations/,
    ],
    [
      "with a check that failed",
      (plan) => {
        plan.checks = [{ address: { to_display: "check.a" }, status: "fail" }];
      },
      /check\.a" ended with: fail/,
    ],
    [
      "with a check in error",
      (plan) => {
        plan.checks = [{ status: "error" }];
      },
      /error/,
    ],
    [
      "whose changes are no list",
      (plan) => {
        plan.resource_changes = {};
      },
      /not a list/,
    ],
    [
      "with an action that nobody knows",
      (plan) => {
        resource(plan, POOL).change.actions = ["explode"];
      },
      /"explode"/,
    ],
    [
      "with actions in an order that nobody knows",
      (plan) => {
        resource(plan, POOL).change.actions = ["update", "create"];
      },
      /"update,create"/,
    ],
    [
      "with an address twice",
      (plan) => {
        plan.resource_changes.push(resource(plan, POOL));
      },
      /twice/,
    ],
    [
      "whose type is not that of the address",
      (plan) => {
        resource(plan, POOL).type = "aws_iam_role";
      },
      /do not say the same/,
    ],
    [
      "that lost a change",
      (plan) => {
        plan.resource_changes = plan.resource_changes.filter((it: Values) => it.address !== POOL);
      },
      /says nothing about it/,
    ],
    [
      "that lost all changes",
      (plan) => {
        plan.resource_changes = [];
        plan.prior_state = undefined;
        plan.planned_values = {};
      },
      /lists no change/,
    ],
    [
      "whose changes are null",
      (plan) => {
        plan.resource_changes = null;
      },
      /resource_changes is null/,
    ],
    [
      "that drifted, lost all changes, and plans other values than the state has",
      (plan) => {
        plan.resource_drift = [resource(plan, POOL)];
        plan.resource_changes = [];
        plan.prior_state.values.root_module.resources[0].values = { retention_in_days: 30 };
        plan.planned_values.root_module.resources[0].values = { retention_in_days: 7 };
      },
      /says nothing about it/,
    ],
    [
      "that drifted, lost all changes, and plans a resource less than the state has",
      (plan) => {
        plan.resource_drift = [resource(plan, POOL)];
        plan.resource_changes = [];
      },
      /aws_cognito_user_pool_domain\.domain" is in the state.*says nothing about it/,
    ],
    [
      "whose no-op changes something",
      (plan) => {
        resource(plan, POOL).change.after.name = "x";
      },
      /values differ/,
    ],
    [
      "whose deletion leaves a value",
      (plan) => {
        resource(plan, DOMAIN).change.after = {};
      },
      /with a value after/,
    ],
    [
      "with values that are no object",
      (plan) => {
        resource(plan, POOL).change.before = 5;
      },
      /before is not an object/,
    ],
    [
      "with paths that are none",
      (plan) => {
        resource(plan, POOL).change.replace_paths = [[{}]];
      },
      /replace_paths/,
    ],
    [
      "that is nested too deep",
      (plan) => {
        resource(plan, POOL).change.before = nested(20_000);
      },
      /nested deeper/,
    ],
    [
      "with outputs that are no object",
      (plan) => {
        plan.output_changes = [1];
      },
      /output_changes is a list/,
    ],
    [
      "with an output whose sensitivity cannot be seen",
      (plan) => {
        delete plan.output_changes.client_id.after_sensitive;
      },
      /sensitive cannot be seen/,
    ],
    [
      "that is a state",
      (plan) => {
        plan.values = {};
        delete plan.planned_values;
      },
      /This is a state/,
    ],
  ])("does not judge a plan %s", (_name, edit, reason) => {
    expect(notJudgedAfter(edit).join("\n")).toMatch(reason);
  });

  test("names a part of a plan as that, without all that the part does not have", () => {
    const notJudged = notJudgedAfter((plan) => {
      plan.complete = false;
      plan.resource_changes = [resource(plan, DOMAIN)];
    });

    expect(notJudged).toEqual([expect.stringContaining("-target")]);
  });

  test("takes OpenTofu's plans, which do not say whether they are complete", () => {
    // GIVEN
    const plan = deleted(DOMAIN);
    delete plan.complete;
    delete plan.applyable;
    for (const change of plan.resource_changes) {
      change.provider_name = "registry.opentofu.org/hashicorp/aws";
    }

    // THEN
    expect(readPlan(plan).notJudged).toEqual([]);
  });

  test("recognizes the plan that destroys everything and the one that only refreshes", () => {
    // GIVEN
    const destroy = fixture("unchanged");
    destroy.applyable = true;
    destroy.planned_values = { root_module: {} };
    for (const { change } of destroy.resource_changes) {
      Object.assign(change, { actions: ["delete"], after: null });
    }
    const refresh = updated(POOL, () => {});
    refresh.resource_drift = [resource(refresh, POOL)];
    refresh.resource_changes = undefined;

    // Terraform 1.11.4 plans no values where it only refreshes.
    const withoutValues = { ...refresh, planned_values: { root_module: {} } };

    // THEN
    expect(readPlan(withoutValues)).toMatchObject({ plan: { kind: "refresh-only" }, notJudged: [] });
    expect(readPlan(destroy)).toMatchObject({ plan: { kind: "destroy" }, notJudged: [] });
    expect(readPlan(refresh)).toMatchObject({ plan: { kind: "refresh-only" }, notJudged: [] });
  });

  test("reads names that JavaScript's objects have too", () => {
    // GIVEN names that must not reach any prototype
    const plan = updated(POOL, (after) => {
      after.tags = JSON.parse('{"__proto__": {"polluted": "yes"}, "constructor": "a", "toString": "b"}');
    });

    // WHEN
    const review = reviewEnvironment({ environment: "staging", plan });

    // THEN
    expect(review.changes[0]?.attributes.map(({ path }) => path)).toEqual([
      "tags.__proto__.polluted",
      "tags.constructor",
      "tags.toString",
    ]);
    expect(({} as Values).polluted).toBeUndefined();
  });

  test("lists few reasons of many, and no long text of the plan", () => {
    const plan = deleted(DOMAIN);
    for (let index = 0; index < 500; index++) {
      plan.resource_changes.push({ address: `x${"y".repeat(10_000)}${index}`, change: { actions: [] } });
    }
    const { notJudged } = readPlan(plan);

    expect(notJudged.at(-1)).toMatch(/^There are \d+ more reasons/);
    expect(notJudged.length).toBeLessThanOrEqual(21);
    expect(notJudged.join("").length).toBeLessThan(20_000);
  });
});

describe("a large plan", () => {
  test("of 10,000 changes is judged as a whole", () => {
    // GIVEN updates, deletions and creations of all kinds
    const plan = fixture("unchanged");
    const templates: Values[] = plan.resource_changes;
    plan.resource_changes = Array.from({ length: 10_000 }, (_, number) => {
      const copy = structuredClone(templates[number % templates.length] as Values);
      const name = `${copy.name}_${number}`;
      copy.address = copy.address.replace(`.${copy.name}`, `.${name}`);
      copy.name = name;
      const kind = number % 3;
      if (kind === 0) {
        Object.assign(copy.change, { actions: ["update"], after: { ...copy.change.after, id: "new" } });
      }
      if (kind === 1) {
        copy.action_reason = "delete_because_no_resource_config";
        Object.assign(copy.change, { actions: ["delete"], after: null });
      }
      if (kind === 2) {
        Object.assign(copy.change, { actions: ["create"], before: null });
      }
      return copy;
    });
    plan.prior_state = undefined;
    plan.planned_values = {};
    plan.applyable = true;
    const json = JSON.parse(JSON.stringify(plan));

    // WHEN
    const review = reviewEnvironment({ environment: "staging", plan: json, digest: () => "none" });

    // THEN
    expect(review).toMatchObject({
      verdict: "blocked",
      notJudged: [],
      counts: { change: 3334, destroy: 3333, add: 3333 },
    });
  });
});
