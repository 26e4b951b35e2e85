import { reviewEnvironment } from "../../review/review-environment";
import type { Values } from "./planned";
import {
  CLIENT,
  created,
  DOMAIN,
  deleted,
  FUNCTION,
  fixture,
  PERMISSION,
  POLICY,
  POOL,
  ROLE,
  resource,
  stack,
} from "./planned";

const findingsOf = (plan: Values, configuration: Values = stack()) =>
  reviewEnvironment({ environment: "staging", plan, configuration, digest: () => "none" }).findings;

/** Destroys every given resource for want of configuration, and creates it under another name. */
function renamed(names: Readonly<Record<string, string>>, edit: (after: Values) => void = () => {}): Values {
  const plan = fixture("unchanged");
  for (const [address, name] of Object.entries(names)) {
    const { type, index, change } = resource(plan, address);
    const gone = resource(plan, address);
    const after = structuredClone(change.before);
    edit(after);
    gone.action_reason = "delete_because_no_resource_config";
    gone.change = { ...change, actions: ["delete"], after: null };
    created(type, name, after, plan, index);
  }
  return plan;
}

const pairs = (plan: Values) =>
  findingsOf(plan)
    .filter(({ rule }) => rule === "construct-renamed")
    .map(({ address, paste }) => [address, paste]);

describe("a renamed construct", () => {
  test("whose import block has the new name is found, too: one thing has two addresses, and the old one ends it", () => {
    // GIVEN
    const plan = renamed({ [POOL]: "people" });
    const { change } = resource(plan, "aws_cognito_user_pool.people");
    Object.assign(change, { actions: ["no-op"], before: change.after, after_unknown: {}, importing: { id: "x" } });

    // THEN
    expect(pairs(plan)).toEqual([[POOL, expect.stringContaining("moveFromId")]]);
    const [found] = findingsOf(plan).filter(({ rule }) => rule === "construct-renamed");
    expect(found?.effect).toContain("aws_cognito_user_pool.people is imported.");
  });

  test("in a plan of real Terraform is one finding, with what follows told as such", () => {
    // GIVEN
    const configuration = stack();
    configuration.resource.aws_cognito_user_pool = {
      people: { "//": { metadata: { path: "staging/people/Default" } } },
    };

    // WHEN
    const findings = findingsOf(fixture("renamed-pool"), configuration);

    // THEN
    expect(findings.map(({ rule, severity }) => [rule, severity])).toEqual([
      ["construct-renamed", "block"],
      ["client-destroyed", "block"],
      ["domain-destroyed", "block"],
      ["lambda-environment", "block"],
    ]);
    expect(findings[0]).toMatchObject({
      construct: "staging/people",
      address: POOL,
      what: expect.stringContaining("Every user account is deleted."),
      paste: 'cognitoUserPool.moveFromId("aws_cognito_user_pool.user_pool");',
    });
    expect(findings[1]?.recover).toContain("This follows from aws_cognito_user_pool.people");
  });

  test("is found for several at once, each with its own old address", () => {
    expect(pairs(renamed({ [POOL]: "people", [CLIENT]: "echo", [DOMAIN]: "host", [FUNCTION]: "answer" }))).toEqual([
      [POOL, `cognitoUserPool.moveFromId("${POOL}");`],
      [CLIENT, `cognitoUserPoolClient.moveFromId("${CLIENT}");`],
      [DOMAIN, `cognitoUserPoolDomain.moveFromId("${DOMAIN}");`],
      [FUNCTION, `lambdaFunction.moveFromId("${FUNCTION}");`],
    ]);
  });

  test("is found when the names in AWS change with it", () => {
    const plan = renamed({ [POOL]: "people", [ROLE]: "assistant_role" }, (after) => {
      after.name = "other-staging";
    });

    expect(pairs(plan).map(([address]) => address)).toEqual([POOL, ROLE]);
    expect(findingsOf(plan)[0]?.what).toContain("seems to have been renamed");
  });

  test("is found among resources of the same type, by the ends of their names", () => {
    // GIVEN two roles under a scope that is renamed, with other names in AWS
    const plan = renamed({ [ROLE]: "assistant_role" }, (after) => {
      after.name = "other-role";
    });
    const sms = structuredClone(resource(plan, ROLE));
    Object.assign(sms, { address: "aws_iam_role.skill_sms", name: "skill_sms" });
    sms.change.before.name = "old-sms";
    plan.resource_changes.push(sms);
    created("aws_iam_role", "assistant_sms", { name: "other-sms" }, plan);

    // THEN
    expect(
      findingsOf(plan)
        .filter(({ rule }) => rule === "construct-renamed")
        .map(({ effect }) => effect.split(". ")[0]),
    ).toEqual([
      "aws_iam_role.skill_role is destroyed and aws_iam_role.assistant_role is created",
      "aws_iam_role.skill_sms is destroyed and aws_iam_role.assistant_sms is created",
    ]);
  });

  test("with for_each is moved as a whole", () => {
    expect(pairs(renamed({ [PERMISSION]: "callers" }))).toEqual([
      [PERMISSION, 'lambdaPermission.moveFromId("aws_lambda_permission.skill_alexa");'],
    ]);
  });

  test("never is of another type", () => {
    // GIVEN a role goes and a policy of the same name comes
    const plan = created("aws_iam_policy", "skill_role", { name: "alexa-skill-staging" }, deleted(ROLE));

    expect(findingsOf(plan).map(({ rule }) => rule)).toEqual(["resource-destroyed"]);
  });

  test("is not guessed where two could be meant", () => {
    // GIVEN one policy goes and two come, none of its name
    const plan = created("aws_iam_role_policy", "a", { name: "a" }, deleted(POLICY));
    created("aws_iam_role_policy", "b", { name: "b" }, plan);

    expect(pairs(plan)).toEqual([]);
  });

  test("under another key gets a moved block, because moveFromId has none", () => {
    // GIVEN a resource that gets for_each
    const plan = deleted(DOMAIN, "delete_because_wrong_repetition");
    created("aws_cognito_user_pool_domain", "domain", { domain: "example-alexa-skill-staging" }, plan, "a");

    expect(JSON.parse(pairs(plan)[0]?.[1] ?? "")).toEqual({
      moved: [{ from: DOMAIN, to: 'aws_cognito_user_pool_domain.domain["a"]' }],
    });
  });
});
