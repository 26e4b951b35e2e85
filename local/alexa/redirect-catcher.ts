import type { ServerResponse } from "node:http";
import { REDIRECT_HOSTS } from "../../contract/alexa-redirect-uri";
import type { GuardedRequest } from "../guard/guarded-server";
import { GuardedServer } from "../guard/guarded-server";
import type { LocalHosts } from "../local-hosts";

export interface RedirectCatcherProps {
  /** Gets to know the three origins. */
  readonly hosts: LocalHosts;
  /**
   * Takes the URL that a sign-in page sent the browser to, in its production form. The browser waits for the end of it.
   */
  readonly onRedirect: (productionUrl: string) => Promise<void> | void;
  /** Where the browser goes next. @default it stays, on a page that says that it can be closed */
  readonly returnTo?: string;
}

/**
 * Stands for the three hosts of Alexa that a sign-in page sends people back to: one origin each, on this machine only.
 */
export class RedirectCatcher {
  private constructor(private readonly servers: readonly GuardedServer[]) {}

  static async start(props: RedirectCatcherProps): Promise<RedirectCatcher> {
    const servers: GuardedServer[] = [];
    for (const host of Object.values(REDIRECT_HOSTS)) {
      const server = await GuardedServer.start({
        name: "the server that stands for Alexa",
        visitors: "browsers",
        maxBodyBytes: () => 0,
        answer: (request, outgoing) => receive(host, props, request, outgoing),
        refuse: ({ status, message }, outgoing) => send(outgoing, status, page("Nothing here", message)),
      });
      props.hosts.add(host, server.url);
      servers.push(server);
    }
    return new RedirectCatcher(servers);
  }

  async stop(): Promise<void> {
    await Promise.all(this.servers.map((server) => server.stop()));
  }
}

async function receive(
  host: string,
  { onRedirect, returnTo }: RedirectCatcherProps,
  { method, path, query }: GuardedRequest,
  outgoing: ServerResponse,
): Promise<void> {
  if (method !== "GET" || !path.startsWith("/api/skill/link/")) {
    send(outgoing, 404, page("Nothing here", "Alexa's redirect URIs begin with /api/skill/link/."));
    return;
  }
  try {
    await onRedirect(`https://${host}${path}${query === "" ? "" : `?${query}`}`);
  } catch {
    send(outgoing, 500, page("Something went wrong", "The account was not linked. You can close this page."));
    return;
  }
  if (returnTo === undefined) {
    send(outgoing, 200, page("Back at Alexa", "You can close this page."));
  } else {
    outgoing.writeHead(303, { ...HEADERS, location: returnTo }).end();
  }
}

const HEADERS: Readonly<Record<string, string>> = {
  // The URL has the code in it: it must not stay in a cache, nor go on as a referrer.
  "cache-control": "no-store",
  "referrer-policy": "no-referrer",
  "content-type": "text/html; charset=utf-8",
  "content-security-policy":
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
};

function send(outgoing: ServerResponse, status: number, text: string): void {
  outgoing.writeHead(status, HEADERS).end(text);
}

const page = (title: string, text: string): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>body { font: 1.125rem/1.5 system-ui, sans-serif; max-width: 30rem; margin: 20vh auto; padding: 0 1.5rem }</style>
<main>
<h1>${title}</h1>
<p>${text}</p>
</main>
</html>
`;
