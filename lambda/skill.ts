import { SkillBuilders } from "ask-sdk-core";
import type { RequestEnvelope, ResponseEnvelope } from "ask-sdk-model";
import { audioHandler } from "./handlers/audio";
import { canFulfillIntentHandler } from "./handlers/can-fulfill-intent";
import { fallbackHandler } from "./handlers/fallback";
import { forgetMeHandler } from "./handlers/forget-me";
import { helpHandler } from "./handlers/help";
import { launchHandler } from "./handlers/launch";
import { linkAccountHandler } from "./handlers/link-account";
import { navigateHomeHandler } from "./handlers/navigate-home";
import { sessionEndedHandler } from "./handlers/session-ended";
import { skillEventHandler } from "./handlers/skill-event";
import { stopHandler } from "./handlers/stop";
import { systemExceptionHandler } from "./handlers/system-exception";
import { technologyStackHandler } from "./handlers/technology-stack";
import { touchHandler } from "./handlers/touch";
import type { MemorySettings, Settings } from "./library";
import {
  AccountLookup,
  accountLinkingHandler,
  checkSkillId,
  errorFacts,
  errorHandler,
  log,
  logAnswer,
  lookUpAccount,
  noteStart,
  unhandledHandler,
} from "./library";
import { memoryOf } from "./remembered";
import { speechFor } from "./speech";

/** What the skill needs of Lambda's context. */
export interface InvocationContext {
  getRemainingTimeInMillis(): number;
}

export interface Skill {
  /**
   * Answers one request.
   *
   * @throws RefusedRequestError for requests of other skills
   */
  invoke(envelope: RequestEnvelope, context: InvocationContext): Promise<ResponseEnvelope>;

  /** Fetches ahead what the first linked user would otherwise wait for. A failure is logged and costs no more. */
  prepare(): Promise<void>;
}

/**
 * Puts the skill together: the order of the handlers is the order in which they are asked.
 *
 * @param memorySettings undefined: the skill remembers nobody
 */
export function createSkill(settings: Settings, memorySettings?: MemorySettings): Skill {
  const accounts = new AccountLookup(settings);
  const memory = memoryOf(memorySettings);
  const handlers = [
    launchHandler(accounts, memory),
    technologyStackHandler(memory),
    linkAccountHandler(accounts),
    forgetMeHandler(accounts, memory),
    helpHandler,
    stopHandler,
    navigateHomeHandler,
    fallbackHandler,
    sessionEndedHandler,
    skillEventHandler,
    touchHandler,
    systemExceptionHandler,
    audioHandler,
  ];
  const skill = SkillBuilders.custom()
    .addRequestHandlers(
      accountLinkingHandler(speechFor),
      ...handlers,
      canFulfillIntentHandler(handlers),
      unhandledHandler(speechFor),
    )
    .addErrorHandlers(errorHandler(speechFor))
    .addRequestInterceptors(noteStart, lookUpAccount(accounts, handlers))
    .addResponseInterceptors(logAnswer)
    .create();

  return {
    async invoke(envelope, context) {
      try {
        checkSkillId(envelope, settings.skillIds);
      } catch (error) {
        log("error", "request refused", { error: errorFacts(error) });
        throw error;
      }
      return skill.invoke(envelope, context);
    },

    prepare: () => accounts.prepare(),
  };
}
