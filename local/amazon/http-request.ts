import type { IncomingHttpHeaders } from "node:http";
import { SmapiRefusal, smapiError } from "./answer";

/** A request that was received as a whole. */
export interface HttpRequest {
  readonly method: string;
  /** As sent, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Bytes. SMAPI's requests have some hundreds. */
export const MAX_JSON_BYTES = 1024 * 1024;
/** Bytes. */
export const MAX_ZIP_BYTES = 10 * 1024 * 1024;

/** The media type of the body, without parameters. */
export const mediaType = ({ headers }: HttpRequest): string =>
  (headers["content-type"] ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";

/**
 * The body as JSON.
 *
 * @throws SmapiRefusal when it is said to be something else, or is
 */
export function jsonOf(request: HttpRequest): unknown {
  if (mediaType(request) !== "application/json") {
    throw new SmapiRefusal(smapiError(415, 'Send JSON, with the header "Content-Type: application/json".'));
  }
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(request.body));
  } catch {
    // The parser's own words would quote the body, and with it a secret.
    const message = request.body.length === 0 ? EMPTY_BODY : "The body could not be parsed as JSON.";
    throw new SmapiRefusal(smapiError(400, message, [{ code: "CONTENT_PARSE_FAILURE", message }]));
  }
}

/** What SMAPI says of a body that has not the wrapper that it looks for, too. */
export const EMPTY_BODY = "Parsing error due to empty body";
