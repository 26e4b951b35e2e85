import type { GroupField } from "./field";
import { choice } from "./field";

/** How the function's log is written. Source: AWS Lambda API, LoggingConfig. */
export interface FunctionLoggingProps {
  /**
   * `"JSON"` makes an object of every entry, which CloudWatch can search by field; `"Text"` leaves lines as they are.
   * @default "JSON"
   */
  readonly format?: LogFormat;
  /**
   * The least severe of the handlers' own entries that are kept. With JSON only.
   * @default - INFO
   */
  readonly applicationLevel?: ApplicationLogLevel;
  /**
   * The least severe of Lambda's entries about each invocation that are kept. With JSON only.
   * @default - INFO
   */
  readonly systemLevel?: SystemLogLevel;
}

export type LogFormat = "JSON" | "Text";
export type ApplicationLogLevel = "TRACE" | "DEBUG" | "INFO" | "WARN" | "ERROR" | "FATAL";
export type SystemLogLevel = "DEBUG" | "INFO" | "WARN";

/**
 * What may stand in `function.logging`.
 * @internal
 */
export const functionLoggingSchema: GroupField<FunctionLoggingProps> = {
  kind: "group",
  derived: "Lambda's own: text",
  fields: {
    format: choice(["JSON", "Text"], "choose a format that Lambda writes", "JSON"),
    applicationLevel: {
      ...choice(["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"], "use Lambda's names"),
      derived: "INFO",
    },
    systemLevel: {
      ...choice(["DEBUG", "INFO", "WARN"], "use Lambda's names"),
      derived: "INFO",
    },
  },
};
