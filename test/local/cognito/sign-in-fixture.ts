import { createHash, randomBytes } from "node:crypto";
import type {
  CognitoIdentityProviderClient,
  CreateUserPoolClientCommandInput,
  CreateUserPoolCommandInput,
} from "@aws-sdk/client-cognito-identity-provider";
import {
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  CreateUserPoolDomainCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { AwsAccess } from "../../../local/aws/aws-access";
import { askEmulator, cognitoClient } from "../../../local/aws/aws-access";
import type { CognitoDomainOptions } from "../../../local/cognito/server";
import { CognitoDomain } from "../../../local/cognito/server";
import type { DemoUser } from "../../../local/demo/demo-user";
import { createUser } from "../../../local/demo/demo-user";
import { LocalHosts } from "../../../local/local-hosts";
import { sharedEmulator } from "../shared-emulator";

export const region = "us-east-1";
export const ISSUER_HOST = `cognito-idp.${region}.amazonaws.com`;
/** Where the pages say that the mail is. */
export const MAIL_PAGE = "http://127.0.0.1:1/#mail";
export const REDIRECT_URI = "https://layla.amazon.com/api/skill/link/M2VENDOR";

export const poolSettings: CreateUserPoolCommandInput = {
  PoolName: "pool",
  UsernameAttributes: ["email"],
  AutoVerifiedAttributes: ["email"],
  UsernameConfiguration: { CaseSensitive: false },
  Schema: [{ Name: "given_name", AttributeDataType: "String", Required: true, Mutable: true }],
  Policies: {
    PasswordPolicy: {
      MinimumLength: 12,
      RequireLowercase: true,
      RequireUppercase: true,
      RequireNumbers: true,
      RequireSymbols: false,
    },
  },
  VerificationMessageTemplate: { EmailSubject: "Welcome", EmailMessage: "Your code: {####}!" },
};

export const clientSettings: Omit<CreateUserPoolClientCommandInput, "UserPoolId"> = {
  ClientName: "alexa",
  GenerateSecret: true,
  AllowedOAuthFlowsUserPoolClient: true,
  AllowedOAuthFlows: ["code"],
  AllowedOAuthScopes: ["openid", "profile", "email"],
  SupportedIdentityProviders: ["COGNITO"],
  CallbackURLs: [REDIRECT_URI, "https://pitangui.amazon.com/api/skill/link/M2VENDOR"],
  LogoutURLs: ["https://example.com/bye"],
  ExplicitAuthFlows: ["ALLOW_REFRESH_TOKEN_AUTH"],
  AccessTokenValidity: 30,
  IdTokenValidity: 20,
  RefreshTokenValidity: 3650,
  TokenValidityUnits: { AccessToken: "minutes", IdToken: "minutes", RefreshToken: "days" },
  EnableTokenRevocation: true,
  PreventUserExistenceErrors: "ENABLED",
};

export interface Client {
  readonly id: string;
  readonly secret?: string;
}

/** A pool in the worker's emulator, a domain, Alexa's client and Ada, and the sign-in server in front of it. */
export class SignInWorld {
  private constructor(
    readonly access: AwsAccess,
    readonly api: CognitoIdentityProviderClient,
    readonly domain: CognitoDomain,
    readonly hosts: LocalHosts,
    readonly poolId: string,
    readonly host: string,
    /** Of the domain's host, on this machine. */
    readonly origin: string,
    readonly client: Client,
    readonly ada: DemoUser,
  ) {}

  static async start(
    options: Pick<CognitoDomainOptions, "onExchange" | "mailPage" | "triggers"> = {},
  ): Promise<SignInWorld> {
    const aws = await sharedEmulator();
    const api = cognitoClient(aws);
    const hosts = new LocalHosts({ "layla.amazon.com": "http://127.0.0.1:9" });
    const domain = await CognitoDomain.start({ ...aws, hosts, mailPage: () => MAIL_PAGE, ...options });
    const { poolId, host } = await createPool(api, "skill");
    const origin = await domain.serve(host);
    const client = await createClient(api, poolId);
    const ada = await createUser(aws, poolId, { email: "ada@example.com", givenName: "Ada" });
    return new SignInWorld(aws, api, domain, hosts, poolId, host, origin, client, ada);
  }

  async stop(): Promise<void> {
    await this.domain.stop();
    this.api.destroy();
  }

  /** A path with the parameters of a good authorization request; undefined leaves one out. */
  authorizationPath(changes: Readonly<Record<string, string | undefined>> = {}, path = "/oauth2/authorize"): string {
    const parameters = {
      response_type: "code",
      client_id: this.client.id,
      redirect_uri: REDIRECT_URI,
      scope: "openid profile",
      state: "state",
      ...changes,
    };
    const given = Object.entries(parameters).filter((pair): pair is [string, string] => pair[1] !== undefined);
    return `${path}?${new URLSearchParams(given)}`;
  }

  browser(): Browser {
    return new Browser(this.origin);
  }

  /** Signs Ada in with a new browser, and gives the URL to which it is sent back. */
  async signIn(changes: Readonly<Record<string, string | undefined>> = {}, browser = this.browser()): Promise<URL> {
    await browser.open(this.authorizationPath(changes));
    await browser.submit("/login", { username: this.ada.email, password: this.ada.password });
    return new URL(browser.leftFor ?? "about:blank");
  }

  async code(changes: Readonly<Record<string, string | undefined>> = {}): Promise<string> {
    return (await this.signIn(changes)).searchParams.get("code") ?? "";
  }

  /** Asks the token endpoint with the client's credentials in a Basic header. */
  async token(form: Readonly<Record<string, string>>, client: Client = this.client): Promise<JsonAnswer> {
    return this.post("/oauth2/token", form, { authorization: basic(client) });
  }

  async redeem(code: string, changes: Readonly<Record<string, string>> = {}): Promise<JsonAnswer> {
    return this.token({ grant_type: "authorization_code", code, redirect_uri: REDIRECT_URI, ...changes });
  }

  async refresh(refreshToken: string): Promise<JsonAnswer> {
    return this.token({ grant_type: "refresh_token", refresh_token: refreshToken });
  }

  /** Tokens of a new sign-in of Ada's. */
  async tokens(changes: Readonly<Record<string, string | undefined>> = {}): Promise<Tokens> {
    return (await this.redeem(await this.code(changes))).body as unknown as Tokens;
  }

  async userInfo(accessToken: string): Promise<JsonAnswer> {
    const headers = { authorization: `Bearer ${accessToken}` };
    return jsonAnswer(await fetch(`${this.origin}/oauth2/userInfo`, { headers }));
  }

  async post(
    path: string,
    form: Readonly<Record<string, string>> | string,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<JsonAnswer> {
    const body = typeof form === "string" ? form : new URLSearchParams(form).toString();
    const type = { "content-type": "application/x-www-form-urlencoded;charset=UTF-8" };
    return jsonAnswer(await fetch(`${this.origin}${path}`, { method: "POST", body, headers: { ...type, ...headers } }));
  }

  /** The messages that the emulator would have sent, newest last. */
  async mail(): Promise<readonly { readonly to: string; readonly code: string; readonly message: string }[]> {
    const { body } = await askEmulator(this.access, "emulator", { path: "/emulator/mail" });
    return JSON.parse(body.toString("utf8"));
  }

  async lastCode(): Promise<string> {
    return (await this.mail()).at(-1)?.code ?? "";
  }
}

export interface Tokens {
  readonly access_token: string;
  readonly id_token: string;
  readonly refresh_token: string;
  readonly expires_in: number;
}

export interface JsonAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>>;
}

async function jsonAnswer(response: Response): Promise<JsonAnswer> {
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === "" ? {} : JSON.parse(text) };
}

/** A browser without scripts: it keeps cookies, follows redirects within its origin, and posts forms. */
export class Browser {
  html = "";
  status = 0;
  headers = new Headers();
  /** The path and query of the page. */
  path = "";
  /** Where it was sent outside of its origin. */
  leftFor: string | undefined;
  readonly cookies = new Map<string, string>();

  constructor(private readonly origin: string) {}

  get text(): string {
    return this.html.replace(/<style>.*?<\/style>/s, "").replace(/<[^>]*>/g, " ");
  }

  async open(path: string, init: RequestInit = {}): Promise<this> {
    this.leftFor = undefined;
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const url = new URL(path, this.origin);
    const response = await fetch(url, { ...init, redirect: "manual", headers: { cookie } });
    for (const header of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(header) ?? [];
      if (/max-age=0/i.test(header)) {
        this.cookies.delete(name);
      } else {
        this.cookies.set(name, value);
      }
    }
    const location = response.headers.get("location");
    if (location !== null) {
      if (!location.startsWith("/")) {
        this.leftFor = location;
        return this;
      }
      return this.open(location);
    }
    this.status = response.status;
    this.headers = response.headers;
    this.html = await response.text();
    this.path = `${url.pathname}${url.search}`;
    return this;
  }

  /** Fills in the page's form that posts to a path, and posts it with its hidden fields. */
  async submit(path: string, values: Readonly<Record<string, string>>): Promise<this> {
    const form = [...this.html.matchAll(/<form method="post" action="([^"]*)">(.*?)<\/form>/gs)].find(
      ([, action = ""]) => action.startsWith(`${path}?`),
    );
    if (form === undefined) {
      throw new Error(`there is no form for ${path} at ${this.path}: ${this.text}`);
    }
    const [, action = "", content = ""] = form;
    const hidden = [...content.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)];
    const body = new URLSearchParams(hidden.map(([, name = "", value = ""]) => [name, unescaped(value)]));
    for (const [name, value] of Object.entries(values)) {
      body.set(name, value);
    }
    return this.open(unescaped(action), { method: "POST", body });
  }
}

const unescaped = (text: string): string =>
  text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");

export const basic = ({ id, secret = "" }: Client): string =>
  `Basic ${Buffer.from(`${id}:${secret}`).toString("base64")}`;

/** A verifier and its S256 challenge (RFC 7636). */
export function pkce(): { readonly verifier: string; readonly challenge: string } {
  const verifier = randomBytes(32).toString("base64url");
  return { verifier, challenge: createHash("sha256").update(verifier).digest("base64url") };
}

/** The claims of a token, unverified. */
export const claimsOf = (token: string): Readonly<Record<string, unknown>> =>
  JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());

/** A pool with a domain: the prefix, and what makes it nobody else's in the emulator. */
export async function createPool(
  api: CognitoIdentityProviderClient,
  prefix: string,
  changes: Partial<CreateUserPoolCommandInput> = {},
) {
  const { UserPool } = await api.send(new CreateUserPoolCommand({ ...poolSettings, ...changes }));
  const poolId = UserPool?.Id ?? "";
  const domain = `${prefix}-${randomBytes(4).toString("hex")}`;
  await api.send(new CreateUserPoolDomainCommand({ UserPoolId: poolId, Domain: domain }));
  return { poolId, domain, host: `${domain}.auth.${region}.amazoncognito.com` };
}

export async function createClient(
  api: CognitoIdentityProviderClient,
  poolId: string,
  changes: Partial<CreateUserPoolClientCommandInput> = {},
): Promise<Client> {
  const { UserPoolClient } = await api.send(
    new CreateUserPoolClientCommand({ ...clientSettings, ...changes, UserPoolId: poolId }),
  );
  return { id: UserPoolClient?.ClientId ?? "", secret: UserPoolClient?.ClientSecret };
}
