import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { createServer } from "node:http";
import { REDIRECT_HOSTS } from "../../contract/alexa-redirect-uri";
import type { LocalHosts } from "../local-hosts";
import { listenOnLoopback } from "../loopback-port";

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
  private constructor(private readonly servers: readonly Server[]) {}

  static async start(props: RedirectCatcherProps): Promise<RedirectCatcher> {
    const servers: Server[] = [];
    for (const host of Object.values(REDIRECT_HOSTS)) {
      const server = createServer((request, response) => void receive(host, props, request, response));
      props.hosts.add(host, `http://127.0.0.1:${await listenOnLoopback(server)}`);
      servers.push(server);
    }
    return new RedirectCatcher(servers);
  }

  async stop(): Promise<void> {
    for (const server of this.servers) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  }
}

async function receive(
  host: string,
  { onRedirect, returnTo }: RedirectCatcherProps,
  { method, url = "/" }: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  // The URL has the code in it: it must not stay in a cache, nor go on as a referrer.
  response.setHeader("cache-control", "no-store");
  response.setHeader("referrer-policy", "no-referrer");
  response.setHeader("content-type", "text/html; charset=utf-8");
  response.setHeader("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'");
  if (method !== "GET" || !url.startsWith("/api/skill/link/")) {
    response.writeHead(404).end(page("Nothing here", "Alexa's redirect URIs begin with /api/skill/link/."));
    return;
  }
  try {
    await onRedirect(`https://${host}${url}`);
  } catch {
    response.writeHead(500).end(page("Something went wrong", "The account was not linked. You can close this page."));
    return;
  }
  if (returnTo === undefined) {
    response.writeHead(200).end(page("Back at Alexa", "You can close this page."));
  } else {
    response.writeHead(303, { location: returnTo }).end();
  }
}

const page = (title: string, text: string): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>body { font: 1.125rem/1.5 system-ui, sans-serif; max-width: 30rem; margin: 20vh auto; padding: 0 1.5rem }</style>
<h1>${title}</h1>
<p>${text}</p>
</html>
`;
