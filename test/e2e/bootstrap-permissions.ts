/** What the roles that examples/bootstrap makes may do: what the workflows' programs call, and no more. */
import type { Call, Policy } from "../iam/policy-evaluator";
import { isAllowed } from "../iam/policy-evaluator";
import type { Calls } from "./bootstrap-calls";
import { callsFor } from "./bootstrap-calls";
import type { Bootstrap } from "./bootstrap-world";
import {
  ACCOUNT,
  ADOPTED_POOL,
  BUCKET,
  ENVIRONMENTS,
  EXISTING_POOL,
  FUNCTION,
  ISSUER,
  LOG_DELIVERY,
  MEMORY_KEY,
  ZONE,
} from "./bootstrap-world";

/** The tests of the roles' policies, about an apply that has ended when they run. */
export function describePermissions(bootstrap: () => Bootstrap): void {
  const policyOf: Bootstrap["policyOf"] = (...of) => bootstrap().policyOf(...of);

  describe.each(ENVIRONMENTS)("what the roles of %s may do", (environment) => {
    const own = callsFor(environment);
    const other = callsFor(ENVIRONMENTS.find((it) => it !== environment) ?? "");

    /** Those calls that are allowed, of a list. */
    const allowed = (role: string, calls: Calls): readonly string[] => {
      const policies = [policyOf("aws_iam_role_policy", "policy", `${role} ${environment}`)];
      return calls.filter((call) => isAllowed(policies, call)).map(({ action, resource }) => `${action} ${resource}`);
    };
    const words = (calls: Calls): readonly string[] => calls.map(({ action, resource }) => `${action} ${resource}`);

    test("review, drift, compare and doctor find with the plan role all that they read", () => {
      const calls = [...own.plan, ...own.look];
      expect(allowed("plan", calls)).toEqual(words(calls));
    });

    test("the plan role changes nothing, not even a lock, and reads no other environment", () => {
      const calls = [...own.apply, ...own.remove, ...own.removeAccounts];
      expect(allowed("plan", calls)).toEqual([]);
      const shared = /:(ListBucket|DescribeUserPoolDomain|DescribeLogGroups) /;
      expect(allowed("plan", [...other.plan, ...other.look]).filter((it) => !shared.test(it))).toEqual([]);
    });

    test("apply and promote find with the apply role all that they call", () => {
      const calls = [...own.plan, ...own.look, ...own.apply, ...own.remove];
      expect(allowed("apply", calls)).toEqual(words(calls));
    });

    test("of a pool that exists, the roles read all and change what is made in it, where that was asked for", () => {
      const pool = `arn:aws:cognito-idp:us-east-1:${ACCOUNT}:userpool/${EXISTING_POOL}`;
      const read = own.all(
        "cognito-idp",
        pool,
        "DescribeUserPool DescribeUserPoolClient DescribeResourceServer GetGroup",
      );
      const changed = own.all(
        "cognito-idp",
        pool,
        "CreateUserPoolClient UpdateUserPoolClient CreateUserPoolDomain CreateGroup DeleteGroup UpdateResourceServer",
      );
      const never = own.all(
        "cognito-idp",
        pool,
        "UpdateUserPool DeleteUserPool DeleteUserPoolClient TagResource AdminSetUserPassword ListUsers",
      );
      const isAsked = environment === "staging";

      expect(allowed("plan", [...read, ...changed, ...never])).toEqual(isAsked ? words(read) : []);
      expect(allowed("apply", [...read, ...changed, ...never])).toEqual(isAsked ? words([...read, ...changed]) : []);
    });

    test("a web ACL is put before a pool by the apply role, and seen by both; neither changes what it says", () => {
      const { read, use } = own.webAcl;
      const never = own.all("wafv2", use[0]?.resource ?? "", "UpdateWebACL DeleteWebACL CreateWebACL");
      expect(allowed("plan", [...read, ...use, ...never])).toEqual(words(read));
      expect(allowed("apply", [...read, ...use, ...never])).toEqual(words([...read, ...use]));
    });

    test("a pool that is taken over, the roles know before it has the tags, where that was asked for", () => {
      const pool = `arn:aws:cognito-idp:us-east-1:${ACCOUNT}:userpool/${ADOPTED_POOL}`;
      const read = own.all("cognito-idp", pool, "DescribeUserPool DescribeUserPoolClient GetUserPoolMfaConfig");
      const changed = own.all(
        "cognito-idp",
        pool,
        "UpdateUserPool SetUserPoolMfaConfig TagResource UpdateUserPoolClient",
      );
      const never = own.all("cognito-idp", pool, "DeleteUserPool DeleteUserPoolClient AdminSetUserPassword ListUsers");
      const isAsked = environment === "prod";

      expect(allowed("plan", [...read, ...changed, ...never])).toEqual(isAsked ? words(read) : []);
      expect(allowed("apply", [...read, ...changed, ...never])).toEqual(isAsked ? words([...read, ...changed]) : []);
    });

    test("of a custom domain, the roles read zone and certificate, and make these and their records, where that was asked for", () => {
      const zone = `arn:aws:route53:::hostedzone/${ZONE}`;
      const certificate = `arn:aws:acm:us-east-1:${ACCOUNT}:certificate/12345678-1234-1234-1234-123456789012`;
      const record = (name: string, type: string, at = zone): Call => ({
        action: "route53:ChangeResourceRecordSets",
        resource: at,
        context: {
          "route53:ChangeResourceRecordSetsNormalizedRecordNames": name,
          "route53:ChangeResourceRecordSetsRecordTypes": type,
        },
      });
      const request = (name: string, value = environment): Calls =>
        own.all("acm", "*", "RequestCertificate", { ...own.tags("Request", value), "acm:DomainNames": name });
      const read = [
        ...own.all("route53", zone, "GetHostedZone ListResourceRecordSets ListTagsForResource"),
        ...own.all("route53", "*", "GetChange ListHostedZonesByName"),
        ...own.all("acm", certificate, "DescribeCertificate ListTagsForCertificate", own.tags("Resource")),
      ];
      const changed = [
        record("login.example.com", "A"),
        record("login.example.com", "AAAA"),
        record("_0123abcd.login.example.com", "CNAME"),
        ...request("login.example.com"),
        ...own.all("acm", certificate, "DeleteCertificate", own.tags("Resource")),
        ...own.all("cloudfront", "*", "UpdateDistribution"),
      ];
      const never = [
        record("example.com", "A"),
        record("www.example.com", "A"),
        record("login.example.com", "NS"),
        record("www.login.example.com", "CNAME"),
        record("login.example.com", "A", "arn:aws:route53:::hostedzone/Z1"),
        ...request("example.com"),
        ...request("login.example.com", "another"),
        ...own.all("acm", certificate, "DeleteCertificate AddTagsToCertificate", own.tags("Resource", "another")),
        ...own.all("route53", zone, "DeleteHostedZone"),
        ...own.all("cloudfront", "*", "DeleteDistribution"),
      ];
      const isAsked = environment === "staging";

      expect(allowed("plan", [...read, ...changed, ...never])).toEqual(isAsked ? words(read) : []);
      expect(allowed("apply", [...read, ...changed, ...never])).toEqual(isAsked ? words([...read, ...changed]) : []);
    });

    test("what the function needs, its role and the apply role may do where that was asked for, and no more of it", () => {
      const { all, role, boundary } = own;
      const [layer = ""] = FUNCTION.layers;
      const [key = ""] = FUNCTION.encryption;
      const [queue = ""] = FUNCTION.dead_letters;
      const [policy = ""] = FUNCTION.policies;
      const attaching = (arn: string, more = {}): Calls =>
        all("iam", role, "AttachRolePolicy DetachRolePolicy", { "iam:PolicyARN": arn, ...more });
      const bounded = { "iam:PermissionsBoundary": boundary };
      const applied = [
        ...all("lambda", layer, "GetLayerVersion"),
        ...all("kms", key, "Encrypt Decrypt CreateGrant"),
        ...all("ec2", "*", "DescribeSecurityGroups DescribeSubnets DescribeVpcs"),
        ...attaching(policy, bounded),
      ];
      const never = [
        ...attaching(policy),
        ...attaching("arn:aws:iam::aws:policy/AdministratorAccess", bounded),
        ...all("kms", `${key}2`, "Encrypt Decrypt CreateGrant"),
        ...all("kms", key, "ScheduleKeyDeletion PutKeyPolicy"),
        ...all("lambda", layer, "PublishLayerVersion"),
      ];
      const isAsked = environment === "dev";
      expect(allowed("apply", [...applied, ...never])).toEqual(isAsked ? words(applied) : []);
      expect(allowed("plan", [...applied, ...never])).toEqual(isAsked ? words(all("kms", key, "Decrypt")) : []);

      const running = [
        ...all("ec2", "*", "CreateNetworkInterface DeleteNetworkInterface DescribeNetworkInterfaces"),
        ...all("xray", "*", "PutTraceSegments PutTelemetryRecords"),
        ...all("sqs", queue, "SendMessage"),
        ...all("kms", key, "Decrypt"),
        ...all("dynamodb", "arn:aws:dynamodb:us-east-1:123456789012:table/progress", "GetItem"),
      ];
      const bounds = [policyOf("aws_iam_policy", "policy", `boundary ${environment}`)];
      expect(running.filter((call) => isAllowed(bounds, call))).toEqual(isAsked ? running : []);
    });

    test("a pool's logs may be delivered where that was asked for, to the places that were named", () => {
      const { all } = own;
      const [group = ""] = LOG_DELIVERY.log_groups;
      const [bucket = ""] = LOG_DELIVERY.buckets;
      const [stream = ""] = LOG_DELIVERY.streams;
      const service = "delivery.logs.amazonaws.com";
      const linked = `arn:aws:iam::${ACCOUNT}:role/aws-service-role/${service}/AWSServiceRoleForLogDelivery`;
      const read = all("logs", group, "ListTagsForResource");
      const applied = [
        ...all("logs", "*", "CreateLogDelivery UpdateLogDelivery DeleteLogDelivery PutResourcePolicy"),
        ...all("logs", group, "CreateLogGroup PutRetentionPolicy DeleteLogGroup"),
        ...all("s3", bucket, "GetBucketPolicy PutBucketPolicy"),
        ...all("firehose", stream, "TagDeliveryStream"),
        ...all("iam", linked, "CreateServiceLinkedRole", { "iam:AWSServiceName": service }),
      ];
      const never = [
        ...all("logs", `${group}-2`, "CreateLogGroup DeleteLogGroup"),
        ...all("s3", `${bucket}-2`, "GetBucketPolicy PutBucketPolicy"),
        ...all("s3", bucket, "DeleteBucket GetObject PutObject DeleteBucketPolicy"),
        ...all("firehose", `${stream}-2`, "TagDeliveryStream"),
        ...all("firehose", stream, "DeleteDeliveryStream PutRecord UpdateDestination"),
        ...all("iam", linked, "CreateServiceLinkedRole", { "iam:AWSServiceName": "ec2.amazonaws.com" }),
      ];
      const isAsked = environment === "dev";
      expect(allowed("plan", [...read, ...applied, ...never])).toEqual(isAsked ? words(read) : []);
      expect(allowed("apply", [...read, ...applied, ...never])).toEqual(isAsked ? words([...read, ...applied]) : []);
    });

    test("brandings of managed login may be made where that was asked for, in the environment's own pool", () => {
      const names = "CreateManagedLoginBranding UpdateManagedLoginBranding DeleteManagedLoginBranding";
      const looks = "DescribeManagedLoginBranding DescribeManagedLoginBrandingByClient ListUserPoolClients";
      const of = (actions: string, value = environment): Calls =>
        own.all("cognito-idp", own.pool, actions, own.tags("Resource", value));
      const never = [...of(names, "elsewhere"), ...of(looks, "elsewhere")];
      const isAsked = environment === "dev";
      expect(allowed("plan", [...of(looks), ...of(names), ...never])).toEqual(isAsked ? words(of(looks)) : []);
      expect(allowed("apply", [...of(looks), ...of(names), ...never])).toEqual(
        isAsked ? words([...of(looks), ...of(names)]) : [],
      );
    });

    test("the table in which the skill remembers users may be made where that was asked for, and not looked into", () => {
      const { all, name } = own;
      const table = `arn:aws:dynamodb:us-east-1:${ACCOUNT}:table/${name}-memory`;
      const byDynamoDb = { "kms:ViaService": "dynamodb.us-east-1.amazonaws.com" };
      const read = all(
        "dynamodb",
        table,
        "DescribeContinuousBackups DescribeTable DescribeTimeToLive ListTagsOfResource",
      );
      const applied = [
        ...all("dynamodb", table, "CreateTable UpdateTable TagResource UntagResource"),
        ...all("dynamodb", table, "UpdateContinuousBackups UpdateTimeToLive"),
      ];
      const destroyed = all("dynamodb", table, "DeleteTable");
      const encrypted = all("kms", MEMORY_KEY, "CreateGrant Decrypt DescribeKey", byDynamoDb);
      const never = [
        ...all("dynamodb", table, "GetItem PutItem Scan Query"),
        ...all("dynamodb", `${table}-2`, "DeleteTable DescribeTable"),
        ...all("kms", MEMORY_KEY, "Decrypt"),
      ];
      // Of prod no table may be deleted, and none has a key.
      const isAsked = environment !== "staging";
      const ofDev = environment === "dev" ? [...destroyed, ...encrypted] : [];
      const calls = [...read, ...applied, ...destroyed, ...encrypted, ...never];
      expect(allowed("plan", calls)).toEqual(isAsked ? words(read) : []);
      expect(allowed("apply", calls)).toEqual(isAsked ? words([...read, ...applied, ...ofDev]) : []);
      const used = all("dynamodb", table, "GetItem PutItem DeleteItem");
      const decrypted = all("kms", MEMORY_KEY, "Decrypt");
      const bounds = [policyOf("aws_iam_policy", "policy", `boundary ${environment}`)];
      const running = [...(isAsked ? used : []), ...(environment === "dev" ? decrypted : [])];
      expect([...used, ...decrypted].filter((call) => isAllowed(bounds, call))).toEqual(running);
    });

    test("the functions of further regions, and their roles, may be made where that was asked for", () => {
      const { all, fn, name, role, boundary } = own;
      const bounded = { "iam:PermissionsBoundary": boundary };
      const inEurope = fn.replace("us-east-1", "eu-west-1");
      const logs = `arn:aws:logs:eu-west-1:${ACCOUNT}:log-group:/aws/lambda/${name}`;
      const applied = [
        ...all("lambda", inEurope, "CreateFunction UpdateFunctionCode AddPermission CreateAlias"),
        ...all("logs", logs, "CreateLogGroup PutRetentionPolicy"),
        ...all("iam", `${role}_euw1`, "CreateRole PutRolePolicy", bounded),
        ...all("iam", `${role}_euw1`, "PassRole", { "iam:PassedToService": "lambda.amazonaws.com" }),
      ];
      const read = [
        ...all("lambda", `${inEurope}:live`, "GetFunctionConfiguration GetAlias"),
        ...all("iam", `${role}_euw1`, "GetRole"),
      ];
      const never = [
        ...all("lambda", fn.replace("us-east-1", "us-west-2"), "CreateFunction GetFunction"),
        ...all("iam", `${role}_usw2`, "CreateRole", bounded),
      ];
      const isAsked = environment === "dev";
      expect(allowed("apply", [...applied, ...read, ...never])).toEqual(isAsked ? words([...applied, ...read]) : []);
      expect(allowed("plan", [...applied, ...read, ...never])).toEqual(isAsked ? words(read) : []);
    });

    test("the apply role deletes accounts and links only where that was asked for", () => {
      expect(allowed("apply", own.removeAccounts)).toEqual(environment === "dev" ? words(own.removeAccounts) : []);
    });

    test("the apply role touches no other environment", () => {
      const shared = /:(ListBucket|DescribeUserPoolDomain|DescribeLogGroups) /;
      const calls = [...other.plan, ...other.look, ...other.apply, ...other.remove, ...other.removeAccounts];
      expect(allowed("apply", calls).filter((it) => !shared.test(it))).toEqual([]);
    });

    test("the apply role is no administrator: it makes and widens no role without the boundary", () => {
      const { all, role, boundary } = own;
      const elsewhere = { "iam:PermissionsBoundary": "arn:aws:iam::aws:policy/AdministratorAccess" };
      const names = "CreateRole PutRolePolicy PutRolePermissionsBoundary AttachRolePolicy UpdateAssumeRolePolicy";
      const github = (kind: string): string => `arn:aws:iam::${ACCOUNT}:role/github/${own.name}-${kind}`;
      const bounded = { "iam:PermissionsBoundary": boundary };
      const calls = [
        ...all("iam", role, names),
        ...all("iam", role, names, elsewhere),
        ...all("iam", role, "AttachRolePolicy DeleteRolePermissionsBoundary", bounded),
        ...all("iam", boundary, "CreatePolicyVersion SetDefaultPolicyVersion DeletePolicy DeletePolicyVersion"),
        // Its own role and the plan's.
        ...["apply", "plan"].flatMap((kind) => all("iam", github(kind), `${names} DeleteRolePolicy PassRole`, bounded)),
        ...all("iam", "arn:aws:iam::123456789012:role/admin", `${names} PassRole`, bounded),
        ...all("iam", `arn:aws:iam::${ACCOUNT}:oidc-provider/${ISSUER}`, "UpdateOpenIDConnectProviderThumbprint"),
        ...all("iam", `arn:aws:iam::${ACCOUNT}:user/eve`, "CreateUser CreateAccessKey PutUserPolicy"),
        ...all("iam", role, "PassRole", { "iam:PassedToService": "ec2.amazonaws.com" }),
        ...all("sts", role, "AssumeRole"),
        ...all("s3", `arn:aws:s3:::${BUCKET}`, "PutBucketPolicy DeleteBucketPolicy PutBucketVersioning DeleteBucket"),
        ...all("s3", own.state, "DeleteObject DeleteObjectVersion"),
        ...all("cognito-idp", "*", "CreateUserPool", own.tags("Request", "elsewhere")),
        ...all("cognito-idp", own.pool, "UpdateUserPool TagResource DeleteUserPool", own.tags("Resource", "elsewhere")),
        ...all("cognito-idp", own.pool, "UpdateUserPool TagResource AdminSetUserPassword ListUsers"),
        ...all("lambda", `${own.fn}-other`, "UpdateFunctionCode AddPermission"),
      ];
      expect(allowed("apply", calls)).toEqual([]);
    });

    test("every action is named, and every resource that can be is narrowed", () => {
      for (const role of ["plan", "apply"]) {
        const { Statement } = policyOf("aws_iam_role_policy", "policy", `${role} ${environment}`);
        const actions = (statements: typeof Statement): readonly string[] => statements.flatMap(({ Action }) => Action);
        expect(Statement.filter(({ Effect }) => Effect !== "Allow")).toEqual([]);
        expect(actions(Statement).filter((action) => action.includes("*"))).toEqual([]);
        const everywhere = actions(Statement.filter(({ Resource = [] }) => [Resource].flat().includes("*")));
        expect(everywhere.toSorted()).toEqual(unnarrowed(role, environment).toSorted());
      }
    });

    test("the boundary lets a role write its log and send text messages, whatever its own policy says", () => {
      const everything: Policy = {
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
      };
      const boundary = policyOf("aws_iam_policy", "policy", `boundary ${environment}`);
      const may = (call: Call): boolean => isAllowed([everything], call) && isAllowed([boundary], call);
      const logs = `arn:aws:logs:us-east-1:${ACCOUNT}:log-group:/aws/lambda/${own.name}:log-stream:1`;
      const yes = [...own.all("logs", logs, "CreateLogStream PutLogEvents"), ...own.all("sns", "+15550100", "Publish")];
      expect(yes.map(may)).toEqual(yes.map(() => true));
      const no = [
        ...own.plan,
        ...own.apply,
        ...own.all("sns", `arn:aws:sns:us-east-1:${ACCOUNT}:alarms`, "Publish"),
        ...own.all("sts", `arn:aws:iam::${ACCOUNT}:role/admin`, "AssumeRole"),
        ...own.all("logs", logs.replace(own.name, other.name), "PutLogEvents"),
      ];
      expect(no.filter(may)).toEqual([]);
      expect((bootstrap().outputs.permissions_boundary_arns as Record<string, string>)[environment]).toBe(own.boundary);
    });
  });
}

/** The actions that no resource, or none that is known before it exists, can narrow. */
function unnarrowed(role: string, environment: string): readonly string[] {
  const actions = ["cognito-idp:DescribeUserPoolDomain", "logs:DescribeLogGroups"];
  if (environment === "staging") {
    // Of zones, changes of records, distributions and requests for certificates only, where there is a custom domain.
    actions.push("route53:GetChange", "route53:ListHostedZonesByName");
  }
  if (role === "apply") {
    actions.push("cognito-idp:CreateUserPool");
    if (environment === "staging") {
      actions.push("acm:RequestCertificate", "cloudfront:UpdateDistribution");
    }
    if (environment === "dev") {
      actions.push("logs:CreateLogDelivery", "logs:DeleteLogDelivery", "logs:GetLogDelivery");
      actions.push("logs:ListLogDeliveries", "logs:UpdateLogDelivery");
      actions.push("logs:DescribeResourcePolicies", "logs:PutResourcePolicy");
      actions.push("ec2:DescribeVpcs", "ec2:DescribeSubnets", "ec2:DescribeSecurityGroups");
    }
  }
  return actions;
}
