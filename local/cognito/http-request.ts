import { flatHeaders } from "../../common/http-exchange";
import type { GuardedRequest } from "../guard/guarded-server";

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

/**
 * A SAML response may have 100,000 characters, of which a form makes more.
 *
 * https://docs.aws.amazon.com/cognito/latest/developerguide/saml2-idpresponse-endpoint.html
 */
export const MAX_SAML_BODY_BYTES = 160 * 1024;

/** @throws RefusedRequest when the body is too large */
export async function receive({ method, path, query, headers, body }: GuardedRequest): Promise<HttpRequest> {
  return { method, path, query, headers: flatHeaders(headers), body: (await body()).toString("utf8") };
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
