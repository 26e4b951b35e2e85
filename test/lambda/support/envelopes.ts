import type { Request, RequestEnvelope } from "ask-sdk-model";
import type { IntentName } from "../../../lambda/intents";
import { SKILL_ID } from "./cognito";

export const USER_ID = "amzn1.ask.account.SECRETUSERID";

export interface EnvelopeOptions {
  readonly token?: string;
  /** @default "en-US" */
  readonly locale?: string;
  readonly skillId?: string;
}

export function launch(options: EnvelopeOptions = {}): RequestEnvelope {
  return inSession({ type: "LaunchRequest" }, options);
}

export function intent(name: IntentName | string, options: EnvelopeOptions = {}): RequestEnvelope {
  const slots = { City: { name: "City", value: "secret-slot-value", confirmationStatus: "NONE" } };
  return inSession(
    { type: "IntentRequest", dialogState: "COMPLETED", intent: { name, confirmationStatus: "NONE", slots } },
    options,
  );
}

export function sessionEnded(fields: object, options: EnvelopeOptions = {}): RequestEnvelope {
  return inSession({ type: "SessionEndedRequest", ...fields }, options);
}

/** Skill events have neither a session nor a locale. */
export function event(
  type: string,
  body: object = {},
  { token, skillId }: EnvelopeOptions = {},
  fields: object = {},
): RequestEnvelope {
  return envelope({ type, body, ...fields }, token, skillId);
}

/** A request of any type, within a session. */
export const request = (fields: object, options: EnvelopeOptions = {}): RequestEnvelope => inSession(fields, options);

function inSession(fields: object, { token, locale = "en-US", skillId = SKILL_ID }: EnvelopeOptions): RequestEnvelope {
  const user = { userId: USER_ID, ...(token !== undefined && { accessToken: token }) };
  const session = { new: true, sessionId: "amzn1.echo-api.session.1", application: { applicationId: skillId }, user };
  return { ...envelope({ locale, ...fields }, token, skillId), session };
}

function envelope(fields: object, token?: string, skillId = SKILL_ID): RequestEnvelope {
  return {
    version: "1.0",
    context: {
      System: {
        application: { applicationId: skillId },
        user: { userId: USER_ID, ...(token !== undefined && { accessToken: token }) },
        apiEndpoint: "https://api.eu.amazonalexa.com",
        apiAccessToken: "secret-api-access-token",
      },
    },
    request: { requestId: "amzn1.echo-api.request.1", timestamp: "2026-11-22T12:00:00Z", ...fields } as Request,
  };
}
