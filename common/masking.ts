/** Headers, parameters and members that must not be readable where an HTTP exchange of OAuth is shown. */
const SECRET_NAMES =
  /^(authorization|client_secret|code|code_verifier|access_token|refresh_token|id_token|token|password|credential|samlresponse|cookie|set-cookie)$/i;

/** Four characters are enough to see that two are the same. */
export const mask = (value: string): string => (value.length <= 8 ? "••••" : `${value.slice(0, 4)}…••••`);

/** Of a header that came more than once, all values are shown, with commas between. */
export const maskHeaders = (
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value = ""]) => [
      name,
      [value]
        .flat()
        .map((one) => maskHeader(name, one))
        .join(", "),
    ]),
  );

function maskHeader(name: string, value: string): string {
  switch (name.toLowerCase()) {
    case "authorization": // the scheme is no secret
      return value.replace(/^(\S+\s+)?(.*)$/s, (_, scheme = "", credentials) => `${scheme}${mask(credentials)}`);
    case "cookie": // the names are none
      return value.replace(/=[^;]*/g, "=••••");
    case "set-cookie": // nor are the attributes, which follow the first semicolon
      return value.replace(/=[^;]*/, "=••••");
    case "location":
    case "referer":
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
