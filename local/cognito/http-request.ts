import type { IncomingMessage } from "node:http";
import { flatHeaders } from "../../common/http-exchange";
import { BodyTooLarge, readBody } from "../../common/read-body";
import { jsonError } from "./answer";
import { CognitoRefusal } from "./refusal";

/** A request that was received as a whole. */
export interface HttpRequest {
  readonly method: string;
  /** As sent, without the query. */
  readonly path: string;
  /** As sent, without the question mark. */
  readonly query: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

/** More than any form of Cognito's needs; its longest part is a state of a thousand characters or so. */
export const MAX_BODY_BYTES = 32 * 1024;

/** @throws CognitoRefusal when the body is too large */
export async function receive(incoming: IncomingMessage): Promise<HttpRequest> {
  const url = incoming.url ?? "/";
  const mark = url.indexOf("?");
  return {
    method: incoming.method ?? "",
    path: mark < 0 ? url : url.slice(0, mark),
    query: mark < 0 ? "" : url.slice(mark + 1),
    headers: flatHeaders(incoming.headers),
    body: await bodyOf(incoming),
  };
}

async function bodyOf(incoming: IncomingMessage): Promise<string> {
  try {
    return (await readBody(incoming, MAX_BODY_BYTES)).toString("utf8");
  } catch (error) {
    throw error instanceof BodyTooLarge
      ? new CognitoRefusal({ ...jsonError(413, "invalid_request"), close: true })
      : error;
  }
}

/** The parameters of the query. */
export const queryOf = ({ query }: HttpRequest): URLSearchParams => new URLSearchParams(query);

/** The parameters of a form in the body, or undefined when its media type is another. */
export function formOf({ headers, body }: HttpRequest): URLSearchParams | undefined {
  const type = (headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase();
  return type === "application/x-www-form-urlencoded" ? new URLSearchParams(body) : undefined;
}

/** Whether a parameter comes more than once, which OAuth 2.0 does not allow (RFC 6749, section 3.1). */
export const hasRepeated = (parameters: URLSearchParams): boolean =>
  new Set(parameters.keys()).size < [...parameters.keys()].length;
