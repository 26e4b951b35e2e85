/** What stands on the way through a pool, and versions beside the alias's, read by the real SDK. */
import { FUNCTION_ARN } from "../contract/account-linking";
import type { AwsState } from "./aws-stand-in";
import { notable, POOL_ARN, resultOf, World } from "./world";

let world: World;
beforeAll(async () => {
  world = await World.start();
});
beforeEach(() => world.reset());
afterAll(async () => world.stop());

const arnOf = (name: string): string => `arn:aws:lambda:us-east-1:123456789012:function:${name}`;
const cognito = (Condition: object = { ArnLike: { "AWS:SourceArn": POOL_ARN } }) => ({
  Statement: [
    {
      Effect: "Allow",
      Principal: { Service: "cognito-idp.amazonaws.com" },
      Action: "lambda:InvokeFunction",
      Condition: Condition as never,
    },
  ],
});
const ACTIVE = { State: "Active", Runtime: "nodejs22.x" } as const;

const withTriggers =
  (LambdaConfig: object, others: AwsState["others"]) =>
  (state: AwsState): void => {
    state.pool = { ...state.pool, LambdaConfig };
    state.others = others;
  };
const tokens = (other: AwsState["others"][string]) =>
  withTriggers(
    {
      PreTokenGeneration: arnOf("tokens"),
      PreTokenGenerationConfig: { LambdaArn: arnOf("tokens"), LambdaVersion: "V2_0" },
    },
    { tokens: other },
  );

type Case = readonly [when: string, change: (state: AwsState) => void, notable: readonly string[], seen: RegExp];

describe("triggers", () => {
  test.each<Case>([
    ["there are none", () => undefined, [], /no triggers/],
    [
      "one may be invoked for the pool",
      tokens({ function: ACTIVE, policy: cognito() }),
      [],
      /PreTokenGeneration .*Cognito may/,
    ],
    [
      "one may be invoked for every pool",
      tokens({ function: ACTIVE, policy: cognito({}) }),
      [],
      /PreTokenGeneration \(tokens\)/,
    ],
    [
      "one is gone",
      tokens({ policy: cognito() }),
      ["fail user-pool-triggers: trigger-unusable"],
      /PreTokenGeneration \(tokens\) is not there/,
    ],
    [
      "one failed",
      tokens({ function: { State: "Failed", StateReason: "no image" }, policy: cognito() }),
      ["fail user-pool-triggers: trigger-unusable"],
      /no image/,
    ],
    [
      "one has no permission",
      tokens({ function: ACTIVE }),
      ["fail user-pool-triggers: trigger-unusable"],
      /does not let Cognito invoke it/,
    ],
    [
      "one has the permission for another pool",
      tokens({ function: ACTIVE, policy: cognito({ ArnLike: { "AWS:SourceArn": `${POOL_ARN}x` } }) }),
      ["fail user-pool-triggers: trigger-unusable"],
      /does not let Cognito invoke it/,
    ],
    [
      "one has the permission for another account",
      tokens({ function: ACTIVE, policy: cognito({ StringEquals: { "aws:SourceAccount": "210987654321" } }) }),
      ["fail user-pool-triggers: trigger-unusable"],
      /does not let Cognito invoke it/,
    ],
    [
      "one that sends messages is gone: who has an account, signs in",
      withTriggers({ CustomMessage: arnOf("mails") }, { mails: { policy: cognito() } }),
      ["warn user-pool-triggers: trigger-unusable"],
      /CustomMessage/,
    ],
  ])("%s", async (_, change, expected, seen) => {
    change(world.aws.state);
    const results = await world.examine();
    expect(notable(results)).toEqual(expected);
    expect(resultOf(results, "user-pool-triggers").seen).toMatch(seen);
  });

  test("whose permissions may not be read are said as not examined", async () => {
    tokens({ function: ACTIVE })(world.aws.state);
    world.aws.state.errors = { GetPolicy: { status: 403, type: "AccessDeniedException" } };
    expect(resultOf(await world.examine(), "user-pool-triggers")).toMatchObject({
      status: "skip",
      seen: expect.stringMatching(/not examined: .*lambda:GetPolicy/),
    });
  });
});

const acl =
  (...Rules: object[]) =>
  (state: AwsState): void => {
    state.webAcl = {
      Name: "edge",
      Id: "1",
      ARN: "arn:aws:wafv2:us-east-1:123456789012:regional/webacl/edge/1",
      DefaultAction: { Allow: {} },
      VisibilityConfig: undefined,
      Rules: Rules as never,
    };
  };
const RATE = { RateBasedStatement: { Limit: 100, AggregateKeyType: "IP" } };

describe("a web ACL", () => {
  test.each<Case>([
    ["that is not there", () => undefined, [], /No web ACL/],
    ["without rules", acl(), [], /^edge stands before it\.$/],
    ["that counts by rate", acl({ Name: "flood", Action: { Count: {} }, Statement: RATE }), [], /^edge stands/],
    [
      "that blocks by rate",
      acl({ Name: "flood", Action: { Block: {} }, Statement: RATE }),
      ["warn user-pool-web-acl: web-acl-in-the-way"],
      /rule flood blocks by rate/,
    ],
    [
      "that asks for CAPTCHA",
      acl({ Name: "robots", Action: { Captcha: {} } }),
      ["warn user-pool-web-acl: web-acl-in-the-way"],
      /rule robots asks for CAPTCHA/,
    ],
    [
      "that sets a challenge",
      acl({ Name: "robots", Action: { Challenge: {} } }),
      ["warn user-pool-web-acl: web-acl-in-the-way"],
      /sets a challenge/,
    ],
    [
      "with rules of somebody else",
      acl({ Name: "common", Statement: { ManagedRuleGroupStatement: { Name: "x", VendorName: "AWS" } } }),
      [],
      /not examined is whom common blocks/,
    ],
    [
      "that blocks by default",
      (state) => {
        acl()(state);
        state.webAcl = { ...state.webAcl, DefaultAction: { Block: {} } } as AwsState["webAcl"];
      },
      ["warn user-pool-web-acl: web-acl-in-the-way"],
      /no rule allows/,
    ],
    [
      "that may not be read",
      (state) => {
        state.errors = { GetWebACLForResource: { status: 400, type: "AccessDeniedException" } };
      },
      [],
      /not examined: .*wafv2:GetWebACLForResource/,
    ],
  ])("%s", async (_, change, expected, seen) => {
    change(world.aws.state);
    const results = await world.examine();
    expect(notable(results)).toEqual(expected);
    expect(resultOf(results, "user-pool-web-acl").seen).toMatch(seen);
  });
});

describe("a canary", () => {
  const canary =
    (former: AwsState["others"][string]) =>
    (state: AwsState): void => {
      state.routing = { "2": 0.9 };
      state.others = { "alexa-skill-dev:2": former };
    };

  test.each<Case>([
    ["does not run", () => undefined, [], /all requests to one version/],
    ["runs", canary({ function: ACTIVE }), [], /gives requests to version 2 \(90 %\)/],
    [
      "shares with a version that is gone",
      canary({}),
      ["fail function-canary: function-unusable"],
      /alexa-skill-dev:2 is not there/,
    ],
    [
      "may not be read",
      (state) => {
        state.errors = { GetAlias: { status: 403, type: "AccessDeniedException" } };
      },
      [],
      /not examined: .*lambda:GetAlias/,
    ],
  ])("%s", async (_, change, expected, seen) => {
    change(world.aws.state);
    const results = await world.examine();
    expect(notable(results)).toEqual(expected);
    expect(resultOf(results, "function-canary").seen).toMatch(seen);
  });

  test("is not looked for behind a version's own ARN", async () => {
    const arn = FUNCTION_ARN.replace(":live", ":7");
    const { ACCOUNT_LINKING } = await import("../contract/account-linking");
    world.aws.state.errors = { GetAlias: { status: 403, type: "AccessDeniedException" } };
    const accountLinking = { ...ACCOUNT_LINKING, function_arns: { NA: arn, EU: arn, FE: arn } };
    expect(resultOf(await world.examine({ accountLinking }), "function-canary").status).toBe("ok");
  });
});
