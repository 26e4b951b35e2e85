/**
 * What went wrong, in Alexa's words, by which it answers the user. `ACCEPT_GRANT_FAILED` is not among them: it is said of
 * every grant that is not accepted. Source: Alexa Skills Kit, "Alexa.ErrorResponse interface", error type values.
 */
export type SmartHomeErrorType =
  | "ALREADY_IN_OPERATION"
  | "BRIDGE_UNREACHABLE"
  | "ENDPOINT_BUSY"
  | "ENDPOINT_LOW_POWER"
  | "ENDPOINT_UNREACHABLE"
  | "EXPIRED_AUTHORIZATION_CREDENTIAL"
  | "FIRMWARE_OUT_OF_DATE"
  | "HARDWARE_MALFUNCTION"
  | "INSUFFICIENT_PERMISSIONS"
  | "INTERNAL_ERROR"
  | "INVALID_AUTHORIZATION_CREDENTIAL"
  | "INVALID_DIRECTIVE"
  | "INVALID_VALUE"
  | "NO_SUCH_ENDPOINT"
  | "NOT_IN_OPERATION"
  | "NOT_SUPPORTED_IN_CURRENT_MODE"
  | "RATE_LIMIT_EXCEEDED"
  | "VALUE_OUT_OF_RANGE";

/** What a handler raises where it cannot do what it is asked; any other error is an `INTERNAL_ERROR` to Alexa. */
export class SmartHomeError extends Error {
  /**
   * @param message goes to Alexa, which does not tell it to the user, and into no log: nothing personal
   */
  constructor(
    readonly type: SmartHomeErrorType,
    message: string,
  ) {
    super(message);
    this.name = "SmartHomeError";
  }
}
