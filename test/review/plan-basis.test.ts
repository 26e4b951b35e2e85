import type { PlanBasis } from "../../review/plan-basis";
import { basisMeaning, shownBasis } from "../../review/plan-basis";

const basis = (change: Partial<PlanBasis> = {}): PlanBasis => ({
  files: { "m-/cdk.tf.json": { resource: { aws_iam_role: { a: { name: "a" } } } } },
  providers: { "registry.terraform.io/hashicorp/aws": "5.100.0" },
  backend: { type: "s3", config: { bucket: "state", key: "dev.tfstate", access_key: "AKIAEXAMPLE", role_arn: null } },
  workspace: "default",
  endpoints: { AWS_ENDPOINT_URL: "http://user:s3cret@127.0.0.1:5000/a?b" },
  state: { lineage: "0e7c", serial: 3 },
  ...change,
});
const stack = (json: object): PlanBasis => basis({ files: { "m-/cdk.tf.json": json } });

test("what is shown of a basis holds no credentials", () => {
  const shown = shownBasis(basis());
  expect(shown).toEqual({
    configuration: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
    providers: "registry.terraform.io/hashicorp/aws 5.100.0",
    backend: 's3, bucket "state", key "dev.tfstate"',
    workspace: "default",
    endpoints: "AWS_ENDPOINT_URL http://127.0.0.1:5000",
    state: "serial 3 of 0e7c",
  });
  expect(shownBasis(basis({ endpoints: {}, state: { lineage: "", serial: 0 } }))).toMatchObject({ state: "none yet" });
});

test("other credentials for the same state are the same place", () => {
  const config = { bucket: "state", key: "dev.tfstate", secret_key: "other" };
  expect(basisMeaning(basis({ backend: { type: "s3", config } }))).toBe(basisMeaning(basis()));
});

test("without a state there is no serial to differ", () => {
  const none = basisMeaning(basis({ state: { lineage: "", serial: 0 } }));
  expect(none).not.toBe(basisMeaning(basis()));
  expect(basisMeaning(basis({ state: { lineage: "0e7c", serial: 4 } }))).not.toBe(basisMeaning(basis()));
});

test.each<[string, object, object]>([
  ["CDKTF's notes on the stack", { "//": { version: "1" }, locals: {} }, { "//": { version: "2" }, locals: {} }],
  [
    "notes on a resource",
    { resource: { aws_iam_role: { a: { "//": 1, name: "a" } } } },
    { resource: { aws_iam_role: { a: { name: "a" } } } },
  ],
  ["notes on an output", { output: { a: { "//": 1, value: "a" } } }, { output: { a: { value: "a" } } }],
  [
    "notes on one of several providers",
    { provider: { aws: [{ "//": 1, region: "a" }] } },
    { provider: { aws: [{ region: "a" }] } },
  ],
  [
    "the order of a set in a block that stands once",
    { resource: { aws_cognito_user_pool: { a: { sign_in_policy: { allowed_first_auth_factors: ["A", "B"] } } } } },
    { resource: { aws_cognito_user_pool: { a: { sign_in_policy: { allowed_first_auth_factors: ["B", "A"] } } } } },
  ],
])("%s say nothing", (_, one, other) => {
  expect(basisMeaning(stack(one))).toBe(basisMeaning(stack(other)));
  expect(shownBasis(stack(one)).configuration).toBe(shownBasis(stack(other)).configuration);
});

test.each<[string, object, object]>([
  ["a local", { locals: { a: ["logs:*"] } }, { locals: { a: ["*"] } }],
  ["a local of that name", { locals: { "//": 1 } }, { locals: { "//": 2 } }],
  [
    "a key of a map that reads like a note",
    { resource: { aws_lambda_function: { a: { environment: { variables: { "//": "a" } } } } } },
    { resource: { aws_lambda_function: { a: { environment: { variables: { "//": "b" } } } } } },
  ],
  [
    "a lifecycle",
    { resource: { aws_iam_role: { a: { lifecycle: { prevent_destroy: true } } } } },
    { resource: { aws_iam_role: { a: { lifecycle: { prevent_destroy: false } } } } },
  ],
  ["a block that moves", { moved: [{ from: "a.b", to: "a.c" }] }, { moved: [{ from: "a.b", to: "a.d" }] }],
  ["a backend", { terraform: { backend: { s3: { key: "a" } } } }, { terraform: { backend: { s3: { key: "b" } } } }],
  [
    "the order of a list",
    { resource: { a: { b: { layers: ["1", "2"] } } } },
    { resource: { a: { b: { layers: ["2", "1"] } } } },
  ],
])("%s counts", (_, one, other) => {
  expect(basisMeaning(stack(one))).not.toBe(basisMeaning(stack(other)));
  expect(shownBasis(stack(one)).configuration).not.toBe(shownBasis(stack(other)).configuration);
});

test.each([[null], ["text"], [[1]], [{ resource: "all" }], [{ resource: { aws_iam_role: 1 } }], [{ provider: [1] }]])(
  "a file of another shape, %j, counts as it is",
  (file) => {
    const other = basisMeaning(basis({ files: { "m-/cdk.tf.json": file } }));
    expect(other).not.toBe(basisMeaning(basis()));
    expect(other).not.toBe(basisMeaning(basis({ files: {} })));
  },
);
