import { randomBytes, randomUUID } from "node:crypto";
import type { AlexaRegion } from "../../contract/account-linking";

/** Whose request it is, and what Alexa puts into every one of them. */
export interface Requester {
  readonly skillId: string;
  readonly userId: string;
  readonly locale: string;
  readonly region: AlexaRegion;
  /** Present while the account is linked. */
  readonly accessToken?: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** A conversation, from the skill's name to the answer that ends it. */
export interface Session {
  readonly id: string;
  readonly isNew: boolean;
  readonly attributes: Readonly<Record<string, unknown>>;
}

const API_ENDPOINTS: Readonly<Record<AlexaRegion, string>> = {
  NA: "https://api.amazonalexa.com",
  EU: "https://api.eu.amazonalexa.com",
  FE: "https://api.fe.amazonalexa.com",
};

export const newSession = (): Session => ({
  id: `amzn1.echo-api.session.${randomUUID()}`,
  isNew: true,
  attributes: {},
});

/** Of the form of Alexa's: one for each user and skill, anew each time the user enables the skill. */
export const newUserId = (): string => `amzn1.ask.account.${randomBytes(100).toString("hex").toUpperCase()}`;

/**
 * A request that is part of a conversation, as Alexa's service sends it.
 *
 * https://developer.amazon.com/en-US/docs/alexa/custom-skills/request-and-response-json-reference.html
 *
 * @param request `type` and what belongs to it; what every request has is added
 */
export function sessionEnvelope(requester: Requester, session: Session, request: object): object {
  return {
    version: "1.0",
    session: {
      new: session.isNew,
      sessionId: session.id,
      application: { applicationId: requester.skillId },
      attributes: session.attributes,
      user: user(requester),
    },
    context: {
      Viewports: [],
      Extensions: { available: {} },
      System: {
        ...system(requester),
        device: { deviceId: "amzn1.ask.device.LOCAL", supportedInterfaces: {} },
      },
    },
    request: { ...common(requester), locale: requester.locale, ...request },
  };
}

/**
 * A skill event: no session, no device and no locale, because nobody is speaking.
 *
 * https://developer.amazon.com/en-US/docs/alexa/smapi/skill-events-in-alexa-skills.html
 *
 * @param request `type` and `body`
 */
export function eventEnvelope(requester: Requester, request: object): object {
  const { requestId, timestamp } = common(requester);
  return {
    version: "1.0",
    context: { System: system(requester) },
    request: { requestId, timestamp, eventCreationTime: timestamp, eventPublishingTime: timestamp, ...request },
  };
}

const common = ({ now }: Requester) => ({
  requestId: `amzn1.echo-api.request.${randomUUID()}`,
  timestamp: new Date(now).toISOString().replace(/\.\d+Z$/, "Z"),
});

const user = ({ userId, accessToken }: Requester) => ({ userId, ...(accessToken !== undefined && { accessToken }) });

const system = (requester: Requester) => ({
  application: { applicationId: requester.skillId },
  user: user(requester),
  apiEndpoint: API_ENDPOINTS[requester.region],
  apiAccessToken: "none: there is no Alexa service on this machine",
});
