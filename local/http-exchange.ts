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

/** What must not be readable in an exchange. */
const SECRET_NAMES =
  /^(authorization|client_secret|code|code_verifier|access_token|refresh_token|id_token|token|password|cookie|set-cookie)$/i;

/** Four characters are enough to see that two are the same. */
export const mask = (value: string): string => (value.length <= 8 ? "••••" : `${value.slice(0, 4)}…••••`);

export const maskHeaders = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, maskHeader(name, value)]));

function maskHeader(name: string, value: string): string {
  switch (name.toLowerCase()) {
    case "authorization": // the scheme is no secret
      return value.replace(/^(\S+\s+)?(.*)$/s, (_, scheme = "", credentials) => `${scheme}${mask(credentials)}`);
    case "cookie": // the names are none
      return value.replace(/=[^;]*/g, "=••••");
    case "set-cookie": // nor are the attributes, which follow the first semicolon
      return value.replace(/=[^;]*/, "=••••");
    case "location":
      return maskUrl(value);
    default:
      return SECRET_NAMES.test(name) ? mask(value) : value;
  }
}

/** Masks a form or a JSON text; other text comes back as it is. */
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

/** Masks what stands in a URL's query. */
export function maskUrl(url: string): string {
  const start = url.indexOf("?") + 1;
  return start === 0 ? url : url.slice(0, start) + maskForm(url.slice(start));
}

const maskForm = (form: string): string =>
  form.replace(/(^|[&?])([^=&?]+)=([^&?]*)/g, (whole, before, name, value) =>
    isSecretName(name) ? `${before}${name}=${mask(value)}` : whole,
  );

/** A name that cannot be decoded may be any, so its value is hidden. */
function isSecretName(encoded: string): boolean {
  try {
    return SECRET_NAMES.test(decodeURIComponent(encoded));
  } catch {
    return true;
  }
}
