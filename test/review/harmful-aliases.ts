/** Ways around the rules by which version of the code Alexa asks, and by which place it comes from. */
import { code, OWN, of, role } from "./harmful-builders";
import type { Detour } from "./harmful-detours";
import type { Values } from "./planned";
import { ALIAS, created, FUNCTION, fixture, resource, SKILL, updated } from "./planned";
import { ACCOUNT, byHand, grants, kept, newRole, POOL_ARN } from "./rule-plans";

const NAME = "alexa-skill-staging";
const some = (type: string, values: Values, plan?: Values) => created(type, "x", values, plan);
const expressionsOf = (plan: Values, address: string): Values =>
  plan.configuration.root_module.resources.find((it: Values) => it.address === address).expressions;

/** Alexa, or Cognito, is let in at one more place. */
const permission = (values: Values, plan?: () => Values) => () =>
  some(
    "aws_lambda_permission",
    {
      action: "lambda:InvokeFunction",
      function_name: NAME,
      qualifier: "live",
      principal: "alexa-appkit.amazon.com",
      event_source_token: SKILL,
      ...values,
    },
    plan?.(),
  );
const ofPool = (values: Values) =>
  permission({ principal: "cognito-idp.amazonaws.com", event_source_token: null, source_arn: POOL_ARN, ...values });

/** A new function, which has no alias. */
const fresh = () => some("aws_lambda_function", code({ role: role("new") }), newRole(grants("logs:PutLogEvents", "*")));

const alias = (values: Values, newest = "1") => {
  const plan = some("aws_lambda_alias", { name: "next", function_name: NAME, function_version: newest, ...values });
  for (const side of ["before", "after"]) {
    resource(plan, FUNCTION).change[side].version = newest;
  }
  return () => plan;
};

/** The alias goes to a version, of which the function has the newest. */
const goes =
  (function_version: string, newest: string, was = "1", edit?: (plan: Values) => void) =>
  () => {
    const plan = of(ALIAS, { function_version }, { function_version: was })();
    edit?.(plan);
    for (const side of ["before", "after"]) {
      resource(plan, FUNCTION).change[side].version = newest;
    }
    return plan;
  };

const elsewhere = (version: string) => (plan: Values) =>
  void kept(
    "aws_lambda_function",
    { function_name: NAME, arn: `arn:aws:lambda:eu-west-1:${OWN}:function:${NAME}`, version },
    plan,
  );

/** A release, whose version the apply alone tells. */
const released = (expression: Values) => () => {
  const plan = updated(ALIAS, (after, _, change) => {
    delete after.function_version;
    change.after_unknown = { function_version: true };
  });
  expressionsOf(plan, ALIAS).function_version = expression;
  return plan;
};
const VERSION = { references: [`${FUNCTION}.version`, FUNCTION] };

const hidden =
  (values: Values, ...names: readonly string[]) =>
  () => {
    const plan = of(FUNCTION, values)();
    resource(plan, FUNCTION).change.after_sensitive = Object.fromEntries(names.map((name) => [name, true]));
    return plan;
  };

/** An output that people copy, or one of another name, in which the alias stood. */
const told = (name: string, after: string) => () => {
  const plan = fixture("unchanged");
  const marks = { after_unknown: false, before_sensitive: false, after_sensitive: false };
  plan.output_changes[name] = { actions: ["update"], before: `${ACCOUNT}:${NAME}:live`, after, ...marks };
  plan.applyable = true;
  return plan;
};
const withNext = (name: string) => () =>
  kept(
    "aws_lambda_alias",
    { name: "next", arn: `${ACCOUNT}:${NAME}:next`, function_name: NAME, function_version: "1" },
    told(name, `${ACCOUNT}:${NAME}:next`)(),
  );

export const BY_ALIASES: readonly Detour[] = [
  ...["", "$LATEST", "1", "beta"].map(
    (qualifier): Detour => [
      `Alexa past the alias, at "${qualifier}"`,
      permission({ qualifier }),
      permission({ qualifier: "live" }),
    ],
  ),
  ["Alexa past the alias", permission({ qualifier: null }), permission({ qualifier: null, function_name: "f" }, fresh)],
  [
    "Alexa past the alias, by the function's name",
    permission({ qualifier: null, function_name: `${NAME}:$LATEST` }),
    permission({ qualifier: null, function_name: `${NAME}:live` }),
  ],
  [
    "Alexa past the alias, by an ARN",
    permission({ qualifier: null, function_name: `${ACCOUNT}:${NAME}` }),
    permission({ qualifier: null, function_name: `${ACCOUNT}:${NAME}:live` }),
  ],
  [
    "two aliases at once",
    permission({ function_name: `${ACCOUNT}:${NAME}:live`, qualifier: "next" }),
    permission({ function_name: `${ACCOUNT}:${NAME}:live`, qualifier: "live" }),
  ],
  [
    "a function of the same name in another region",
    permission({ function_name: `arn:aws:lambda:eu-west-1:${OWN}:function:${NAME}` }),
    permission({ function_name: `${ACCOUNT}:${NAME}` }),
  ],
  [
    "a function of the same name in another account",
    permission({ function_name: `999999999999:function:${NAME}` }),
    permission({ function_name: `${OWN}:function:${NAME}` }),
  ],
  ["a pool of another region", ofPool({ source_arn: POOL_ARN.replace(":us-east-1:", ":eu-west-1:") }), ofPool({})],
  ["a pool that has to bring a skill's id", ofPool({ event_source_token: SKILL }), ofPool({ qualifier: null })],

  ["a new alias of what was uploaded last", alias({ function_version: "$LATEST" }), alias({})],
  ["a new alias of a version that nobody made", alias({ function_version: "99" }), alias({ description: "next" })],
  ["a new alias of old code", alias({ function_version: "3" }, "7"), alias({}, "7")],
  [
    "a new alias of old code, by the function's ARN",
    alias({ function_name: `${ACCOUNT}:${NAME}`, function_version: "3" }, "7"),
    alias({ function_name: `${ACCOUNT}:${NAME}` }, "7"),
  ],
  ["a version that nobody made", goes("99", "7"), goes("7", "7")],
  ["a version of somebody's", goes("5", "7"), goes("7", "7")],
  ["old code", goes("3", "7", "7"), goes("7", "7", "6")],
  [
    "a version of the same function in another region",
    goes("3", "7", "7", elsewhere("3")),
    goes("7", "7", "6", elsewhere("3")),
  ],
  ["no version", goes("7.5", "7"), goes("7", "7")],
  [
    "another version by hand",
    () => byHand(ALIAS, { function_version: "99" }),
    () => byHand(ALIAS, { description: "a" }),
  ],
  [
    "a release, or another version",
    released({ references: ["var.old", ...VERSION.references] }),
    released({ references: VERSION.references }),
  ],
  [
    "the version before a release",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: Terraform's
    released({ ...VERSION, constant_value: "${aws_lambda_function.skill.version - 1}" }),
    // biome-ignore lint/suspicious/noTemplateCurlyInString: Terraform's
    released({ ...VERSION, constant_value: "${aws_lambda_function.skill.version}" }),
  ],

  ["code without a hash", of(FUNCTION, { source_code_hash: null }), of(FUNCTION, { source_code_hash: "b2==" })],
  [
    "code of another path, without a hash",
    of(FUNCTION, { source_code_hash: "", filename: "other.zip" }),
    of(FUNCTION, { source_code_hash: "b2==", filename: "other.zip" }),
  ],
  [
    "code of a hidden path",
    hidden({ source_code_hash: "b2==", filename: "/tmp/other.zip" }, "filename"),
    hidden({ source_code_hash: "b2==", filename: "other.zip" }),
  ],
  [
    "code that an init brought",
    of(FUNCTION, { source_code_hash: "b2==", filename: ".terraform/modules/x/skill.zip" }),
    of(FUNCTION, { source_code_hash: "b2==", filename: "assets/skill.zip" }),
  ],

  ["people told the function itself", told("function_arn", `${ACCOUNT}:${NAME}`), withNext("function_arn")],
  ["people told a version", told("endpoint", `${ACCOUNT}:${NAME}:1`), withNext("endpoint")],
];
