import { isObject, listAt, member, textAt } from "../../common/json";
import type { DirectiveAnswer } from "../alexa/directive";
import type { Device, SentDirective } from "./state";

/** How many directives are kept, and of each message how many characters: the page gets them with every change. */
const MAX_DIRECTIVES = 30;
const MAX_CHARACTERS = 10_000;

/** The devices that the skill has told Alexa of, and the directives that went to it. */
export class Devices {
  private told: readonly Device[] = [];
  private kept: readonly SentDirective[] = [];
  private lastId = 0;

  /** As the latest discovery has them. */
  get all(): readonly Device[] {
    return this.told;
  }

  /** The latest last. */
  get directives(): readonly SentDirective[] {
    return this.kept;
  }

  /** @returns what came of it, in a word: an event's name, or the type of an error */
  add({ answer, directive, error, request }: DirectiveAnswer, at: Date): SentDirective {
    const event = member(answer, "event");
    const name = textAt(member(event, "header"), "name");
    const payload = member(event, "payload");
    const isError = name === undefined || name === "ErrorResponse";
    const failed = error === undefined ? (textAt(payload, "type") ?? "no event") : "the function failed";
    this.lastId += 1;
    const sent: SentDirective = {
      id: this.lastId,
      at: at.toISOString(),
      directive,
      request: shown(request),
      answer: error === undefined ? shown(answer) : cut(error),
      outcome: isError ? failed : name,
      tone: isError ? "bad" : "good",
    };
    this.kept = [...this.kept, sent].slice(-MAX_DIRECTIVES);
    if (name === "Discover.Response") {
      this.told = devicesIn(payload);
    }
    return sent;
  }

  /** The skill is disabled: Alexa knows its devices no more. */
  forget(): void {
    this.told = [];
  }

  clear(): void {
    this.forget();
    this.kept = [];
  }
}

const shown = (message: unknown): string => cut(JSON.stringify(message, null, 2) ?? "nothing");

const cut = (text: string): string => (text.length > MAX_CHARACTERS ? `${text.slice(0, MAX_CHARACTERS)}…` : text);

/** What a discovery tells, as far as it is what Alexa reads. */
function devicesIn(payload: unknown): readonly Device[] {
  const devices = new Map<string, Device>();
  for (const endpoint of listAt(payload, "endpoints")) {
    const endpointId = textAt(endpoint, "endpointId");
    const cookie = member(endpoint, "cookie");
    const capabilities = listAt(endpoint, "capabilities");
    if (endpointId !== undefined) {
      devices.set(endpointId, {
        endpointId,
        name: textAt(endpoint, "friendlyName") ?? endpointId,
        description: textAt(endpoint, "description") ?? "",
        categories: listAt(endpoint, "displayCategories").map(String),
        interfaces: capabilities.flatMap((it) => textAt(it, "interface") ?? []),
        isRetrievable: capabilities.some((it) => member(member(it, "properties"), "retrievable") === true),
        cookie: isObject(cookie) ? cookie : {},
      });
    }
  }
  return [...devices.values()];
}
