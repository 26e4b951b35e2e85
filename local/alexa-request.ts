import { randomUUID } from "node:crypto";

/** Whose request it is, and what Alexa puts into every one of them. */
export interface AlexaSession {
  readonly applicationId: string;
  readonly locale: string;
  readonly userId: string;
  readonly sessionId: string;
  /** Present once the account is linked. */
  readonly accessToken?: string;
}

/** A new conversation of one customer with one skill. */
export function newSession(applicationId: string, locale = "en-US", accessToken?: string): AlexaSession {
  return {
    applicationId,
    locale,
    accessToken,
    userId: `amzn1.ask.account.${randomUUID().replaceAll("-", "").toUpperCase()}`,
    sessionId: `amzn1.echo-api.session.${randomUUID()}`,
  };
}

/** "Alexa, open …" */
export function launchRequest(session: AlexaSession): object {
  return envelope(session, true, { type: "LaunchRequest", shouldLinkResultBeReturned: false });
}

/** Something that the interaction model resolves to an intent without slots. */
export function intentRequest(session: AlexaSession, intentName: string): object {
  return envelope(session, false, {
    type: "IntentRequest",
    intent: { name: intentName, confirmationStatus: "NONE", slots: {} },
    dialogState: "COMPLETED",
  });
}

/**
 * A request as Alexa's service sends it.
 *
 * https://developer.amazon.com/en-US/docs/alexa/custom-skills/request-and-response-json-reference.html
 */
function envelope(session: AlexaSession, isNew: boolean, request: object): object {
  const { applicationId, locale, userId, sessionId, accessToken } = session;
  const user = { userId, ...(accessToken === undefined ? {} : { accessToken }) };
  return {
    version: "1.0",
    session: { new: isNew, sessionId, application: { applicationId }, attributes: {}, user },
    context: {
      Viewports: [],
      Extensions: { available: {} },
      System: {
        application: { applicationId },
        user,
        device: { deviceId: "amzn1.ask.device.LOCAL", supportedInterfaces: {} },
        apiEndpoint: "https://api.amazonalexa.com",
        apiAccessToken: "none: there is no Alexa service on this machine",
      },
    },
    request: {
      requestId: `amzn1.echo-api.request.${randomUUID()}`,
      locale,
      timestamp: new Date().toISOString(),
      ...request,
    },
  };
}
