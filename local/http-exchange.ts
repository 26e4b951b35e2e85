/** One HTTP request of the account link and its answer, for people to look at: URLs in production form, secrets masked. */
export interface HttpExchange {
  readonly id: number;
  /** Who asked whom, in words: "Alexa app → sign-in page", "Alexa → access token URI", "skill → user info". */
  readonly label: string;
  /** When the request was sent, ISO 8601. */
  readonly at: string;
  readonly durationMs: number;
  readonly request: HttpMessage & { readonly method: string; readonly url: string };
  /** Undefined when none came in time. */
  readonly response?: HttpMessage & { readonly status: number };
}

export interface HttpMessage {
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What must not be readable in an exchange: credentials, codes and tokens keep their first four characters. */
const SECRET_NAMES =
  /^(authorization|client_secret|code|code_verifier|access_token|refresh_token|id_token|token|password|cookie|set-cookie)$/i;

export const mask = (value: string): string => (value.length <= 8 ? "••••" : `${value.slice(0, 4)}…••••`);

export const maskHeaders = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, SECRET_NAMES.test(name) ? maskCredentials(value) : value]),
  );

/** `Basic dXNlcjpw…`: the scheme is no secret. */
const maskCredentials = (value: string): string => value.replace(/\S+$/, mask);

/** Masks a URL's query, a form or a JSON text; other text comes back as it is. */
export function maskBody(text: string): string {
  try {
    const json: unknown = JSON.parse(text);
    return JSON.stringify(json, (name, value) =>
      typeof value === "string" && SECRET_NAMES.test(name) ? mask(value) : value,
    );
  } catch {
    return maskForm(text);
  }
}

export function maskUrl(url: string): string {
  const [base = "", query] = url.split("?");
  return query === undefined ? base : `${base}?${maskForm(query)}`;
}

const maskForm = (form: string): string =>
  form.replace(/(^|&)([^=&]+)=([^&]*)/g, (whole, before, name, value) =>
    SECRET_NAMES.test(decodeURIComponent(name)) ? `${before}${name}=${mask(value)}` : whole,
  );
