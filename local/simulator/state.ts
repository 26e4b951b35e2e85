import type { AlexaRegion } from "../../contract/account-linking";
import type { SkillKind } from "../../contract/smart-home";
import type { ShownExchange } from "../shown-exchange";

/** Everything that the page shows, but for the events, which come one by one. No secret is ever in it. */
export interface SimulatorState {
  /** Counts the changes, so that of two states the newer one is known. */
  readonly revision: number;
  readonly skill: SkillFacts;
  readonly locale: string;
  /** Locales for which the skill has an interaction model. */
  readonly locales: readonly string[];
  readonly region: AlexaRegion;
  readonly regions: readonly RegionFacts[];
  readonly link: LinkState;
  readonly conversation: readonly Entry[];
  /** Things to say, in the current locale. */
  readonly suggestions: readonly string[];
  readonly mail: readonly Mail[];
  /** Of a smart-home skill, as it told of them last. */
  readonly devices: readonly Device[];
  /** Those that were sent, the latest last. */
  readonly directives: readonly SentDirective[];
  readonly failures: readonly FailureState[];
  /** Events with a lower id are gone. */
  readonly firstEvent: number;
}

export interface SkillFacts {
  /** As the Alexa app shows it, in the current locale. */
  readonly name: string;
  /** What a person says to open it, in the current locale. */
  readonly invocationName: string;
  readonly environment: string;
  /** What Alexa sends it: requests, directives, or both. */
  readonly kind: SkillKind;
  readonly skillId: string;
  readonly vendorId: string;
  /** Where the vendor id comes from, in words. */
  readonly vendorIdSource: string;
  /** The host of the sign-in page, in production. */
  readonly signInHost: string;
  /** Where Alexa's account-linking settings come from, in words. */
  readonly settingsSource: string;
}

/** One of the three redirect URIs of Alexa. */
export interface RegionFacts {
  readonly region: AlexaRegion;
  readonly redirectUri: string;
}

/**
 * `started`: the sign-in page was opened, and nobody has come back from it yet. `broken`: Alexa can no longer get an
 * access token.
 */
export type LinkState = "unlinked" | "started" | "linked" | "broken";

/** One thing in the conversation. Ids count up from 1 and are never used again. */
export type Entry = { readonly id: number } & EntryContent;

export type EntryContent = Said | Answer | Notice | Failure;

export interface Said {
  readonly kind: "said";
  readonly text: string;
}

export interface Answer {
  readonly kind: "answer";
  /** The speech without its markup. May be empty. */
  readonly speech: string;
  readonly locale: string;
  readonly card?: Card;
  /** Whether Alexa listens on. */
  readonly listening: boolean;
}

/** A card of the Alexa app: `LinkAccount`, `Simple`, `Standard`, or another type that Alexa knows. */
export interface Card {
  readonly type: string;
  readonly title?: string;
  readonly text?: string;
}

/** What the Alexa app says outside of a conversation. */
export interface Notice {
  readonly kind: "notice";
  readonly tone: "good" | "plain" | "bad";
  readonly text: string;
}

/** A failure, as the user meets it and as it is. */
export interface Failure {
  readonly kind: "failure";
  /** The row of the diagnosis table. */
  readonly code: string;
  readonly userSees: string;
  readonly cause: string;
  readonly fix: string;
  /** What was found this time: the value received, the value expected. */
  readonly detail: string;
}

/** An e-mail that the user pool sent. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly message: string;
  readonly code?: string;
  /** ISO 8601 */
  readonly at: string;
}

/** A device that Alexa knows of. */
export interface Device {
  readonly endpointId: string;
  /** What the user calls it. */
  readonly name: string;
  readonly description: string;
  readonly categories: readonly string[];
  /** What it can do: `Alexa.PowerController`. */
  readonly interfaces: readonly string[];
  /** Whether Alexa may ask for the state of anything of it. */
  readonly isRetrievable: boolean;
  /** What every directive for it carries. */
  readonly cookie: object;
}

/** A directive and its answer. */
export interface SentDirective {
  readonly id: number;
  /** ISO 8601 */
  readonly at: string;
  /** `Alexa.PowerController.TurnOn` */
  readonly directive: string;
  /** JSON, with a mask for the user's token. */
  readonly request: string;
  /** Likewise; or why there is none. */
  readonly answer: string;
  /** In a word: the event's name, or the type of the error. */
  readonly outcome: string;
  readonly tone: "good" | "bad";
}

/** A failure that can be switched on. */
export interface FailureState {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** How to meet it, once it is on, as it stands with the link now. */
  readonly tryIt: string;
  readonly on: boolean;
}

/** Something that happened between the servers: an HTTP exchange of the link, or a request to the skill. */
export type SimulatorEvent = HttpEvent | SkillInvocation;

export interface HttpEvent {
  readonly kind: "http";
  readonly id: number;
  readonly exchange: ShownExchange;
}

export interface SkillInvocation {
  readonly kind: "skill";
  readonly id: number;
  /** ISO 8601 */
  readonly at: string;
  readonly durationMs: number;
  /** `LaunchRequest`, or `IntentRequest` with the intent. */
  readonly request: string;
  /** Whether the request carried an access token. */
  readonly linked: boolean;
  /** What went wrong, or undefined. */
  readonly error?: string;
}

/** What `GET /api/state` answers. */
export interface Snapshot {
  readonly state: SimulatorState;
  readonly events: readonly SimulatorEvent[];
}
