import { connectionWords, isCertificateError } from "../../common/connection-error";
import type { HttpRequest, HttpResponse } from "../../common/http-exchange";
import { exchange, NoResponse } from "../../common/http-exchange";
import { ProxyFailure } from "../../common/http-proxy";
import { codeOf, Problem } from "../../common/problem";
import { SmapiError } from "./smapi";

/** No answer came, or only a part of one. */
export class ConnectionFailure extends Problem {
  constructor(
    /** For people: "no answer within 15 s", "nothing listens there (ECONNREFUSED)". */
    readonly reason: string,
    /** Whether the other side may have received the request. */
    readonly maybeReceived: boolean,
    /** The same will happen at the next attempt: a certificate that is not trusted. */
    readonly lasting = false,
  ) {
    super(reason);
  }
}

/**
 * One request and its answer, whatever its status.
 *
 * @throws ConnectionFailure
 * @throws SmapiError of the kind `interrupted`, or `server failed` when the answer is too large
 */
export async function send(request: HttpRequest): Promise<HttpResponse> {
  try {
    return await exchange(request);
  } catch (error) {
    throw error instanceof NoResponse ? failureOf(error, request) : error;
  }
}

function failureOf({ why, connected, cause }: NoResponse, { url, timeoutMs, maxBytes }: HttpRequest): Error {
  switch (why) {
    case "aborted":
      return new SmapiError("interrupted", "Interrupted.");
    case "too large":
      return new SmapiError(
        "server failed",
        `${url.host} answered with more than ${maxBytes / 2 ** 20} MiB, which is the most that is read. Is this the right endpoint?`,
      );
    case "too slow":
      return new ConnectionFailure(`no answer within ${timeoutMs / 1000} s`, connected);
    case "failed": {
      if (cause instanceof ProxyFailure) {
        return new ConnectionFailure(cause.message, false, cause.lasting);
      }
      const code = codeOf(cause) ?? "no code";
      return new ConnectionFailure(reasonOf(code), connected, isCertificateError(code));
    }
  }
}

/** Node's own message may quote what was sent, so it is not taken over. */
const reasonOf = (code: string): string =>
  isCertificateError(code)
    ? `its certificate is not trusted (${code}); behind a proxy that reads TLS, name that proxy's certificate in NODE_EXTRA_CA_CERTS`
    : (connectionWords(code) ?? `the connection failed (${code})`);
