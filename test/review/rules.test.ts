/** For each rule a change that it finds, and a neighbour of that change on which it stays silent. */
import { ALL_RULES } from "../../review/judge-plan";
import { reviewEnvironment } from "../../review/review-environment";
import { KIND_CASES } from "./kind-cases";
import type { Values } from "./planned";
import {
  ALIAS,
  CLIENT,
  created,
  DOMAIN,
  deleted,
  FUNCTION,
  fixture,
  LOGS,
  PERMISSION,
  POLICY,
  POOL,
  ROLE,
  replaced,
  resource,
  SKILL,
  stack,
  updated,
} from "./planned";
import { POOL_CASES } from "./pool-cases";
import { FAMILY_CASES } from "./rule-cases";
import { PASSED_ONCE } from "./rule-cases-more";
import type { Case } from "./rule-plans";
import { changed } from "./rule-plans";

// The digest is slow on purpose, and has tests of its own.
const reviewOf = (plan: Values) =>
  reviewEnvironment({ environment: "staging", plan, configuration: stack(), digest: () => "none" });

const URLS = "https://layla.amazon.com/api/skill/link/";
/** Amazon may add a host for the skills of the same developer account. */
const anotherHost = (url: string): string => url.replace(/\/\/[^/]+/, "//another.amazon.com");
const policyOf = (
  actions: unknown,
  resources: unknown = "arn:aws:logs:us-east-1:123456789012:log-group:/x:*",
): string =>
  JSON.stringify({ Statement: [{ Resource: resources, Action: actions, Effect: "Allow" }], Version: "2012-10-17" });
const permission = (token: string | null) => ({
  ...fixture("unchanged").resource_changes.find((it: Values) => it.address === PERMISSION).change.after,
  statement_id: "other",
  event_source_token: token,
});

const plans = (edit: (plan: Values) => void): Values => {
  const plan = fixture("unchanged");
  edit(plan);
  return plan;
};

/** What the code no longer says, and the provider therefore keeps. */
const withoutLine = (address: string, ...names: readonly string[]): Values =>
  plans((plan) => {
    const { expressions } = plan.configuration.root_module.resources.find((it: Values) => it.address === address);
    for (const name of names) {
      delete expressions[name];
    }
  });

/** A pool with two triggers, of which the code has these lines. */
const withTriggers = (...lines: readonly string[]): Values =>
  plans((plan) => {
    const of = (list: readonly Values[]): Values => list.find((it) => it.address === POOL) as Values;
    const token = "arn:aws:lambda:us-east-1:123456789012:function:token";
    const triggers = {
      post_confirmation: "arn:aws:lambda:us-east-1:123456789012:function:post",
      pre_sign_up: "",
      pre_token_generation: token,
      pre_token_generation_config: [{ lambda_arn: token, lambda_version: "V1_0" }],
    };
    const { change } = of(plan.resource_changes);
    change.before.lambda_config = [triggers];
    change.after.lambda_config = [structuredClone(triggers)];
    of(plan.configuration.root_module.resources).expressions.lambda_config = [
      Object.fromEntries(lines.map((name) => [name, { constant_value: token }])),
    ];
  });

/** An output gets another value. Terraform 1.11 marks both sides if either is sensitive; OpenTofu marks each. */
const outputChanged = (marks: Values, configured: Values): Values =>
  plans((plan) => {
    plan.applyable = true;
    plan.configuration.root_module.outputs = { account_linking: configured };
    Object.assign(plan.output_changes.account_linking, { actions: ["update"], ...marks });
  });

/** An attribute that the pool gets, as the provider plans it: what it read back is not written out. */
const attributeAdded = (item: Values): Values =>
  updated(POOL, (it) => {
    it.schema = [...it.schema, { name: "plan", attribute_data_type: "String", ...item }];
    for (const one of it.schema) {
      one.developer_only_attribute = null;
    }
  });

/** A change by hand: Terraform remembers one value, and AWS has another. */
const drifted = (plan: Values): Values => {
  const now = resource(plan, LOGS);
  const before = { ...now.change.before, retention_in_days: 30 };
  now.change.before.retention_in_days = 400;
  plan.resource_drift = [
    { ...now, change: { ...now.change, actions: ["update"], before, after: { ...before, retention_in_days: 400 } } },
  ];
  return plan;
};

const takenOver = (plan: Values, address: string): Values => {
  resource(plan, address).change.importing = { id: "x" };
  plan.applyable = true;
  return plan;
};
const adopted = (...[address, edit]: Parameters<typeof updated>): Values => takenOver(updated(address, edit), address);
const adoptedAsItIs = (address: string): Values => takenOver(fixture("unchanged"), address);

/** Tags that Terraform remembers nowhere, and that AWS has or seems to have. */
function tagsDrifted(all: Readonly<Record<string, string>>): Values {
  const plan = updated(LOGS, (after, before) => {
    Object.assign(before, { tags: { Team: "b" }, tags_all: all });
    Object.assign(after, { tags: {}, tags_all: { Environment: "staging" } });
  });
  const now = resource(plan, LOGS);
  const before = { ...now.change.before, tags: {}, tags_all: { Environment: "staging" } };
  plan.resource_drift = [{ ...now, change: { ...now.change, actions: ["update"], before, after: now.change.before } }];
  return plan;
}

/** The plan on an empty state. */
function firstDeployment(edit: (plan: Values) => void = () => {}): Values {
  const plan = fixture("unchanged");
  for (const { change } of plan.resource_changes) {
    Object.assign(change, { actions: ["create"], before: null });
  }
  plan.applyable = true;
  edit(plan);
  return plan;
}

const CASES: readonly Case[] = [
  ...FAMILY_CASES,
  ...POOL_CASES,
  ...PASSED_ONCE,
  ...KIND_CASES,
  [
    "pool-destroyed",
    "block",
    () =>
      replaced(POOL, "name", (it) => {
        it.name = "new";
      }),
    /name \(was alexa-skill-staging, will be new\)/,
    () =>
      updated(POOL, (it) => {
        it.mfa_configuration = "ON";
      }),
  ],
  [
    "client-destroyed",
    "block",
    () =>
      replaced(CLIENT, "generate_secret", (it) => {
        it.generate_secret = false;
      }),
    /generate_secret/,
    () =>
      updated(CLIENT, (it) => {
        it.name = "new";
      }),
  ],
  [
    "domain-destroyed",
    "block",
    () => deleted(DOMAIN),
    /no longer has it/,
    () =>
      updated(DOMAIN, (it) => {
        it.managed_login_version = 2;
      }),
  ],
  [
    "lambda-replaced",
    "block",
    () =>
      replaced(FUNCTION, "function_name", (it) => {
        it.function_name = "new";
      }),
    /manifest/,
    () =>
      updated(FUNCTION, (it) => {
        it.description = "new";
      }),
  ],
  [
    "resource-destroyed",
    "block",
    () => deleted(ALIAS),
    /endpoint/,
    () =>
      updated(ALIAS, (it) => {
        it.description = "new";
      }),
  ],
  [
    "resource-destroyed",
    "warn",
    () => deleted(LOGS),
    /looked up/,
    () =>
      updated(LOGS, (it) => {
        it.retention_in_days = 400;
      }),
  ],
  [
    "resource-replaced",
    "warn",
    () =>
      replaced(ROLE, "path", (it) => {
        it.path = "/a/";
      }),
    /path \(was \//,
    () =>
      updated(ROLE, (it) => {
        it.description = "new";
      }),
  ],
  [
    "resource-replaced",
    "block",
    () =>
      replaced(ALIAS, "name", (it) => {
        it.name = "new";
      }),
    /ARN/,
    () => deleted(ALIAS),
  ],
  [
    "resource-forgotten",
    "warn",
    () => {
      const plan = deleted(DOMAIN);
      resource(plan, DOMAIN).change.actions = ["forget"];
      return plan;
    },
    /stays in AWS/,
    () => deleted(DOMAIN),
  ],
  [
    "schema-edit",
    "block",
    () =>
      updated(POOL, (it) => {
        it.schema[0].mutable = false;
      }),
    /given_name/,
    () => attributeAdded({}),
  ],
  [
    "schema-edit",
    "block",
    () => attributeAdded({ name: "family_name", required: true }),
    /chosen once[\s\S]*family_name/,
    () => attributeAdded({ name: "plan" }),
  ],
  [
    "schema-edit",
    "block",
    () => attributeAdded({ name: "nickname" }),
    /nickname/,
    () => attributeAdded({ name: "plan" }),
  ],
  [
    "mfa-required",
    "warn",
    () =>
      updated(POOL, (it, was) => {
        was.mfa_configuration = "OPTIONAL";
        it.mfa_configuration = "ON";
      }),
    /second factor[\s\S]*was OPTIONAL, will be ON/,
    () =>
      updated(POOL, (it, was) => {
        was.mfa_configuration = "OFF";
        it.mfa_configuration = "OPTIONAL";
      }),
  ],
  [
    "schema-added",
    "info",
    () =>
      updated(POOL, (it) => {
        it.schema.push({ name: "plan", attribute_data_type: "String" });
      }),
    /never/,
    () =>
      updated(POOL, (it) => {
        it.schema[0].mutable = false;
      }),
  ],
  [
    "deletion-protection-off",
    "block",
    () =>
      updated(POOL, (_it, was) => {
        was.deletion_protection = "ACTIVE";
      }),
    /was ACTIVE, will be INACTIVE/,
    () =>
      updated(POOL, (it) => {
        it.deletion_protection = "ACTIVE";
      }),
  ],
  [
    "sign-up",
    "warn",
    () =>
      updated(POOL, (it) => {
        it.admin_create_user_config[0].allow_admin_create_user_only = true;
      }),
    /no sign-up/,
    () =>
      updated(POOL, (it) => {
        it.admin_create_user_config[0].invite_message_template = [{ email_subject: "Hello" }];
      }),
  ],
  [
    "recovery-changed",
    "warn",
    () =>
      updated(POOL, (it) => {
        it.account_recovery_setting[0].recovery_mechanism = [{ name: "admin_only", priority: 1 }];
      }),
    /administrator/,
    () =>
      updated(POOL, (it) => {
        it.account_recovery_setting[0].recovery_mechanism.push({ name: "verified_phone_number", priority: 2 });
      }),
  ],
  [
    "verification-lost",
    "warn",
    () =>
      updated(POOL, (it) => {
        it.auto_verified_attributes = [];
      }),
    /no code/,
    () =>
      updated(POOL, (it) => {
        it.auto_verified_attributes.push("phone_number");
      }),
  ],
  [
    "verification-changed",
    "info",
    () =>
      updated(POOL, (it) => {
        it.auto_verified_attributes.push("phone_number");
      }),
    /code/,
    () =>
      updated(POOL, (it) => {
        it.auto_verified_attributes = [];
      }),
  ],
  [
    "email-sender",
    "warn",
    () =>
      updated(POOL, (it) => {
        it.email_configuration = [{ email_sending_account: "DEVELOPER", source_arn: "arn:x" }];
      }),
    /DEVELOPER/,
    () =>
      updated(POOL, (it) => {
        it.sms_verification_message = "{####}";
      }),
  ],
  [
    "message-changed",
    "info",
    () =>
      updated(POOL, (it) => {
        it.verification_message_template[0].email_subject = "New";
      }),
    /new text/,
    () =>
      updated(POOL, (it) => {
        it.deletion_protection = "ACTIVE";
      }),
  ],
  [
    "trigger-changed",
    "warn",
    () =>
      updated(POOL, (it) => {
        it.lambda_config = [{ pre_token_generation: "arn:x" }];
      }),
    /4\.5 s/,
    () =>
      updated(POOL, (it) => {
        it.tags = { a: "b" };
      }),
  ],
  [
    "trigger-changed",
    "info",
    () =>
      updated(POOL, (it) => {
        it.lambda_config = [{ pre_sign_up: "arn:x" }];
      }),
    /pre_sign_up/,
    () =>
      updated(POOL, (it) => {
        it.lambda_config = [{ pre_token_generation: "arn:x" }];
      }),
  ],
  [
    "password-weaker",
    "warn",
    () =>
      updated(POOL, (it) => {
        it.password_policy[0].minimum_length = 6;
      }),
    /was 12, will be 6/,
    () =>
      updated(POOL, (it) => {
        it.password_policy[0].minimum_length = 14;
      }),
  ],
  [
    "password-weaker",
    "warn",
    () =>
      updated(POOL, (it) => {
        it.password_policy[0].require_numbers = false;
      }),
    /require_numbers/,
    () =>
      updated(POOL, (it) => {
        it.password_policy[0].require_symbols = true;
      }),
  ],
  [
    "mfa-weaker",
    "warn",
    () =>
      updated(POOL, (it) => {
        it.mfa_configuration = "OFF";
      }),
    /was OPTIONAL, will be OFF/,
    () =>
      updated(POOL, (it) => {
        it.mfa_configuration = "ON";
      }),
  ],
  [
    "mfa-weaker",
    "warn",
    () =>
      updated(CLIENT, (it) => {
        it.prevent_user_existence_errors = "LEGACY";
      }),
    /LEGACY/,
    () =>
      updated(CLIENT, (_it, was) => {
        was.prevent_user_existence_errors = "LEGACY";
      }),
  ],
  [
    "redirect-removed",
    "block",
    () =>
      updated(CLIENT, (it) => {
        it.callback_urls = it.callback_urls.filter((url: string) => !url.startsWith(URLS));
      }),
    /Europe and India/,
    () =>
      updated(CLIENT, (it) => {
        it.callback_urls = [...it.callback_urls].reverse();
      }),
  ],
  [
    "redirect-removed",
    "block",
    () =>
      updated(CLIENT, (it) => {
        it.callback_urls = it.callback_urls.map((url: string) => url.replace(/M\w+$/, "M2OTHER"));
      }),
    /M2OTHER/,
    () =>
      updated(CLIENT, (it) => {
        it.callback_urls.push(`${URLS}M2OTHER`);
      }),
  ],
  [
    "redirect-removed",
    "warn",
    () =>
      updated(CLIENT, (_it, was) => {
        was.callback_urls.push("https://example.com/app");
      }),
    /example\.com\/app/,
    () =>
      updated(CLIENT, (it) => {
        it.callback_urls.push("https://example.com/app");
      }),
  ],
  [
    "redirect-added",
    "warn",
    () =>
      updated(CLIENT, (it) => {
        it.callback_urls.push("https://example.com/app");
      }),
    /example\.com\/app[\s\S]*codes/,
    () =>
      updated(CLIENT, (it) => {
        it.callback_urls.push(anotherHost(it.callback_urls[0]));
      }),
  ],
  [
    "redirect-added",
    "warn",
    () =>
      updated(CLIENT, (it) => {
        it.callback_urls.push(`${URLS}M2OTHER`);
      }),
    /another developer account may link: M2OTHER/,
    () =>
      updated(CLIENT, (it) => {
        it.callback_urls.push(anotherHost(it.callback_urls[0]));
      }),
  ],
  [
    "redirect-added",
    "warn",
    () =>
      updated(CLIENT, (it) => {
        it.callback_urls.push("https://example.com/api/skill/link/M1EXAMPLE");
      }),
    /example\.com\/api/,
    () =>
      updated(CLIENT, (_it, was) => {
        was.callback_urls.push("https://example.com/app");
      }),
  ],
  [
    "redirect-added",
    "warn",
    () =>
      updated(CLIENT, (it) => {
        it.callback_urls.push("http://localhost:3000/signed-in");
      }),
    /without encryption: http:\/\/localhost/,
    () =>
      updated(CLIENT, (it) => {
        it.logout_urls.push("http://localhost:3000/signed-out");
      }),
  ],
  [
    "sign-out-removed",
    "warn",
    () =>
      updated(CLIENT, (it) => {
        it.logout_urls = [];
      }),
    /signed-out/,
    () =>
      updated(CLIENT, (it) => {
        it.logout_urls.push("https://example.com/bye");
      }),
  ],
  [
    "oauth-off",
    "block",
    () =>
      updated(CLIENT, (it) => {
        it.allowed_oauth_flows_user_pool_client = false;
      }),
    /switched off/,
    () =>
      updated(CLIENT, (it) => {
        it.allowed_oauth_flows.push("implicit");
      }),
  ],
  [
    "oauth-off",
    "block",
    () =>
      updated(CLIENT, (it) => {
        it.supported_identity_providers = ["Google"];
      }),
    /COGNITO/,
    () =>
      updated(CLIENT, (it) => {
        it.supported_identity_providers.push("Google");
      }),
  ],
  [
    "oauth-off",
    "block",
    () =>
      updated(CLIENT, (it) => {
        it.allowed_oauth_scopes = ["openid"];
      }),
    /profile/,
    () =>
      updated(CLIENT, (it) => {
        it.allowed_oauth_scopes.push("email");
      }),
  ],
  [
    "scope-unknown",
    "warn",
    () =>
      updated(CLIENT, (it) => {
        it.allowed_oauth_scopes.push("api/read");
      }),
    /api\/read/,
    () =>
      created(
        "aws_cognito_resource_server",
        "api",
        { identifier: "api", scope: [{ scope_name: "read" }] },
        updated(CLIENT, (it) => {
          it.allowed_oauth_scopes.push("api/read");
        }),
      ),
  ],
  [
    "attribute-hidden",
    "warn",
    () =>
      updated(CLIENT, (it, was) => {
        was.read_attributes = ["email", "name"];
        it.read_attributes = ["name"];
      }),
    /email/,
    () =>
      updated(CLIENT, (it, was) => {
        was.read_attributes = ["name"];
        it.read_attributes = ["email", "name"];
      }),
  ],
  [
    "removed-property-noop",
    "info",
    () => withoutLine(CLIENT, "callback_urls"),
    /callback_urls stays \[/,
    () => fixture("unchanged"),
  ],
  [
    "removed-property-noop",
    "info",
    () => withoutLine(CLIENT, "logout_urls", "prevent_user_existence_errors"),
    /logout_urls stays .*; prevent_user_existence_errors stays ENABLED/,
    () => withoutLine(CLIENT, "access_token_validity", "enable_token_revocation"),
  ],
  [
    "removed-property-noop",
    "info",
    () => withoutLine(POOL, "password_policy", "username_configuration"),
    /password_policy stays .*; username_configuration stays/,
    () => withoutLine(POOL, "admin_create_user_config", "user_pool_tier"),
  ],
  [
    "removed-property-noop",
    "info",
    () => withTriggers("post_confirmation"),
    /removed: lambda_config\.pre_token_generation\./,
    () => withTriggers("post_confirmation", "pre_token_generation_config"),
  ],
  [
    "refresh-shorter",
    "warn",
    () =>
      updated(CLIENT, (it) => {
        it.refresh_token_validity = 30;
      }),
    /30 days instead of 3650 days/,
    () =>
      updated(CLIENT, (it) => {
        it.refresh_token_validity = 3650 * 24;
        it.token_validity_units[0].refresh_token = "hours";
      }),
  ],
  [
    "refresh-shorter",
    "block",
    () =>
      updated(CLIENT, (it) => {
        it.token_validity_units[0].refresh_token = "seconds";
        it.refresh_token_validity = 3600;
      }),
    /60 minutes/,
    () =>
      updated(CLIENT, (_it, was) => {
        was.refresh_token_validity = 30;
      }),
  ],
  [
    "access-too-short",
    "block",
    () =>
      updated(CLIENT, (it) => {
        it.access_token_validity = 5;
      }),
    /5 minutes/,
    () =>
      updated(CLIENT, (it) => {
        it.access_token_validity = 2;
        it.token_validity_units[0].access_token = "hours";
      }),
  ],
  [
    "access-too-short",
    "info",
    () =>
      updated(CLIENT, (it) => {
        it.access_token_validity = 6;
      }),
    /recommends/,
    () =>
      updated(CLIENT, (it) => {
        it.id_token_validity = 5;
      }),
  ],
  [
    "rotation-or-revocation",
    "warn",
    () =>
      updated(CLIENT, (it) => {
        it.refresh_token_rotation = [{ feature: "ENABLED", retry_grace_period_seconds: 0 }];
      }),
    /lost links/,
    () =>
      updated(CLIENT, (it) => {
        it.explicit_auth_flows = [...it.explicit_auth_flows].reverse();
      }),
  ],
  [
    "sign-in-page",
    "warn",
    () =>
      updated(DOMAIN, (it) => {
        it.managed_login_version = 2;
      }),
    /style/,
    () =>
      replaced(DOMAIN, "domain", (it) => {
        it.domain = "x";
      }),
  ],
  [
    "certificate-changed",
    "info",
    () =>
      updated(DOMAIN, (it, was) => {
        was.certificate_arn = "arn:aws:acm:us-east-1:123456789012:certificate/a";
        it.certificate_arn = "arn:aws:acm:us-east-1:123456789012:certificate/b";
      }),
    /address stays/,
    () =>
      updated(DOMAIN, (it) => {
        it.managed_login_version = 2;
      }),
  ],
  [
    "lambda-stopped",
    "block",
    () =>
      updated(FUNCTION, (it) => {
        it.timeout = 8;
      }),
    /8 s/,
    () =>
      updated(FUNCTION, (it) => {
        it.timeout = 6;
      }),
  ],
  [
    "lambda-stopped",
    "block",
    () =>
      updated(FUNCTION, (it) => {
        it.reserved_concurrent_executions = 0;
      }),
    /refuses every call/,
    () =>
      updated(FUNCTION, (it) => {
        it.reserved_concurrent_executions = 5;
      }),
  ],
  [
    "lambda-release",
    "info",
    () =>
      updated(FUNCTION, (it) => {
        it.source_code_hash = "b2==";
      }),
    /at once/,
    () =>
      updated(FUNCTION, (it) => {
        it.memory_size = 1024;
      }),
  ],
  [
    "lambda-release",
    "warn",
    () =>
      updated(FUNCTION, (it) => {
        it.filename = "elsewhere/skill.zip";
      }),
    /another path[\s\S]*elsewhere/,
    () =>
      updated(FUNCTION, (it) => {
        it.filename = "elsewhere/skill.zip";
        it.source_code_hash = "b2==";
      }),
  ],
  [
    "alias-moved",
    "info",
    () =>
      updated(ALIAS, (it, was) => {
        was.function_version = "12";
        it.function_version = "9";
      }),
    /older/,
    () =>
      updated(ALIAS, (it, was) => {
        was.function_version = "0";
        it.function_version = "1";
      }),
  ],
  [
    "lambda-runtime",
    "warn",
    () =>
      updated(FUNCTION, (it) => {
        it.runtime = "nodejs20.x";
      }),
    /no longer supports/,
    () =>
      updated(FUNCTION, (it) => {
        it.memory_size = 1024;
      }),
  ],
  [
    "lambda-slower",
    "warn",
    () =>
      updated(FUNCTION, (it) => {
        it.memory_size = 128;
      }),
    /was 512, will be 128/,
    () =>
      updated(FUNCTION, (it) => {
        it.memory_size = 1024;
      }),
  ],
  [
    "lambda-network",
    "warn",
    () =>
      updated(FUNCTION, (it) => {
        it.vpc_config = [{ subnet_ids: ["subnet-1"] }];
      }),
    /NAT/,
    () =>
      updated(FUNCTION, (it) => {
        it.vpc_config = [{ ipv6_allowed_for_dual_stack: false }];
      }),
  ],
  [
    "lambda-network",
    "warn",
    () =>
      updated(FUNCTION, (it, was) => {
        was.vpc_config = [{ subnet_ids: ["subnet-1"], security_group_ids: ["sg-1"] }];
        it.vpc_config = [{ subnet_ids: ["subnet-1"], security_group_ids: ["sg-2"] }];
      }),
    /other security groups[\s\S]*443/,
    () =>
      updated(FUNCTION, (it, was) => {
        was.vpc_config = [{ subnet_ids: ["subnet-1"], security_group_ids: ["sg-1"] }];
        it.vpc_config = [{ subnet_ids: ["subnet-1"], security_group_ids: ["sg-1"], ipv6_allowed_for_dual_stack: true }];
      }),
  ],
  [
    "lambda-network",
    "warn",
    () =>
      updated(FUNCTION, (it, was) => {
        was.vpc_config = [{ subnet_ids: ["subnet-1"], security_group_ids: ["sg-1"] }];
        it.vpc_config = [];
      }),
    /reaches no longer/,
    () =>
      updated(FUNCTION, (it) => {
        it.vpc_config = [];
      }),
  ],
  [
    "lambda-dead-letters",
    "info",
    () =>
      updated(FUNCTION, (it, was) => {
        was.dead_letter_config = [{ target_arn: "arn:aws:sqs:us-east-1:123456789012:dead" }];
        it.dead_letter_config = [];
      }),
    /nowhere/,
    () =>
      updated(FUNCTION, (it) => {
        it.dead_letter_config = [{ target_arn: "arn:aws:sqs:us-east-1:123456789012:dead" }];
      }),
  ],
  [
    "lambda-provisioned",
    "info",
    () =>
      changed(
        "aws_lambda_provisioned_concurrency_config",
        { provisioned_concurrent_executions: 4 },
        { provisioned_concurrent_executions: 2 },
      ),
    /was 4, will be 2/,
    () =>
      changed(
        "aws_lambda_provisioned_concurrency_config",
        { provisioned_concurrent_executions: 2 },
        { provisioned_concurrent_executions: 4 },
      ),
  ],
  [
    "lambda-unpublished",
    "warn",
    () =>
      updated(FUNCTION, (it) => {
        it.publish = false;
      }),
    /alias stays/,
    () =>
      updated(FUNCTION, (_it, was) => {
        was.publish = false;
      }),
  ],
  [
    "lambda-environment",
    "block",
    () =>
      updated(FUNCTION, (it) => {
        it.environment[0].variables.CLIENT_ID = "another";
      }),
    /another/,
    () =>
      updated(FUNCTION, (it) => {
        it.environment[0].variables.SKILL_IDS += " amzn1.ask.skill.x";
      }),
  ],
  [
    "lambda-environment",
    "block",
    () =>
      updated(FUNCTION, (it) => {
        delete it.environment[0].variables.ISSUER;
      }),
    /not set/,
    () =>
      updated(FUNCTION, (it) => {
        it.environment[0].variables.LEVEL = "debug";
      }),
  ],
  [
    "log-kept-shorter",
    "info",
    () =>
      updated(LOGS, (it) => {
        it.retention_in_days = 7;
      }),
    /was 30, will be 7/,
    () =>
      updated(LOGS, (it) => {
        it.retention_in_days = 0;
      }),
  ],
  [
    "encryption-changed",
    "warn",
    () =>
      updated(LOGS, (it) => {
        it.kms_key_id = "arn:key";
      }),
    /arn:key/,
    () =>
      updated(LOGS, (it) => {
        it.skip_destroy = true;
      }),
  ],
  [
    "skill-id",
    "block",
    () => deleted(PERMISSION, "delete_because_each_key"),
    /that skill/,
    () =>
      created(
        "aws_lambda_permission",
        "skill_alexa",
        permission("amzn1.ask.skill.other"),
        fixture("unchanged"),
        "amzn1.ask.skill.other",
      ),
  ],
  [
    "skill-id",
    "block",
    () =>
      replaced(PERMISSION, "event_source_token", (it) => {
        it.event_source_token = null;
      }),
    /Any Alexa skill/,
    () => fixture("unchanged"),
  ],
  [
    "skill-id",
    "block",
    () =>
      replaced(PERMISSION, "principal", (it) => {
        it.principal = "s3.amazonaws.com";
      }),
    /s3\.amazonaws\.com/,
    () => fixture("unchanged"),
  ],
  [
    "skill-id",
    "warn",
    () =>
      replaced(PERMISSION, "statement_id", (it) => {
        it.statement_id = "new";
      }),
    /statement_id/,
    () => created("aws_lambda_permission", "other", { ...permission(null), principal: "s3.amazonaws.com" }),
  ],
  [
    "iam-wider",
    "warn",
    () =>
      updated(POLICY, (it, was) => {
        was.policy = policyOf(["logs:PutLogEvents"]);
        it.policy = policyOf(["logs:PutLogEvents", "s3:*"]);
      }),
    /s3:\*/,
    () =>
      updated(POLICY, (it, was) => {
        was.policy = policyOf(["logs:PutLogEvents", "s3:*"]);
        it.policy = policyOf("logs:PutLogEvents");
      }),
  ],
  [
    "iam-wider",
    "warn",
    () => created("aws_iam_role_policy_attachment", "more", { role: "alexa-skill-staging", policy_arn: "arn:more" }),
    /arn:more/,
    () =>
      created(
        "aws_iam_role_policy_attachment",
        "more",
        { role: "new", policy_arn: "arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess" },
        created("aws_iam_role", "new", { name: "new" }),
      ),
  ],
  [
    "iam-wider",
    "warn",
    () =>
      updated(ROLE, (it, was) => {
        was.permissions_boundary = "arn:aws:iam::123456789012:policy/boundary";
        it.permissions_boundary = "";
      }),
    /The boundary of a role goes[\s\S]*policy\/boundary/,
    () =>
      updated(ROLE, (it, was) => {
        was.permissions_boundary = "";
        it.permissions_boundary = "arn:aws:iam::123456789012:policy/boundary";
      }),
  ],
  [
    "iam-wider",
    "warn",
    () =>
      updated(ROLE, (it, was) => {
        was.permissions_boundary = "arn:aws:iam::123456789012:policy/narrow";
        it.permissions_boundary = "arn:aws:iam::123456789012:policy/wide";
      }),
    /Another policy bounds a role[\s\S]*policy\/wide/,
    () => updated(ROLE, (it) => (it.description = "other")),
  ],
  [
    "iam-wider",
    "warn",
    () =>
      updated(ROLE, (it) => {
        it.assume_role_policy = it.assume_role_policy.replace("lambda.amazonaws.com", "*");
      }),
    /Service \*/,
    () =>
      updated(ROLE, (it) => {
        it.assume_role_policy = JSON.stringify(JSON.parse(it.assume_role_policy), null, 2);
      }),
  ],
  [
    "setting-unreadable",
    "block",
    () =>
      updated(CLIENT, (it, _was, change) => {
        delete it.callback_urls;
        change.after_unknown.callback_urls = true;
      }),
    /callback_urls/,
    () =>
      updated(CLIENT, (it, _was, change) => {
        delete it.client_secret;
        change.after_unknown.client_secret = true;
      }),
  ],
  [
    "secret-shown",
    "block",
    () => outputChanged({ before_sensitive: true, after_sensitive: true }, {}),
    /account_linking/,
    () => outputChanged({ before_sensitive: true, after_sensitive: true }, { sensitive: true }),
  ],
  [
    "secret-shown",
    "block",
    () => outputChanged({ before_sensitive: true, after_sensitive: false }, {}),
    /account_linking/,
    () => outputChanged({ before_sensitive: false, after_sensitive: true }, { sensitive: true }),
  ],
  [
    "output-removed",
    "warn",
    () =>
      plans((plan) => {
        plan.applyable = true;
        plan.output_changes.account_linking.actions = ["delete"];
      }),
    /account_linking/,
    () => fixture("unchanged"),
  ],
  [
    "plan-not-judged",
    "block",
    () =>
      plans((plan) => {
        plan.errored = true;
      }),
    /error/,
    () => fixture("unchanged"),
  ],
  [
    "everything-destroyed",
    "block",
    () =>
      plans((plan) => {
        plan.applyable = true;
        plan.planned_values.root_module = {};
        for (const { change } of plan.resource_changes) {
          change.actions = ["delete"];
          change.after = null;
        }
      }),
    /9 resources/,
    () => deleted(DOMAIN),
  ],
  [
    "refresh-only",
    "info",
    () =>
      plans((plan) => {
        drifted(plan);
        plan.resource_changes = [];
        plan.applyable = true;
      }),
    /No resource/,
    () => fixture("unchanged"),
  ],
  [
    "account-guard",
    "warn",
    () =>
      plans((plan) => {
        delete plan.configuration.provider_config.aws.expressions.allowed_account_ids;
      }),
    /allowed_account_ids/,
    () => fixture("unchanged"),
  ],
  [
    "resource-moved",
    "info",
    () =>
      plans((plan) => {
        plan.applyable = true;
        resource(plan, POOL).previous_address = "aws_cognito_user_pool.users";
      }),
    /In AWS nothing/,
    () => fixture("unchanged"),
  ],
  [
    "resource-imported",
    "info",
    () =>
      plans((plan) => {
        plan.applyable = true;
        resource(plan, POOL).change.importing = { id: "x" };
      }),
    /as it is/,
    () => fixture("unchanged"),
  ],
  [
    "adopted-pool-resets",
    "warn",
    () => adopted(POOL, (it) => Object.assign(it, { mfa_configuration: "OPTIONAL" })),
    /This plan may take settings[\s\S]*inbound federation/,
    () => updated(POOL, (it) => Object.assign(it, { mfa_configuration: "OPTIONAL" })),
  ],
  ["adopted-pool-resets", "info", () => adoptedAsItIs(POOL), /A later change/, () => adoptedAsItIs(CLIENT)],
  [
    "resource-replaced",
    "block",
    () =>
      takenOver(
        replaced(LOGS, "name", (it) => Object.assign(it, { name: "/aws/lambda/other" })),
        LOGS,
      ),
    /was to be taken over ends/,
    () => adoptedAsItIs(LOGS),
  ],
  [
    "client-destroyed",
    "block",
    () =>
      takenOver(
        replaced(CLIENT, "generate_secret", (it) => Object.assign(it, { generate_secret: false })),
        CLIENT,
      ),
    /was to be taken over ends[\s\S]*generate_secret/,
    () => adoptedAsItIs(CLIENT),
  ],
  [
    "drift-undone",
    "warn",
    () => drifted(updated(LOGS, () => {})),
    /retention_in_days is 400, will be 30/,
    () =>
      drifted(
        plans((plan) => {
          resource(plan, LOGS).change.after.retention_in_days = 400;
        }),
      ),
  ],
  [
    "drift-undone",
    "warn",
    () => tagsDrifted({ Team: "b", Environment: "staging" }),
    /tags is/,
    // Only `tags` differs: what the provider's default_tags gave before they were changed.
    () => tagsDrifted({ Environment: "staging" }),
  ],
  [
    "first-deployment",
    "warn",
    () => firstDeployment(),
    /no longer looks after the pool that holds the users/,
    () =>
      firstDeployment((plan) => {
        resource(plan, LOGS).change = fixture("unchanged").resource_changes.find(
          ({ address }: Values) => address === LOGS,
        ).change;
      }),
  ],
  [
    "construct-renamed",
    "block",
    () => created("aws_cognito_user_pool", "people", { name: "alexa-skill-staging" }, deleted(POOL)),
    /people is created/,
    () => created("aws_cognito_user_pool", "second", { name: "second" }),
  ],
];

describe("rules", () => {
  test.each(CASES)("%s (%s) is found, and its neighbour is not", (rule, severity, finds, says, silent) => {
    // WHEN
    const found = reviewOf(finds()).findings.filter((it) => it.rule === rule && it.severity === severity);
    const neighbour = reviewOf(silent());

    // THEN
    expect(found).toHaveLength(1);
    expect(`${found[0]?.what} ${found[0]?.effect}`).toMatch(says);
    expect(neighbour.notJudged).toEqual([]);
    expect(neighbour.findings.filter((it) => it.rule === rule && it.severity === severity)).toEqual([]);
  });

  test("each has a case here", () => {
    const covered = new Set(CASES.map(([rule]) => rule));

    expect(ALL_RULES.map(({ id }) => id).filter((id) => !covered.has(id))).toEqual([]);
  });

  /** The function's variables become unknown as a whole. */
  const unknownVariables = (plan: Values): Values => {
    const { change } = resource(plan, FUNCTION);
    change.actions = ["update"];
    delete change.after.environment[0].variables;
    change.after_unknown = { ...change.after_unknown, environment: [{ variables: true }] };
    plan.applyable = true;
    return plan;
  };

  test("variables that follow from a new client name it, and are left alone where it stays", () => {
    const renewed = replaced(CLIENT, "generate_secret", (after, change) => {
      delete after.id;
      change.after_unknown = { ...change.after_unknown, id: true };
    });

    const [found, neighbour] = [renewed, fixture("unchanged")].map((plan) =>
      reviewOf(unknownVariables(plan)).findings.filter(({ rule }) => rule === "lambda-environment"),
    );

    expect(found).toMatchObject([{ recover: expect.stringContaining(`This follows from ${CLIENT}`) }]);
    expect(neighbour).toEqual([]);
  });

  test("a plan without changes has no findings", () => {
    expect(reviewOf(fixture("unchanged"))).toMatchObject({ verdict: "safe", findings: [], changes: [], notJudged: [] });
  });

  test("a skill id that is exchanged names the skill that is cut off", () => {
    // GIVEN the permission of one skill goes, and another skill's comes
    const other = "amzn1.ask.skill.33333333-3333-4333-8333-333333333333";
    const plan = created(
      "aws_lambda_permission",
      "skill_alexa",
      permission(other),
      deleted(PERMISSION, "delete_because_each_key"),
      other,
    );

    // THEN it is no rename
    expect(reviewOf(plan).findings.map(({ rule, what }) => [rule, what])).toEqual([
      ["skill-id", `The skill ${SKILL} may no longer call the function.`],
    ]);
  });

  test("a resource that is sensitive as a whole is not safe by that", () => {
    const plan = updated(POOL, (_after, before, change) => {
      before.deletion_protection = "ACTIVE";
      change.before_sensitive = true;
    });

    expect(reviewOf(plan)).toMatchObject({
      verdict: "blocked",
      findings: [{ rule: "setting-unreadable", effect: expect.stringContaining("deletion_protection") }],
    });
  });

  test("an attribute that is added to a pool is neither an edit nor undone drift", () => {
    // GIVEN the provider reads back more than the state has
    const plan = attributeAdded({});
    const found = resource(plan, POOL);
    const remembered = structuredClone(found.change.before);
    for (const one of remembered.schema) {
      one.developer_only_attribute = null;
    }
    plan.resource_drift = [{ ...found, change: { ...found.change, before: remembered, after: found.change.before } }];

    expect(reviewOf(plan).findings.map(({ rule }) => rule)).toEqual(["schema-added"]);
  });

  test("tags of a resource that has no tags_all are drift by themselves", () => {
    const plan = tagsDrifted({});
    const changes = [resource(plan, LOGS).change, plan.resource_drift[0].change];
    for (const side of changes.flatMap(({ before, after }) => [before, after])) {
      delete side.tags_all;
    }

    expect(reviewOf(plan).findings).toMatchObject([{ rule: "drift-undone", what: expect.stringContaining("tags") }]);
  });

  test.each([
    ["prevent_user_existence_errors", CLIENT, "LEGACY", "ENABLED", false],
    ["user_pool_tier", POOL, "LITE", "PLUS", true],
  ])("what a lower plan takes away is reported where %s is lowered: %s", (name, address, lower, higher, isTold) => {
    const plan = updated(address, (it, was) => {
      was[name] = higher;
      it[name] = lower;
    });

    const recover = reviewOf(plan).findings.flatMap((it) => (it.rule === "mfa-weaker" ? [it.recover] : []));
    expect(recover).toEqual([isTold ? expect.stringContaining("ESSENTIALS") : "Keep the stronger setting."]);
  });

  test("deletion protection that cannot be read is reported as that", () => {
    const plan = updated(POOL, (after, before, change) => {
      before.deletion_protection = "ACTIVE";
      delete after.deletion_protection;
      change.after_unknown.deletion_protection = true;
    });

    expect(reviewOf(plan).findings.map(({ rule }) => rule)).toEqual(["setting-unreadable"]);
  });

  test("another function's permission does not stand in for one that is removed", () => {
    const other = { ...permission(SKILL), function_name: "another" };
    const plan = created("aws_lambda_permission", "other", other, deleted(PERMISSION, "delete_because_each_key"));

    expect(reviewOf(plan).findings).toMatchObject([{ rule: "skill-id", severity: "block" }]);
  });

  test("a permission that comes under another statement id does", () => {
    const plan = created(
      "aws_lambda_permission",
      "other",
      permission(SKILL),
      deleted(PERMISSION, "delete_because_each_key"),
    );

    expect(reviewOf(plan).findings).toMatchObject([{ rule: "skill-id", severity: "warn" }]);
  });

  test("a rollback leaves an empty map of weights, which is no share of the requests", () => {
    const plan = updated(ALIAS, (it, was) => {
      was.function_version = "0";
      was.routing_config = [{ additional_version_weights: {} }];
      it.function_version = "1";
      it.routing_config = [];
    });

    expect(reviewOf(plan).findings).toEqual([]);
  });

  test("the end of a share is reported", () => {
    const plan = updated(ALIAS, (it, was) => {
      was.routing_config = [{ additional_version_weights: { "1": 0.5 } }];
      it.routing_config = [{ additional_version_weights: {} }];
    });

    expect(reviewOf(plan).findings).toMatchObject([{ what: expect.stringMatching(/^The share of requests/) }]);
  });

  const half = { "1": 0.5 };

  test.each([
    ["alexa-skill-staging", half, /a part of the requests/],
    ["alexa-skill-staging", {}, /at once/],
    ["another", half, /at once/],
  ])("a release reads the alias of its own function: %s, %j", (function_name, additional_version_weights, says) => {
    const release = updated(FUNCTION, (it) => {
      it.source_code_hash = "b2==";
    });
    const routing_config = [{ additional_version_weights }];
    const plan = created("aws_lambda_alias", "shared", { name: "shared", function_name, routing_config }, release);

    const effects = reviewOf(plan).findings.flatMap(({ rule, effect }) => (rule === "lambda-release" ? [effect] : []));
    expect(effects).toEqual([expect.stringMatching(says)]);
  });

  test("an empty text is shown as not set", () => {
    const plan = updated(LOGS, (it, was) => {
      was.kms_key_id = "";
      it.kms_key_id = "arn:key";
    });

    expect(reviewOf(plan).findings).toMatchObject([
      { effect: expect.stringContaining("was not set, will be arn:key") },
    ]);
  });
});
