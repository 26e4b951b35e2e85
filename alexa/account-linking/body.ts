import { Problem } from "../../common/problem";
import type { AccountLinking } from "../../contract/account-linking";
import { ACCOUNT_LINKING_FIELDS } from "./fields";
import type { AccountLinkingAdditions, AccountLinkingRequest, AccountLinkingRequestBody } from "./request";

/**
 * The body of SMAPI's account-linking request, from what Terraform made. The keys are always in the same order, so
 * that two files can be compared.
 *
 * @param additions settings that Terraform does not know. What must come from Terraform cannot be set here.
 *   `skipOnEnablement` is true by default: the skill answers public intents without a link. A smart-home skill cannot be
 *   enabled without one.
 * @throws Problem when a smart-home skill is to be enabled without a link
 */
export function accountLinkingBody(
  accountLinking: AccountLinking,
  additions: AccountLinkingAdditions = {},
): AccountLinkingRequestBody {
  const isCustom = (accountLinking.skill_kind ?? "custom") === "custom";
  if (!isCustom && additions.skipOnEnablement === true) {
    // Alexa Skills Kit, "Account linking for smart home and other domains": all smart home skills must implement it.
    throw new Problem(
      `skipOnEnablement is true, and alexa.kind is ${accountLinking.skill_kind}: each directive of a smart-home skill needs a linked account. Remove skipOnEnablement.`,
    );
  }
  const settings: AccountLinkingRequest = {
    skipOnEnablement: isCustom,
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
