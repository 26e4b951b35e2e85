import { asList } from "../common/json";
import { MAX_SKILL_RESPONSE_MS, MIN_ACCESS_TOKEN_SECONDS } from "../contract/alexa-limits";
import { ALEXA_REDIRECT_BASE } from "../contract/alexa-redirect-uri";
import { CHOICE_FLOW } from "../contract/first-factor";
import { tokenLifetimeSeconds } from "../contract/token-lifetime";
import type { LinkArguments } from "./arguments";
import { argumentAt } from "./arguments";

/** Properties of an environment by path, as `userPool.name`; those that are not set are not there. */
export type Properties = ReadonlyMap<string, unknown>;

/** What in an environment makes a resource what it is. */
export function propertiesOf({ client, customDomain, domain, role, userPool, ...others }: LinkArguments): Properties {
  const it = others.function;
  const at = argumentAt;
  const properties: Readonly<Record<string, unknown>> = {
    "userPool.name": at(userPool, "name"),
    "userPool.signIn": signInOf(userPool),
    "userPool.plan": at(userPool, "user_pool_tier"),
    "userPool.passwordPolicy.minimumLength": at(userPool, "password_policy", "minimum_length"),
    "userPool.passwordPolicy.requireLowercase": at(userPool, "password_policy", "require_lowercase"),
    "userPool.passwordPolicy.requireUppercase": at(userPool, "password_policy", "require_uppercase"),
    "userPool.passwordPolicy.requireNumbers": at(userPool, "password_policy", "require_numbers"),
    "userPool.passwordPolicy.requireSymbols": at(userPool, "password_policy", "require_symbols"),
    "userPool.passwordPolicy.historySize": at(userPool, "password_policy", "password_history_size"),
    "userPool.passwordPolicy.temporaryPasswordDays": at(
      userPool,
      "password_policy",
      "temporary_password_validity_days",
    ),
    "userPool.firstFactors": firstFactorsOf(userPool),
    "userPool.passkeys.relyingPartyId": at(userPool, "web_authn_configuration", "relying_party_id"),
    "userPool.passkeys.userVerification": at(userPool, "web_authn_configuration", "user_verification"),
    "userPool.mfa": MFA.get(at(userPool, "mfa_configuration")),
    "userPool.accountRecovery": recoveryOf(userPool),
    "userPool.selfSignUp": opposite(at(userPool, "admin_create_user_config", "allow_admin_create_user_only")),
    "userPool.verificationEmail.subject": at(userPool, "verification_message_template", "email_subject"),
    "userPool.verificationEmail.message": at(userPool, "verification_message_template", "email_message"),
    "userPool.email.sesIdentityArn": at(userPool, "email_configuration", "source_arn"),
    "userPool.email.from": at(userPool, "email_configuration", "from_email_address"),
    "userPool.email.replyTo": at(userPool, "email_configuration", "reply_to_email_address"),
    "userPool.email.configurationSet": at(userPool, "email_configuration", "configuration_set"),
    "domain.prefix": at(domain, "domain"),
    "domain.name": at(customDomain, "domain"),
    "domain.certificateArn": at(customDomain, "certificate_arn"),
    "client.name": at(client, "name"),
    "client.signInChoice": signInChoiceOf(client, userPool),
    "alexa.scopes": list(at(client, "allowed_oauth_scopes"))?.sort(),
    "alexa.additionalRedirectUris": otherUris(at(client, "callback_urls")),
    "alexa.signOutUris": list(at(client, "logout_urls"))?.sort(),
    "tokens.accessTokenMinutes": lifetime(client, "access", "minutes"),
    "tokens.idTokenMinutes": lifetime(client, "id", "minutes"),
    "tokens.refreshTokenDays": lifetime(client, "refresh", "days"),
    "function.name": at(it, "function_name"),
    "function.roleName": at(role, "name"),
    "function.memoryMib": at(it, "memory_size"),
    "function.timeoutSeconds": seconds(at(it, "timeout")),
    "function.architecture": list(at(it, "architectures"))?.[0],
  };
  return new Map(Object.entries(properties).filter(([, value]) => value !== undefined && value !== null));
}

const MFA: ReadonlyMap<unknown, string> = new Map([
  ["OFF", "off"],
  ["OPTIONAL", "optional"],
  ["ON", "required"],
]);

const list = (value: unknown): string[] | undefined =>
  Array.isArray(value) ? value.filter((it): it is string => typeof it === "string") : undefined;

const opposite = (value: unknown): boolean | undefined => (typeof value === "boolean" ? !value : undefined);

/** A pool without either signs in by user names alone. */
function signInOf(userPool: unknown): readonly string[] | undefined {
  if (userPool === undefined) {
    return undefined;
  }
  const [names = [], aliases = []] = ["username_attributes", "alias_attributes"].map((it) =>
    list(argumentAt(userPool, it)),
  );
  const short = (attribute: string): string => (attribute === "phone_number" ? "phone" : attribute);
  return names.length > 0 ? names.map(short).sort() : ["username", ...aliases.map(short).sort()];
}

const firstFactorsOf = (userPool: unknown): readonly string[] | undefined =>
  list(argumentAt(userPool, "sign_in_policy", "allowed_first_auth_factors"))?.sort();

/** Where it is not what follows from the pool. */
function signInChoiceOf(client: unknown, userPool: unknown): boolean | undefined {
  const flows = list(argumentAt(client, "explicit_auth_flows"));
  const isPasswordless = firstFactorsOf(userPool)?.some((it) => it !== "PASSWORD") ?? false;
  const mayChoose = flows?.includes(CHOICE_FLOW);
  return mayChoose === isPasswordless ? undefined : mayChoose;
}

function recoveryOf(userPool: unknown): readonly string[] | undefined {
  const mechanisms = asList(argumentAt(userPool, "account_recovery_setting", "recovery_mechanism")).map((it) => ({
    name: String(argumentAt(it, "name")),
    priority: Number(argumentAt(it, "priority")),
  }));
  const signIn = signInOf(userPool) ?? [];
  // AWS's own default names ways that users may not have, which an environment does not take.
  const possible: Readonly<Record<string, boolean>> = {
    verified_email: signIn.includes("email") || signIn.includes("username"),
    verified_phone_number: signIn.includes("phone"),
  };
  const names = mechanisms
    .sort((one, other) => one.priority - other.priority)
    .map(({ name }) => name)
    .filter((name) => possible[name] ?? true);
  return names.length === 0 ? undefined : names;
}

/** Beside the three that follow from the vendor id, which the environment registers itself. */
function otherUris(urls: unknown): readonly string[] | undefined {
  const bases = Object.values(ALEXA_REDIRECT_BASE);
  const vendors = new Set(
    list(urls)?.flatMap((url) => bases.flatMap((base) => (url.startsWith(base) ? url.slice(base.length) : []))),
  );
  const own = vendors.size === 1 ? bases.map((base) => `${base}${[...vendors][0]}`) : [];
  return list(urls)
    ?.filter((url) => !own.includes(url))
    .sort();
}

const SECONDS = { minutes: 60, days: 86_400 } as const;

/** In whole units, and no shorter than Alexa accepts; what cannot be written like that is changed in place. */
function lifetime(client: unknown, token: "access" | "id" | "refresh", unit: keyof typeof SECONDS): number | undefined {
  const value = argumentAt(client, `${token}_token_validity`);
  const given = argumentAt(client, "token_validity_units", `${token}_token`);
  if (typeof value !== "number") {
    return undefined;
  }
  const seconds = tokenLifetimeSeconds(token, value, typeof given === "string" ? given : undefined);
  const isTooShort = token === "access" && seconds < MIN_ACCESS_TOKEN_SECONDS;
  return seconds > 0 && seconds % SECONDS[unit] === 0 && !isTooShort ? seconds / SECONDS[unit] : undefined;
}

/** A function that takes as long as Alexa waits answers nobody. */
const seconds = (value: unknown): number | undefined =>
  typeof value === "number" && value * 1000 < MAX_SKILL_RESPONSE_MS ? value : undefined;
