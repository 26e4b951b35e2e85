import { SmsRole } from "../../constructs";
import { resourceAt, synthesizeConstruct } from "./synthesize";

const json = synthesizeConstruct((stack) => {
  new SmsRole(stack, "sms", { name: "quiz-dev_sms", region: "eu-west-1", accountId: "123456789012" });
});

test("only Cognito may take the role, for a pool of this account and region, with an id that nobody can guess", () => {
  const role = resourceAt(json, "aws_iam_role.sms");

  expect(role.name).toBe("quiz-dev_sms");
  expect(JSON.parse(role.assume_role_policy).Statement).toEqual([
    {
      Effect: "Allow",
      Principal: { Service: "cognito-idp.amazonaws.com" },
      Action: "sts:AssumeRole",
      Condition: {
        StringEquals: {
          "sts:ExternalId": `\${terraform_data.sms_external_id.output}`,
          "aws:SourceAccount": "123456789012",
        },
        ArnLike: { "aws:SourceArn": "arn:*:cognito-idp:eu-west-1:123456789012:userpool/*" },
      },
    },
  ]);
});

test("Terraform makes the id once: a value of every plan, of which it keeps the first", () => {
  const { input, lifecycle } = resourceAt(json, "terraform_data.sms_external_id");

  expect(input).toBe(`\${uuid()}`);
  expect(lifecycle).toEqual({ ignore_changes: ["input"] });
});

test("the role may publish text messages and nothing else: no topic", () => {
  const policy = resourceAt(json, "aws_iam_role_policy.sms_publish");

  expect(policy.role).toBe(`\${aws_iam_role.sms.name}`);
  expect(JSON.parse(policy.policy).Statement).toEqual([
    { Effect: "Allow", Action: "sns:Publish", NotResource: "arn:*:sns:*:*:*" },
  ]);
});
