import type { JsonObject } from "../../common/json";
import { asObject, textAt } from "../../common/json";
/** What a person hears and sees of a skill's answer. */
export interface SkillAnswer {
  /** Without its markup. Empty when the skill says nothing. */
  readonly speech: string;
  /** What Alexa says when the user stays silent, without its markup. */
  readonly reprompt?: string;
  readonly card?: Card;
  readonly shouldEndSession: boolean;
}

/** What the Alexa app shows. */
export interface Card {
  /** `LinkAccount`, `Simple`, `Standard`, `AskForPermissionsConsent` */
  readonly type: string;
  readonly title?: string;
  readonly text?: string;
}

/** An answer that Alexa takes, or what keeps Alexa from taking it, which completes "the answer …". */
export type SkillResponse =
  | {
      readonly kind: "answer";
      readonly answer: SkillAnswer;
      readonly attributes: Readonly<Record<string, unknown>>;
    }
  | { readonly kind: "invalid"; readonly flaw: string };

/** Alexa Skills Kit, "Request and response JSON reference", "Response format". */
const MAX_BYTES = 24 * 1024;
const MAX_CHARACTERS = 8000;
const CARD_TYPES = ["LinkAccount", "Simple", "Standard", "AskForPermissionsConsent"];

/** Reads what the function returned. */
export function readSkillResponse(payload: unknown): SkillResponse {
  const { version, sessionAttributes, response } = asObject(payload) ?? {};
  const body = asObject(response);
  const flaw = flawIn(payload, version, body);
  if (flaw !== undefined || body === undefined) {
    return { kind: "invalid", flaw: flaw ?? "has no response" };
  }
  const card = asObject(body.card);
  const reprompt = asObject(asObject(body.reprompt)?.outputSpeech);
  return {
    kind: "answer",
    attributes: asObject(sessionAttributes) ?? {},
    answer: {
      speech: plainText(asObject(body.outputSpeech)),
      ...(reprompt !== undefined && { reprompt: plainText(reprompt) }),
      ...(card !== undefined && { card: readCard(card) }),
      // Alexa's default, on a device without a screen.
      shouldEndSession: body.shouldEndSession !== false,
    },
  };
}

function flawIn(payload: unknown, version: unknown, body: JsonObject | undefined): string | undefined {
  const bytes = Buffer.byteLength(JSON.stringify(payload) ?? "");
  if (bytes > MAX_BYTES) {
    return `has ${bytes} bytes; Alexa takes ${MAX_BYTES}`;
  }
  if (version !== "1.0") {
    return `has the version ${JSON.stringify(version)}; it must be "1.0"`;
  }
  if (body === undefined) {
    return "has no response";
  }
  const end = body.shouldEndSession;
  if (end !== undefined && end !== null && typeof end !== "boolean") {
    return `has the shouldEndSession ${JSON.stringify(end)}; it must be true or false`;
  }
  return (
    flawInSpeech(body.outputSpeech, "outputSpeech") ??
    flawInSpeech(asObject(body.reprompt)?.outputSpeech, "reprompt") ??
    flawInCard(body.card)
  );
}

function flawInSpeech(value: unknown, name: string): string | undefined {
  if (value === undefined || value === null) {
    return undefined;
  }
  const { type, ssml, text } = asObject(value) ?? {};
  const spoken = type === "SSML" ? ssml : text;
  if ((type !== "SSML" && type !== "PlainText") || typeof spoken !== "string") {
    return `has an ${name} that is neither SSML with ssml nor PlainText with text`;
  }
  if (spoken.length > MAX_CHARACTERS) {
    return `has an ${name} of ${spoken.length} characters; Alexa takes ${MAX_CHARACTERS}`;
  }
  return type === "SSML" && !isWellFormed(spoken) ? `has an ${name} that is not well-formed SSML` : undefined;
}

function flawInCard(value: unknown): string | undefined {
  if (value === undefined || value === null) {
    return undefined;
  }
  const { type } = asObject(value) ?? {};
  if (typeof type !== "string" || !CARD_TYPES.includes(type)) {
    return `has a card of the type ${JSON.stringify(type)}; Alexa knows ${CARD_TYPES.join(", ")}`;
  }
  return JSON.stringify(value).length > MAX_CHARACTERS
    ? `has a card of more than ${MAX_CHARACTERS} characters`
    : undefined;
}

/** Whether the text is one `<speak>` element, with every tag closed and no stray `<` or `&`. */
function isWellFormed(ssml: string): boolean {
  const open: string[] = [];
  const text = ssml
    .trim()
    .replace(/<(\/?)([a-z][\w:-]*)((?:\s+[\w:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/gi, (...tag) => {
      const [, closing, name, , empty] = tag as readonly string[];
      if (closing === "/") {
        return open.pop() === name ? "" : "<";
      }
      if (empty !== "/") {
        open.push(name ?? "");
      }
      return "";
    });
  const entities = text.replace(/&(amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);/gi, "");
  return (
    /^<speak[\s>]/.test(ssml.trim()) && /<\/speak>$/.test(ssml.trim()) && open.length === 0 && !/[<&]/.test(entities)
  );
}

function readCard({ type, title, text, content }: JsonObject): Card {
  const words = typeof text === "string" ? text : content;
  return {
    type: typeof type === "string" ? type : "",
    ...(typeof title === "string" && { title }),
    ...(typeof words === "string" && { text: words }),
  };
}

const ENTITIES: Readonly<Record<string, string>> = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };

function plainText(speech: JsonObject | undefined): string {
  if (speech?.type !== "SSML") {
    return (textAt(speech, "text") ?? "").trim();
  }
  return (textAt(speech, "ssml") ?? "")
    .replace(/<[^>]*>/g, " ")
    .replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => ENTITIES[name] ?? "")
    .replace(/\s+/g, " ")
    .trim();
}
