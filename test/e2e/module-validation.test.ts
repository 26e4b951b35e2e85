/**
 * What Terraform refuses is what `cdktf synth` refuses: the module's conditions against the project's own check of the
 * same values. Variables alone need no provider, so that a plan takes a tenth of a second.
 */
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeTemporaryFolder, removeFolder } from "../../common/temporary-folder";
import type { Environment } from "../../constructs";
import { alexaRedirectUris } from "../../constructs";
import type { FieldProblem } from "../../constructs/environment/check-field";
import { checkField } from "../../constructs/environment/check-field";
import type { EnvironmentRule } from "../../constructs/environment/environment-rule";
import { allowedIn } from "../../constructs/environment/field";
import { environmentRules } from "../../constructs/environment/rules";
import { ruleExpressions } from "../../constructs/module/environment-of-variables";
import { moduleText } from "../../constructs/module/module-text";
import { terraformName } from "../../constructs/module/properties";
import { findTerraform } from "../../terraform/binary";
import { minimalEnvironment, parse } from "../constructs/example-environment";
import type { Leaf } from "./module-samples";
import { GOOD, moduleLeaves } from "./module-samples";
import { execute, ROOT } from "./world";

jest.setTimeout(10 * 60 * 1000);

const IDENTITY = "arn:aws:ses:us-east-1:123456789012:identity/example.com";
const SENDER = "codes@example.com";
const KEY = "arn:aws:kms:us-east-1:123456789012:key/11111111-1111-4111-8111-111111111111";
const NO_SENDERS = { kmsKeyArn: undefined, emailFunctionArn: undefined, smsFunctionArn: undefined };
const NO_RISK_RULES = {
  compromisedCredentials: undefined,
  accountTakeover: undefined,
  blockedIpRanges: [],
  skippedIpRanges: [],
};
const NO_CLIENT = {
  existing: undefined,
  imported: false,
  name: undefined,
  signInPage: undefined,
  readAttributes: undefined,
  writeAttributes: undefined,
  sessionMinutes: undefined,
  identityProviders: undefined,
  defaultRedirectUri: undefined,
};
/** As Terraform has it: what only other types have is null. */
const WEB = {
  type: "code",
  callbackUris: ["https://example.com/a", "https://example.com/b"],
  defaultRedirectUri: undefined,
  identityProviders: undefined,
  readAttributes: undefined,
  writeAttributes: undefined,
  scopes: ["openid"],
  accessTokenMinutes: 60,
  idTokenMinutes: 60,
  refreshTokenMinutes: 43_200,
};
const MACHINE = { type: "client_credentials", callbackUris: undefined };
const ORDERS = { orders: { name: undefined, scopes: { read: "Read", write: "Write" } }, other: { scopes: {} } };
const POOL = { userPool: { existing: { id: "us-east-1_A" } } };

interface Values {
  readonly alexa?: object;
  readonly client?: object;
  readonly clients?: Readonly<Record<string, object>>;
  readonly resourceServers?: object;
  readonly identityProviders?: Readonly<Record<string, object>>;
  readonly protection?: object;
  readonly domain?: object;
  readonly tokens?: object;
  readonly variables?: Readonly<Record<string, string>>;
  /** Settings of the function beside its variables. */
  readonly settings?: object;
  readonly userPool?: {
    readonly email?: object;
    readonly passwordPolicy?: object;
    readonly [setting: string]: unknown;
  };
}

const OIDC = {
  type: "OIDC",
  attributes: {},
  secretId: undefined,
  secretKey: undefined,
  parameterName: undefined,
  metadataUrl: undefined,
  metadataFile: undefined,
};
const SAML = { type: "SAML", metadataUrl: "https://example.com/metadata" };

/** Identity providers, and the clients that offer them. */
const PROVIDER_CASES: readonly Values[] = [
  { identityProviders: { Corp: {}, Google: { type: "Google" }, Staff: SAML, Other: { type: "existing" } } },
  { identityProviders: { Corp: { type: "Google" } } },
  { identityProviders: { Corp: { secretId: "a", parameterName: "b" } } },
  { identityProviders: { Corp: { secretId: "a", secretKey: "b" } } },
  { identityProviders: { Corp: { secretKey: "b" } } },
  { identityProviders: { Staff: { type: "SAML" } } },
  { identityProviders: { Staff: { ...SAML, metadataFile: "<EntityDescriptor>" } } },
  { identityProviders: { Corp: {} }, userPool: { requiredAttributes: ["nickname"] } },
  { identityProviders: { Corp: { attributes: { nickname: "a" } } }, userPool: { requiredAttributes: ["nickname"] } },
  { identityProviders: { Corp: {} }, userPool: { signIn: ["phone"] } },
  { identityProviders: { Corp: {} }, ...POOL },
  { identityProviders: { Corp: {} }, client: { identityProviders: ["COGNITO", "Corp"] } },
  { identityProviders: { Corp: {} }, client: { identityProviders: ["Google"] } },
  { identityProviders: { Corp: {} }, clients: { web: { identityProviders: ["Corp"] } } },
  { clients: { web: { identityProviders: ["Corp"] } } },
];

const SEND = "arn:aws:lambda:us-east-1:123456789012:function:send";
const custom = (attribute: object) => ({ type: "Boolean", minLength: 0, maxLength: 2048, ...attribute });
const SES = { sesIdentityArn: IDENTITY, from: SENDER };

/** Attributes, second factors, messages and devices of a pool. */
const USER_POOL_CASES: readonly Values[] = [
  { userPool: { signIn: ["email", "preferred_username"] } },
  { userPool: { signIn: ["username", "preferred_username"] } },
  { userPool: { signIn: ["username", "preferred_username"], requiredAttributes: ["preferred_username"] } },
  { userPool: { customAttributes: { a: custom({}) } }, client: { readAttributes: ["custom:a", "email_verified"] } },
  { userPool: { customAttributes: { a: custom({}) } }, client: { writeAttributes: ["custom:b"] } },
  { clients: { web: { readAttributes: ["custom:b"] }, batch: { ...MACHINE, scopes: ["a/b"] } }, ...POOL },
  { clients: { web: { readAttributes: ["custom:b"] } } },
  { userPool: { customAttributes: { a: custom({ type: "String", minLength: 5, maxLength: 4 }) } } },
  { userPool: { customAttributes: { a: custom({ type: "Number", minimum: 5, maximum: 4 }) } } },
  { userPool: { customAttributes: { a: custom({ type: "Number", minimum: 4, maximum: 4 }) } } },
  { userPool: { mfaMethods: ["totp"], mfa: "optional", signIn: ["email", "phone"] } },
  { userPool: { mfaMethods: ["totp"], mfa: "off", signIn: ["email", "phone"] } },
  { userPool: { mfaMethods: ["totp"], signIn: ["email", "phone"] } },
  { userPool: { mfaMethods: ["sms"], mfa: "required", signIn: ["email", "phone"] } },
  { userPool: { mfaMethods: ["email"] } },
  { userPool: { mfaMethods: ["email"], email: SES } },
  { userPool: { mfaMethods: ["email"], email: SES, plan: "LITE" } },
  { userPool: { customSenders: { ...NO_SENDERS, kmsKeyArn: KEY } } },
  { userPool: { customSenders: { ...NO_SENDERS, emailFunctionArn: SEND } } },
  { userPool: { customSenders: { ...NO_SENDERS, kmsKeyArn: KEY, smsFunctionArn: SEND } } },
  { userPool: { threatProtection: "audit", plan: "PLUS" } },
  { userPool: { threatProtection: "audit" } },
  { protection: { riskRules: { ...NO_RISK_RULES, compromisedCredentials: "BLOCK" } } },
  {
    protection: { riskRules: { ...NO_RISK_RULES, compromisedCredentials: "BLOCK" } },
    userPool: { threatProtection: "audit", plan: "PLUS" },
  },
  { protection: { riskRules: NO_RISK_RULES }, userPool: { threatProtection: "audit", plan: "PLUS" } },
  { protection: { riskRules: { ...NO_RISK_RULES, skippedIpRanges: ["192.0.2.0/24"] } }, ...POOL },
  { userPool: { devices: { remember: "never", skipSecondFactor: true } } },
  { userPool: { devices: { remember: "always", skipSecondFactor: true } } },
];

const logging = (settings: object) => ({ applicationLevel: undefined, systemLevel: undefined, ...settings });

/** What goes together in the function's settings. A module reads its region from the provider: here there is none. */
const FUNCTION_CASES: readonly Values[] = [
  { settings: { layers: ["arn:aws:lambda:us-east-1:123456789012:layer:tools:1"] } },
  { settings: { encryption: { kmsKeyArn: "arn:aws:kms:us-east-1:123456789012:key/1" } } },
  { settings: { logging: logging({ format: "Text" }) } },
  { settings: { logging: logging({ format: "Text", systemLevel: "WARN" }) } },
  { settings: { logging: logging({ format: "Text", applicationLevel: "WARN" }) } },
  { settings: { logging: logging({ format: "JSON", applicationLevel: "WARN" }) } },
  { settings: { provisionedConcurrency: 2 } },
  { settings: { provisionedConcurrency: 2, reservedConcurrency: 2 } },
  { settings: { provisionedConcurrency: 3, reservedConcurrency: 2 } },
  { settings: { reservedConcurrency: 2 } },
];

/** App clients and the scopes that they ask for. */
const CLIENT_CASES: readonly Values[] = [
  { clients: { web: {}, batch: { ...MACHINE, scopes: ["orders/read"] } }, resourceServers: ORDERS },
  { clients: { batch: { ...MACHINE, scopes: ["orders/delete"] } }, resourceServers: ORDERS },
  { clients: { batch: { ...MACHINE, scopes: ["orders/delete"] } }, ...POOL },
  { clients: { batch: { ...MACHINE, scopes: ["openid"] } }, ...POOL },
  { clients: { web: { scopes: ["profile"] } } },
  { clients: { web: { scopes: ["orders/write"] } }, resourceServers: ORDERS },
  { clients: { web: {}, app: { defaultRedirectUri: "https://example.com/b" } } },
  { clients: { web: {}, app: { defaultRedirectUri: "https://example.com/c" } } },
  { clients: { web: { refreshTokenMinutes: 60 } } },
  { clients: { web: { refreshTokenMinutes: 60, idTokenMinutes: 61 } } },
  { clients: { web: { refreshTokenMinutes: 60, accessTokenMinutes: 61 } } },
  { alexa: { scopes: ["openid", "orders/read"] }, resourceServers: ORDERS },
  { alexa: { scopes: ["openid", "orders/read"] } },
  { alexa: { scopes: ["openid", "orders/read"] }, ...POOL },
  { client: { sessionMinutes: 5 } },
  { client: { sessionMinutes: 5, existing: { id: "a" } }, ...POOL },
  { client: { name: "a", existing: { id: "a" } }, ...POOL },
  { client: { defaultRedirectUri: alexaRedirectUris("M1EXAMPLE0DEV")[1] } },
  { client: { defaultRedirectUri: "https://example.com/a" } },
  {
    client: { defaultRedirectUri: "https://example.com/a" },
    alexa: { additionalRedirectUris: ["https://example.com/a"] },
  },
];
const NO_DOMAIN = {
  prefix: undefined,
  name: undefined,
  certificateArn: undefined,
  hostedZoneId: undefined,
  linkHost: undefined,
  managedLoginBrandingId: undefined,
  existing: undefined,
};
const NAMED = { name: "login.example.com", hostedZoneId: "Z0123456789ABCDEFGHIJ" };
const DOMAIN_CASES: readonly Values[] = [
  { domain: { prefix: undefined, ...NAMED } },
  { domain: NAMED },
  { domain: { name: "login.example.com" } },
  { domain: { hostedZoneId: NAMED.hostedZoneId } },
  ...["prefix", "name"].flatMap((linkHost) => [
    { domain: { linkHost } },
    { domain: { ...NAMED, linkHost } },
    { domain: { ...NAMED, prefix: undefined, linkHost } },
  ]),
  ...["LITE", "PLUS"].map((plan) => ({ domain: { managedLoginBrandingId: "a" }, userPool: { plan } })),
  { client: { name: "Alexa" } },
  { client: { name: "Alexa", existing: { id: "a" } }, ...POOL },
  { client: { imported: true, existing: { id: "a" } }, ...POOL },
  { client: { signInPage: { css: undefined, logo: undefined } } },
  { client: { signInPage: { css: "a {}", logo: undefined } } },
  { client: { signInPage: { css: "a".repeat(140_000), logo: undefined } } },
];
const NO_EMAIL = { sesIdentityArn: undefined, from: undefined, replyTo: undefined, configurationSet: undefined };

describe("the module's conditions", () => {
  const leaves = moduleLeaves();
  let folder: string;
  let terraform: (...args: string[]) => Promise<string>;

  beforeAll(async () => {
    folder = makeTemporaryFolder("module variables");
    const { path: binary } = await findTerraform();
    terraform = async (...args) => {
      // A configuration file that is named and not there would be warned of on stdout.
      const env = { ...process.env, TF_IN_AUTOMATION: "1", CHECKPOINT_DISABLE: "1", TF_CLI_CONFIG_FILE: undefined };
      const { stdout, stderr } = await execute(binary, args, env);
      return stdout + stderr;
    };
    copyFileSync(join(ROOT, "module/variables.tf"), join(folder, "variables.tf"));
    await terraform(`-chdir=${folder}`, "init", "-no-color");
  });
  afterAll(() => removeFolder(folder));

  /** The paths that Terraform refuses, by the words of their own rule. */
  async function refusedByTerraform(values: ReadonlyMap<string, unknown>): Promise<string[]> {
    const variables: Record<string, unknown> = {};
    for (const [path, value] of values) {
      set(variables, path.split("."), value);
    }
    // On lines of their own: Terraform shows with each error the whole line that it is about.
    writeFileSync(join(folder, "it.tfvars.json"), JSON.stringify(variables, undefined, 1));
    const args = ["plan", "-no-color", "-input=false", "-var-file=it.tfvars.json"];
    const output = await terraform(`-chdir=${folder}`, ...args);
    const unexpected = output.match(/^Error: .*/gm)?.filter((line) => line !== "Error: Invalid value for variable");
    if (unexpected !== undefined && unexpected.length > 0) {
      throw new Error(output);
    }

    const told = [...output.matchAll(/^(?:\S+: )?(\S+)\n {2}received {2}.*\n {2}allowed {3}(.*)$/gm)];
    const isOwn = new Map(leaves.map(({ path, field }) => [path, moduleText(allowedIn(field))]));
    return told.filter(([, path = "", allowed]) => isOwn.get(path) === allowed).map(([, path = ""]) => path);
  }

  test("refuse each value that cdktf synth refuses, and take each that it takes", async () => {
    const rounds = Math.max(...leaves.map(({ samples }) => samples.length));
    /** Path, value, and what Terraform does with it. */
    const differences: unknown[] = [];
    const refusals = new Set<string>();
    for (let round = 0; round < rounds; round += 1) {
      const tried = leaves.filter(({ samples }) => round < samples.length);
      const values = tried.map(({ path, samples }) => [path, samples[round]] as const);
      const good = Object.entries(GOOD);
      // The messages of all others begin with the name: while that is wrong, Terraform says nothing else.
      const names = values.filter(([path]) => path === "name");
      const refused = [
        ...(await refusedByTerraform(new Map([...good, ...values.filter(([path]) => path !== "name")]))),
        ...(names.length === 0 ? [] : await refusedByTerraform(new Map([...good, ...names]))),
      ];
      for (const path of refused) {
        refusals.add(path);
      }
      differences.push(
        ...tried
          .filter((leaf) => isRefused(leaf, round) !== refused.includes(leaf.path))
          .map(({ path, samples }) => [path, samples[round], refused.includes(path) ? "refused" : "taken"]),
      );
    }

    expect(differences).toEqual([]);
    const checked = leaves.filter(({ field }) => field.kind !== "flag").map(({ path }) => path);
    expect([...refusals].sort()).toEqual(checked.sort());
  });

  test("decide about values that belong together as cdktf synth does", async () => {
    const signIns = [
      ["email"],
      ["phone"],
      ["username"],
      ["email", "phone"],
      ["username", "email"],
      ["username", "phone"],
    ];
    const recoveries = [
      ["verified_email"],
      ["verified_phone_number"],
      ["admin_only"],
      ["verified_email", "verified_phone_number"],
      ["admin_only", "verified_email"],
    ];
    const cases = [
      ...signIns.flatMap((signIn) => recoveries.map((accountRecovery) => ({ userPool: { signIn, accountRecovery } }))),
      ...[["openid"], ["profile"], ["profile", "openid"]].map((scopes) => ({ alexa: { scopes } })),
      ...[[], ...alexaRedirectUris("M1EXAMPLE0DEV").map((uri) => [uri]), alexaRedirectUris("M2EXAMPLE0DEV")].map(
        (additionalRedirectUris) => ({ alexa: { additionalRedirectUris } }),
      ),
      ...[
        { sesIdentityArn: IDENTITY },
        { from: SENDER },
        { replyTo: SENDER },
        { sesIdentityArn: IDENTITY, from: SENDER },
      ].map((email) => ({ userPool: { email } })),
      ...[["openid"], ["openid", "profile"], ["profile"]].map((requiredScopes) => ({ alexa: { requiredScopes } })),
      ...[10, 3800, 4000].map((length) => ({ variables: { TEXT: "x".repeat(length) } })),
      ...[POOL, { userPool: {} }].flatMap((pool) => [
        pool,
        { ...pool, domain: { existing: { host: "login.example.com" } } },
        { ...pool, domain: { prefix: undefined, existing: { host: "login.example.com" } } },
        { ...pool, domain: { prefix: undefined } },
        { ...pool, client: { existing: { id: "a" } } },
        { ...pool, client: { existing: { id: "a" } }, tokens: { idTokenMinutes: 30 } },
        { ...pool, client: { existing: { id: "a" } }, alexa: { signOutUris: ["https://example.com/bye"] } },
        { userPool: { ...pool.userPool, mfa: "required" } },
        { userPool: { ...pool.userPool, passwordPolicy: { minimumLength: 8 } } },
      ]),
      ...FUNCTION_CASES,
      ...CLIENT_CASES,
      ...DOMAIN_CASES,
      ...PROVIDER_CASES,
      ...USER_POOL_CASES,
      ...["LITE", "ESSENTIALS", undefined].flatMap((plan) =>
        [undefined, 0, 1].map((historySize) => ({ userPool: { plan, passwordPolicy: { historySize } } })),
      ),
    ].map(environmentWith);
    const root = join(folder, "rules");
    mkdirSync(root);
    writeFileSync(join(root, "cases.json"), JSON.stringify(cases.map(inTerraform)));
    writeFileSync(
      join(root, "main.tf.json"),
      JSON.stringify({
        output: Object.fromEntries(
          environmentRules.map((rule) => [
            outputOf(rule),
            {
              value: `\${[for case in jsondecode(file("cases.json")) : ${inCase(rule)}]}`,
            },
          ]),
        ),
      }),
    );
    await terraform(`-chdir=${root}`, "apply", "-auto-approve", "-no-color");

    for (const rule of environmentRules) {
      const decided = JSON.parse(await terraform(`-chdir=${root}`, "output", "-json", outputOf(rule)));
      expect([rule.path, decided]).toEqual([rule.path, cases.map(rule.holds)]);
      expect([rule.path, new Set(decided)]).toEqual([rule.path, new Set([true, false])]);
    }
  });
});

const RULES = ruleExpressions();

const outputOf = ({ path }: EnvironmentRule): string => path.replace(/\W+/g, "_");

/** A rule's expression, about a case instead of the variables. */
const inCase = (rule: EnvironmentRule): string => (RULES.get(rule) ?? "").slice(2, -1).replaceAll("var.", "case.");

/** Whether the project's own check refuses a sample. */
function isRefused({ field, path, samples }: Leaf, round: number): boolean {
  const problems: FieldProblem[] = [];
  checkField(field, samples[round], path, problems);
  return problems.length > 0;
}

function set(target: Record<string, unknown>, [name = "", ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    target[name] = value;
  } else {
    target[name] ??= {};
    set(target[name] as Record<string, unknown>, rest, value);
  }
}

const DEFAULTS = parse(minimalEnvironment());

const NO_FUNCTION_SETTINGS = {
  encryption: undefined,
  logging: undefined,
  provisionedConcurrency: undefined,
  reservedConcurrency: undefined,
};

const environmentWith = ({
  alexa = {},
  variables = {},
  client = {},
  clients = {},
  domain = {},
  protection = { riskRules: undefined },
  resourceServers = {},
  settings = {},
  identityProviders = {},
  tokens = {},
  userPool = {},
}: Values): Environment =>
  ({
    name: "dev",
    domain: { ...NO_DOMAIN, prefix: "example", ...domain },
    client: { ...NO_CLIENT, ...client },
    clients: Object.fromEntries(Object.entries(clients).map(([name, it]) => [name, { ...WEB, ...it }])),
    resourceServers,
    identityProviders: Object.fromEntries(
      Object.entries(identityProviders).map(([name, it]) => [name, { ...OIDC, ...it }]),
    ),
    protection,
    tokens: { ...DEFAULTS.tokens, ...tokens },
    alexa: {
      vendorId: "M1EXAMPLE0DEV",
      skillIds: [],
      scopes: ["openid"],
      requiredScopes: ["openid"],
      additionalRedirectUris: [],
      signOutUris: [],
      ...alexa,
    },
    function: { ...DEFAULTS.function, ...NO_FUNCTION_SETTINGS, ...settings, variables },
    userPool: {
      ...DEFAULTS.userPool,
      ...userPool,
      passwordPolicy: { ...DEFAULTS.userPool.passwordPolicy, ...userPool.passwordPolicy },
      email: { ...NO_EMAIL, ...userPool.email },
    },
  }) as unknown as Environment;

function inTerraform(value: unknown): unknown {
  if (value === undefined) {
    return null; // an optional property of Terraform's is always there
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return value;
  }
  // No property begins with a capital letter, but the name of an entry may.
  const nameOf = (name: string): string => (/^[A-Z]/.test(name) ? name : terraformName(name));
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [nameOf(name), inTerraform(inner)]));
}
