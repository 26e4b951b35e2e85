import type { HttpExchange } from "../http-exchange";
import { maskBody, maskHeaders, maskUrl } from "../http-exchange";
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
export function exchangeOf({ id, label, began, host, request, answer }: AnsweredRequest): HttpExchange {
  const { method, path, query, headers, body } = request;
  const url = `https://${host}${path}${query === "" ? "" : `?${query}`}`;
  return {
    id,
    label,
    at: new Date(began).toISOString(),
    durationMs: Date.now() - began,
    request: { method, url: masked(maskUrl, url), headers: maskedHeaders(headers), ...bodyOf(body, headers) },
    response: { status: answer.status, headers: maskedHeaders(answer.headers), ...bodyOf(answer.body, answer.headers) },
  };
}

function maskedHeaders(headers: HttpRequest["headers"] | Answer["headers"]): Record<string, string> {
  const texts = Object.entries(headers).map(([name, value]) => [name, String(value ?? "")] as const);
  const hidden = maskHeaders(Object.fromEntries(texts));
  for (const [name, text] of texts) {
    if (name === "location" || name === "referer") {
      hidden[name] = masked(maskUrl, text);
    }
    if (name === "cookie") {
      hidden[name] = text.replace(/=[^;]*/g, "=••••");
    }
    // Of a cookie that is set, what follows the first semicolon is no secret.
    if (name === "set-cookie") {
      hidden[name] = text.replace(/^([^=]*)=[^;]*/, "$1=••••");
    }
  }
  return hidden;
}

function bodyOf(text: string, headers: Readonly<Record<string, unknown>>): { readonly body?: string } {
  if (text === "") {
    return {};
  }
  const isPage = String(headers["content-type"]).startsWith("text/html");
  return { body: isPage ? (/<title>(.*?)<\/title>/.exec(text)?.[1] ?? "") : masked(maskBody, text) };
}

/** What cannot be read cannot be masked, so it is not shown at all. */
function masked(mask: (text: string) => string, text: string): string {
  try {
    return mask(text);
  } catch {
    return "••••";
  }
}
