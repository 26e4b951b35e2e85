/** Cases for findings that a rule words or weighs in another way than its usual one. */
import type { Values } from "./planned";
import { CLIENT, created, DOMAIN, FUNCTION, POOL, resource, updated } from "./planned";
import type { Case } from "./rule-plans";
import { COGNITO, ofFunction, provisioned } from "./rule-plans";

const forPool = (account: string) =>
  created("aws_lambda_permission", "trigger", {
    action: "lambda:InvokeFunction",
    function_name: "alexa-skill-staging",
    principal: COGNITO,
    source_arn: `arn:aws:cognito-idp:us-east-1:${account}:userpool/us-east-1_EXAMPLE01`,
  });

const callback = (url: string) => updated(CLIENT, (it) => it.callback_urls.push(url));

const message = (was: string, willBe: string) =>
  updated(POOL, (it, before) => {
    before.verification_message_template[0].email_message = was;
    it.verification_message_template[0].email_message = willBe;
  });

const certificate = (account: string) =>
  updated(DOMAIN, (it, was) => {
    was.certificate_arn = "arn:aws:acm:us-east-1:123456789012:certificate/a";
    it.certificate_arn = `arn:aws:acm:us-east-1:${account}:certificate/b`;
  });

const mechanisms = (first: string, second: string) => [
  { name: first, priority: 1 },
  { name: second, priority: 2 },
];
const recovery = (edit: (list: readonly object[]) => readonly object[]) =>
  updated(POOL, (it, was) => {
    was.account_recovery_setting[0].recovery_mechanism = mechanisms("verified_email", "verified_phone_number");
    it.account_recovery_setting[0].recovery_mechanism = edit(was.account_recovery_setting[0].recovery_mechanism);
  });

const LAYER = "arn:aws:lambda:us-east-1:123456789012:layer:x:1";
const layers = (was: readonly string[], willBe: readonly string[]) => {
  const plan = ofFunction({ layers: willBe, memory_size: 1024 });
  for (const { type, change } of plan.resource_changes) {
    if (type === "aws_lambda_function") {
      change.before.layers = was;
    }
  }
  return plan;
};

const newFunction = (role: string) =>
  created("aws_lambda_function", "x", { function_name: "f", role, runtime: "nodejs22.x", handler: "i.h" });

const withRole = (plan: Values) => created("aws_iam_role", "x", { name: "new" }, plan);

const beside = (kinds: readonly string[]) => {
  const plan = provisioned(kinds);
  const { change } = resource(plan, "terraform_data.x");
  Object.assign(change, { actions: ["update"], before: { ...change.after, input: "a" }, after_unknown: {} });
  return plan;
};

const domainOf = (pool: Values) => created("aws_cognito_user_pool_domain", "x", { domain: "more", ...pool });

/** A domain of a pool that the same plan makes. */
const ofNewPool = () => {
  const plan = created("aws_cognito_user_pool", "new", { name: "new" }, domainOf({}));
  const address = "aws_cognito_user_pool_domain.x";
  resource(plan, address).change.after_unknown.user_pool_id = true;
  const { expressions } = plan.configuration.root_module.resources.find((it: Values) => it.address === address);
  expressions.user_pool_id = { references: ["aws_cognito_user_pool.new.id", "aws_cognito_user_pool.new"] };
  return plan;
};

/** The function's zip is made by the apply. */
const unknownZip = (isUnknown: boolean) =>
  updated(FUNCTION, (it, _, change) => {
    if (isUnknown) {
      delete it.source_code_hash;
      change.after_unknown = { source_code_hash: true };
    } else {
      it.source_code_hash = "b2==";
    }
  });

export const KIND_CASES: readonly Case[] = [
  [
    "role-lent",
    "warn",
    () => newFunction("arn:aws:iam::123456789012:role/admin"),
    /role\/admin/,
    () => withRole(newFunction("arn:aws:iam::123456789012:role/new")),
  ],
  ["provisioner-runs", "warn", () => beside(["local-exec"]), /runs none of them/, () => beside([])],
  ["sign-in-domain-added", "info", () => domainOf({ user_pool_id: "us-east-1_old" }), /more/, ofNewPool],
  ["lambda-release", "warn", () => unknownZip(true), /nobody has seen/, () => unknownZip(false)],
  [
    "function-open",
    "block",
    () => forPool("666666666666"),
    /another AWS account[\s\S]*666666666666/,
    () => forPool("123456789012"),
  ],
  [
    "redirect-added",
    "warn",
    () => callback("myskill://signed-in"),
    /myskill:/,
    () => callback("https://skills-store.amazon.com/api/skill/link/M1EXAMPLE0STG"),
  ],
  [
    "message-changed",
    "warn",
    () => message("Code {####}", "Code {####}, see https://elsewhere.example/"),
    /It sends them to: https:\/\/elsewhere\.example/,
    () => message("Code {####}, see https://ours.example/", "Your code {####}, see https://ours.example/"),
  ],
  [
    "certificate-changed",
    "warn",
    () => certificate("666666666666"),
    /another certificate/,
    () => certificate("123456789012"),
  ],
  [
    "recovery-changed",
    "warn",
    () => recovery(() => mechanisms("verified_phone_number", "verified_email")),
    /comes first: verified_phone_number/,
    () => recovery((list) => [...list].reverse()),
  ],
  ["code-origin", "warn", () => layers([LAYER], []), /No longer there: arn:aws:lambda/, () => layers([LAYER], [LAYER])],
];
