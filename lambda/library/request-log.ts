import type { RequestInterceptor, ResponseInterceptor } from "ask-sdk-core";
import { log } from "./log";
import { requestFields } from "./request";
import { stateFields, stateOf } from "./request-state";

/** Notes when a request came in. Comes first among the request interceptors. */
export const noteStart: RequestInterceptor = {
  process: (input) => {
    stateOf(input).startedAt = performance.now();
  },
};

/**
 * Writes one line a request, with the fields of {@link LogFields} alone: a warning when the user pool could not be
 * reached.
 */
export const logAnswer: ResponseInterceptor = {
  process: (input) => {
    const state = stateOf(input);
    log(state.account?.kind === "unavailable" ? "warn" : "info", "request answered", {
      ...requestFields(input.requestEnvelope),
      ...stateFields(state),
    });
  },
};
