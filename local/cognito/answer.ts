/** What is sent back. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string;
}

const notKept = { "cache-control": "no-cache, no-store, max-age=0, must-revalidate", pragma: "no-cache" } as const;

export const json = (status: number, body: unknown, headers: Answer["headers"] = {}): Answer => ({
  status,
  headers: { "content-type": "application/json;charset=UTF-8", ...notKept, ...headers },
  body: JSON.stringify(body),
});

/** An error in the form of OAuth 2.0 (RFC 6749, section 5.2). Cognito's own have no description. */
export const jsonError = (status: number, error: string): Answer => json(status, { error });

export const empty = (status: number): Answer => ({ status, headers: notKept, body: "" });

/** Sends a browser elsewhere. */
export const redirect = (location: string, cookies: readonly string[] = []): Answer => ({
  status: 302,
  headers: { location, ...notKept, ...(cookies.length > 0 ? { "set-cookie": cookies } : {}) },
  body: "",
});

export const notFound = (): Answer => jsonError(404, "not_found");
