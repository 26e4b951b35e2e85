/** Ways around the rules by forms: of settings, secrets, policies, conditions and names, and what no list knew to be harmless. */
import { another, arn, constant, of, role } from "./harmful-builders";
import type { Detour } from "./harmful-detours";
import type { Values } from "./planned";
import { CLIENT, created, DOMAIN, FUNCTION, fixture, LOGS, POOL, ROLE, resource, SKILL, updated } from "./planned";
import { byHand, grants, kept, newRole, variables } from "./rule-plans";

/** As Amazon Cognito makes them. */
const SECRET = "6ql5c0lm9e8ia8hpgu2td5fs7jn1k4v0b3xw";

const configured = (plan: Values, address: string): Values =>
  plan.configuration.root_module.resources.find((it: Values) => it.address === address);

/** The plan with a client's secret that is like a real one. */
const withSecret = (plan: Values): Values => {
  for (const side of ["before", "after"]) {
    resource(plan, CLIENT).change[side].client_secret = SECRET;
  }
  return plan;
};

/** An attribute of the function, by the references that make it. */
const made = (name: string, value: unknown, references: readonly string[], repeats?: readonly string[]) => () => {
  const plan = withSecret(of(FUNCTION, { [name]: value })());
  const found = configured(plan, FUNCTION);
  found.expressions[name] = { references };
  if (repeats !== undefined) {
    found.for_each_expression = { references: repeats };
  }
  return plan;
};

const inModule = (repeats: readonly string[]) => () => {
  const plan = withSecret(created("random_id", "x", { byte_length: 4 }));
  const of = { type: "aws_cloudwatch_log_group", name: "x", mode: "managed" };
  const address = "module.m.aws_cloudwatch_log_group.x";
  const after = { name: "x", tags: { a: "0cc175b9c0f1b6a831c399e269772661" } };
  const change = { actions: ["create"], before: null, after, after_unknown: { id: true }, before_sensitive: false };
  const provider_name = "registry.terraform.io/hashicorp/aws";
  plan.resource_changes.push({ ...of, address, provider_name, change: { ...change, after_sensitive: {} } });
  const expressions = { name: constant("x"), tags: { references: ["var.s"] } };
  plan.configuration.root_module.module_calls = {
    m: {
      expressions: { s: { references: ["each.value"] } },
      for_each_expression: { references: repeats },
      module: { variables: { s: {} }, resources: [{ ...of, address: "aws_cloudwatch_log_group.x", expressions }] },
    },
  };
  return plan;
};

const output = (after: unknown) => () => {
  const plan = withSecret(created("random_id", "x", { byte_length: 4 }));
  plan.configuration.root_module.outputs = { more: { expression: { references: ["local.x"] } } };
  const marks = { after_unknown: false, before_sensitive: false, after_sensitive: false };
  plan.output_changes.more = { actions: ["create"], before: null, after, ...marks };
  return plan;
};

const keyed = (key: string) => () =>
  withSecret(created("aws_cloudwatch_log_group", "x", { name: "x" }, undefined, key));

const SECRETS = [`${CLIENT}.client_secret`, CLIENT];
const PUBLIC = [`${CLIENT}.id`, CLIENT];
const BACKWARDS = [...SECRET].reverse().join("");

/** A new role, to which a policy is attached that is there already. */
const attached = (policy_arn: string) => () =>
  created(
    "aws_iam_role_policy_attachment",
    "x",
    { role: "new", policy_arn },
    newRole(grants("logs:PutLogEvents", "*")),
  );

const inline = (text: string) => () => {
  const plan = newRole(grants("logs:PutLogEvents", "*"));
  resource(plan, "aws_iam_role_policy.new").change.after.policy = text;
  return plan;
};

const TWICE =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Action":"logs:PutLogEvents","Resource":"*"}]}';
const ONCE = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"logs:PutLogEvents","Resource":"*"}]}';

const bucketPolicy = (text: string) => () =>
  created(
    "aws_s3_bucket_policy",
    "x",
    { bucket: "b", policy: text },
    kept("aws_s3_bucket", { bucket: "b", policy: "" }),
  );
const DENIES = '"Principal":"*","Action":"s3:*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"false"}}}]}';

const sleeps = (values: Values) => () => created("time_sleep", "x", values);

/** A secret that somebody changed by hand, and that the plan leaves. */
const secretByHand = (now: Values, before: Values) => () => {
  const plan = byHand(CLIENT, now);
  Object.assign(plan.resource_drift[0].change.before, before);
  return plan;
};

const zip = (after: Values) =>
  of(
    FUNCTION,
    { filename: null, s3_bucket: "b", ...after },
    { filename: null, s3_bucket: "b", s3_object_version: "1" },
  );

/** A record that proves a certificate, as the AWS provider's documentation writes it. */
const proves = (certificate: string) => () => {
  const plan = created("aws_acm_certificate", "x", { domain_name: "in.shop.example", validation_method: "DNS" });
  created("aws_route53_record", "proof", { zone_id: "Z", ttl: 60, allow_overwrite: true }, plan);
  const { change } = resource(plan, "aws_route53_record.proof");
  Object.assign(change.after_unknown, { name: true, records: true, type: true, fqdn: true });
  const found = configured(plan, "aws_route53_record.proof");
  found.for_each_expression = { references: [`${certificate}.domain_validation_options`, certificate] };
  for (const name of ["name", "records", "type"]) {
    found.expressions[name] = { references: [`each.value.${name}`, "each.value"] };
  }
  return plan;
};

const IDS = "amzn1.ask.skill.33333333-3333-4333-8333-333333333333";
const PROFILES = "https://example-alexa-skill-staging.auth.us-east-1.amazoncognito.com/oauth2/userInfo";
const SCOPED = ["openid profile", "profile openid"] as const;

export const BY_FORMS: readonly Detour[] = [
  [
    "skill ids that the function reads as one",
    () => variables({ SKILL_IDS: `${SKILL}\n${IDS}` }),
    () => variables({ SKILL_IDS: `${SKILL}, ${IDS}` }),
  ],
  [
    "a skill id that the function refuses",
    () => variables({ SKILL_IDS: `${SKILL},"${IDS}"` }),
    () => variables({ SKILL_IDS: `${SKILL},${IDS}` }),
  ],
  [
    "scopes that the function reads as one",
    () => variables({ SCOPES: "openid,profile" }),
    () => variables({ SCOPES: SCOPED[1] }),
  ],
  [
    "scopes with a tab between them",
    () => variables({ SCOPES: "openid\tprofile" }),
    () => variables({ SCOPES: "openid  profile" }),
  ],
  [
    "users' tokens for a host that looks known",
    () => variables({ USER_INFO_URI: PROFILES.replace(".com/", ".com.evil.example/") }),
    () => variables({ USER_INFO_URI: PROFILES }),
  ],
  ["a secret that is a member's name in an output", output({ a: { [SECRET]: 1 } }), output({ a: { text: 1 } })],
  [
    "a secret in lists of a few characters",
    output([[...SECRET.slice(0, 8)], [...SECRET.slice(8, 16)]]),
    output([["a", "b"], ["c"]]),
  ],
  [
    "a secret that is a tag's name",
    made("tags", { [SECRET]: "a" }, ["local.x"]),
    made("tags", { team: "a" }, ["local.x"]),
  ],
  [
    "a secret backwards in a description",
    made("description", BACKWARDS, ["local.x"]),
    made("description", "Answers Alexa, build 6ql5c", ["local.x"]),
  ],
  [
    "a secret in capitals in tags",
    made("tags", { a: SECRET.toUpperCase() }, ["local.x"]),
    made("tags", { a: "B" }, ["local.x"]),
  ],
  [
    "a resource for each of a secret",
    made("tags", { a: "3f9a" }, ["each.value"], SECRETS),
    made("tags", { a: "3f9a" }, ["each.value"], PUBLIC),
  ],
  ["a module for each of a secret", inModule(SECRETS), inModule(PUBLIC)],
  ["a secret that is a key of for_each", keyed(SECRET), keyed("staging")],
  [
    "a policy of the account that has the name of AWS's own",
    attached("arn:aws:iam::123456789012:policy/service-role/AWSLambdaBasicExecutionRole"),
    attached("arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"),
  ],
  [
    "a new role that writes into another account's log",
    () => newRole(grants("logs:PutLogEvents", arn("logs", "log-group:x:*"))),
    () => newRole(grants("logs:PutLogEvents", "arn:aws:logs:us-east-1:123456789012:log-group:x:*")),
  ],
  ["an action that stands twice", inline(TWICE), inline(ONCE)],
  [
    "an effect that stands twice",
    bucketPolicy(`{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Effect":"Deny",${DENIES}`),
    bucketPolicy(`{"Version":"2012-10-17","Statement":[{"Effect":"Deny",${DENIES}`),
  ],
  [
    "an apply that waits for years, in seconds",
    sleeps({ create_duration: "99999999s" }),
    sleeps({ create_duration: "120s" }),
  ],
  [
    "a deletion that waits for years",
    sleeps({ destroy_duration: "999999999999ms" }),
    sleeps({ destroy_duration: "500ms" }),
  ],
  [
    "a bucket whose end takes along what is in it",
    another("aws_s3_bucket", { id: "b", bucket: "b", force_destroy: false }, { force_destroy: true }),
    another("aws_s3_bucket", { id: "b", bucket: "b", force_destroy: true }, { force_destroy: false }),
  ],
  [
    "a zone whose end takes its records along",
    another("aws_route53_zone", { id: "z", name: "shop.example", force_destroy: false }, { force_destroy: true }),
    another("aws_route53_zone", { id: "z", name: "shop.example", comment: "a" }, { comment: "b" }),
  ],
  [
    "a log that no longer stays",
    of(LOGS, { skip_destroy: false }, { skip_destroy: true }),
    of(LOGS, { skip_destroy: true }),
  ],
  [
    "a client's secret that somebody changed",
    secretByHand({ client_secret: "new-6ql5c0lm9e8ia8hpgu2td5f" }, { client_secret: "old-6ql5c0lm9e8ia8hpgu2td5f" }),
    secretByHand({ name: "other" }, { name: "alexa" }),
  ],
  [
    "a sign-in domain that somebody added",
    () => byHand(POOL, { custom_domain: "login.evil.example" }),
    () => byHand(POOL, { estimated_number_of_users: 7 }),
  ],
  [
    "a sign-in domain at another distribution",
    () => byHand(DOMAIN, { cloudfront_distribution: "d9.cloudfront.net" }),
    () => byHand(DOMAIN, { version: "" }),
  ],
  ["a record for a certificate of elsewhere", proves("data.aws_acm_certificate.x"), proves("aws_acm_certificate.x")],
  [
    "another version of the zip in its bucket",
    zip({ s3_object_version: "2" }),
    zip({ s3_object_version: "2", source_code_hash: "b2==" }),
  ],
];

const ISSUER = "token.actions.githubusercontent.com";
const GITHUB = `arn:aws:iam::123456789012:oidc-provider/${ISSUER}`;
const LAMBDA = { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "lambda.amazonaws.com" } };

const trusting = (statement: object) => () =>
  updated(ROLE, (it) => {
    it.assume_role_policy = JSON.stringify({ Version: "2012-10-17", Statement: [LAMBDA, statement] });
  });
const web = (Federated: string, Condition?: object) =>
  trusting({
    Effect: "Allow",
    Action: "sts:AssumeRoleWithWebIdentity",
    Principal: { Federated },
    ...(Condition && { Condition }),
  });
const anybody = (Condition: object) =>
  trusting({ Effect: "Allow", Action: "sts:AssumeRole", Principal: { AWS: "*" }, Condition });
const sub = (operator: string, value: string) => web(GITHUB, { [operator]: { [`${ISSUER}:sub`]: value } });

/** Whoever may act under the function's role: anybody, beside somebody who is named. */
export const OPEN_TRUST: readonly Detour[] = [
  ["a pipeline of whoever has one", web(GITHUB), sub("StringEquals", "repo:shop/skill:ref:refs/heads/main")],
  [
    "a pipeline's audience",
    web(GITHUB, { StringEquals: { [`${ISSUER}:aud`]: "sts.amazonaws.com" } }),
    sub("StringLike", "repo:shop/skill:*"),
  ],
  ["any repository", sub("StringLike", "repo:*"), sub("StringLike", "repo:shop/*")],
  [
    "any owner's main branch",
    sub("StringLike", "repo:*/*:ref:refs/heads/main"),
    sub("StringLike", "repo:shop/*:ref:refs/heads/main"),
  ],
  [
    "a repository, if the token names one",
    sub("StringLikeIfExists", "repo:shop/*"),
    sub("ForAnyValue:StringLike", "repo:shop/*"),
  ],
  [
    "whoever signs in to any identity pool",
    web("cognito-identity.amazonaws.com"),
    web("cognito-identity.amazonaws.com", { StringEquals: { "cognito-identity.amazonaws.com:aud": "us-east-1:pool" } }),
  ],
  [
    "whose tag says so",
    anybody({ StringEquals: { "aws:PrincipalTag/team": "a" } }),
    anybody({ StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } }),
  ],
  [
    "any organization",
    anybody({ StringLike: { "aws:PrincipalOrgID": "o-*" } }),
    anybody({ StringLike: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } }),
  ],
  [
    "half of all addresses, twice",
    anybody({ IpAddress: { "aws:SourceIp": ["0.0.0.0/1", "128.0.0.0/1"] } }),
    anybody({ IpAddress: { "aws:SourceIp": ["203.0.113.0/24"] } }),
  ],
  [
    "a role of any account",
    anybody({ ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/deploy" } }),
    anybody({ ArnLike: { "aws:PrincipalArn": role("deploy") } }),
  ],
  [
    "principals of another account",
    anybody({ StringEquals: { "aws:PrincipalAccount": "999999999999" } }),
    anybody({ StringEquals: { "aws:PrincipalAccount": "123456789012" } }),
  ],
  [
    "another account's directory",
    web("arn:aws:iam::999999999999:saml-provider/x"),
    web("arn:aws:iam::123456789012:saml-provider/x"),
  ],
];

/** Of version 6 of the AWS provider, and of web ACLs: nobody should be stopped by these. */
const uncounted = (plan: Values, address: string, name: string): Values => {
  delete configured(plan, address).expressions[name];
  return plan;
};

export const EVERYDAY_FORMS: readonly (readonly [what: string, plan: () => Values])[] = [
  [
    "the region of something new",
    () =>
      uncounted(
        created("aws_cloudwatch_log_group", "x", { name: "x", region: "us-east-1" }),
        "aws_cloudwatch_log_group.x",
        "region",
      ),
  ],
  ["the region in a state that had none", of(FUNCTION, { region: "us-east-1", tags: { a: "b" } }, { region: null })],
  [
    "the region that a refresh finds",
    () => {
      const plan = byHand(FUNCTION, { region: "us-east-1" });
      plan.resource_drift[0].change.before.region = null;
      return plan;
    },
  ],
  [
    "a release by version 6",
    () =>
      updated(FUNCTION, (it, _, change) => {
        it.source_code_hash = "b2==";
        change.after_unknown = { ...change.after_unknown, response_streaming_invoke_arn: true };
      }),
  ],
  [
    "a web ACL's labels",
    another(
      "aws_wafv2_web_acl",
      { id: "w", name: "w", description: "a", tags: {} },
      { description: "b", tags: { a: "b" } },
    ),
  ],
  ["nothing", () => fixture("unchanged")],
];
