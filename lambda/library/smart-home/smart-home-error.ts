/**
 * What went wrong, in Alexa's words, by which it answers the user. `ACCEPT_GRANT_FAILED` is not among them: it is said of
 * every grant that is not accepted. Sources: Alexa Skills Kit, "Alexa.ErrorResponse interface", error type values, and the
 * schema of messages in Amazon's repository alexa/alexa-smarthome.
 */
export type SmartHomeErrorType =
  | "ALREADY_IN_OPERATION"
  | "BRIDGE_UNREACHABLE"
  | "CLOUD_CONTROL_DISABLED"
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
  | "NOT_CALIBRATED"
  | "NO_SUCH_ENDPOINT"
  | "NOT_IN_OPERATION"
  | "NOT_SUPPORTED_IN_CURRENT_MODE"
  | "POWER_LEVEL_NOT_SUPPORTED"
  | "RATE_LIMIT_EXCEEDED"
  | "TEMPERATURE_VALUE_OUT_OF_RANGE"
  | "TOO_MANY_FAILED_ATTEMPTS"
  | "VALUE_OUT_OF_RANGE";

/** What an error says beside its type. */
export interface SmartHomeErrorDetails {
  /**
   * The interface that has the type, such as `Alexa.ThermostatController`, whose errors are its own.
   * @default "Alexa"
   */
  readonly namespace?: string;
  /**
   * What goes to Alexa with the type: `validRange` of `VALUE_OUT_OF_RANGE` and `TEMPERATURE_VALUE_OUT_OF_RANGE`,
   * `percentageState` of `ENDPOINT_LOW_POWER`, and `currentDeviceMode` (`COLOR`, `ASLEEP`, `NOT_PROVISIONED` or `OTHER`)
   * of `NOT_SUPPORTED_IN_CURRENT_MODE`, which has to have it.
   * @default {}
   */
  readonly payload?: Readonly<Record<string, unknown>>;
}

/** What a handler raises where it cannot do what it is asked; any other error is an `INTERNAL_ERROR` to Alexa. */
export class SmartHomeError extends Error {
  /** @param message goes to Alexa, which does not tell it to the user, and into no log: nothing personal */
  constructor(type: SmartHomeErrorType, message: string, details?: Pick<SmartHomeErrorDetails, "payload">);
  /** @param type one of the interface's own, such as `REQUESTED_SETPOINTS_TOO_CLOSE`; it is logged */
  constructor(
    type: string,
    message: string,
    details: SmartHomeErrorDetails & Required<Pick<SmartHomeErrorDetails, "namespace">>,
  );
  constructor(
    readonly type: string,
    message: string,
    readonly details: SmartHomeErrorDetails = {},
  ) {
    super(message);
    this.name = "SmartHomeError";
  }
}
