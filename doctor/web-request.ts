import type { HttpOutcome } from "../common/http-outcome";
import { httpOutcome } from "../common/http-outcome";
import type { WebRequest } from "./web";

export interface WebRequestOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** Certificate authorities in PEM form. @default those that Node trusts */
  readonly ca?: string;
}

/**
 * One request and its answer. Whatever goes wrong is an answer, not an exception.
 *
 * @param target where the request goes, which may be another place than its URL says
 */
export function sendWebRequest(
  target: URL,
  { method, body, headers, timeoutMs, signal }: WebRequest,
  options: WebRequestOptions = {},
): Promise<HttpOutcome> {
  return httpOutcome({
    method,
    url: target,
    headers: { "user-agent": "alexa-link-doctor", ...options.headers, ...headers },
    body,
    timeoutMs,
    signal,
    ca: options.ca,
  });
}
