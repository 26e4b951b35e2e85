import { SkillBuilders } from "ask-sdk-core";
import type { RequestEnvelope, ResponseEnvelope } from "ask-sdk-model";
import { AccountLookup } from "./account/account-lookup";
import { lookUpAccount } from "./account/look-up-account";
import { accountLinkingHandler } from "./handlers/account-linking";
import { audioHandler } from "./handlers/audio";
import { canFulfillIntentHandler } from "./handlers/can-fulfill-intent";
import { errorHandler } from "./handlers/error";
import { fallbackHandler } from "./handlers/fallback";
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
import { unhandledHandler } from "./handlers/unhandled";
import { errorFacts, log } from "./log";
import { logAnswer, noteStart } from "./request-log";
import type { Settings } from "./settings";
import { checkSkillId } from "./skill-id";

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

/** Puts the skill together: the order of the handlers is the order in which they are asked. */
export function createSkill(settings: Settings): Skill {
  const accounts = new AccountLookup(settings);
  const skill = SkillBuilders.custom()
    .addRequestHandlers(
      accountLinkingHandler,
      launchHandler(accounts),
      technologyStackHandler(accounts),
      linkAccountHandler(accounts),
      helpHandler,
      stopHandler,
      navigateHomeHandler,
      fallbackHandler,
      sessionEndedHandler,
      skillEventHandler,
      canFulfillIntentHandler,
      touchHandler,
      systemExceptionHandler,
      audioHandler,
      unhandledHandler,
    )
    .addErrorHandlers(errorHandler)
    .addRequestInterceptors(noteStart, lookUpAccount(accounts))
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
