/** What Cognito sends before it makes tokens, as far as it is read here. Source: Amazon Cognito, "Pre token generation". */
interface PreTokenEvent {
  readonly request: { readonly userAttributes: Readonly<Record<string, string>> };
  readonly response: Record<string, unknown>;
}

/** Gives access tokens the user's locale, so that an API need not ask for the profile. */
export const handler = async (event: PreTokenEvent): Promise<PreTokenEvent> => {
  const { locale } = event.request.userAttributes;
  if (locale !== undefined) {
    event.response.claimsAndScopeOverrideDetails = { accessTokenGeneration: { claimsToAddOrOverride: { locale } } };
  }
  return event;
};
