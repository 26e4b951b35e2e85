import type { IncomingMessage } from "node:http";
import { RefusedRequest } from "./refused-request";

/**
 * Who a server is for.
 *
 * - `programs`: no browser ever has a reason to ask it.
 * - `browsers`: people open its pages, which send forms or requests back; programs ask it as well.
 */
export type Visitors = "programs" | "browsers";

/**
 * Whether the sender of a request may be one of the visitors.
 *
 * Listening on 127.0.0.1 keeps other machines out, but not the pages that a browser on this one has open. A browser says
 * by `Origin` and by the `Sec-Fetch` headers, which no script can change, who makes it ask.
 * https://www.w3.org/TR/fetch-metadata/
 *
 * @param server in words: "the simulator"
 * @throws RefusedRequest for anybody else
 */
export function checkVisitor(incoming: IncomingMessage, visitors: Visitors, server: string): void {
  if (visitors === "programs") {
    checkProgram(incoming, server);
  } else if (isReading(incoming)) {
    checkReader(incoming, server);
  } else if (!saysNothing(incoming)) {
    checkOwnPage(incoming, server);
  }
}

/**
 * Whether a request that changes something was sent by a script of the server's own page: for what nothing else does.
 *
 * @throws RefusedRequest for what another page, or its form, may have sent
 */
export function checkOwnScript(incoming: IncomingMessage, server: string): void {
  checkOwnPage(incoming, server);
  // A form of another page can send text/plain without asking first, but not this.
  if (!/^application\/json\s*(;|$)/i.test(incoming.headers["content-type"] ?? "")) {
    throw new RefusedRequest(415, 'Send JSON, with the header "Content-Type: application/json".');
  }
}

/**
 * Whether a form of another page on this machine was sent, and the browser shows the answer. To a browser all ports of a
 * host are one site, and no page of the Internet is of it.
 */
export const isFormOfNeighbour = ({ headers, method }: Pick<IncomingMessage, "headers" | "method">): boolean =>
  method === "POST" &&
  headers["sec-fetch-site"] === "same-site" &&
  headers["sec-fetch-mode"] === "navigate" &&
  headers["sec-fetch-dest"] === "document";

function checkProgram({ headers }: IncomingMessage, server: string): void {
  const sent = Object.keys(headers).filter((name) => name.startsWith("sec-fetch-"));
  // Node's own fetch sends this one, and alone; a browser never sends it without Sec-Fetch-Site.
  const isNode = sent.length === 1 && headers["sec-fetch-mode"] === "cors";
  if (headers.origin !== undefined || headers.referer !== undefined || (sent.length > 0 && !isNode)) {
    throw new RefusedRequest(403, `${capitalized(server)} answers to programs, not to a browser.`);
  }
}

/** Another page may lead the browser here, as one that is seen; it may not load anything from here into itself. */
function checkReader({ headers }: IncomingMessage, server: string): void {
  const site = headers["sec-fetch-site"];
  const isOwn = site === undefined || site === "same-origin" || site === "none";
  const isOpened = headers["sec-fetch-mode"] === "navigate" && headers["sec-fetch-dest"] === "document";
  if (!(isOwn || isOpened) || (headers.origin ?? ownOrigin(headers.host)) !== ownOrigin(headers.host)) {
    throw new RefusedRequest(403, `Another page may not load what ${server} has.`);
  }
}

function checkOwnPage({ headers }: IncomingMessage, server: string): void {
  const { origin, host } = headers;
  const site = headers["sec-fetch-site"];
  if (origin !== ownOrigin(host) || (site !== undefined && site !== "same-origin")) {
    throw new RefusedRequest(403, `Only ${server}'s page may do this: send the header "Origin: ${ownOrigin(host)}".`);
  }
}

/** As programs do; a browser says at least one of the two with every change. */
const saysNothing = ({ headers }: IncomingMessage): boolean =>
  headers.origin === undefined && headers["sec-fetch-site"] === undefined;

const isReading = ({ method }: IncomingMessage): boolean => method === "GET" || method === "HEAD";

const ownOrigin = (host: string | undefined): string => `http://${host}`;

const capitalized = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
