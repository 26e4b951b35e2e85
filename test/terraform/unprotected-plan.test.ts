import { resolve } from "node:path";
import { isRefusal, unprotected } from "../../terraform/unprotected-plan";

const STACK = {
  "//": { metadata: { stackName: "prod" } },
  output: { account_linking: { value: 1 } },
  resource: {
    aws_cognito_user_pool: { user_pool: { name: "a", lifecycle: { prevent_destroy: true, ignore_changes: ["tags"] } } },
    aws_lambda_function: { skill: { function_name: "a" } },
  },
  terraform: { required_version: ">= 1.10.0", backend: { s3: { bucket: "b", key: "k" } } },
};

test("nothing else of a stack is changed than its protection", () => {
  const { user_pool } = STACK.resource.aws_cognito_user_pool;
  expect(unprotected(STACK, "/project/cdktf.out/stacks/prod")).toEqual({
    ...STACK,
    resource: {
      ...STACK.resource,
      aws_cognito_user_pool: {
        user_pool: { ...user_pool, lifecycle: { prevent_destroy: false, ignore_changes: ["tags"] } },
      },
    },
  });
});

test("a state in a file stays where it is, wherever the copy lies", () => {
  const folder = resolve("/project/cdktf.out/stacks/dev");
  const local = { ...STACK, terraform: { backend: { local: { path: "../../../terraform.dev.tfstate" } } } };
  expect(unprotected(local, folder)).toMatchObject({
    terraform: { backend: { local: { path: resolve("/project/terraform.dev.tfstate") } } },
  });
});

test("a refusal is told from other failures", () => {
  expect(isRefusal("Error: Instance cannot be destroyed\n\n  on cdk.tf.json line 12")).toBe(true);
  expect(isRefusal("Error: Error acquiring the state lock")).toBe(false);
});

test("a stack of another form stays one, for Terraform to refuse", () => {
  for (const broken of [{ resource: null }, { terraform: { backend: { local: { path: ["x"] } } } }, null]) {
    expect(() => unprotected(broken, "/project")).not.toThrow();
  }
});
