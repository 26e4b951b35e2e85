import type { LoginWithAmazonCredentials } from "./login-with-amazon";

/**
 * The environment variables that make ask-cli, and whatever else reads them, use the stand-in instead of Amazon:
 * addresses, credentials, vendor id. ask-cli takes its credentials from the environment only if AWS's are there as well
 * (its lib/utils/profile-helper), though these commands do not use them.
 *
 * https://developer.amazon.com/en-US/docs/alexa/smapi/ask-cli-intro.html#ask-cli-environment-variables; the two
 * addresses are in its source alone (lib/utils/dynamic-config).
 */
export const askCliVariables = (
  url: string,
  { clientId, clientSecret, refreshToken }: LoginWithAmazonCredentials,
  vendorId: string,
): Readonly<Record<string, string>> => ({
  ASK_SMAPI_SERVER_BASE_URL: url,
  ASK_LWA_TOKEN_HOST: url,
  ASK_LWA_CLIENT_ID: clientId,
  ASK_LWA_CLIENT_CONFIRMATION: clientSecret,
  ASK_REFRESH_TOKEN: refreshToken,
  ASK_VENDOR_ID: vendorId,
  AWS_ACCESS_KEY_ID: "local",
  AWS_SECRET_ACCESS_KEY: "local",
});
