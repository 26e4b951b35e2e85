/** Whoever may invoke the function can send anything: what comes out is an answer or a refusal, never another error. */
import type { RequestEnvelope } from "ask-sdk-model";
import { MAX_LOGGED_CHARACTERS } from "../../lambda/library/log";
import { pseudoRandom } from "../pseudo-random";
import { SKILL_ID } from "./support/cognito";
import { newSkill } from "./support/conversation";
import { event, intent, launch, request, sessionEnded } from "./support/envelopes";
import { useWorld } from "./support/world";

const world = useWorld();
const context = { getRemainingTimeInMillis: () => 7000 };
const ENVELOPES = 24_000;

const LONG = "x".repeat(20_000);
const STRANGE: readonly unknown[] = [
  null,
  undefined,
  true,
  false,
  0,
  -1,
  1e308,
  "",
  " ",
  "en",
  "__proto__",
  "constructor",
  "AMAZON.HelpIntent",
  "TechnologyStackIntent",
  "IntentRequest",
  "CanFulfillIntentRequest",
  "\ud800",
  LONG,
  "a.b.c",
  [],
  [null],
  {},
  { name: null },
  { name: { name: "x" } },
  { toString: null, valueOf: null },
];

type Node = Record<string, unknown>;

const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null;

/** The envelope with something else, or nothing, at some place in it. */
function mutated<T>(envelope: T, next: () => number): T {
  const copy = structuredClone(envelope);
  const places: (readonly [Node, string])[] = [];
  const collect = (node: Node): void => {
    for (const [key, value] of Object.entries(node)) {
      places.push([node, key]);
      if (isNode(value)) {
        collect(value);
      }
    }
  };
  collect(copy as Node);
  const [node, key] = places[Math.floor(next() * places.length)] ?? [{}, ""];
  node[key] = structuredClone(STRANGE[Math.floor(next() * STRANGE.length)]);
  return copy;
}

/** What has to be refused, in other words than the function's. */
function isRefusable(envelope: unknown): boolean {
  const at = (...path: string[]): unknown =>
    path.reduce<unknown>((value, key) => (isNode(value) ? value[key] : undefined), envelope);
  return (
    at("context", "System", "application", "applicationId") !== SKILL_ID ||
    typeof at("request", "type") !== "string" ||
    !at("context", "System", "user")
  );
}

/** Speech in the answer to any other is an error for Alexa. */
const MAY_SPEAK =
  /^(LaunchRequest|IntentRequest|Alexa\.Presentation\.\w+\.UserEvent|Display\.ElementSelected|Connections\.Response|SessionResumedRequest)$/;

test(`${ENVELOPES} mutated requests are answered or refused, in bounded log lines`, async () => {
  const next = pseudoRandom(13);
  const skill = newSkill();
  const token = world.cognito.token();
  const slots = { City: { name: "City", value: "x" } };
  const originals: readonly RequestEnvelope[] = [
    launch(),
    launch({ token }),
    intent("TechnologyStackIntent"),
    intent("TechnologyStackIntent", { token, locale: "de-DE" }),
    intent("LinkAccountIntent", { token: "not.a.token" }),
    intent("AMAZON.HelpIntent"),
    intent("UnheardOfIntent"),
    sessionEnded({ reason: "ERROR", error: { type: "INVALID_RESPONSE", message: "x" } }),
    event("AlexaSkillEvent.SkillAccountLinked", { accessToken: token }, { token }),
    event("AudioPlayer.PlaybackFailed"),
    request({ type: "CanFulfillIntentRequest", intent: { name: "TechnologyStackIntent", slots } }),
    request({ type: "System.ExceptionEncountered", error: { type: "INVALID_RESPONSE" }, cause: { requestId: "r" } }),
    request({ type: "Alexa.Presentation.APL.UserEvent", arguments: ["x"], source: { type: "TouchWrapper" } }),
    request({ type: "Connections.Response", name: "Buy", status: { code: "200" }, payload: {}, token: "t" }),
  ];
  const wrong: unknown[] = [];

  for (let index = 0; index < ENVELOPES; index++) {
    const once = mutated(originals[index % originals.length] ?? launch(), next);
    const envelope = next() < 0.5 ? once : mutated(once, next);
    try {
      const { response, version } = await skill.invoke(envelope, context);
      const mustBeSilent = !MAY_SPEAK.test(envelope.request.type);
      if (isRefusable(envelope) || version !== "1.0" || (mustBeSilent && (response.outputSpeech || response.card))) {
        wrong.push(envelope);
      }
    } catch (error) {
      if (!isRefusable(envelope) || (error as Error).name !== "RefusedRequestError") {
        wrong.push([envelope, error]);
      }
    }
  }

  expect(wrong.slice(0, 3)).toEqual([]);
  const lines = world.output.text.split("\n");
  expect(lines.length).toBeGreaterThan(ENVELOPES);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(6 * MAX_LOGGED_CHARACTERS);
}, 60_000);
