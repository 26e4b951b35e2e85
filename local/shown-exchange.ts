import { maskBody, maskHeaders, maskUrl } from "../common/masking";

/** One HTTP request of the account link and its answer, for people to look at: URLs in production form, secrets masked. */
export interface ShownExchange {
  readonly id: number;
  /** Who asked whom, in words: "Alexa app → sign-in page", "Alexa → access token URI", "skill → user info". */
  readonly label: string;
  /** When the request was sent, ISO 8601. */
  readonly at: string;
  readonly durationMs: number;
  readonly request: ShownMessage & { readonly method: string; readonly url: string };
  /** Undefined when none came in time. */
  readonly response?: ShownMessage & { readonly status: number };
}

export interface ShownMessage {
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

interface Message {
  readonly headers?: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** As it is to be shown; masked here. @default nothing is shown of it */
  readonly body?: string;
}

export interface Exchange extends Pick<ShownExchange, "id" | "label"> {
  /** Milliseconds since 1970. */
  readonly began: number;
  readonly request: Message & { readonly method: string; readonly url: string };
  readonly response?: Message & { readonly status: number };
}

/** An exchange that has just ended, without any password, code, token, secret or cookie. */
export function shownExchange({ id, label, began, request, response }: Exchange): ShownExchange {
  return {
    id,
    label,
    at: new Date(began).toISOString(),
    durationMs: Date.now() - began,
    request: { method: request.method, url: maskUrl(request.url), ...shown(request) },
    ...(response !== undefined && { response: { status: response.status, ...shown(response) } }),
  };
}

const shown = ({ headers = {}, body = "" }: Message): ShownMessage => ({
  headers: maskHeaders(headers),
  ...(body !== "" && { body: maskBody(body) }),
});
