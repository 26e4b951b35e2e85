import { asText, isObject, member, valueAt } from "../../common/json";
import { referencesIn } from "../digest-configuration";
import type { PlannedChange } from "../plan";
import { originsOf } from "../secret-references";
import { showValue } from "../show-value";
import { READABLE_VARIABLES, settingsBroken, skillIdsOf } from "./function-settings";
import { isAllNew } from "./iam-grants";
import { oncePerPlan } from "./once";
import type { ChangeRule, RuleContext } from "./rule";
import { isUpdate, textAt } from "./values";

/** By these the skill knows its tokens and its callers; the constructs set them. */
const VARIABLES: Readonly<Record<string, string>> = {
  CLIENT_ID: "The skill takes tokens of this app client only: with another one it refuses every user.",
  ISSUER: "The skill takes tokens of this user pool only: with another one it refuses every user.",
  SKILL_IDS: "The skill answers these skill ids only.",
};

const WHO = "every linked user, or everybody who talks to the skill whose id is gone";
const RECOVER = "Let these values come from the same stack's user pool, app client and alexa.skillIds.";

const environment: ChangeRule = {
  id: "lambda-environment",
  severity: "block",
  types: ["aws_lambda_function"],
  examines: {
    aws_lambda_function: Object.keys(VARIABLES).map((name) => `environment.variables.${name}`),
  },
  find: (change, context) => {
    if (!isUpdate(change)) {
      return unseenVariables(change, context);
    }
    const known = variablesOf(change.before);
    if (known === undefined) {
      return undefined;
    }
    const after = valueAt(change.after, ["environment", 0, "variables"]);
    if (typeof after === "symbol") {
      return unknownVariables(change, context);
    }
    const broken = Object.keys(VARIABLES).filter((name) => {
      const [was, willBe] = [known[name], valueAt(after, [name])];
      if (typeof was !== "string" || was === willBe) {
        return false;
      }
      return name !== "SKILL_IDS" || skillIdsOf(was).some((id) => !skillIdsOf(willBe).includes(id));
    });
    if (broken.length === 0) {
      return undefined;
    }
    return {
      what: "The skill will refuse users, or a whole skill id.",
      who: WHO,
      effect: broken
        .map(
          (name) =>
            `${name}: was ${showValue(known[name])}, will be ${showValue(valueAt(after, [name]))}. ${VARIABLES[name]}`,
        )
        .join(" "),
      recover: RECOVER,
    };
  },
};

/**
 * Terraform knows none of the variables before the apply when it does not know one of them. They stay what they are only
 * where the configuration takes them from the pool and client of today, and both of these stay.
 */
function unknownVariables(change: PlannedChange, context: RuleContext): ReturnType<ChangeRule["find"]> {
  const known = variablesOf(change.before);
  const given = (["ISSUER", "CLIENT_ID"] as const).filter((name) => typeof known?.[name] === "string");
  const lost = given.filter((name) => !staysFrom(name, asText(known?.[name]), change, context));
  if (lost.length === 0) {
    return undefined;
  }
  const cause = causeOfUnknown(change, context);
  return {
    what: "Whose tokens the skill takes will be another pool's or another client's.",
    who: "every linked user",
    effect: `${lost.map((name) => `${name}: was ${showValue(known?.[name])}, will be known after the apply, and the configuration ${cause === undefined ? "no longer takes it from there" : "takes it from what is created anew"}. ${VARIABLES[name]}`).join(" ")}`,
    recover:
      cause === undefined
        ? RECOVER
        : `This follows from ${cause}, which is created anew: fix that, and this is gone too. Otherwise: ${RECOVER}`,
  };
}

/**
 * A new function of whose variables none can be seen: among them may be one by which other code runs. Where everything
 * is new they wait for the pool and the client, and a warning of its own says that all of it is to be looked at.
 */
function unseenVariables(change: PlannedChange, context: RuleContext): ReturnType<ChangeRule["find"]> {
  const isHidden =
    typeof member(change.after, "environment") === "symbol" ||
    typeof valueAt(change.after, ["environment", 0, "variables"]) === "symbol";
  if (change.action !== "create" || !isHidden || isAllNew(context)) {
    return undefined;
  }
  const origins = originsOf(change, "environment", 0, "variables");
  const isOwn = origins.length > 0 && origins.every((it) => OWN_SOURCES.test(it));
  return {
    severity: isOwn ? "info" : "warn",
    what: "What a new function gets to know is not in the plan: its variables are known after the apply only.",
    who: "whoever talks to the skill, if the function is one of it",
    effect: `They are made of ${origins.length === 0 ? "what the plan does not tell" : origins.slice(0, 10).join(", ")}. Which names they have is not shown either: by NODE_OPTIONS and the like other code runs, by ISSUER and CLIENT_ID tokens of others count.`,
    recover:
      "Read them in the code. Where they wait for a pool or client, make that in an earlier change, and all of them are shown.",
  };
}

/** What waits for the apply only because it is new itself. Variables of a module stand for what its caller writes. */
const OWN_SOURCES = /^(?:var|path|each|count)\.|^aws_|^data\.aws_(?:partition|region|caller_identity)\./;

/** The pool or client that the variables come from, and that is new or another one after the apply. */
function causeOfUnknown(change: PlannedChange, context: RuleContext): string | undefined {
  const fresh = freshSources(context);
  return sourcesOf(change).flatMap((it) => fresh.get(it) ?? [])[0];
}

/** The resources that the variables are made of, as the configuration has them. */
function sourcesOf({ expressions, configuredAddress }: PlannedChange): readonly string[] {
  const module = configuredAddress.match(/^(?:module\.[\w-]+\.)*/)?.[0] ?? "";
  return referencesIn(expressions?.get("environment")).map((reference) => {
    const [type, name] = reference.replace(/\[[^\]]*\]/g, "").split(".");
    return `${module}${type}.${name}`;
  });
}

const SOURCES = ["aws_cognito_user_pool", "aws_cognito_user_pool_client"];

/** Pools and clients that are new or another one after the apply: addresses by those of the configuration. */
const freshSources = oncePerPlan(
  ({ ofType }): ReadonlyMap<string, string> =>
    new Map(
      SOURCES.flatMap(ofType).flatMap(({ action, configuredAddress, address }) =>
        action === "replace" || action === "create" ? [[configuredAddress, address] as const] : [],
      ),
    ),
);

function staysFrom(name: "ISSUER" | "CLIENT_ID", value: string, change: PlannedChange, context: RuleContext): boolean {
  const type = name === "CLIENT_ID" ? "aws_cognito_user_pool_client" : "aws_cognito_user_pool";
  // An issuer ends with the pool's id.
  const owner = stayingSources(context).get(`${type} ${value.slice(value.lastIndexOf("/") + 1)}`);
  return owner !== undefined && sourcesOf(change).includes(owner);
}

/** Those that stay, as the configuration has them, by type and id. */
const stayingSources = oncePerPlan(
  ({ ofType }): ReadonlyMap<string, string> =>
    new Map(
      SOURCES.flatMap(ofType).flatMap(({ type, before, after, configuredAddress }) => {
        const id = textAt(after, "id");
        return id !== undefined && id === textAt(before, "id") ? [[`${type} ${id}`, configuredAddress] as const] : [];
      }),
    ),
);

function variablesOf(side: PlannedChange["before"]): Readonly<Record<string, unknown>> | undefined {
  const variables = valueAt(side, ["environment", 0, "variables"]);
  return isObject(variables) ? variables : undefined;
}

/** Node.js and Lambda run what these name, before and around the skill's code. */
const RUNS_CODE =
  /^(?:NODE_OPTIONS|NODE_PATH|NODE_EXTRA_CA_CERTS|NODE_TLS_REJECT_UNAUTHORIZED|NODE_REPL_EXTERNAL_MODULE|LD_PRELOAD|LD_LIBRARY_PATH|LD_AUDIT|AWS_LAMBDA_EXEC_WRAPPER|PYTHONPATH|PYTHONSTARTUP|JAVA_TOOL_OPTIONS|_JAVA_OPTIONS|RUBYOPT|PERL5OPT|BASH_ENV|PATH|GLOBAL_AGENT_\w+|AWS_ENDPOINT_URL\w*|AWS_(?:CA_BUNDLE|CONFIG_FILE|SHARED_CREDENTIALS_FILE|CONTAINER_CREDENTIALS_\w+|WEB_IDENTITY_TOKEN_FILE|EC2_METADATA_SERVICE_ENDPOINT|LAMBDA_RUNTIME_API)|NODE_(?:DEBUG\w*|ICU_DATA|COMPILE_CACHE|V8_COVERAGE)|SSL_CERT_(?:FILE|DIR)|SSLKEYLOGFILE|REQUESTS_CA_BUNDLE|OPENSSL_(?:CONF|MODULES|ENGINES)|GCONV_PATH|DOTNET_(?:STARTUP_HOOKS|ADDITIONAL_DEPS)|COR(?:ECLR)?_PROFILER\w*|JDK_JAVA_OPTIONS|CLASSPATH|PYTHON(?:HOME|USERBASE)|RUBYLIB|PERL5LIB|(?:https?|all|no)_proxy)$/i;

const NAMES = "NODE_OPTIONS NODE_PATH NODE_EXTRA_CA_CERTS NODE_TLS_REJECT_UNAUTHORIZED LD_PRELOAD LD_LIBRARY_PATH";

/** Variables by which other code than the reviewed one runs, or by which its connections are no longer its own. */
const codeByVariable: ChangeRule = {
  id: "code-by-variable",
  severity: "block",
  types: ["aws_lambda_function"],
  examines: {
    aws_lambda_function: `${NAMES} AWS_LAMBDA_EXEC_WRAPPER HTTPS_PROXY HTTP_PROXY`
      .split(" ")
      .map((name) => `environment.variables.${name}`),
  },
  find: ({ action, before, after }) => {
    if (action !== "create" && action !== "update" && action !== "replace") {
      return undefined;
    }
    const [was, willBe] = [variablesOf(before) ?? {}, variablesOf(after) ?? {}];
    const added = Object.keys(willBe).filter((name) => RUNS_CODE.test(name) && willBe[name] !== was[name]);
    if (added.length === 0) {
      return undefined;
    }
    return {
      what: "Code that nobody reviewed runs with the skill, or reads what it sends.",
      who: "every user: the function sees their tokens and profiles",
      effect: `Variables by which the runtime loads other code, or trusts and uses other servers: ${added.map((name) => `${name} will be ${showValue(willBe[name])}`).join("; ")}.`,
      recover: "Take the variable out. What the skill needs goes into its own bundle.",
    };
  },
};

/** The same rule, with what the function itself makes of the variables. */
const settings: ChangeRule = {
  ...environment,
  examines: {
    aws_lambda_function: [...new Set([...Object.keys(VARIABLES), ...READABLE_VARIABLES])].map(
      (name) => `environment.variables.${name}`,
    ),
  },
  find: (change, context) => [...[environment.find(change, context) ?? []].flat(), ...settingsBroken(change, context)],
};

export const functionEnvironmentRules: readonly ChangeRule[] = [settings, codeByVariable];
