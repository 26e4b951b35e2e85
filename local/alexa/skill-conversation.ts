import { MAX_SKILL_RESPONSE_MS } from "../../contract/alexa-limits";
import type { Invocation } from "../aws/lambda-runtime/lambda-runtime";
import { alexaSpeech } from "./alexa-speech";
import type { Requester, Session } from "./request-envelope";
import { eventEnvelope, newSession, sessionEnvelope } from "./request-envelope";
import type { SkillResponse } from "./skill-response";
import { readSkillResponse } from "./skill-response";
import type { Turn, TurnRequest } from "./turn";

/** What one user and one skill say to each other: the requests, their answers, and the session between them. */
export class SkillConversation {
  private session?: Session;

  constructor(private readonly skill: (envelope: object) => Promise<Invocation>) {}

  /** Whether Alexa listens for the skill. */
  get isOpen(): boolean {
    return this.session !== undefined;
  }

  /** Ends the session without a word to the skill. */
  forget(): void {
    this.session = undefined;
  }

  /**
   * Sends a request and reads the answer. An answer that Alexa cannot use ends the session, and the skill gets an event of it.
   *
   * @param request a request, or a whole envelope, which goes out as it is
   * @param skillName what Alexa calls the skill
   */
  async send(requester: Requester, request: object, skillName: string): Promise<Turn> {
    const isWhole = "request" in request;
    if (!isWhole && typeOf(request).startsWith("AlexaSkillEvent.")) {
      return this.event(requester, request);
    }
    const session = this.session ?? newSession();
    const envelope = isWhole ? request : sessionEnvelope(requester, session, request);
    const { invocation, response, durationMs } = await this.ask(envelope);
    const turn = { request: turnRequest(envelope), durationMs, logs: invocation?.logs ?? [] };
    if (turn.request.type === "SessionEndedRequest" || turn.request.type.startsWith("AlexaSkillEvent.")) {
      this.session = undefined;
      return { ...turn, ...SILENCE, ...noteOn(response) };
    }
    if (response.kind === "invalid") {
      const { problem, tooSlow } = alexaSpeech(requester.locale);
      await this.endByError(requester, session, invocation === undefined);
      const speech = invocation === undefined ? tooSlow(skillName) : problem;
      return { ...turn, response: { speech, shouldEndSession: true }, sessionOpen: false, ...noteOn(response) };
    }
    const { answer, attributes } = response;
    this.session = answer.shouldEndSession ? undefined : { id: session.id, isNew: false, attributes };
    return { ...turn, response: answer, sessionOpen: this.isOpen };
  }

  /** A skill event. The session, if there is one, does not notice. */
  async event(requester: Requester, request: object): Promise<Turn> {
    const envelope = eventEnvelope(requester, request);
    const { invocation, response, durationMs } = await this.ask(envelope);
    const [sessionOpen, logs] = [this.isOpen, invocation?.logs ?? []];
    return { request: turnRequest(envelope), durationMs, ...SILENCE, sessionOpen, logs, ...noteOn(response) };
  }

  private async endByError(requester: Requester, session: Session, tooSlow: boolean): Promise<void> {
    this.session = undefined;
    const error = tooSlow
      ? { type: "ENDPOINT_TIMEOUT", message: "The skill did not answer in time." }
      : { type: "INVALID_RESPONSE", message: "The skill's answer is not valid." };
    await this.ask(
      sessionEnvelope(requester, { ...session, isNew: false }, { type: "SessionEndedRequest", reason: "ERROR", error }),
    );
  }

  /** No invocation when the time was up before its end. */
  private async ask(envelope: object): Promise<{
    readonly invocation?: Invocation;
    readonly response: SkillResponse;
    readonly durationMs: number;
  }> {
    const began = Date.now();
    const pending = this.skill(envelope);
    let timer: NodeJS.Timeout | undefined;
    const timeUp = new Promise<undefined>((resolve) => {
      timer = setTimeout(resolve, MAX_SKILL_RESPONSE_MS, undefined);
    });
    const invocation = await Promise.race([pending, timeUp]).finally(() => clearTimeout(timer));
    pending.catch(() => {}); // when its time was up, nobody waits for it any more
    const flaw =
      invocation === undefined ? `had not come after ${MAX_SKILL_RESPONSE_MS / 1000} s` : failureOf(invocation);
    return {
      invocation,
      response: flaw === undefined ? readSkillResponse(invocation?.payload) : { kind: "invalid", flaw },
      durationMs: invocation?.durationMs ?? Date.now() - began,
    };
  }
}

const SILENCE = { response: { speech: "", shouldEndSession: true }, sessionOpen: false } as const;

function failureOf({ error }: Invocation): string | undefined {
  return error === undefined
    ? undefined
    : `did not come: the function failed with ${error.errorType}: ${error.errorMessage}`;
}

function noteOn(response: SkillResponse): Pick<Turn, "note"> {
  return response.kind === "invalid" ? { note: `The skill's answer ${response.flaw}.` } : {};
}

function turnRequest(envelope: object): TurnRequest {
  const { request, context } = envelope as {
    readonly request: { readonly type: string; readonly intent?: { readonly name?: string } };
    readonly context?: { readonly System?: { readonly user?: { readonly accessToken?: unknown } } };
  };
  const intent = request.intent?.name;
  const linked = context?.System?.user?.accessToken !== undefined;
  return { type: request.type, ...(intent !== undefined && { intent }), linked };
}

const typeOf = (request: object): string => String((request as { readonly type?: unknown }).type);
