/**
 * examples/bootstrap on an emulator of AWS, with GitHub played: what the workflows need, in the right order, and that
 * the roles may do what each workflow does and no more. The policies are the ones that Terraform made; whether they allow
 * a call, test/iam/policy-evaluator.ts says.
 */
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { askEmulator } from "../../local/aws/aws-access";
import { findTerraform } from "../../terraform/binary";
import { limitProviderRetries, Terraform } from "../../terraform/terraform";
import { GitHubStandIn } from "../github/github-stand-in";
import type { Call, Policy } from "../iam/policy-evaluator";
import { isAllowed, isDenied } from "../iam/policy-evaluator";
import type { World } from "./world";
import { execute, ROOT, startWorld } from "./world";

jest.setTimeout(10 * 60 * 1000);

const REPOSITORY = "octo-org@123456/skill@456789";
const EXISTING_POOL = "us-east-1_Abc123xyz";
const ADOPTED_POOL = "us-east-1_Adopted1";
const ZONE = "Z0123456789ABCDEFGHIJ";
/** What the function of dev needs; staging's and prod's need nothing. */
const FUNCTION = {
  regions: ["eu-west-1"],
  encryption: ["arn:aws:kms:us-east-1:123456789012:key/1"],
  layers: ["arn:aws:lambda:us-east-1:123456789012:layer:tools:1"],
  vpc: true,
  dead_letters: ["arn:aws:sqs:us-east-1:123456789012:dead-letters"],
  tracing: true,
  policies: ["arn:aws:iam::123456789012:policy/read-progress"],
  statements: [
    { actions: ["dynamodb:GetItem"], resources: ["arn:aws:dynamodb:us-east-1:123456789012:table/progress"] },
  ],
};
const BUCKET = "octo-org-terraform-state";
/** In dev nobody approves; in staging an apply is approved; in prod that pull requests plan it, too. */
const ENVIRONMENTS = ["dev", "prod", "staging"];
const ACCOUNT = "123456789012";
const ISSUER = "token.actions.githubusercontent.com";

interface StateFile {
  readonly resources: readonly {
    readonly mode: string;
    readonly type: string;
    readonly name: string;
    readonly instances: readonly { readonly index_key?: string; readonly attributes: Record<string, string> }[];
  }[];
}

let world: World;
let folder: string;
let github: GitHubStandIn;
let outputs: Readonly<Record<string, unknown>>;
/** What was there after the apply that GitHub refused. */
let refused: { readonly message: string; readonly roles: readonly string[] };

/** An attribute of a managed resource, by the resource's name and key: "plan dev". */
function attributes(type: string, attribute: string): Readonly<Record<string, string>> {
  const { resources } = JSON.parse(readFileSync(join(folder, "terraform.tfstate"), "utf8")) as StateFile;
  const found = resources.filter((it) => it.mode === "managed" && it.type === type);
  return Object.fromEntries(
    found.flatMap(({ name, instances }) =>
      instances.map((it) => [
        it.index_key === undefined ? name : `${name} ${it.index_key}`,
        it.attributes[attribute] ?? "",
      ]),
    ),
  );
}

const policyOf = (type: string, attribute: string, key: string): Policy =>
  JSON.parse(attributes(type, attribute)[key] ?? "") as Policy;

const s3 = async (query: string): Promise<string> =>
  (await askEmulator(world.emulator.access, "s3", { path: `/${BUCKET}?${query}` })).body.toString("utf8");

beforeAll(async () => {
  world = await startWorld();
  folder = join(world.folder, "bootstrap");
  github = new GitHubStandIn(join(world.folder, "github"));
  cpSync(join(ROOT, "examples/bootstrap"), folder, {
    recursive: true,
    filter: (path) => !/\.terraform|\.tfstate/.test(path),
  });
  limitProviderRetries(folder);
  const environments = {
    dev: { destroy: true, approval: false, plan_approval: false, function: FUNCTION },
    staging: {
      plan_approval: false,
      existing_user_pool: EXISTING_POOL,
      custom_domain: { name: "login.example.com", hosted_zone_id: ZONE },
    },
    prod: { adopted_user_pool: ADOPTED_POOL },
  };
  const region = "us-east-1";
  const variables = { repository: REPOSITORY, region, state_bucket: BUCKET, reviewers: ["ada"], environments };
  writeFileSync(join(folder, "terraform.tfvars.json"), JSON.stringify(variables));
  const env = { ...world.env, ...github.variables };
  const terraform = new Terraform({ binary: await findTerraform(), folder, env });
  const planFile = join(world.folder, "bootstrap.plan");
  const apply = async (): Promise<void> => {
    await terraform.plan({ out: planFile });
    await terraform.apply(planFile);
  };
  await terraform.init();
  github.is({ users: {} });
  const message = await apply().then(
    () => "nothing was refused",
    (error: unknown) => String(error),
  );
  refused = { message, roles: Object.keys(attributes("aws_iam_role", "arn")) };
  github.is({ environments: github.environments });
  await apply();
  outputs = await terraform.output();
});
afterAll(() => world?.end());

describe("bootstrap", () => {
  test("is formatted and valid", async () => {
    const { path } = await findTerraform();
    const format = await execute(path, [`-chdir=${join(ROOT, "examples/bootstrap")}`, "fmt", "-check"], world.env);
    expect(format).toMatchObject({ exitCode: 0, stdout: "" });
    const validation = await execute(path, [`-chdir=${folder}`, "validate", "-json"], world.env);
    expect(JSON.parse(validation.stdout)).toMatchObject({ valid: true, diagnostics: [] });
  });

  test("makes no role as long as GitHub's environments are not what they must be", () => {
    expect(refused.message).toContain("No role that trusts it was made or changed.");
    expect(refused.roles).toEqual([]);
  });

  test("makes GitHub's environments: applies from main only, after an approval, and plans for pull requests", () => {
    const made = Object.fromEntries(
      Object.entries(github.environments).map(([name, { branch_policies, protection_rules }]) => [
        name,
        [branch_policies.map((it) => it.name), protection_rules.length],
      ]),
    );
    expect(made).toEqual({
      dev: [["main"], 0],
      "dev-plan": [[], 0],
      staging: [["main"], 1],
      "staging-plan": [[], 0],
      prod: [["main"], 1],
      "prod-plan": [[], 1],
    });
  });

  test("gives the workflows their variable", () => {
    const role = (name: string): string => `arn:aws:iam::${ACCOUNT}:role/github/alexa-skill-${name}`;
    expect(JSON.parse(String(outputs.github_variable))).toEqual(
      Object.fromEntries(
        ENVIRONMENTS.map((name) => [
          name,
          { region: "us-east-1", plan_role: role(`${name}-plan`), apply_role: role(`${name}-apply`) },
        ]),
      ),
    );
  });

  test("describes every output and every variable", () => {
    const text = ["outputs.tf", "variables.tf"].map((file) => readFileSync(join(folder, file), "utf8")).join("\n");
    const blocks = text.match(/^(output|variable) "\w+" \{\n {2}description = ".+\."$/gm) ?? [];
    expect(blocks).toHaveLength(text.match(/^(output|variable) /gm)?.length ?? 0);
  });

  test("keeps the state versioned, encrypted, unpublic, and behind TLS", async () => {
    expect(await s3("versioning")).toContain("<Status>Enabled</Status>");
    expect(await s3("encryption")).toContain("<SSEAlgorithm>AES256</SSEAlgorithm>");
    expect((await s3("publicAccessBlock")).match(/>true</gi)).toHaveLength(4);
    const policy = JSON.parse(await s3("policy")) as Policy;
    const read = { action: "s3:GetObject", resource: `arn:aws:s3:::${BUCKET}/alexa-skill/dev.tfstate` };
    expect(isDenied([policy], { ...read, context: { "aws:SecureTransport": "false" } })).toBe(true);
    expect(isDenied([policy], { ...read, context: { "aws:SecureTransport": "true" } })).toBe(false);
  });

  test("lets nobody overwrite a lock, an administrator neither", async () => {
    const policy = JSON.parse(await s3("policy")) as Policy;
    const put = (key: string, context: object): boolean =>
      isDenied([policy], {
        action: "s3:PutObject",
        resource: `arn:aws:s3:::${BUCKET}/alexa-skill/${key}`,
        context: { "aws:SecureTransport": "true", ...context },
      });
    expect(put("dev.tfstate.tflock", {})).toBe(true);
    expect(put("dev.tfstate.tflock", { "s3:if-none-match": "*" })).toBe(false);
    expect(put("dev.tfstate", {})).toBe(false);
  });
});

describe("other variables", () => {
  const plan = async (...args: readonly string[]) => {
    const { path } = await findTerraform();
    const env = { ...world.env, ...github.variables };
    return execute(path, [`-chdir=${folder}`, "plan", "-no-color", "-lock=false", "-input=false", ...args], env);
  };

  test("a function and a role of other names are the ones that the roles may change", async () => {
    const environments = { prod: { function_name: "shop-skill", function_role_name: "service-role/shop-role" } };
    const { exitCode, stdout } = await plan("-var", `environments=${JSON.stringify(environments)}`);

    expect(exitCode).toBe(0);
    expect(stdout).toContain(`:${ACCOUNT}:function:shop-skill:*`);
    expect(stdout).toContain(`:${ACCOUNT}:log-group:/aws/lambda/shop-skill`);
    expect(stdout).toContain(`:${ACCOUNT}:role/service-role/shop-role`);
  });

  test("without reviewers no pull request is planned where an approval is needed", async () => {
    const file = join(world.folder, "without-reviewers.plan");
    expect(await plan("-refresh=false", "-var=reviewers=[]", `-out=${file}`)).toMatchObject({ exitCode: 0 });
    const { path } = await findTerraform();
    const { stdout } = await execute(path, [`-chdir=${folder}`, "show", "-json", file], world.env);
    const { resource_changes } = JSON.parse(stdout) as {
      readonly resource_changes: readonly {
        readonly address: string;
        readonly change: { readonly actions: readonly string[]; readonly after: Record<string, string> | null };
      }[];
    };
    const after = new Map(resource_changes.map(({ address, change }) => [address, change]));
    expect(after.get('terraform_data.github_environment["prod-plan"]')?.actions).toEqual(["delete"]);
    const trust = (name: string): Policy =>
      JSON.parse(after.get(`aws_iam_role.plan["${name}"]`)?.after?.assume_role_policy ?? "") as Policy;
    const sids = (name: string): readonly unknown[] => trust(name).Statement.map(({ Sid }) => Sid);
    expect(sids("prod")).toEqual(["Branch"]);
    expect(sids("staging")).toEqual(["Branch", "PullRequests"]);
  });

  test("what cannot be meant is refused, all at once", async () => {
    const { exitCode, stderr } = await plan(
      '-var=reviewers=["a","b","c","d","e","f","g"]',
      '-var=environments={"a":{},"a-plan":{}}',
      "-var=branch=release/*",
      "-var=repository=https://github.com/octo-org/skill",
    );
    const text = stderr.replaceAll(/\s*\n[│ ]*/g, " ");
    expect(exitCode).toBe(1);
    for (const words of ["at most six names", "both NAME and NAME-plan", "one branch's name", "without a host name"]) {
      expect(text).toContain(words);
    }
  });
});

/** A job's token, as GitHub makes it: https://docs.github.com/actions/reference/security/oidc */
const token = (sub: string, ref: string, file = "deploy-environment.yml"): Readonly<Record<string, string>> => ({
  [`${ISSUER}:aud`]: "sts.amazonaws.com",
  [`${ISSUER}:sub`]: sub.startsWith("repo:") ? sub : `repo:${REPOSITORY}:${sub}`,
  [`${ISSUER}:ref`]: ref,
  [`${ISSUER}:job_workflow_ref`]: `octo-org/skill/.github/workflows/${file}@${ref}`,
});

const MAIN = "refs/heads/main";
const PULL = "refs/pull/7/merge";

describe.each(ENVIRONMENTS)("the roles of %s", (environment) => {
  const takes = (role: string, context: Readonly<Record<string, string>>): boolean =>
    isAllowed([policyOf("aws_iam_role", "assume_role_policy", `${role} ${environment}`)], {
      action: "sts:AssumeRoleWithWebIdentity",
      principal: { Federated: `arn:aws:iam::${ACCOUNT}:oidc-provider/${ISSUER}` },
      context,
    });

  test("plan: main, the deployments from main, and the pull requests that GitHub's environment lets through", () => {
    for (const context of [
      token(`ref:${MAIN}`, MAIN),
      token(`ref:${MAIN}`, MAIN, "drift-environment.yml"),
      token("environment:prod", MAIN),
      token(`environment:${environment}-plan`, PULL, "review.yml"),
      token(`environment:${environment}-plan`, "refs/heads/gh-readonly-queue/main/pr-7-c0ffee", "review.yml"),
    ]) {
      expect([context, takes("plan", context)]).toEqual([context, true]);
    }
  });

  test("plan: nobody else", () => {
    const other = ENVIRONMENTS.find((it) => it !== environment);
    for (const context of [
      // Before, a pull request's plan needed no environment, and so no reviewers.
      token("pull_request", PULL, "review.yml"),
      token(`environment:${other}-plan`, PULL, "review.yml"),
      // Whoever can push a branch can name an environment.
      token("environment:anything", "refs/heads/feature"),
      token(`environment:${environment}`, PULL, "review.yml"),
      token("ref:refs/heads/feature", "refs/heads/feature"),
      token("ref:refs/tags/main", "refs/tags/main"),
      token(`repo:mallory/skill:environment:${environment}-plan`, MAIN),
      token(`repo:octo-org@123456/skill@4567890:ref:${MAIN}`, MAIN),
      { ...token(`ref:${MAIN}`, MAIN), [`${ISSUER}:aud`]: "https://github.com/octo-org" },
    ]) {
      expect([context, takes("plan", context)]).toEqual([context, false]);
    }
  });

  test("apply: the workflow that deploys, as it stands on main, in the GitHub environment, and nobody else", () => {
    const own = `environment:${environment}`;
    expect(takes("apply", token(own, MAIN))).toBe(true);
    const { [`${ISSUER}:ref`]: _, ...withoutRef } = token(own, MAIN);
    for (const context of [
      // An environment that was made again, without protection.
      token(own, "refs/heads/feature"),
      token(own, PULL),
      token(own, "refs/tags/v1"),
      token(own, MAIN, "other.yml"),
      { ...token(own, MAIN), [`${ISSUER}:job_workflow_ref`]: token(own, PULL)[`${ISSUER}:job_workflow_ref`] ?? "" },
      withoutRef,
      token(`${own}-plan`, MAIN),
      token(`environment:${ENVIRONMENTS.find((it) => it !== environment)}`, MAIN),
      token(`ref:${MAIN}`, MAIN),
      token("pull_request", PULL),
    ]) {
      expect([context, takes("apply", context)]).toEqual([context, false]);
    }
  });
});

type Calls = readonly Call[];

/** The calls that a program makes for an environment. */
function callsFor(environment: string) {
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
  const roles = [role, `${role}_sms`];
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
      ...cognito("DescribeRiskConfiguration GetWebACLForResource"),
      ...all("cognito-idp", "*", "DescribeUserPoolDomain"),
      ...roles.flatMap((it) => all("iam", it, "GetRole GetRolePolicy ListAttachedRolePolicies ListRolePolicies")),
      ...all(
        "lambda",
        fn,
        "GetAlias GetFunction GetFunctionCodeSigningConfig GetPolicy GetProvisionedConcurrencyConfig ListVersionsByFunction ListTags",
      ),
      ...all("lambda", `${fn}:live`, "GetFunction GetPolicy"),
      ...all("logs", "*", "DescribeLogGroups"),
      ...all("logs", logs, "ListTagsForResource"),
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
      ...cognito("SetRiskConfiguration AssociateWebACL DisassociateWebACL"),
      ...cognito("CreateGroup UpdateGroup CreateResourceServer UpdateResourceServer"),
      ...cognito("CreateIdentityProvider UpdateIdentityProvider"),
      ...all("lambda", fn, "AddPermission CreateAlias CreateFunction PublishVersion UpdateFunctionCode UpdateAlias"),
      ...all("lambda", fn, "PutFunctionConcurrency DeleteFunctionConcurrency"),
      ...all("lambda", `${fn}:live`, "PutProvisionedConcurrencyConfig DeleteProvisionedConcurrencyConfig"),
      ...all("logs", logs, "CreateLogGroup PutRetentionPolicy"),
      ...roles.flatMap((it) =>
        all("iam", it, "CreateRole PutRolePolicy PutRolePermissionsBoundary UpdateAssumeRolePolicy", bounded),
      ),
      ...all("iam", role, "PassRole", { "iam:PassedToService": "lambda.amazonaws.com" }),
      ...all("iam", `${role}_sms`, "PassRole", { "iam:PassedToService": "cognito-idp.amazonaws.com" }),
    ],
    /** Of what holds no accounts and no links. */
    remove: [
      ...cognito("DeleteGroup DeleteIdentityProvider DeleteResourceServer"),
      ...all("lambda", fn, "DeleteAlias DeleteFunction RemovePermission"),
      ...all("logs", logs, "DeleteLogGroup"),
      ...all("iam", role, "DeleteRole DeleteRolePolicy ListInstanceProfilesForRole"),
    ],
    removeAccounts: cognito("DeleteUserPool DeleteUserPoolClient DeleteUserPoolDomain"),
  };
}

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
      // Of zones, changes of records, distributions and requests for certificates only, where there is a custom domain.
      const custom = [
        ...["route53:GetChange", "route53:ListHostedZonesByName"],
        ...(role === "plan" ? [] : ["acm:RequestCertificate", "cloudfront:UpdateDistribution"]),
      ];
      const network = ["ec2:DescribeVpcs", "ec2:DescribeSubnets", "ec2:DescribeSecurityGroups"];
      expect(everywhere.toSorted()).toEqual(
        [
          ...["cognito-idp:DescribeUserPoolDomain", "logs:DescribeLogGroups"],
          ...(role === "plan" ? [] : ["cognito-idp:CreateUserPool"]),
          ...(environment === "staging" ? custom : []),
          ...(role === "apply" && environment === "dev" ? network : []),
        ].toSorted(),
      );
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
    expect((outputs.permissions_boundary_arns as Record<string, string>)[environment]).toBe(own.boundary);
  });
});
