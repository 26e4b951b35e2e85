import { asObject, isObject } from "../common/json";
import type { AtAws } from "./at-aws";

/** Arguments of the AWS provider's resources, as in Terraform's JSON; of blocks the one that there is. */
export interface LinkArguments {
  readonly userPool: unknown;
  readonly client?: unknown;
  readonly domain?: unknown;
  readonly customDomain?: unknown;
  readonly function?: unknown;
  readonly role?: unknown;
}

/** What stands under a path, in which a block is the one that there is. */
export function argumentAt(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, name) => {
    const block = Array.isArray(inner) ? inner[0] : inner;
    return isObject(block) ? block[name] : undefined;
  }, value);
}

/** What AWS has, as the provider reads it. */
export function argumentsAtAws({ userPool, passkeys, client, customDomain, function: it }: AtAws): LinkArguments {
  return {
    userPool: { ...poolArguments(userPool), ...(passkeys && { web_authn_configuration: passkeyArguments(passkeys) }) },
    ...(userPool.Domain !== undefined && { domain: { domain: userPool.Domain } }),
    ...(customDomain !== undefined && {
      customDomain: { domain: customDomain.name, certificate_arn: customDomain.certificateArn },
    }),
    ...(client !== undefined && { client: clientArguments(client) }),
    ...(it !== undefined && {
      function: {
        function_name: it.configuration.FunctionName,
        memory_size: it.configuration.MemorySize,
        timeout: it.configuration.Timeout,
        architectures: it.configuration.Architectures,
      },
      role: { name: it.configuration.Role?.split("/").at(-1) },
    }),
  };
}

function poolArguments(pool: AtAws["userPool"]): object {
  const { PasswordPolicy } = pool.Policies ?? {};
  return {
    name: pool.Name,
    username_attributes: pool.UsernameAttributes,
    alias_attributes: pool.AliasAttributes,
    user_pool_tier: pool.UserPoolTier,
    mfa_configuration: pool.MfaConfiguration ?? "OFF",
    sign_in_policy: { allowed_first_auth_factors: pool.Policies?.SignInPolicy?.AllowedFirstAuthFactors },
    admin_create_user_config: {
      allow_admin_create_user_only: pool.AdminCreateUserConfig?.AllowAdminCreateUserOnly ?? false,
    },
    password_policy: {
      minimum_length: PasswordPolicy?.MinimumLength,
      require_lowercase: PasswordPolicy?.RequireLowercase,
      require_uppercase: PasswordPolicy?.RequireUppercase,
      require_numbers: PasswordPolicy?.RequireNumbers,
      require_symbols: PasswordPolicy?.RequireSymbols,
      password_history_size: PasswordPolicy?.PasswordHistorySize || undefined,
      temporary_password_validity_days: PasswordPolicy?.TemporaryPasswordValidityDays,
    },
    account_recovery_setting: {
      recovery_mechanism: pool.AccountRecoverySetting?.RecoveryMechanisms?.map(({ Name, Priority }) => ({
        name: Name,
        priority: Priority,
      })),
    },
    verification_message_template: {
      email_subject: pool.VerificationMessageTemplate?.EmailSubject,
      email_message: pool.VerificationMessageTemplate?.EmailMessage,
    },
    email_configuration:
      pool.EmailConfiguration?.EmailSendingAccount === "DEVELOPER"
        ? {
            source_arn: pool.EmailConfiguration.SourceArn,
            from_email_address: pool.EmailConfiguration.From,
            reply_to_email_address: pool.EmailConfiguration.ReplyToEmailAddress,
            configuration_set: pool.EmailConfiguration.ConfigurationSet,
          }
        : undefined,
  };
}

const passkeyArguments = ({ RelyingPartyId, UserVerification }: NonNullable<AtAws["passkeys"]>): object => ({
  relying_party_id: RelyingPartyId,
  user_verification: UserVerification,
});

const clientArguments = (client: NonNullable<AtAws["client"]>): object => ({
  name: client.ClientName,
  explicit_auth_flows: client.ExplicitAuthFlows,
  allowed_oauth_scopes: client.AllowedOAuthScopes,
  callback_urls: client.CallbackURLs,
  logout_urls: client.LogoutURLs,
  access_token_validity: client.AccessTokenValidity,
  id_token_validity: client.IdTokenValidity,
  refresh_token_validity: client.RefreshTokenValidity,
  token_validity_units: {
    access_token: client.TokenValidityUnits?.AccessToken,
    id_token: client.TokenValidityUnits?.IdToken,
    refresh_token: client.TokenValidityUnits?.RefreshToken,
  },
});

/** What a synthesized stack says. */
export function argumentsOfStack(stack: unknown): LinkArguments {
  const of = (type: string, name: string): unknown => asObject(argumentAt(stack, "resource", type, name));
  return {
    userPool: of("aws_cognito_user_pool", "user_pool"),
    client: of("aws_cognito_user_pool_client", "alexa"),
    domain: of("aws_cognito_user_pool_domain", "domain"),
    customDomain: of("aws_cognito_user_pool_domain", "domain_custom"),
    function: of("aws_lambda_function", "skill"),
    role: of("aws_iam_role", "skill_role"),
  };
}
