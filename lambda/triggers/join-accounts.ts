import { TRUSTED_PROVIDERS_VARIABLE } from "../../contract/joined-accounts";
import type { JoinOutcome } from "./join-accounts/joining";
import { joinAtFirstSignIn, linkAhead } from "./join-accounts/joining";
import type { TriggerEvent } from "./join-accounts/trigger-event";
import type { TrustedProviders } from "./join-accounts/trusted-providers";
import { UserPoolApi } from "./join-accounts/user-pool-api";

const { AWS_ACCESS_KEY_ID = "", AWS_SECRET_ACCESS_KEY = "", AWS_SESSION_TOKEN } = process.env;
const CREDENTIALS = {
  accessKeyId: AWS_ACCESS_KEY_ID,
  secretAccessKey: AWS_SECRET_ACCESS_KEY,
  sessionToken: AWS_SESSION_TOKEN,
};
const PROVIDERS = JSON.parse(process.env[TRUSTED_PROVIDERS_VARIABLE] ?? "{}") as TrustedProviders;

/** Makes one account of a person's two, when Cognito asks about a new user. */
export async function handler(event: TriggerEvent): Promise<TriggerEvent> {
  const { region, triggerSource, userPoolId } = event;
  const joining = { api: new UserPoolApi(userPoolId, region, CREDENTIALS), providers: PROVIDERS, log };
  if (triggerSource === "PreSignUp_ExternalProvider") {
    await joinAtFirstSignIn(event, joining);
  }
  if (triggerSource === "PostConfirmation_ConfirmSignUp") {
    await linkAhead(event, joining);
  }
  return event;
}

/** One line of JSON, with nothing of the person in it. */
function log(outcome: JoinOutcome, reason?: string): void {
  const level = outcome === "failed" ? "error" : "info";
  process.stdout.write(`${JSON.stringify({ level, message: "join accounts", outcome, reason })}\n`);
}
