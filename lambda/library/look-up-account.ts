import type { RequestInterceptor } from "ask-sdk-core";
import type { AccountLookup } from "./account/account-lookup";
import type { AudienceHandler } from "./audience";
import { handlerOf } from "./audience";
import { stateOf } from "./request-state";

/**
 * Finds out who sent a personal request before the handlers are asked. Which one answers depends on it, and no handler
 * waits for the network to say whether a request is its own.
 *
 * @param handlers the skill's own, in the order in which the skill has them: the first that takes a request decides
 * whether it is personal
 */
export function lookUpAccount(accounts: AccountLookup, handlers: readonly AudienceHandler[]): RequestInterceptor {
  return {
    process: async (input) => {
      const handler = await handlerOf(handlers, input);
      if (handler?.audience === "personal") {
        stateOf(input).personal = handler;
        await accounts.of(input);
      }
    },
  };
}
