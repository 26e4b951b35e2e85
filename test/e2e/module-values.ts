/** Values of the module's variables, as the environment that they are, and as Terraform has them. */
import type { Environment } from "../../constructs";
import { TRIGGER_ARGUMENTS } from "../../constructs/environment/triggers";
import { terraformName } from "../../constructs/module/properties";
import { minimalEnvironment, parse } from "../constructs/example-environment";

const NO_CLIENT = {
  existing: undefined,
  imported: false,
  name: undefined,
  signInPage: undefined,
  readAttributes: undefined,
  writeAttributes: undefined,
  sessionMinutes: undefined,
  identityProviders: undefined,
  signInChoice: undefined,
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

export interface Values {
  readonly alexa?: object;
  readonly client?: object;
  readonly clients?: Readonly<Record<string, object>>;
  readonly resourceServers?: object;
  readonly identityProviders?: Readonly<Record<string, object>>;
  readonly memory?: object;
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

const NO_DOMAIN = {
  prefix: undefined,
  name: undefined,
  certificateArn: undefined,
  hostedZoneId: undefined,
  linkHost: undefined,
  managedLoginBrandingId: undefined,
  existing: undefined,
};

const NO_EMAIL = { sesIdentityArn: undefined, from: undefined, replyTo: undefined, configurationSet: undefined };

const DEFAULTS = parse(minimalEnvironment());

const NO_FUNCTION_SETTINGS = {
  canary: undefined,
  encryption: undefined,
  logging: undefined,
  provisionedConcurrency: undefined,
  reservedConcurrency: undefined,
};

export const environmentWith = ({
  alexa = {},
  variables = {},
  client = {},
  clients = {},
  domain = {},
  protection = { riskRules: undefined },
  resourceServers = {},
  settings = {},
  identityProviders = {},
  memory,
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
    memory,
    protection,
    tokens: { ...DEFAULTS.tokens, ...tokens },
    alexa: {
      kind: "custom",
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
      passkeys: { relyingPartyId: undefined, ...DEFAULTS.userPool.passkeys, ...(userPool.passkeys as object) },
      email: { ...NO_EMAIL, ...userPool.email },
    },
  }) as unknown as Environment;

export function inTerraform(value: unknown): unknown {
  if (value === undefined) {
    return null; // an optional property of Terraform's is always there
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return value;
  }
  // No property begins with a capital letter, but the name of an entry may; triggers have Cognito's own names.
  const isEntry = (name: string): boolean => /^[A-Z]/.test(name) || Object.hasOwn(TRIGGER_ARGUMENTS, name);
  const nameOf = (name: string): string => (isEntry(name) ? name : terraformName(name));
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [nameOf(name), inTerraform(inner)]));
}
