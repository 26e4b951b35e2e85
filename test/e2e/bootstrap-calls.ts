import type { Call } from "../iam/policy-evaluator";
import { ACCOUNT, BUCKET } from "./bootstrap-world";

export type Calls = readonly Call[];

/** The calls that a program makes for an environment. */
export function callsFor(environment: string) {
  const name = `alexa-skill-${environment}`;
  const arn = (service: string, rest: string): string => `arn:aws:${service}:us-east-1:${ACCOUNT}:${rest}`;
  const role = `arn:aws:iam::${ACCOUNT}:role/${name}`;
  const state = `arn:aws:s3:::${BUCKET}/alexa-skill/${environment}.tfstate`;
  const tags = (kind: string, value = environment) => ({
    [`aws:${kind}Tag/Project`]: "alexa-skill",
    [`aws:${kind}Tag/Environment`]: value,
  });
  const all = (service: string, resource: string, names: string, context?: Readonly<Record<string, string>>): Calls =>
    names.split(" ").map((it) => ({ action: `${service}:${it}`, resource, context }));
  const pool = arn("cognito-idp", "userpool/us-east-1_AbCdEf123");
  const cognito = (names: string): Calls => all("cognito-idp", pool, names, tags("Resource"));
  const fn = arn("lambda", `function:${name}`);
  const logs = arn("logs", `log-group:/aws/lambda/${name}`);
  const boundary = `arn:aws:iam::${ACCOUNT}:policy/github/${name}-boundary`;
  const bounded = { "iam:PermissionsBoundary": boundary };
  /** The function of a trigger that is made of a zip, its log group and its role. */
  const trigger = { fn: `${fn}_presig`, logs: `${logs}_presig`, role: `${role}_presig` };
  const roles = [role, `${role}_sms`, trigger.role];
  return {
    name,
    role,
    state,
    boundary,
    tags,
    all,
    pool,
    fn,
    /** `terraform init`, a plan without a lock, outputs: what the AWS provider 5.100 was seen to call. */
    plan: [
      { action: "s3:ListBucket", resource: `arn:aws:s3:::${BUCKET}` },
      ...all("s3", state, "GetObject"),
      ...all("s3", `${state}.tflock`, "GetObject"),
      ...cognito("DescribeUserPool DescribeUserPoolClient GetUserPoolMfaConfig DescribeResourceServer GetGroup"),
      ...cognito("DescribeRiskConfiguration GetLogDeliveryConfiguration GetWebACLForResource"),
      ...all("cognito-idp", "*", "DescribeUserPoolDomain"),
      ...roles.flatMap((it) => all("iam", it, "GetRole GetRolePolicy ListAttachedRolePolicies ListRolePolicies")),
      ...all(
        "lambda",
        fn,
        "GetAlias GetFunction GetFunctionCodeSigningConfig GetPolicy GetProvisionedConcurrencyConfig ListVersionsByFunction ListTags",
      ),
      ...all("lambda", `${fn}:live`, "GetFunction GetPolicy"),
      ...all("lambda", trigger.fn, "GetFunction GetFunctionCodeSigningConfig GetPolicy ListVersionsByFunction"),
      ...all("logs", "*", "DescribeLogGroups"),
      ...[logs, trigger.logs].flatMap((it) => all("logs", it, "ListTagsForResource")),
    ],
    /** Where a web ACL stands before the pool. */
    webAcl: {
      read: all("wafv2", arn("wafv2", "regional/webacl/guard/1"), "GetWebACL GetWebACLForResource"),
      use: all("wafv2", arn("wafv2", "regional/webacl/guard/1"), "AssociateWebACL DisassociateWebACL"),
    },
    /** `alexa-link compare`, `promote` and `doctor`. */
    look: [
      ...all("lambda", `${fn}:live`, "GetFunctionConfiguration GetPolicy"),
      ...all("lambda", fn, "GetAlias"),
      ...cognito("DescribeUserPool DescribeUserPoolClient"),
    ],
    apply: [
      ...all("s3", state, "PutObject"),
      ...all("s3", `${state}.tflock`, "PutObject DeleteObject"),
      ...all("cognito-idp", "*", "CreateUserPool", tags("Request")),
      ...cognito("CreateUserPoolClient CreateUserPoolDomain SetUserPoolMfaConfig UpdateUserPool UpdateUserPoolClient"),
      ...cognito("SetLogDeliveryConfiguration SetRiskConfiguration AssociateWebACL DisassociateWebACL"),
      ...cognito("CreateGroup UpdateGroup CreateResourceServer UpdateResourceServer"),
      ...cognito("CreateIdentityProvider UpdateIdentityProvider"),
      ...all("lambda", fn, "AddPermission CreateAlias CreateFunction PublishVersion UpdateFunctionCode UpdateAlias"),
      ...all("lambda", fn, "PutFunctionConcurrency DeleteFunctionConcurrency"),
      ...all("lambda", `${fn}:live`, "PutProvisionedConcurrencyConfig DeleteProvisionedConcurrencyConfig"),
      ...all("lambda", trigger.fn, "AddPermission CreateFunction UpdateFunctionCode UpdateFunctionConfiguration"),
      ...[logs, trigger.logs].flatMap((it) => all("logs", it, "CreateLogGroup PutRetentionPolicy")),
      ...roles.flatMap((it) =>
        all("iam", it, "CreateRole PutRolePolicy PutRolePermissionsBoundary UpdateAssumeRolePolicy", bounded),
      ),
      ...[role, trigger.role].flatMap((it) =>
        all("iam", it, "PassRole", { "iam:PassedToService": "lambda.amazonaws.com" }),
      ),
      ...all("iam", `${role}_sms`, "PassRole", { "iam:PassedToService": "cognito-idp.amazonaws.com" }),
    ],
    /** Of what holds no accounts and no links. */
    remove: [
      ...cognito("DeleteGroup DeleteIdentityProvider DeleteResourceServer"),
      ...all("lambda", fn, "DeleteAlias DeleteFunction RemovePermission"),
      ...all("lambda", trigger.fn, "DeleteFunction RemovePermission"),
      ...all("logs", logs, "DeleteLogGroup"),
      ...all("iam", role, "DeleteRole DeleteRolePolicy ListInstanceProfilesForRole"),
    ],
    removeAccounts: cognito("DeleteUserPool DeleteUserPoolClient DeleteUserPoolDomain"),
  };
}
