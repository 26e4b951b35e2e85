import type { events, RequestEnvelope } from "ask-sdk-model";
import { event } from "./envelopes";

type Permissions = events.skillevents.PermissionBody;

const scope = "alexa::profile:given_name:read";

/**
 * What stands in the body of each skill event: ask-sdk-model has all but `userInformationPersistenceStatus`, which stands
 * in Alexa Skills Kit, "Use skill events". `SkillEnabled` has no body.
 */
const BODIES = {
  SkillAccountLinked: (accessToken: string): events.skillevents.AccountLinkedBody => ({ accessToken }),
  SkillEnabled: () => undefined,
  SkillDisabled: () => ({ userInformationPersistenceStatus: "NOT_PERSISTED" }),
  SkillPermissionAccepted: (): Permissions => ({ acceptedPermissions: [{ scope }], acceptedPersonPermissions: [] }),
  // The user has taken all of them back.
  SkillPermissionChanged: (): Permissions => ({ acceptedPermissions: [], acceptedPersonPermissions: [] }),
  ProactiveSubscriptionChanged: (): events.skillevents.ProactiveSubscriptionChangedBody => ({
    subscriptions: [{ eventName: "AMAZON.WeatherAlert.Activated" }],
  }),
  NotificationSubscriptionChanged: (): events.skillevents.NotificationSubscriptionChangedBody => ({
    subscriptions: [{ topicId: "news" }],
  }),
} as const;

export type SkillEventName = keyof typeof BODIES;

export const SKILL_EVENTS = Object.keys(BODIES) as readonly SkillEventName[];

/** As Alexa sends it: without session and locale, with a token that proves something in `SkillAccountLinked` alone. */
export function skillEvent(name: SkillEventName, token: string): RequestEnvelope {
  const at = "2026-11-22T12:00:00Z";
  const times = { eventCreationTime: at, eventPublishingTime: at };
  return event(`AlexaSkillEvent.${name}`, BODIES[name](token), { token }, times);
}
