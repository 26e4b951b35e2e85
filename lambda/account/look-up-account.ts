import type { RequestInterceptor } from "ask-sdk-core";
import { isPersonal } from "../request";
import type { AccountLookup } from "./account-lookup";

/**
 * Finds out who sent a personal intent before the handlers are asked. Which one answers depends on it, and no handler
 * waits for the network to say whether a request is its own.
 */
export function lookUpAccount(accounts: AccountLookup): RequestInterceptor {
  return {
    process: async (input) => {
      if (isPersonal(input.requestEnvelope)) {
        await accounts.of(input);
      }
    },
  };
}
