import type { HttpAnswer, HttpOutcome } from "../../common/http-outcome";
import { httpOutcome } from "../../common/http-outcome";
import { messageOf } from "../../common/problem";
import type { LocalHosts } from "../local-hosts";
import type { ShownExchange } from "../shown-exchange";
import { shownExchange } from "../shown-exchange";

export interface LocalHttpProps {
  readonly hosts: LocalHosts;
  /** Called with each exchange, when it has ended. Secrets are masked. @default - nothing is called */
  readonly onExchange?: (exchange: ShownExchange) => void;
}

export interface HttpRequest {
  /** In words: "Alexa → access token URI". */
  readonly label: string;
  readonly method: "GET" | "POST";
  /** In its production form. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** For the whole exchange. */
  readonly timeoutMs: number;
}

/**
 * Sends requests to the servers on this machine that stand for hosts of the Internet, as if they went there: with the
 * production host's name in them. Redirects are answers; nothing is followed, and nothing leaves this machine.
 */
export class LocalHttp {
  private exchanges = 0;

  constructor(private readonly props: LocalHttpProps) {}

  /** Whatever goes wrong is an outcome, not an exception. */
  async send(request: HttpRequest): Promise<HttpOutcome> {
    const began = Date.now();
    const outcome = await this.exchange(request);
    this.report(request, outcome, began);
    return outcome;
  }

  private async exchange({ method, url, headers, body, timeoutMs }: HttpRequest): Promise<HttpOutcome> {
    let target: URL;
    try {
      target = new URL(this.props.hosts.toLocal(url));
    } catch (error) {
      return { kind: "no connection", reason: messageOf(error) };
    }
    return httpOutcome({
      method,
      url: target,
      headers: { host: new URL(url).host, ...headers },
      body,
      timeoutMs,
    });
  }

  private report(request: HttpRequest, outcome: HttpOutcome, began: number): void {
    const { label, method, url, headers, body } = request;
    const response = outcome.kind === "answer" ? { ...outcome, body: jsonOf(outcome) } : undefined;
    const id = ++this.exchanges;
    this.props.onExchange?.(shownExchange({ id, label, began, request: { method, url, headers, body }, response }));
  }
}

/** Pages are for browsers; what a person wants to see here is JSON. */
const jsonOf = ({ headers, body }: HttpAnswer): string | undefined =>
  headers["content-type"]?.includes("json") ? body : undefined;
