/** The AWS API through the real SDK, over HTTP. */
import { AwsApi } from "../../doctor/aws-api";
import { ACCOUNT_LINKING, FUNCTION_ARN, SKILL_ID } from "../contract/account-linking";
import { admitting, World } from "./world";

let world: World;
let api: AwsApi;
beforeAll(async () => {
  world = await World.start();
});
beforeEach(() => {
  world.reset();
  api = new AwsApi({ accountLinking: ACCOUNT_LINKING });
});
afterEach(() => api.close());
afterAll(async () => world.stop());

const CALLS = [
  ["cognito-idp:DescribeUserPool", () => api.userPool()],
  ["cognito-idp:DescribeUserPoolClient", () => api.userPoolClient()],
  ["lambda:GetFunctionConfiguration", () => api.functionByAlias(FUNCTION_ARN)],
  ["lambda:GetPolicy", () => api.functionPolicy(FUNCTION_ARN)],
] as const;

const refuse = (action: string, type: string, status = 400) => {
  world.aws.state.errors = { [action.replace(/^.*:/, "")]: { type, status, message: "no" } };
};

test("reads pool, client, function and policy", async () => {
  expect(await api.userPool()).toMatchObject({ kind: "read", value: { Id: "us-east-1_example" } });
  expect(await api.userPoolClient()).toMatchObject({ kind: "read", value: { ClientId: ACCOUNT_LINKING.client_id } });
  expect(await api.functionByAlias(FUNCTION_ARN)).toMatchObject({
    kind: "read",
    value: { Runtime: "nodejs22.x", Timeout: 7 },
  });
  expect(await api.functionPolicy(FUNCTION_ARN)).toEqual({ kind: "read", value: { Statement: [admitting(SKILL_ID)] } });
});

test("does not pass the client's secret on", async () => {
  expect(JSON.stringify(await api.userPoolClient())).not.toContain(ACCOUNT_LINKING.client_secret);
});

test("tells what is not there from what cannot be asked", async () => {
  Object.assign(world.aws.state, { pool: undefined, client: undefined, function: undefined, policy: undefined });
  expect(await api.userPool()).toMatchObject({ kind: "missing" });
  expect(await api.userPoolClient()).toMatchObject({ kind: "missing" });
  expect(await api.functionByAlias(FUNCTION_ARN)).toMatchObject({ kind: "missing" });
  expect(await api.functionPolicy(FUNCTION_ARN)).toEqual({ kind: "read", value: { Statement: [] } });
});

test.each(CALLS)("names the IAM action that is not allowed: %s", async (action, call) => {
  refuse(action, "AccessDeniedException", 403);
  expect(await call()).toEqual({ kind: "unknown", reason: expect.stringContaining(`may not ${action}`) });
});

test.each([
  ["ExpiredTokenException", /have expired/],
  ["UnrecognizedClientException", /does not accept the credentials/],
  ["InvalidSignatureException", /does not accept the credentials/],
  ["TooManyRequestsException", /asked too often/],
  ["ThrottlingException", /asked too often/],
  ["InternalErrorException", /InternalErrorException/],
])("says %s in words", async (type, reason) => {
  refuse("DescribeUserPool", type);
  expect(await api.userPool()).toEqual({ kind: "unknown", reason: expect.stringMatching(reason) });
});

describe("without an answer", () => {
  const { AWS_ENDPOINT_URL, AWS_ACCESS_KEY_ID } = process.env;
  let endpoint: string | undefined;
  let key: string | undefined;
  beforeEach(() => {
    [endpoint, key] = [process.env.AWS_ENDPOINT_URL, process.env.AWS_ACCESS_KEY_ID];
  });
  afterEach(() => {
    process.env.AWS_ENDPOINT_URL = endpoint ?? AWS_ENDPOINT_URL;
    process.env.AWS_ACCESS_KEY_ID = key ?? AWS_ACCESS_KEY_ID;
  });

  test("says that there is no connection", async () => {
    process.env.AWS_ENDPOINT_URL = "http://127.0.0.1:1";
    const reason = expect.stringMatching(/lambda:GetPolicy.*ECONNREFUSED/);
    expect(await new AwsApi({ accountLinking: ACCOUNT_LINKING }).functionPolicy(FUNCTION_ARN)).toEqual({
      kind: "unknown",
      reason,
    });
  });

  test("says that there are no credentials", async () => {
    delete process.env.AWS_ACCESS_KEY_ID;
    process.env.AWS_CONFIG_FILE = process.env.AWS_SHARED_CREDENTIALS_FILE = "/nowhere";
    const reason = expect.stringMatching(/no AWS credentials.*AWS_PROFILE/);
    expect(await new AwsApi({ accountLinking: ACCOUNT_LINKING }).userPool()).toEqual({ kind: "unknown", reason });
  });

  test("does not wait longer than it is told to", async () => {
    const slow = new AwsApi({ accountLinking: ACCOUNT_LINKING, timeoutMs: 0 });
    const reason = "AWS did not answer cognito-idp:DescribeUserPool in time.";
    expect(await slow.userPool()).toEqual({ kind: "unknown", reason });
  });

  test("ends when it is aborted", async () => {
    const aborted = new AwsApi({ accountLinking: ACCOUNT_LINKING, signal: AbortSignal.abort() });
    expect(await aborted.userPool()).toMatchObject({ kind: "unknown" });
  });
});
