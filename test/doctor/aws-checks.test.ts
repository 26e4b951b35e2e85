/** What AWS says, read by the real SDK: each case, and that nothing else is found with it. */
import type { FunctionPolicy } from "../../doctor/aws";
import { ACCOUNT_LINKING, FUNCTION_ARN, SKILL_ID } from "../contract/account-linking";
import type { AwsState } from "./aws-stand-in";
import { admitting, notable, resultOf, World } from "./world";

let world: World;
beforeAll(async () => {
  world = await World.start();
});
beforeEach(() => world.reset());
afterAll(async () => world.stop());

type Change = (state: AwsState) => void;

const client =
  (change: AwsState["client"]): Change =>
  (state) => {
    state.client = { ...state.client, ...change };
  };
const lambda =
  (change: AwsState["function"]): Change =>
  (state) => {
    state.function = { ...state.function, ...change };
  };
const policy =
  (...Statement: FunctionPolicy["Statement"]): Change =>
  (state) => {
    state.policy = { Statement };
  };
const error =
  (action: string, type: string, status = 400): Change =>
  (state) => {
    state.errors = { [action]: { type, status } };
  };
const minutes = { AccessToken: "minutes", RefreshToken: "minutes" } as const;

const CASES: readonly (readonly [when: string, change: Change, expected: readonly string[]])[] = [
  [
    "the pool has a custom domain as well",
    (state) => {
      state.pool = { ...state.pool, CustomDomain: "login.example.com" };
    },
    [],
  ],
  [
    "the pool has another domain",
    (state) => {
      state.pool = { ...state.pool, Domain: undefined, CustomDomain: "login.example.com" };
    },
    ["fail pool-domain: domain-differs"],
  ],
  [
    "the pool has no domain",
    (state) => {
      state.pool = { ...state.pool, Domain: undefined };
    },
    ["fail pool-domain: domain-differs"],
  ],
  [
    "access tokens live 5 minutes",
    client({ AccessTokenValidity: 5 }),
    ["fail access-token-lifetime: access-token-too-short"],
  ],
  [
    "access tokens live 359 s",
    client({ AccessTokenValidity: 359, TokenValidityUnits: { AccessToken: "seconds", RefreshToken: "days" } }),
    ["fail access-token-lifetime: access-token-too-short"],
  ],
  [
    "access tokens live 6 minutes",
    client({ AccessTokenValidity: 6 }),
    ["warn access-token-lifetime: access-token-too-short"],
  ],
  ["access tokens live as long as Cognito has it", client({ AccessTokenValidity: undefined }), []],
  [
    "refresh tokens live an hour",
    client({ RefreshTokenValidity: 60, TokenValidityUnits: minutes }),
    ["fail refresh-token-lifetime: refresh-token-expired"],
  ],
  [
    "refresh tokens live a day",
    client({ RefreshTokenValidity: 1 }),
    ["warn refresh-token-lifetime: refresh-token-expired"],
  ],
  [
    "refresh tokens live as long as Cognito has it",
    client({ RefreshTokenValidity: 0, TokenValidityUnits: undefined }),
    ["warn refresh-token-lifetime: refresh-token-expired"],
  ],
  ["refresh tokens live 180 days", client({ RefreshTokenValidity: 180 }), []],
  [
    "refresh tokens are rotated",
    client({ RefreshTokenRotation: { Feature: "ENABLED" } }),
    ["fail refresh-token-rotation: refresh-token-rotated"],
  ],
  ["OAuth is off", client({ AllowedOAuthFlowsUserPoolClient: false }), ["fail sign-in-page: grant-not-allowed"]],
  [
    "only the implicit grant is allowed",
    client({ AllowedOAuthFlows: ["implicit"] }),
    ["fail sign-in-page: grant-not-allowed"],
  ],
  [
    "another vendor's redirect URIs are registered",
    client({ CallbackURLs: ACCOUNT_LINKING.redirect_uris.map((uri) => uri.replace(/M1.*/, "M9")) }),
    ["fail redirect-uris: redirect-mismatch"],
  ],
  [
    "there are more callback URLs",
    client({ CallbackURLs: [...ACCOUNT_LINKING.redirect_uris, "https://example.org/back"] }),
    [],
  ],
  [
    "the app client is gone",
    (state) => {
      state.client = undefined;
    },
    ["fail sign-in-page: wrong-client"],
  ],
  [
    "the user pool is gone",
    (state) => {
      state.pool = undefined;
      state.client = undefined;
    },
    ["fail user-pool: user-pool-missing"],
  ],
  [
    "the domain has managed login, and the client no branding",
    (state) => {
      state.managedLoginVersion = 2;
    },
    ["fail sign-in-page: managed-login-without-branding"],
  ],
  [
    "the function is gone",
    (state) => {
      state.function = undefined;
      state.policy = undefined;
    },
    ["fail function: function-unusable"],
  ],
  ["the function failed", lambda({ State: "Failed", StateReason: "no image" }), ["fail function: function-unusable"]],
  ["the function sleeps", lambda({ State: "Inactive" }), ["warn function: function-unusable"]],
  ["it runs on Node 18", lambda({ Runtime: "nodejs18.x" }), ["fail function-runtime: function-runtime-ended"]],
  ["it runs on the first Node", lambda({ Runtime: "nodejs" }), ["fail function-runtime: function-runtime-ended"]],
  ["it runs on Node 20", lambda({ Runtime: "nodejs20.x" }), ["warn function-runtime: function-runtime-ended"]],
  ["it runs on Node 24", lambda({ Runtime: "nodejs24.x" as "nodejs22.x" }), []],
  ["it runs on something else", lambda({ Runtime: "python3.13" }), []],
  ["it gives up after 8 s", lambda({ Timeout: 8 }), ["warn function-timeout: function-timeout-too-long"]],
  [
    "nobody may invoke it",
    (state) => {
      state.policy = undefined;
    },
    ["fail function-permission: function-not-admitted"],
  ],
  [
    "another skill may invoke it",
    policy(admitting("amzn1.ask.skill.other")),
    ["fail function-permission: function-not-admitted"],
  ],
  [
    "another service may invoke it",
    policy({ ...admitting(SKILL_ID), Principal: { Service: "events.amazonaws.com" } }),
    ["fail function-permission: function-not-admitted"],
  ],
  [
    "the permission is for something else",
    policy({ ...admitting(SKILL_ID), Action: "lambda:GetFunction" }),
    ["fail function-permission: function-not-admitted"],
  ],
  [
    "the permission is a denial",
    policy({ ...admitting(SKILL_ID), Effect: "Deny" }),
    ["fail function-permission: function-not-admitted"],
  ],
  ["any skill may invoke it", policy(admitting()), ["warn function-permission: function-open-to-all-skills"]],
  [
    "the skill may, and any other",
    policy(admitting(SKILL_ID), admitting()),
    ["warn function-permission: function-open-to-all-skills"],
  ],
  [
    "the permission has a pattern",
    policy({ ...admitting(), Condition: { StringLike: { "lambda:EventSourceToken": ["amzn1.ask.skill.1111*"] } } }),
    [],
  ],
  [
    "there is no permission to read the function",
    error("GetFunctionConfiguration", "AccessDeniedException", 403),
    ["unknown function"],
  ],
  [
    "there is no permission to read the policy",
    error("GetPolicy", "AccessDeniedException", 403),
    ["unknown function-permission"],
  ],
];

describe("it is found", () => {
  test.each(CASES)("when %s", async (_, change, expected) => {
    change(world.aws.state);
    expect(notable(await world.examine())).toEqual(expected);
  });
});

describe("a function of a smart-home skill", () => {
  const DIRECTIVES = { ...admitting(SKILL_ID), Principal: { Service: "alexa-connectedhome.amazon.com" } };
  const accountLinking = (skill_kind: "both" | "smart-home") => ({ ...ACCOUNT_LINKING, skill_kind });

  test.each([
    ["smart-home", [DIRECTIVES], []],
    ["both", [admitting(SKILL_ID), DIRECTIVES], []],
    ["both", [admitting(SKILL_ID)], ["fail function-permission: function-not-admitted"]],
    ["both", [DIRECTIVES], ["fail function-permission: function-not-admitted"]],
    ["smart-home", [admitting(SKILL_ID)], ["fail function-permission: function-not-admitted"]],
  ] as const)("of the kind %s admits whom Alexa sends directives as: case %#", async (kind, statements, expected) => {
    policy(...statements)(world.aws.state);

    expect(notable(await world.examine({ accountLinking: accountLinking(kind) }))).toEqual(expected);
  });
});

test("a pool that everybody sees and the credentials do not is another account's", async () => {
  world.aws.state.errors = { DescribeUserPool: { status: 400, type: "ResourceNotFoundException", message: "no pool" } };
  const body = JSON.stringify({ issuer: ACCOUNT_LINKING.issuer });
  const web = world.webWith({ [`${ACCOUNT_LINKING.issuer}/.well-known/openid-configuration`]: { status: 200, body } });
  const results = await world.examine({ web });
  expect(resultOf(results, "user-pool")).toMatchObject({
    status: "unknown",
    seen: expect.stringMatching(/another account/),
  });
});

test("the app client's settings say themselves what is wrong when the domain cannot be reached", async () => {
  client({
    CallbackURLs: ACCOUNT_LINKING.redirect_uris.map((uri) => `${uri}/`),
    AllowedOAuthScopes: ["openid"],
    AllowedOAuthFlows: [],
  })(world.aws.state);
  const web = world.webWith({ "https://": { kind: "no connection", reason: "cut" } });
  expect(notable(await world.examine({ web }))).toEqual([
    "fail sign-in-page: unreachable",
    "fail signing-keys: unreachable",
    "fail client-callback-urls: trailing-slash",
    "fail client-scopes: scope-not-allowed",
    "fail client-grants: grant-not-allowed",
  ]);
});

test("without AWS all of it is skipped, and says why", async () => {
  const results = await world.examine({ aws: undefined, skipped: { aws: "Not asked: --no-aws." } });
  const names = [
    "user-pool",
    "app-client",
    "client-callback-urls",
    "access-token-lifetime",
    "function",
    "function-permission",
  ];
  for (const name of names) {
    expect(resultOf(results, name)).toMatchObject({ status: "skip", seen: "Not asked: --no-aws." });
  }
  expect(notable(results)).toEqual([]);
});

test("without credentials the reason is reported once for each service, and explains nothing else", async () => {
  const reason = "There are no AWS credentials.";
  const none = async () => ({ kind: "unknown", reason }) as const;
  const aws = {
    userPool: none,
    userPoolClient: none,
    functionByAlias: none,
    functionPolicy: none,
    functionRouting: none,
    webAcl: none,
    passkeys: none,
    signInDomain: none,
  };
  const web = world.webWith({ [ACCOUNT_LINKING.user_info_uri]: { status: 502 } });
  const results = await world.examine({ aws, web });
  expect(notable(results)).toEqual(["unknown user-info", "unknown user-pool", "unknown function"]);
  expect(resultOf(results, "refresh-token-lifetime")).toMatchObject({ status: "skip", seen: "See app-client." });
});

test("without a skill no permission is looked for", async () => {
  const results = await world.examine({ accountLinking: { ...ACCOUNT_LINKING, skill_ids: [] } });
  expect(resultOf(results, "function-permission")).toMatchObject({ status: "skip" });
  expect(resultOf(results, "settings")).toMatchObject({ status: "skip" });
  expect(notable(results)).toEqual([]);
});

test("each Alexa region's function is examined, and the worst is reported", async () => {
  const other = FUNCTION_ARN.replace("us-east-1", "eu-west-1").replace("skill-dev", "skill-eu");
  const accountLinking = { ...ACCOUNT_LINKING, function_arns: { NA: FUNCTION_ARN, EU: other, FE: FUNCTION_ARN } };
  lambda({ Runtime: "nodejs16.x" })(world.aws.state);
  const result = resultOf(await world.examine({ accountLinking }), "function-runtime");
  expect(result).toMatchObject({ status: "fail", code: "function-runtime-ended" });
  expect(result.seen).toContain("alexa-skill-dev:live");
  expect(result.seen).toContain("alexa-skill-eu:live");
});
