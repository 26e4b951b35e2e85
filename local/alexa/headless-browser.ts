import { REDIRECT_HOSTS } from "../../alexa/redirect-uri";
import { CookieJar } from "./cookie-jar";
import type { HtmlForm } from "./html-form";
import { formsIn, textOf } from "./html-form";
import type { HttpAnswer, LocalHttpProps } from "./local-http";
import { LocalHttp } from "./local-http";

/** Who signs in. */
export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** Where a sign-in ended. URLs are in their production form. */
export type SignInEnd =
  /** The sign-in page sent the browser back to Alexa, which is not visited. */
  | { readonly kind: "redirected"; readonly url: string }
  /** A page that is no sign-in form, or the form once more because it did not like what was filled in. */
  | { readonly kind: "page"; readonly url: string; readonly status: number; readonly text: string }
  | { readonly kind: "no answer"; readonly url: string; readonly reason: string };

/** A person's browser would wait longer; the servers are on this machine. */
const TIMEOUT_MS = 30_000;

/** A sign-in that needs more is going in circles. */
const MOST_STEPS = 20;

/** Goes through a sign-in page as a browser does, without one: redirects, cookies and the form, but no script. */
export class HeadlessBrowser {
  private readonly http: LocalHttp;
  private readonly cookies = new CookieJar();

  constructor(private readonly props: LocalHttpProps) {
    this.http = new LocalHttp(props);
  }

  /** @param authorizationUrl a production URL, of {@link AlexaUser.beginLink} */
  async signIn(authorizationUrl: string, credentials: Credentials): Promise<SignInEnd> {
    let step: Step = { method: "GET", url: authorizationUrl };
    let filledIn = false;
    for (let steps = 0; steps < MOST_STEPS; steps++) {
      if (isAlexas(step.url)) {
        return { kind: "redirected", url: step.url };
      }
      const answer = await this.take(step);
      if (answer.kind !== "answer") {
        const reason = answer.kind === "too slow" ? `no answer within ${answer.waitedMs / 1000} s` : answer.reason;
        return { kind: "no answer", url: step.url, reason };
      }
      const form: HtmlForm | undefined = filledIn ? undefined : formsIn(answer.body).find(isSignIn);
      const next: Step | undefined = this.redirected(step, answer) ?? (form && submitted(step.url, form, credentials));
      if (next === undefined) {
        return { kind: "page", url: step.url, status: answer.status, text: textOf(answer.body) };
      }
      filledIn ||= next.body !== undefined && next.body !== step.body;
      step = next;
    }
    return { kind: "page", url: step.url, status: 310, text: "The sign-in page redirects in circles." };
  }

  private async take({ method, url, body }: Step) {
    const { host } = new URL(url);
    const cookie = this.cookies.header(host);
    const answer = await this.http.send({
      label: "Browser → sign-in page",
      method,
      url,
      headers: {
        accept: "text/html",
        ...(cookie !== undefined && { cookie }),
        ...(body !== undefined && { "content-type": "application/x-www-form-urlencoded" }),
      },
      body,
      timeoutMs: TIMEOUT_MS,
    });
    if (answer.kind === "answer") {
      this.cookies.keep(host, answer.cookies);
    }
    return answer;
  }

  private redirected(step: Step, { status, headers }: HttpAnswer): Step | undefined {
    const { location } = headers;
    if (status < 300 || status > 399 || location === undefined || !URL.canParse(location, step.url)) {
      return undefined;
    }
    const url = this.props.hosts.toProduction(new URL(location, step.url).href);
    return status === 307 || status === 308 ? { ...step, url } : { method: "GET", url };
  }
}

interface Step {
  readonly method: "GET" | "POST";
  readonly url: string;
  readonly body?: string;
}

const isAlexas = (url: string): boolean => Object.values(REDIRECT_HOSTS).includes(new URL(url).hostname);

/** A form with one password: a sign-up form, and a new password's, have two or ask for more. */
const isSignIn = ({ method, fields }: HtmlForm): boolean =>
  method === "POST" && fields.filter(({ type }) => type === "password").length === 1;

function submitted(pageUrl: string, { action, fields }: HtmlForm, { username, password }: Credentials): Step {
  const filled = new URLSearchParams();
  for (const { name, type, value } of fields) {
    const typed =
      type === "password" ? password : type === "text" || type === "email" || type === "tel" ? username : value;
    filled.append(name, typed);
  }
  return { method: "POST", url: new URL(action === "" ? pageUrl : action, pageUrl).href, body: filled.toString() };
}
