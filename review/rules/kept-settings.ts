import { isObject, isSame, member, valueAt } from "../../common/json";
import type { PlannedChange } from "../plan";
import { showValue } from "../show-value";
import type { ChangeRule } from "./rule";

type IsDefault = (value: unknown) => boolean;

const never: IsDefault = () => false;
const oneOf =
  (...defaults: readonly unknown[]): IsDefault =>
  (value) =>
    defaults.some((one) => isSame(one, value));
const blockOf =
  (defaults: Readonly<Record<string, unknown>>): IsDefault =>
  (value) =>
    Array.isArray(value) &&
    value.every((block) =>
      Object.entries(block ?? {}).every(([name, item]) => !isSet(item) || isSame(item, defaults[name])),
    );

const hasText = (value: unknown): boolean =>
  typeof value === "object" && value !== null
    ? Object.values(value).some(hasText)
    : typeof value === "string" && value !== "";

/**
 * Settings that stay as they are when their line goes, with what the service fills in where nobody ever set them: seen
 * in plans of hashicorp/aws 5.100.0, where the line of each was taken away. The defaults are those of Amazon Cognito's
 * CreateUserPoolClient and CreateUserPool. Not here: account_recovery_setting, whose default is not documented.
 */
const KEPT: Readonly<Record<string, Readonly<Record<string, IsDefault>>>> = {
  aws_cognito_user_pool: {
    admin_create_user_config: blockOf({ allow_admin_create_user_only: false }),
    lambda_config: (value) => !hasText(value),
    password_policy: blockOf({
      minimum_length: 8,
      require_lowercase: true,
      require_numbers: true,
      require_symbols: true,
      require_uppercase: true,
      temporary_password_validity_days: 7,
      password_history_size: 0,
    }),
    sign_in_policy: blockOf({ allowed_first_auth_factors: ["PASSWORD"] }),
    user_pool_tier: oneOf("ESSENTIALS"),
    username_configuration: blockOf({ case_sensitive: true }),
    verification_message_template: blockOf({ default_email_option: "CONFIRM_WITH_CODE" }),
  },
  aws_cognito_user_pool_client: {
    // In hours, or in the minutes that the units may say.
    access_token_validity: oneOf(0, 1, 60),
    allowed_oauth_flows: never,
    allowed_oauth_flows_user_pool_client: oneOf(false),
    allowed_oauth_scopes: never,
    auth_session_validity: oneOf(3),
    callback_urls: never,
    default_redirect_uri: never,
    enable_token_revocation: oneOf(true),
    explicit_auth_flows: oneOf(["ALLOW_CUSTOM_AUTH", "ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"]),
    id_token_validity: oneOf(0, 1, 60),
    logout_urls: never,
    prevent_user_existence_errors: oneOf("LEGACY"),
    read_attributes: never,
    refresh_token_validity: oneOf(0, 30),
    supported_identity_providers: never,
    write_attributes: never,
  },
};

/**
 * Blocks of which single members stay when their line goes, as long as the block has others: seen in plans of
 * hashicorp/aws 5.100.0.
 */
const KEPT_MEMBERS: Readonly<Record<string, readonly string[]>> = { aws_cognito_user_pool: ["lambda_config"] };

/** AWS shows the one where the other is set. Source: Amazon Cognito API, LambdaConfigType. */
const TWINS: Readonly<Record<string, string>> = {
  pre_token_generation: "pre_token_generation_config",
  pre_token_generation_config: "pre_token_generation",
};

/** Members of blocks that stay although the code, which has the block, no longer has them: with their values. */
function keptMembers({ type, expressions, before, after }: PlannedChange): readonly (readonly [string, unknown])[] {
  return (KEPT_MEMBERS[type] ?? []).flatMap((block) => {
    const path = [block, 0] as const;
    const written = valueAt(Object.fromEntries(expressions ?? []), path);
    const is = valueAt(before, path);
    if (!isObject(written) || !isObject(is)) {
      return [];
    }
    const isWritten = (name: string): boolean => Object.hasOwn(written, name);
    return Object.entries(is)
      .filter(([name, value]) => hasText(value) && isSame(value, valueAt(after, [...path, name])))
      .filter(([name]) => !isWritten(name) && !isWritten(TWINS[name] ?? name))
      .filter(([name]) => !(name.endsWith("_config") && hasText(is[TWINS[name] ?? ""])))
      .map(([name, value]) => [`${block}.${name}`, value] as const);
  });
}

const removedPropertyNoop: ChangeRule = {
  id: "removed-property-noop",
  severity: "info",
  types: Object.keys(KEPT),
  find: (change) => {
    const { type, action, expressions, before, after } = change;
    if (expressions === undefined || (action !== "no-op" && action !== "update")) {
      return undefined;
    }
    const whole = Object.entries(KEPT[type] ?? {}).flatMap(([name, isDefault]) => {
      const value = member(before, name);
      const stays = isSet(value) && isSame(value, member(after, name));
      return stays && !expressions.has(name) && !isDefault(value) ? [[name, value] as const] : [];
    });
    const kept = [...whole, ...keptMembers(change)];
    if (kept.length === 0) {
      return undefined;
    }
    const names = kept.map(([name]) => name);
    return {
      what: `Settings stay in AWS although their lines were removed: ${names.join(", ")}.`,
      who: "whoever believes that deleting the line deletes the setting",
      effect: `The provider keeps what is set when the code says nothing: ${kept.map(([name, value]) => `${name} stays ${showValue(value)}`).join("; ")}.`,
      recover: "Write the value that is wanted into the code.",
    };
  },
};

/** Hidden values are symbols, and tell nothing. */
const isSet = (value: unknown): boolean =>
  value !== undefined &&
  value !== null &&
  value !== "" &&
  typeof value !== "symbol" &&
  !(Array.isArray(value) && value.length === 0);

export const keptSettingRules: readonly ChangeRule[] = [removedPropertyNoop];
