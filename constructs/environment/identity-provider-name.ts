import type { ListField, TextField } from "./field";
import { TEMPLATE } from "./field";

/** The four whose name is their type. Source: Amazon Cognito API, CreateUserPoolClient, SupportedIdentityProviders. */
export const SOCIAL_TYPES = ["Facebook", "Google", "LoginWithAmazon", "SignInWithApple"] as const;

/**
 * A provider's name. Sources: Amazon Cognito API, ProviderNameTypeV2; the AWS provider's id of one has a colon.
 * @internal
 */
export const providerName: TextField = {
  kind: "text",
  pattern: /^[\p{L}\p{M}\p{S}\p{N}\p{P}]{3,32}$/u,
  except: /[_:]|^COGNITO$|[$%]\{/,
  allowed:
    "a name of 3 to 32 letters, digits, punctuation and symbols, without spaces, underscores and colons, that is not COGNITO",
  fix: "rename the provider, as Example-Corp; its name is part of its users' names",
};

/**
 * Which providers a client offers.
 * @internal
 */
export const offeredProviders: ListField = {
  kind: "list",
  min: 1,
  max: 51,
  item: {
    kind: "text",
    pattern: /^[\p{L}\p{M}\p{S}\p{N}\p{P}]{3,32}$/u,
    except: TEMPLATE,
    allowed: "COGNITO, or the name of an identity provider",
    fix: "write the names of identityProviders, and COGNITO for the pool's own users",
  },
  derived: "COGNITO and every provider of identityProviders",
};
