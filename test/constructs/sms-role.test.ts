import { SmsRole } from "../../constructs";
import { resourceAt, synthesizeConstruct } from "./synthesize";

const json = synthesizeConstruct((stack) => {
  new SmsRole(stack, "sms", { name: "quiz-dev-sms", externalId: "quiz-dev" });
});

test("only Cognito may take the role, and only for this pool", () => {
  const role = resourceAt(json, "aws_iam_role.sms");

  expect(role.name).toBe("quiz-dev-sms");
  expect(JSON.parse(role.assume_role_policy).Statement).toEqual([
    {
      Effect: "Allow",
      Principal: { Service: "cognito-idp.amazonaws.com" },
      Action: "sts:AssumeRole",
      Condition: { StringEquals: { "sts:ExternalId": "quiz-dev" } },
    },
  ]);
});

test("the role may publish text messages and nothing else", () => {
  const policy = resourceAt(json, "aws_iam_role_policy.sms_publish");

  expect(policy.role).toBe(`\${aws_iam_role.sms.name}`);
  expect(JSON.parse(policy.policy).Statement).toEqual([{ Effect: "Allow", Action: "sns:Publish", Resource: "*" }]);
});
