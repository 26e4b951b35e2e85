import type { RequestEnvelope, Response } from "ask-sdk-model";
import type { MemorySettings } from "../../../lambda/library";
import type { Settings } from "../../../lambda/library/settings";
import type { Skill } from "../../../lambda/skill";
import { createSkill } from "../../../lambda/skill";
import { settings } from "./cognito";

/** What a new skill answers; `remainingMs` is the time that Lambda leaves the invocation. */
export async function ask(envelope: RequestEnvelope, skill = createSkill(settings), remainingMs = 7000) {
  return heard((await skill.invoke(envelope, { getRemainingTimeInMillis: () => remainingMs })).response);
}

/** A response as the user perceives it. */
export function heard({ outputSpeech, reprompt, card, shouldEndSession }: Response) {
  return { speech: plain(outputSpeech), reprompt: plain(reprompt?.outputSpeech), card: card?.type, shouldEndSession };
}

/** @param memorySettings undefined: it remembers nobody */
export function newSkill(changes: Partial<Settings> = {}, memorySettings?: MemorySettings): Skill {
  return createSkill({ ...settings, ...changes }, memorySettings);
}

function plain(speech: Response["outputSpeech"]): string | undefined {
  return speech?.type === "SSML" ? speech.ssml.replace(/^<speak>|<\/speak>$/g, "") : undefined;
}
