import type { HttpAnswer } from "../../common/http-outcome";
import { REDIRECT_HOSTS } from "../../contract/alexa-redirect-uri";
import { AuthenticatorApp } from "./authenticator-app";
import { CookieJar } from "./cookie-jar";
import type { HtmlField, HtmlForm } from "./html-form";
import { formsIn, linksIn, textOf } from "./html-form";
import type { LocalHttpProps } from "./local-http";
import { LocalHttp } from "./local-http";

/** Who signs in. */
export type Credentials = PasswordCredentials | ProviderAccount;

/** By a password. */
export interface PasswordCredentials {
  readonly username: string;
  readonly password: string;
}

/** By an account at an identity provider, whose stand-in asks who it is. */
export interface ProviderAccount {
  /** The provider's name in the user pool. */
  readonly provider: string;
  /** What is sent of the stand-in's form. @default the first of its people */
  readonly answers?: Readonly<Record<string, string>>;
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
const MAX_STEPS = 20;

/**
 * Goes through a sign-in page as a browser does, without one: redirects, cookies and forms, but no script. Whoever sits
 * at it has an authenticator app, and sets it up when asked to.
 *
 * By hand, with its cookies and forms: the local sign-in pages are the project's own, so what tough-cookie and parse5
 * handle beyond this never comes up; a real browser goes through the same pages in the tests.
 */
export class HeadlessBrowser {
  private readonly http: LocalHttp;
  private readonly cookies = new CookieJar();
  private readonly authenticator = new AuthenticatorApp();

  constructor(private readonly props: LocalHttpProps) {
    this.http = new LocalHttp(props);
  }

  /** @param authorizationUrl a production URL, of {@link AlexaUser.beginLink} */
  async signIn(authorizationUrl: string, credentials: Credentials): Promise<SignInEnd> {
    let step: Step = { method: "GET", url: authorizationUrl };
    const filledIn = new Set<Question>();
    for (let steps = 0; steps < MAX_STEPS; steps++) {
      if (isAlexas(step.url)) {
        return { kind: "redirected", url: step.url };
      }
      const answer = await this.take(step);
      if (answer.kind !== "answer") {
        const reason = answer.kind === "too slow" ? `no answer within ${answer.waitedMs / 1000} s` : answer.reason;
        return { kind: "no answer", url: step.url, reason };
      }
      const next: Step | undefined =
        this.redirected(step, answer) ??
        this.sentOn(step.url, answer.body) ??
        ("provider" in credentials
          ? this.atProvider(step.url, answer.body, credentials, filledIn)
          : this.filled(step.url, answer.body, credentials, filledIn));
      if (next === undefined) {
        return { kind: "page", url: step.url, status: answer.status, text: textOf(answer.body) };
      }
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

  /** Goes to the provider, and says once who it is. */
  private atProvider(
    url: string,
    body: string,
    { provider, answers = { person: "0" } }: ProviderAccount,
    done: Set<Question>,
  ): Step | undefined {
    const offered = linksIn(body).find((link) => nameIn(link, url) === provider);
    if (offered !== undefined) {
      return { method: "GET", url: new URL(offered, url).href };
    }
    const isAsked = formsIn(body).some(({ action, method }) => action === "" && method === "POST");
    if (!isAsked || done.has(WHO)) {
      return undefined;
    }
    done.add(WHO);
    return { method: "POST", url, body: new URLSearchParams(answers).toString() };
  }

  /** Fills in what a page asks for, each kind of form once: one that comes again did not like what it got. */
  private filled(url: string, body: string, credentials: PasswordCredentials, done: Set<Question>): Step | undefined {
    for (const question of QUESTIONS) {
      const form = done.has(question) ? undefined : formsIn(body).find(question.isAskedBy);
      if (form !== undefined) {
        done.add(question);
        const keyUri = linksIn(body).find((link) => link.startsWith("otpauth:"));
        if (keyUri !== undefined) {
          this.authenticator.add(keyUri);
        }
        return submitted(url, form, (field) => question.answer(field, credentials, this.authenticator));
      }
    }
    return undefined;
  }

  /** A form that a page sends by itself, by a script: a SAML provider's. */
  private sentOn(pageUrl: string, body: string): Step | undefined {
    const form = formsIn(body).find(({ fields }) => fields.some(({ name }) => name === "SAMLResponse"));
    const step = form && submitted(pageUrl, form, ({ value }) => value);
    return step && { ...step, url: this.props.hosts.toProduction(step.url) };
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

/** What a page may ask a person for. */
interface Question {
  isAskedBy(form: HtmlForm): boolean;
  answer(field: HtmlField, credentials: PasswordCredentials, authenticator: AuthenticatorApp): string;
}

/** Who somebody is at a provider. */
const WHO: Question = { isAskedBy: () => false, answer: ({ value }) => value };

/** The provider to which a link of the sign-in page goes. */
const nameIn = (link: string, pageUrl: string): string | null =>
  URL.canParse(link, pageUrl) ? new URL(link, pageUrl).searchParams.get("identity_provider") : null;

const QUESTIONS: readonly Question[] = [
  {
    // With one password: a sign-up form, and a new password's, have two or ask for more.
    isAskedBy: ({ method, fields }) =>
      method === "POST" && fields.filter(({ type }) => type === "password").length === 1,
    answer: ({ type, value }, { username, password }) =>
      type === "password" ? password : type === "text" || type === "email" || type === "tel" ? username : value,
  },
  {
    // With a code and nothing else that a person types.
    isAskedBy: ({ method, fields }) => {
      const typed = fields.filter(({ type }) => type !== "hidden");
      return method === "POST" && typed.length === 1 && typed[0]?.autocomplete === "one-time-code";
    },
    answer: ({ type, value }, _, authenticator) => (type === "hidden" ? value : authenticator.code()),
  },
];

function submitted(pageUrl: string, { action, fields }: HtmlForm, answer: (field: HtmlField) => string): Step {
  const filled = new URLSearchParams(fields.map((field) => [field.name, answer(field)]));
  return { method: "POST", url: new URL(action === "" ? pageUrl : action, pageUrl).href, body: filled.toString() };
}
