/** The cookies of a browser that is open for a minute: by host, whatever their path. */
export class CookieJar {
  private readonly cookies = new Map<string, Map<string, string>>();

  /** @param setCookies the `Set-Cookie` headers of an answer of the host */
  keep(host: string, setCookies: readonly string[]): void {
    const own = this.cookies.get(host) ?? new Map<string, string>();
    this.cookies.set(host, own);
    for (const setCookie of setCookies) {
      const [pair = "", ...attributes] = setCookie.split(";");
      const [name = "", ...value] = pair.split("=");
      if (attributes.some(isPast)) {
        own.delete(name.trim());
      } else {
        own.set(name.trim(), value.join("=").trim());
      }
    }
  }

  /** The `Cookie` header for the host, or undefined when there is nothing to send. */
  header(host: string): string | undefined {
    const own = [...(this.cookies.get(host) ?? [])];
    return own.length === 0 ? undefined : own.map(([name, value]) => `${name}=${value}`).join("; ");
  }
}

function isPast(attribute: string): boolean {
  const [name = "", value = ""] = attribute.trim().split("=");
  switch (name.toLowerCase()) {
    case "max-age":
      return Number(value) <= 0;
    case "expires":
      return Date.parse(value) <= Date.now();
    default:
      return false;
  }
}
