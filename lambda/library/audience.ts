import type { HandlerInput, RequestHandler } from "ask-sdk-core";
import type { Response } from "ask-sdk-model";
import type { Linked } from "./account/account";
import { stateOf } from "./request-state";

/** Whom a handler answers: everybody, or only a user whose account is linked. */
export type Audience = "public" | "personal";

/** A request handler that says whom it answers. {@link personalHandler} and {@link publicHandler} make one. */
export interface AudienceHandler extends RequestHandler {
  readonly audience: Audience;
  /** Whether it has an answer of its own for a user whose account cannot be reached just now. */
  readonly takesUnreachable: boolean;
}

/** What only a user with a linked account is answered. */
export interface PersonalHandler {
  /** Whether the request is its own. Asked before the account is known, so it must not depend on it. */
  canHandle(input: HandlerInput): boolean | Promise<boolean>;

  /** Answers the holder of a token that passed every check, in this request or within the last five minutes. */
  handle(input: HandlerInput, account: Linked): Response | Promise<Response>;

  /**
   * Answers while the user pool cannot be reached. Who is asking is then not known, and perhaps not even whether the
   * token is genuine: nothing personal may be said or done.
   * @default - `accountLinkingHandler` says that the account cannot be reached
   */
  handleUnreachable?(input: HandlerInput): Response | Promise<Response>;
}

/** A personal handler was to answer, and nobody had looked up the account. */
export class UnknownAccountError extends Error {
  constructor() {
    super(
      "A personal handler was asked for an answer without a linked account. Pass it to lookUpAccount, add that to the " +
        "skill's request interceptors, and put accountLinkingHandler before the personal handlers.",
    );
    this.name = "UnknownAccountError";
  }
}

/**
 * Answers linked users only. Others meet `accountLinkingHandler`, which asks them for the link.
 *
 * Its `handle` raises an UnknownAccountError where `lookUpAccount` or `accountLinkingHandler` is missing in the skill:
 * what is personal stays closed.
 */
export function personalHandler(handler: PersonalHandler): AudienceHandler {
  return {
    audience: "personal",
    takesUnreachable: handler.handleUnreachable !== undefined,
    canHandle: (input) => handler.canHandle(input),
    handle: (input) => {
      const { account } = stateOf(input);
      if (account?.kind === "linked") {
        return handler.handle(input, account);
      }
      if (account?.kind === "unavailable" && handler.handleUnreachable !== undefined) {
        return handler.handleUnreachable(input);
      }
      throw new UnknownAccountError();
    },
  };
}

/** Answers everybody, linked or not. (`public` itself is a reserved word in modules, and cannot be imported.) */
export function publicHandler(handler: RequestHandler): AudienceHandler {
  return {
    audience: "public",
    takesUnreachable: false,
    canHandle: (input) => handler.canHandle(input),
    handle: (input) => handler.handle(input),
  };
}

/**
 * The first of some handlers that takes a request, as the SDK would ask them.
 *
 * @returns undefined when none does
 */
export async function handlerOf(
  handlers: readonly AudienceHandler[],
  input: HandlerInput,
): Promise<AudienceHandler | undefined> {
  for (const handler of handlers) {
    if (await handler.canHandle(input)) {
      return handler;
    }
  }
  return undefined;
}
