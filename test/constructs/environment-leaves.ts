import { environmentSchema } from "../../constructs/environment/environment";
import type { Field } from "../../constructs/environment/field";
import {
  anyToken,
  listToken,
  mapToken,
  minimalEnvironment,
  numberToken,
  textToken,
  withValue,
} from "./example-environment";

/** A property that holds a value, not further properties. */
export interface Leaf {
  /** The key in tables: like the path, with the variant in angle brackets, as `state<s3>.bucket`. */
  readonly key: string;
  /** The path in an environment, as `state.bucket`. */
  readonly path: string;
  readonly field: Field;
  /** A valid environment in which the property may stand. */
  readonly base: () => object;
}

/** Every leaf of the schema, in its order. */
export function environmentLeaves(): Leaf[] {
  return leavesOf(environmentSchema, "").map(({ key, field }) => ({
    key,
    path: key.replace(/<\w+>/, ""),
    field,
    base: () => baseFor(key),
  }));
}

function baseFor(key: string): object {
  if (key.startsWith("state<s3>")) {
    return minimalEnvironment();
  }
  // Otherwise the state's key and region, which Terraform must know at once, would follow from name and region.
  const state = key.startsWith("state<local>")
    ? { type: "local", path: "../../../a.tfstate" }
    : { type: "s3", bucket: "example-terraform-state", key: "dev.tfstate", region: "us-east-1" };
  const base = withValue("state", state);
  const [group = "", property] = key.split(".");
  if (property === "existing") {
    const pool = withValue("userPool.existing", { id: "us-east-1_Abc123xyz" }, base);
    return group === "userPool" ? pool : withValue(group, { existing: EXISTING[group] }, pool);
  }
  if (group === "adopt") {
    const skills = withValue("alexa.skillIds", [SKILL_ID], base);
    const inPool = property === "userPoolId" ? skills : withValue("adopt.userPoolId", "us-east-1_Abc123xyz", skills);
    return property === "permittedSkillIds" ? withValue("adopt.named", ["function", "alias"], inPool) : inPool;
  }
  if (key.startsWith("client.signInPage.")) {
    // One of the two has to be there.
    return withValue("client.signInPage", key.endsWith("css") ? { logo: "iVBORw0KGgo=" } : { css: "a {}" }, base);
  }
  const custom = CUSTOM_DOMAIN[key];
  if (custom !== undefined) {
    return withValue("domain", custom, base);
  }
  return group === "function" ? inFunction(key, base) : withNeighbours(key, base);
}

const SKILL_ID = "amzn1.ask.skill.11111111-1111-4111-8111-000000000000";

const EXISTING: Readonly<Record<string, object>> = {
  domain: { host: "auth.example.com" },
  client: { id: "1h57kf5cpq17m0eml12EXAMPLE" },
};

/** Rules beside the one that is tried: there is one at least. */
const rulesFor = (key: string): object => ({
  ...(key.endsWith("compromisedCredentials")
    ? { blockedIpRanges: ["192.0.2.0/24"] }
    : { compromisedCredentials: "BLOCK" }),
  ...(key.includes("accountTakeover") ? { accountTakeover: { sesIdentityArn: SES.sesIdentityArn } } : {}),
});

const SENDERS = {
  kmsKeyArn: "arn:aws:kms:us-east-1:123456789012:key/11111111-1111-4111-8111-111111111111",
  emailFunctionArn: "arn:aws:lambda:us-east-1:123456789012:function:send-emails",
  smsFunctionArn: "arn:aws:lambda:us-east-1:123456789012:function:send-texts",
};

/** With what a property needs beside it. */
function withNeighbours(key: string, base: object): object {
  const [group = ""] = key.split(".");
  if (group === "clients") {
    const servers = { "https://api.example.com": { scopes: { read: "Read" } } };
    return withValue("resourceServers", servers, withValue("userPool.customAttributes", CUSTOM, base));
  }
  if (key.endsWith("eadAttributes") || key.endsWith("riteAttributes")) {
    return withValue("userPool.customAttributes", CUSTOM, base);
  }
  if (group === "memory") {
    return withValue("memory", {}, base);
  }
  if (key === "client.identityProviders" || key === "userPool.joinAccounts") {
    return withValue("identityProviders", PROVIDERS, base);
  }
  if (key.startsWith("protection.")) {
    const pool = withValue("userPool", { plan: "PLUS", threatProtection: "audit" }, base);
    return key.startsWith("protection.riskRules.") ? withValue("protection.riskRules", rulesFor(key), pool) : pool;
  }
  if (key === "userPool.threatProtection") {
    return withValue("userPool.plan", "PLUS", base);
  }
  if (key === "userPool.passkeys.userVerification") {
    return withValue("userPool.firstFactors", ["PASSWORD", "WEB_AUTHN"], base);
  }
  if (key.startsWith("userPool.customSenders.")) {
    return withValue("userPool.customSenders", SENDERS, base);
  }
  if (key.startsWith("userPool.secondFactorEmail.")) {
    return withValue("userPool.mfaMethods", ["email"], withValue("userPool.email", SES, base));
  }
  if (key === "userPool.devices.skipSecondFactor") {
    return withValue("userPool.devices", { remember: "always" }, base);
  }
  // Its properties stand together only.
  return key.startsWith("userPool.email.") ? withValue("userPool.email", SES, base) : base;
}

const PROVIDERS = {
  Google: { type: "Google", clientId: "google" },
  Corp: { type: "SAML", metadataUrl: "https://a.example/" },
};

/** Those that the tables of accepted values name. */
const CUSTOM = { level: { type: "Boolean" }, "a:b": { type: "Boolean" }, ["a".repeat(20)]: { type: "Boolean" } };

const CERTIFICATE_ARN = "arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012";
const NAMED = { prefix: "example-skill-dev", name: "login.example.com" };

/** What stands beside a property of a custom domain. */
const CUSTOM_DOMAIN: Readonly<Record<string, object>> = {
  "domain.name": { ...NAMED, certificateArn: CERTIFICATE_ARN },
  "domain.certificateArn": { ...NAMED, hostedZoneId: "Z0123456789ABCDEFGHIJ" },
  "domain.hostedZoneId": { ...NAMED, certificateArn: CERTIFICATE_ARN },
  "domain.linkHost": { ...NAMED, certificateArn: CERTIFICATE_ARN },
};

/** A group of the function's that may be left out, with what it needs. */
function inFunction(key: string, base: object): object {
  const [, whole = "", part] = key.split(".");
  return part === undefined ? base : withValue(`function.${whole}`, FUNCTION[whole], base);
}

const FUNCTION: Readonly<Record<string, object>> = {
  encryption: { kmsKeyArn: "arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555" },
  vpc: { subnetIds: ["subnet-0123456789abcdef0"], securityGroupIds: ["sg-0123456789abcdef0"] },
  deadLetters: { targetArn: "arn:aws:sqs:us-east-1:123456789012:dead-letters" },
  logging: { format: "JSON" },
  canary: { formerVersion: 41, percent: 10 },
};

const SES = {
  sesIdentityArn: "arn:aws:ses:us-east-1:123456789012:identity/example.com",
  from: "codes@example.com",
};

function leavesOf(field: Field, key: string): { key: string; field: Field }[] {
  if (field.kind === "group") {
    return Object.entries(field.fields as Readonly<Record<string, Field>>).flatMap(([name, inner]) =>
      leavesOf(inner, key === "" ? name : `${key}.${name}`),
    );
  }
  if (field.kind === "variant") {
    return Object.entries(field.variants).flatMap(([type, group]) => leavesOf(group, `${key}<${type}>`));
  }
  return [{ key, field }];
}

/** Unresolved tokens of every kind that TypeScript lets a person put there. */
export function tokensFor(field: Field): unknown[] {
  switch (field.kind) {
    case "number":
      return [numberToken(), anyToken()];
    case "choice":
      return [typeof field.values[0] === "number" ? numberToken() : textToken(), anyToken()];
    case "list":
      return [listToken(), anyToken()];
    case "map":
      return [mapToken(), anyToken()];
    case "flag":
      return [anyToken()];
    default:
      return [textToken(), `prefix-${textToken()}`, anyToken()];
  }
}
