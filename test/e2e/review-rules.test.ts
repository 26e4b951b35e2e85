/**
 * Every rule on plans of real Terraform and the real provider: the change that it finds, and a change like it on which
 * all rules stay silent. The stack is applied once; what the plans would do is never applied.
 */
import type { EnvironmentProps } from "../../constructs";
import { ALL_RULES } from "../../review/judge-plan";
import type { EnvironmentReview } from "../../review/review";
import { dev } from "./environments";
import { addHarmful, addHarmless, HARMFUL, HARMLESS } from "./review-additions";
import { ByHand } from "./review-by-hand";
import type { Json } from "./review-case";
import { at, CLIENT, LOGS, reference } from "./review-case";
import { configureElsewhere, ELSEWHERE, installForeign } from "./review-configured";
import { add, CASES, copies, edited, remove } from "./review-copies";
import { ALSO, NOT_HERE, SAME, UNKNOWN } from "./review-expected";
import type { Files } from "./review-stack";
import { ReviewedStack } from "./review-stack";
import { story } from "./story";
import type { World } from "./world";
import { startWorld } from "./world";

jest.setTimeout(25 * 60 * 1000);

const FIRST = "amzn1.ask.skill.11111111-1111-4111-8111-111111111111";
const SECOND = "amzn1.ask.skill.22222222-2222-4222-8222-222222222222";
const environment: EnvironmentProps = { ...dev, alexa: { ...dev.alexa, skillIds: [FIRST, SECOND] } };

/** Where what is there already tells the same, AWS need not be asked again: that is half of a plan's time. */
const AS_APPLIED = "-refresh=false";

let world: World;
let reviewed: ReviewedStack;
/** As they are applied. */
let files: Files;
let byHand: ByHand;
const foundRules = new Set<string>();

beforeAll(async () => {
  world = await startWorld();
  byHand = new ByHand(world.emulator.access);
  reviewed = await ReviewedStack.start(world, environment);
  const stack = reviewed.synthesize();
  files = { stack, extra: everything(stack) };
  await reviewed.apply(files);
});
afterAll(async () => {
  byHand?.end();
  await world?.end();
});

/** The copies of all cases, and what the other tests need beside them. */
function everything(stack: Json): Json {
  const extra = copies(stack);
  const user_pool_id = reference("aws_cognito_user_pool.shelf.id");
  add(extra, "aws_cognito_user_group.deleted", { name: "deleted", user_pool_id });
  const client = at(extra, "aws_cognito_user_pool_client.client-destroyed");
  add(extra, "aws_cognito_user_pool_client.adopted", { ...client, name: "adopted" });
  const function_name = reference("aws_lambda_function.two.function_name");
  add(extra, "aws_lambda_alias.current", { name: "current", function_name, function_version: "1" });
  return extra;
}

/** The review of a plan for other files than those that were applied. */
async function review(changed: Partial<Files>, ...args: readonly string[]): Promise<EnvironmentReview> {
  const result = await reviewed.review({ ...files, ...changed }, ...args);
  for (const { rule } of result.findings) {
    foundRules.add(rule);
  }
  return result;
}

/** Its findings in lines that can be compared. */
const linesOf = ({ findings }: EnvironmentReview): readonly string[] =>
  findings.map(({ rule, severity, address = "the plan" }) => `${rule} ${severity} ${address}`).sort();

story("every rule is found on plans of real Terraform, and silent on changes like those", (step) => {
  step("each change is found by its rule, and by no other but those that are named", async () => {
    const extra = edited(files.extra, "change");
    add(extra, "terraform_data.later", { input: "ACTIVE" });

    const result = await review({ extra });

    expect(result).toMatchObject({ verdict: "blocked", notJudged: [] });
    const meant = CASES.map(({ rule, severity, address }) => `${rule} ${severity} ${address}`);
    expect(linesOf(result)).toEqual([...meant, ...ALSO].sort());
  });

  step("their neighbours are found by none", async () => {
    const extra = edited(files.extra, "neighbour");
    const server = at(extra, "aws_cognito_resource_server.resource-destroyed");
    add(extra, "aws_cognito_resource_server.api", { ...server, identifier: "api" });

    const result = await review({ extra });

    expect(result).toMatchObject({ verdict: "not examined", findings: [], notJudged: [] });
    const { unexamined = [] } = result;
    expect(Object.fromEntries(unexamined.map(({ address, attributes }) => [address, attributes]))).toEqual(UNKNOWN);
    const changed = new Set(result.changes.map(({ address }) => address));
    const unchanged = CASES.filter(({ neighbour, address }) => neighbour !== undefined && !changed.has(address));
    expect(unchanged.map(({ address }) => address).sort()).toEqual(SAME);
    // The provider reads a schema back in other words than it was written, which is no change to be shown.
    const paths = result.changes.flatMap(({ attributes }) => attributes.map(({ path }) => path));
    expect(paths.filter((path) => path.startsWith("schema"))).toEqual([]);
  });

  step("what is created, taken over, moved, forgotten and no longer there", async () => {
    // GIVEN
    const { stack, extra } = structuredClone(files);
    addHarmful(extra);
    const client = at(extra, "aws_cognito_user_pool_client.adopted");
    const permission = at(extra, "aws_lambda_permission.skill-id");
    const policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess";
    add(extra, "aws_cognito_user_pool.weak", { name: "weak", password_policy: { minimum_length: 6 } });
    add(extra, "aws_cognito_user_pool_client.short", { ...client, refresh_token_validity: 30 });
    add(extra, "aws_iam_role_policy_attachment.more", { role: reference("aws_iam_role.skill_role.name"), policy_arn });
    add(extra, "aws_lambda_permission.anybody", { ...permission, statement_id: "any", event_source_token: null });
    // The copies of functions are few: what ends them has this plan.
    remove(extra, "aws_lambda_function.one");
    at(extra, "aws_lambda_function.two").function_name = "another";
    add(extra, "aws_cloudwatch_log_group.moved", at(extra, "aws_cloudwatch_log_group.log-kept-shorter"));
    remove(extra, "aws_cloudwatch_log_group.log-kept-shorter");
    extra.moved = [{ from: "aws_cloudwatch_log_group.log-kept-shorter", to: "aws_cloudwatch_log_group.moved" }];
    remove(extra, "aws_dynamodb_table.resource-destroyed");
    extra.removed = [{ from: "aws_dynamodb_table.resource-destroyed", lifecycle: [{ destroy: false }] }];
    const poolId = await byHand.poolId("members");
    await byHand.createGroup(poolId, "found");
    const user_pool_id = reference("aws_cognito_user_pool.members.id");
    add(extra, "aws_cognito_user_group.found", { name: "found", user_pool_id });
    extra.import = [{ to: "aws_cognito_user_group.found", id: `${poolId}/found` }];
    delete stack.provider.aws[0].allowed_account_ids;
    delete stack.output.client_id;
    const linking = stack.output.account_linking;
    linking.sensitive = false;
    linking.value.client_secret = reference("nonsensitive(aws_cognito_user_pool_client.alexa.client_secret)");

    // WHEN
    const result = await review({ stack, extra }, AS_APPLIED);

    // THEN
    expect(result.notJudged).toEqual([]);
    const meant = [
      "account-guard warn the plan",
      "iam-wider warn aws_iam_role_policy_attachment.more",
      "lambda-replaced block aws_lambda_function.one",
      "lambda-replaced block aws_lambda_function.two",
      "output-removed warn the plan",
      "password-weaker warn aws_cognito_user_pool.weak",
      "refresh-shorter warn aws_cognito_user_pool_client.short",
      "resource-forgotten warn aws_dynamodb_table.resource-destroyed",
      "resource-imported info aws_cognito_user_group.found",
      "resource-moved info aws_cloudwatch_log_group.moved",
      "resource-replaced block aws_lambda_alias.current",
      "secret-shown block the plan",
      "skill-id warn aws_lambda_permission.anybody",
    ];
    expect(linesOf(result)).toEqual([...meant, ...HARMFUL].sort());
  });

  step("what is created and harms nobody", async () => {
    const { stack, extra } = structuredClone(files);
    const { policy } = at(extra, "aws_iam_role_policy.iam-wider");
    const permission = at(extra, "aws_lambda_permission.skill-id");
    const role = reference("aws_iam_role.new.name");
    add(extra, "aws_cognito_user_pool.new", { name: "new", password_policy: { minimum_length: 8 } });
    add(extra, "aws_cognito_user_pool_client.new", {
      ...at(extra, "aws_cognito_user_pool_client.adopted"),
      logout_urls: [],
    });
    add(extra, "aws_iam_role.new", { ...at(extra, "aws_iam_role.iam-wider"), name: "new" });
    add(extra, "aws_iam_role_policy.new", { role, name: "new", policy });
    add(extra, "aws_iam_role_policy_attachment.new", {
      role,
      policy_arn: "arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess",
    });
    const another = { ...permission, event_source_token: SECOND };
    add(extra, "aws_lambda_permission.new", { ...another, statement_id: "new" });
    const principal = "alexa-connectedhome.amazon.com";
    add(extra, "aws_lambda_permission.new-directives", { ...another, statement_id: "new-directives", principal });
    addHarmless(extra);
    stack.output.more = { value: "more" };
    stack.provider.aws[0].allowed_account_ids.push("999999999999");

    const result = await review({ stack, extra }, AS_APPLIED);

    expect(result).toMatchObject({
      unexamined: [],
      verdict: "safe",
      findings: [],
      notJudged: [],
      counts: { add: 7 + HARMLESS, change: 0 },
    });
    expect(result.outputs).toEqual([{ name: "more", action: "create" }]);
  });

  step(
    "properties of environments.ts are judged by what comes of them, and a digest stands for one change",
    async () => {
      // GIVEN
      const stack = reviewed.synthesize({
        alexa: {
          ...environment.alexa,
          vendorId: "M1EXAMPLE0NEW",
          scopes: ["openid"],
          requiredScopes: ["openid"],
          signOutUris: [],
          skillIds: [FIRST],
        },
        tokens: { refreshTokenDays: 30, accessTokenMinutes: 30 },
        userPool: { deletionProtection: false, mfa: "off", selfSignUp: false, passwordPolicy: { minimumLength: 8 } },
        function: { memoryMib: 128, logRetentionDays: 7 },
      });
      const extra = structuredClone(files.extra);
      at(extra, "aws_lambda_function.one").role = reference("aws_iam_role.iam-wider.arn");
      at(extra, "aws_lambda_function.two").reserved_concurrent_executions = 1;
      const longer = reviewed.synthesize({ function: { logRetentionDays: 60 } });

      // WHEN
      const [first, again] = [await review({ stack, extra }, AS_APPLIED), await review({ stack, extra }, AS_APPLIED)];
      const other = await review({ stack: longer }, AS_APPLIED);

      // THEN
      expect(linesOf(first)).toEqual([
        "access-too-short info aws_cognito_user_pool_client.alexa",
        "function-role block aws_lambda_function.one",
        "lambda-environment block aws_lambda_function.skill",
        "lambda-limited block aws_lambda_function.two",
        "lambda-slower warn aws_lambda_function.skill",
        // The copies of the function go on demanding what Alexa no longer asks for.
        "linking-output block the plan",
        "log-kept-shorter info aws_cloudwatch_log_group.skill_logs",
        "mfa-weaker warn aws_cognito_user_pool.members",
        "mfa-weaker warn aws_cognito_user_pool.user_pool",
        "oauth-off block aws_cognito_user_pool_client.alexa",
        "password-weaker warn aws_cognito_user_pool.members",
        "password-weaker warn aws_cognito_user_pool.user_pool",
        "redirect-removed block aws_cognito_user_pool_client.alexa",
        "refresh-shorter warn aws_cognito_user_pool_client.alexa",
        "scope-gained info aws_lambda_function.skill",
        "sign-in-ways warn aws_cognito_user_pool.members",
        "sign-in-ways warn aws_cognito_user_pool.user_pool",
        "sign-out-removed warn aws_cognito_user_pool_client.alexa",
        "sign-up warn aws_cognito_user_pool.members",
        "sign-up warn aws_cognito_user_pool.user_pool",
        `skill-id block aws_lambda_permission.skill_alexa["${SECOND}"]`,
      ]);
      expect(other).toMatchObject({ verdict: "safe", findings: [] });
      expect(first.digest).toMatch(/^sha256:[0-9a-f]{64}$/);
      expect(again.digest).toBe(first.digest);
      expect(other.digest).not.toBe(first.digest);
    },
  );

  step("an empty state is that of something new, or not the one that was meant", async () => {
    const result = await review({ extra: {} }, "-state=nothing-yet.tfstate");

    expect(linesOf(result)).toEqual(["first-deployment warn the plan"]);
    expect(result).toMatchObject({ verdict: "safe", counts: { change: 0, replace: 0, destroy: 0 } });
  });

  step("what follows from a replaced user pool names its cause", async () => {
    const stack = reviewed.synthesize({ userPool: { deletionProtection: false, signIn: ["email", "phone"] } });

    const result = await review({ stack }, AS_APPLIED);

    expect(linesOf(result)).toEqual([
      "client-destroyed block aws_cognito_user_pool_client.alexa",
      "domain-destroyed block aws_cognito_user_pool_domain.domain",
      // A pool that knows phone numbers sends messages, under a role that may.
      "iam-wider warn aws_iam_role.members_sms",
      "iam-wider warn aws_iam_role.user_pool_sms",
      "lambda-environment block aws_lambda_function.four",
      "lambda-environment block aws_lambda_function.one",
      "lambda-environment block aws_lambda_function.skill",
      "lambda-environment block aws_lambda_function.three",
      "lambda-environment block aws_lambda_function.two",
      "pool-destroyed block aws_cognito_user_pool.members",
      "pool-destroyed block aws_cognito_user_pool.user_pool",
      // It remembers users by the sub, which only the former pool knew.
      "skill-memory warn aws_lambda_function.four",
      // It may be called for a pool that is gone.
      "trigger-permission block aws_lambda_permission.trigger-permission",
    ]);
    for (const { recover } of result.findings.filter(({ rule }) => /^(client|domain)-destroyed$/.test(rule))) {
      expect(recover).toContain("This follows from aws_cognito_user_pool.user_pool");
    }
  });

  step("a renamed construct blocks, until the line that the review gives is pasted", async () => {
    const renamed = await review({ stack: reviewed.synthesize({}, { id: "people" }) }, AS_APPLIED);
    expect(linesOf(renamed)).toEqual(["construct-renamed block aws_cognito_user_pool.members"]);
    const [{ construct, paste = "" } = {}] = renamed.findings;
    expect({ construct, paste }).toEqual({
      construct: "dev/people",
      paste: 'cognitoUserPool.moveFromId("aws_cognito_user_pool.members");',
    });

    const moved = await review({ stack: reviewed.synthesize({}, { id: "people", paste }) }, AS_APPLIED);

    expect(linesOf(moved)).toEqual(["resource-moved info aws_cognito_user_pool.people"]);
    expect(moved).toMatchObject({ verdict: "safe", counts: { add: 0, change: 0, replace: 0, destroy: 0, move: 1 } });
  });

  step("a plan that stopped at an error, or that was made for a part, is not judged", async () => {
    const stack = structuredClone(files.stack);
    Object.assign(at(stack, CLIENT), { generate_secret: false, lifecycle: { prevent_destroy: true } });

    const [stopped, part] = [await review({ stack }, AS_APPLIED), await review({}, AS_APPLIED, `-target=${LOGS}`)];

    const reasons = [/ended with an error/, /a part of one/, /cannot be applied/].map((it) =>
      expect.stringMatching(it),
    );
    expect(stopped).toMatchObject({ verdict: "not judged", notJudged: reasons });
    expect(part).toMatchObject({ verdict: "not judged", notJudged: [expect.stringContaining("-target")] });
    for (const { digest } of [stopped, part]) {
      expect(digest).toBeUndefined();
    }
  });

  step("the end of everything", async () => {
    const result = await review({}, AS_APPLIED, "-destroy");

    expect(result).toMatchObject({ verdict: "blocked", notJudged: [], counts: { add: 0, change: 0, replace: 0 } });
    expect(linesOf(result)).toEqual(
      expect.arrayContaining([
        "everything-destroyed block the plan",
        "pool-destroyed block aws_cognito_user_pool.user_pool",
      ]),
    );
  });

  step("what somebody changed by hand is told where the plan undoes it", async () => {
    // GIVEN changes by hand, of which one has come into the code
    const extra = structuredClone(files.extra);
    at(extra, "aws_cognito_user_pool_client.adopted").refresh_token_validity = 400;
    await byHand.setMinimumPasswordLength("alexa-skill-dev", 20);
    await byHand.setRefreshTokenDays("alexa-skill-dev", "alexa-skill-dev-alexa", 30);
    await byHand.setRefreshTokenDays("shelf", "adopted", 400);
    await byHand.setTimeout("alexa-skill-dev", 3);
    await byHand.release("two", "current");
    await byHand.deleteGroup(await byHand.poolId("shelf"), "deleted");

    // WHEN
    const [result, refresh] = [await review({ extra }), await review({ extra }, "-refresh-only")];

    // THEN
    const kept = (lines: readonly string[]) => lines.filter((line) => line.startsWith("drift-kept"));
    expect(kept(linesOf(result))).toContain("drift-kept warn aws_cognito_user_pool_client.adopted");
    expect(linesOf(result).filter((line) => !kept([line]).length)).toEqual([
      "alias-moved warn aws_lambda_alias.current",
      "drift-undone warn aws_cognito_user_group.deleted",
      "drift-undone warn aws_cognito_user_pool.user_pool",
      "drift-undone warn aws_cognito_user_pool_client.alexa",
      "drift-undone warn aws_lambda_alias.current",
      "drift-undone warn aws_lambda_function.skill",
      "password-weaker warn aws_cognito_user_pool.user_pool",
      // Cognito may call the skill in this stack.
      "trigger-slow warn aws_lambda_function.skill",
    ]);
    const undone = result.findings.flatMap(({ rule, what }) => (rule === "drift-undone" ? [what] : []));
    expect(undone).toEqual([
      expect.stringContaining("the plan creates it again"),
      ...["password_policy", "refresh_token_validity", "function_version", "timeout"].map((name) =>
        expect.stringMatching(`the plan undoes it: ${name}\\.$`),
      ),
    ]);
    expect(refresh).toMatchObject({ notJudged: [], changes: [] });
    expect(linesOf(refresh)).toEqual(
      expect.arrayContaining([
        "drift-kept warn aws_cognito_user_pool_client.alexa",
        "drift-kept warn aws_lambda_function.skill",
        "refresh-only info the plan",
      ]),
    );
  });

  step("what the configuration says of providers, and of what each plan reads", async () => {
    const { stack } = structuredClone(files);
    configureElsewhere(stack, world.folder);
    const [settings, quiet] = [await review({ stack }, AS_APPLIED), await review({}, AS_APPLIED)];
    expect(quiet.findings.filter(({ rule }) => ELSEWHERE.includes(rule))).toEqual([]);
    const lines = linesOf(settings);
    expect(lines).toContain("provider-settings block the plan");
    expect(lines).toContain("program-unseen info the plan");

    const foreign = structuredClone(files);
    await installForeign(reviewed, world.folder, foreign);

    expect(linesOf(await review(foreign, AS_APPLIED))).toContain("provider-foreign block the plan");
  });

  step("each rule was found here, or it is said why not", () => {
    const rules = ALL_RULES.map(({ id }) => id);
    expect(rules.filter((id) => !foundRules.has(id)).sort()).toEqual(Object.keys(NOT_HERE).sort());
  });
});
