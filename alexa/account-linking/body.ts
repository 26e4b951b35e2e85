import type { AccountLinking } from "../../contract/account-linking";
import { ACCOUNT_LINKING_FIELDS } from "./fields";
import type { AccountLinkingAdditions, AccountLinkingRequest, AccountLinkingRequestBody } from "./request";

/**
 * The body of SMAPI's account-linking request, from what Terraform made. The keys are always in the same order, so
 * that two files can be compared.
 *
 * @param additions settings that Terraform does not know. What must come from Terraform cannot be set here.
 *   `skipOnEnablement` is true by default: the skill answers public intents without a link.
 */
export function accountLinkingBody(
  accountLinking: AccountLinking,
  additions: AccountLinkingAdditions = {},
): AccountLinkingRequestBody {
  const settings: AccountLinkingRequest = {
    skipOnEnablement: true,
    ...withoutUndefined(additions),
    type: "AUTH_CODE",
    authorizationUrl: accountLinking.authorization_uri,
    accessTokenUrl: accountLinking.access_token_uri,
    accessTokenScheme: accountLinking.access_token_scheme,
    clientId: accountLinking.client_id,
    clientSecret: accountLinking.client_secret,
    scopes: accountLinking.scopes,
  };
  return { accountLinkingRequest: inOrder(settings) };
}

/** Only the known fields that are set, in the order of {@link ACCOUNT_LINKING_FIELDS}. */
function inOrder(settings: AccountLinkingRequest): AccountLinkingRequest {
  const entries = ACCOUNT_LINKING_FIELDS.filter((field) => settings[field] !== undefined).map((field) => [
    field,
    settings[field],
  ]);
  return Object.fromEntries(entries);
}

const withoutUndefined = (additions: AccountLinkingAdditions): AccountLinkingAdditions =>
  Object.fromEntries(Object.entries(additions).filter(([, value]) => value !== undefined));
