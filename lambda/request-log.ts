import type { RequestInterceptor, ResponseInterceptor } from "ask-sdk-core";
import { log } from "./log";
import { requestFields, stateFields, stateOf } from "./request";

/** Notes when a request came in. */
export const noteStart: RequestInterceptor = {
  process: (input) => {
    stateOf(input).startedAt = performance.now();
  },
};

/** Writes one line a request: a warning when the user pool could not be reached. */
export const logAnswer: ResponseInterceptor = {
  process: (input) => {
    const state = stateOf(input);
    log(state.account?.kind === "unavailable" ? "warn" : "info", "request answered", {
      ...requestFields(input.requestEnvelope),
      ...stateFields(state),
    });
  },
};
