import type { Diagnosis } from "../../alexa/diagnosis/link-diagnosis";
import type { SkillAnswer } from "./skill-response";

/** One thing that a person said, or that was sent in their name, and what came of it. */
export interface Turn {
  /** Undefined for a request that was sent ready-made. */
  readonly utterance?: string;
  /** What the skill got; undefined when Alexa kept it to herself. */
  readonly request?: TurnRequest;
  /** What the user hears and sees, be it the skill's or Alexa's own words. */
  readonly response: SkillAnswer;
  /** Whether Alexa listens on, for the skill. */
  readonly sessionOpen: boolean;
  /** What a person at the development end should know of this turn. */
  readonly note?: string;
  /** What is wrong with the link, if that shows in this turn. */
  readonly diagnosis?: Diagnosis;
  /** How long the skill took, in milliseconds; undefined when it was not asked. */
  readonly durationMs?: number;
  /** What the function wrote to its log. */
  readonly logs: readonly string[];
}

export interface TurnRequest {
  /** `LaunchRequest`, `IntentRequest`, `SessionEndedRequest`, `AlexaSkillEvent.…` */
  readonly type: string;
  /** The intent's name, in an `IntentRequest`. */
  readonly intent?: string;
  /** Whether an access token went with it. */
  readonly linked: boolean;
}
