import { membersOf } from "../../common/json";
import type { ConfiguredProvider, ConfiguredReader } from "../configured";
import { referencesIn } from "../digest-configuration";
import { accountOf, ownAccount, textsIn } from "./accounts";
import type { PlanRule, RuleFinding } from "./rule";

/** HashiCorp's own, by the registries of Terraform and OpenTofu, and what is built into both. */
const HASHICORPS = /^(?:registry\.(?:terraform\.io|opentofu\.org)\/hashicorp|terraform\.io\/builtin)\/([\w-]+)$/;

/** Providers whose things the rules judge: somebody else's of such a name does with them what it likes. */
const JUDGED = new Set(["aws", "awscc"]);

const isLookAlike = (source: string): boolean =>
  JUDGED.has(source.split("/").at(-1) ?? "") || source.includes("/hashicorp/");

const WHO = "every user: whoever plans or applies has credentials that read the client's secret";

const providerForeign: PlanRule = {
  id: "provider-foreign",
  severity: "block",
  find: ({ plan }) => {
    const foreign = [...new Set(plan.configured.providers.map(({ source }) => source))].filter(
      (source) => !HASHICORPS.test(source),
    );
    // What made a resource that is there has been reviewed with it.
    const known = new Set(plan.changes.flatMap(({ provider, before }) => (before === undefined ? [] : [provider])));
    const isKnown = (source: string): boolean => !isLookAlike(source) && known.has(source);
    return foreign.sort().flatMap((source) => {
      if (isKnown(source)) {
        return [];
      }
      const looksAlike = isLookAlike(source);
      return {
        severity: looksAlike ? "block" : "warn",
        what: looksAlike
          ? `The resources are left to a program that only has the name of the AWS provider: ${source}.`
          : `Each plan and each apply runs a program of somebody else: ${source}.`,
        who: WHO,
        effect: `The provider ${source} is not HashiCorp's. It runs with the credentials of whoever plans, and no plan shows what it does.`,
        recover: looksAlike
          ? "Take hashicorp/aws of the registry again."
          : "Check whose it is, and that its version is in the lock file.",
      };
    });
  },
};

/** Settings by which somebody between AWS and Terraform reads or answers, or a program gives the credentials. */
const ELSEWHERE = [
  "access_key",
  "custom_ca_bundle",
  "ec2_metadata_service_endpoint",
  "endpoints",
  "http_proxy",
  "https_proxy",
  "insecure",
  "secret_key",
  "shared_config_file",
  "shared_config_files",
  "shared_credentials_file",
  "shared_credentials_files",
  "token",
];

/** Those that say nothing as they stand. */
const isOff = (expression: unknown): boolean => [false, null, ""].includes(constantOf(expression) as null);

const constantOf = (expression: unknown): unknown => membersOf(expression).get("constant_value");

const providerSettings: PlanRule = {
  id: "provider-settings",
  severity: "block",
  find: (context) =>
    context.plan.configured.providers.flatMap((provider) =>
      JUDGED.has(provider.source.split("/").at(-1) ?? "")
        ? [
            ...elsewhere(provider),
            ...otherAccount(provider, ownAccount(context)),
            ...unseenSettings(provider, ownAccount(context)),
          ]
        : programOf(provider),
    ),
};

/** Settings of a provider that name a program: kubernetes and helm take credentials from one. */
const runs = (value: unknown): boolean =>
  typeof value === "object" &&
  value !== null &&
  Object.entries(value).some(([name, item]) => name === "exec" || (name !== "constant_value" && runs(item)));

const programOf = ({ source, settings }: ConfiguredProvider): readonly RuleFinding[] =>
  runs(Object.fromEntries(settings))
    ? [
        {
          severity: "warn",
          what: `Each plan and each apply runs a program, which a provider's settings name: ${source}.`,
          who: WHO,
          effect:
            "The settings have an exec block: its command runs on the machine that plans, with the credentials of whoever plans. Whether it is new, or another one than before, this plan does not tell.",
          recover: "Read the command in the code. Where the cluster allows it, give the provider a token instead.",
        },
      ]
    : [];

function elsewhere({ settings }: ConfiguredProvider): readonly RuleFinding[] {
  const names = ELSEWHERE.filter((name) => settings.has(name) && !isOff(settings.get(name)));
  return names.length === 0
    ? []
    : [
        {
          what: `What Terraform says to AWS goes another way, or with other credentials: ${names.join(", ")}.`,
          who: WHO,
          effect:
            "The settings of the AWS provider name endpoints, proxies, certificates or files of credentials (which may name a program). Whoever answers there sees the client's secret, and decides what a plan shows.",
          recover: "Set such things where the command runs, in AWS's environment variables, and not in the stack.",
        },
      ];
}

/** Of hashicorp/awscc, `role_arn` is the role as which AWS CloudFormation does what Terraform asks for. */
const ROLES = ["assume_role", "assume_role_with_web_identity", "role_arn"];

function otherAccount({ settings }: ConfiguredProvider, own: string | undefined): readonly RuleFinding[] {
  const roles = ROLES.flatMap((name) => textsIn(settings.get(name))).filter((arn) => {
    const account = accountOf(arn);
    return account !== undefined && own !== undefined && account !== own;
  });
  return roles.length === 0
    ? []
    : [
        {
          severity: "warn",
          what: `Terraform works in another AWS account: ${roles.join(", ")}.`,
          who: "whoever's resources are there, and the users of what is made there",
          effect: `Most resources of the plan are in ${own}. A provider of it takes a role of another account.`,
          recover: "Check that the account is yours, and what this stack has to do there.",
        },
      ];
}

/** Settings by which Terraform works in another place, or as somebody else. */
const PLACES = [...ROLES, "profile", "region"];

/**
 * A setting that refers to something may be anything: a plan has what it refers to, not what is made of it. Of a
 * variable, at least the value is there.
 */
function unseenSettings({ settings, given }: ConfiguredProvider, own: string | undefined): readonly RuleFinding[] {
  const isOfOwn = (value: unknown): boolean =>
    textsIn(value).every((text) => text !== "" && (accountOf(text) ?? own) === own);
  return PLACES.flatMap((name) => {
    const references = referencesIn(settings.get(name));
    const isProfile = name === "profile" && settings.has(name) && !isOff(settings.get(name));
    const isGiven = references.every((it) => given?.has(it) === true);
    // The region of a variable is as ordinary as one that is written down: another one has all made anew, which is found.
    if ((references.length === 0 && !isProfile) || (name === "region" && isGiven)) {
      return [];
    }
    const isRole = ROLES.includes(name);
    const isOwn = isGiven && references.every((it) => isOfOwn(given?.get(it)));
    const shown = references.length === 0 ? textsIn(settings.get(name)) : references;
    return [
      {
        severity: isRole && !isOwn ? "warn" : "info",
        what: `Where and as whom Terraform works, this plan does not show all of: ${name}.`,
        who: "whoever's resources are there, and the users of what is made there",
        effect: `${name} is made of ${shown.join(", ")}. Whether it was another one before, this plan does not tell.`,
        recover: isRole
          ? "Check that the role is the one of this environment. Where it can be written down, a review compares its account."
          : "Check that it is the one of this environment.",
      },
    ];
  });
}

const KEPT = "reads what may be a secret, of whatever stack, and keeps it in this one's state";

/** Data of AWS that is one, or may be. Read by an ephemeral resource, it is kept nowhere. */
const SECRETS =
  /^aws_(?:dynamodb_table_item|ecr_authorization_token|eks_cluster_auth|instance|kms_secrets|lambda_function|s3_object|secretsmanager_secret_versions?|ssm_parameters?(?:_by_path)?)$/;

/**
 * What a plan runs or asks beside AWS's own answers, by type. Terraform's plan JSON does not tell whether it was there
 * before: `prior_state` holds what this very plan has read (seen in plans of Terraform 1.11.4). So it is found in every
 * review, and weighs only where a program runs.
 */
const READERS: Readonly<Record<string, readonly ["warn" | "info", does: string]>> = {
  aws_lambda_invocation: ["warn", "calls a function"],
  external: ["warn", "runs a program"],
  archive_file: ["info", "writes a file on the machine that plans, whatever stands there"],
  http: ["info", "asks a web server, and may tell it anything"],
  local_file: ["info", "reads a file of the machine that plans"],
  local_sensitive_file: ["info", "reads a file of the machine that plans"],
  tls_certificate: ["info", "asks a server for its certificate, by a name that may tell it anything"],
  terraform_remote_state: ["info", "reads another state, from wherever its settings say"],
};

/** Of Amazon's and HashiCorp's providers, what reads from AWS, or makes up a value. */
const QUIET: Readonly<Record<ConfiguredReader["mode"], RegExp>> = {
  data: /^(?:aws|awscc|archive|random|template|tls)_/,
  ephemeral: /^(?:aws|random|tls)_/,
};

/** What asks nobody, but makes a value on the machine that plans. */
const LOCAL = /^(?:(?:archive|random|template)_|aws_iam_policy_document$)/;

function readerOf({ mode, type, tellsSecret }: ConfiguredReader): readonly ["warn" | "info", does: string] | undefined {
  if (tellsSecret && !LOCAL.test(type)) {
    return ["warn", "asks for something with a secret, or with what is made of one, which whoever answers may keep"];
  }
  if (Object.hasOwn(READERS, type)) {
    return READERS[type];
  }
  if (mode === "data" && SECRETS.test(type)) {
    return ["info", KEPT];
  }
  const does = mode === "data" ? "reads something that no plan shows" : "opens something that no plan shows";
  return QUIET[mode].test(type) ? undefined : ["info", does];
}

const programUnseen: PlanRule = {
  id: "program-unseen",
  severity: "block",
  find: ({ plan }) => [
    ...removalsOf(plan.configured.removals),
    ...plan.configured.readers.flatMap((reader) => {
      const [severity, does] = readerOf(reader) ?? [];
      return severity === undefined || does === undefined
        ? []
        : [
            {
              severity,
              what: `Each plan, and each apply, ${does}.`,
              who: WHO,
              effect: `${reader.address} is read with the credentials of whoever plans, whether anything changes or not. It stands in no list of changes: whether it is new, or another one than before, this plan does not tell.`,
              recover:
                "Read the difference of the configuration, too. What runs or sends something is better done outside of Terraform, in a step that is reviewed as code.",
            },
          ];
    }),
  ],
};

const removalsOf = (removals: readonly string[]): readonly RuleFinding[] =>
  removals.map((address) => ({
    severity: "block",
    what: "The apply runs a program that is not in the plan.",
    who: WHO,
    effect: `The removed block of ${address} has provisioners: they run where it is destroyed.`,
    recover: "Do it outside of Terraform, in a step that is reviewed as code; or read the command and acknowledge it.",
  }));

export const configurationRules: readonly PlanRule[] = [providerForeign, providerSettings, programUnseen];
