/** Whoever may invoke the function can send anything: what comes out is an answer or a refusal, never another error. */
import type { RequestEnvelope } from "ask-sdk-model";
import fc from "fast-check";
import { MAX_LOGGED_CHARACTERS } from "../../lambda/library/log";
import { Cognito, profile, SKILL_ID } from "../lambda/support/cognito";
import { newSkill } from "../lambda/support/conversation";
import { event, intent, launch, request, sessionEnded, USER_ID } from "../lambda/support/envelopes";
import { CapturedOutput } from "./captured-output";
import type { Change } from "./changed-json";
import { changedJson, changesOfOne, strangeJson } from "./changed-json";
import type { Door, OpenDoor } from "./door";
import { hold, holdSecret } from "./door";

const TOKEN = "TOKEN";
const slots = { City: { name: "City", value: "x" } };

const ORIGINALS: Readonly<Record<string, RequestEnvelope>> = {
  launch: launch(),
  "launch, linked": launch({ token: TOKEN }),
  personal: intent("TechnologyStackIntent"),
  "personal, linked": intent("TechnologyStackIntent", { token: TOKEN, locale: "de-DE" }),
  "link account": intent("LinkAccountIntent", { token: "not.a.token" }),
  "forget me": intent("ForgetMeIntent", { token: TOKEN }),
  help: intent("AMAZON.HelpIntent"),
  "unheard of": intent("UnheardOfIntent"),
  "session ended": sessionEnded({ reason: "ERROR", error: { type: "INVALID_RESPONSE", message: "x" } }),
  "account linked": event("AlexaSkillEvent.SkillAccountLinked", { accessToken: TOKEN }, { token: TOKEN }),
  "skill disabled": event("AlexaSkillEvent.SkillDisabled"),
  audio: event("AudioPlayer.PlaybackFailed"),
  "can fulfill": request({ type: "CanFulfillIntentRequest", intent: { name: "TechnologyStackIntent", slots } }),
  exception: request({
    type: "System.ExceptionEncountered",
    error: { type: "INVALID_RESPONSE" },
    cause: { requestId: "r" },
  }),
  touch: request({ type: "Alexa.Presentation.APL.UserEvent", arguments: ["x"], source: { type: "TouchWrapper" } }),
  back: request({ type: "Connections.Response", name: "Buy", status: { code: "200" }, payload: {}, token: "t" }),
};

const WORDS = ["IntentRequest", "LaunchRequest", "CanFulfillIntentRequest", "TechnologyStackIntent", "en", "de-DE"];

/** Speech in the answer to any other is an error for Alexa. */
const MAY_SPEAK =
  /^(LaunchRequest|IntentRequest|Alexa\.Presentation\.\w+\.UserEvent|Display\.ElementSelected|Connections\.Response|SessionResumedRequest)$/;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

/** What has to be refused, in other words than the function's. */
function isRefusable(envelope: unknown): boolean {
  const at = (...path: string[]): unknown =>
    path.reduce<unknown>((value, key) => (isObject(value) ? value[key] : undefined), envelope);
  return (
    at("context", "System", "application", "applicationId") !== SKILL_ID ||
    typeof at("request", "type") !== "string" ||
    !at("context", "System", "user")
  );
}

interface Case {
  readonly of: string;
  readonly changes: readonly Change[];
}

const context = { getRemainingTimeInMillis: () => 7000 };

async function open(): Promise<OpenDoor<Case>> {
  const cognito = new Cognito();
  await cognito.open();
  const output = new CapturedOutput();
  const token = cognito.token({ exp: Math.floor(Date.now() / 1000) + 24 * 3600 });
  const skill = newSkill();
  const secrets = [token, USER_ID, "secret-slot-value", "secret-api-access-token", profile.email];
  return {
    enter: async ({ of, changes }) => {
      jest.clearAllMocks();
      const changed = JSON.stringify(changedJson(ORIGINALS[of], changes)) ?? "null";
      const envelope = JSON.parse(changed.replaceAll(`"${TOKEN}"`, JSON.stringify(token)));
      const said = await answer(envelope, skill);
      const logged = output.take();
      holdSecret(said + logged, secrets);
      hold(!logged.includes(profile.given_name), "the log names the user");
      const longest = Math.max(...logged.split("\n").map((line) => line.length));
      hold(longest < 6 * MAX_LOGGED_CHARACTERS, `a line of the log has ${longest} characters`);
    },
    close: () => {
      output.release();
      return cognito.close();
    },
  };
}

/** @returns what comes out: the response, or the text of the refusal */
async function answer(envelope: RequestEnvelope, skill: ReturnType<typeof newSkill>): Promise<string> {
  try {
    const answered = await skill.invoke(envelope, context);
    const { response, version } = answered;
    hold(!isRefusable(envelope), "it was answered and had to be refused");
    hold(version === "1.0", `the answer's version is ${version}`);
    const isSilent = response.outputSpeech === undefined && response.card === undefined;
    hold(isSilent || MAY_SPEAK.test(envelope.request.type), `${envelope.request.type} was answered with speech`);
    return JSON.stringify(answered);
  } catch (error) {
    const { name, message } = error as Error;
    const isRefusal = name === "RefusedRequestError" && isRefusable(envelope);
    hold(isRefusal, `${name}: ${message}`);
    return message;
  }
}

export const door: Door<Case> = {
  cases: changesOfOne(ORIGINALS, fc.oneof(strangeJson, fc.constantFrom(...WORDS))),
  casesInTests: 1000,
  open,
};
