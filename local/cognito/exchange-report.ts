import type { ShownExchange } from "../shown-exchange";
import { shownExchange } from "../shown-exchange";
import type { Answer } from "./answer";
import type { HttpRequest } from "./http-request";

export interface AnsweredRequest {
  readonly id: number;
  readonly label: string;
  /** Milliseconds since 1970. */
  readonly began: number;
  readonly host: string;
  readonly request: HttpRequest;
  readonly answer: Answer;
}

/** A request and its answer for people to look at, without any password, code, token, secret or cookie. */
export function exchangeOf({ id, label, began, host, request, answer }: AnsweredRequest): ShownExchange {
  const { method, path, query, headers, body } = request;
  const url = `https://${host}${path}${query === "" ? "" : `?${query}`}`;
  return shownExchange({ id, label, began, request: { method, url, headers, body }, response: shownAnswer(answer) });
}

/** Of a page only the title. */
function shownAnswer({ status, headers, body }: Answer): Pick<Answer, "status" | "headers" | "body"> {
  const isPage = String(headers["content-type"]).startsWith("text/html");
  return { status, headers, body: isPage ? (/<title>(.*?)<\/title>/.exec(body)?.[1] ?? "") : body };
}
