import { once } from "node:events";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { AccountLinkingSettings } from "../../../local/alexa/account-linking-settings";
import type { AlexaUserProps, LinkResult } from "../../../local/alexa/alexa-user";
import { AlexaUser } from "../../../local/alexa/alexa-user";
import { HeadlessBrowser } from "../../../local/alexa/headless-browser";
import { readInteractionModels } from "../../../local/alexa/interaction-model";
import type { Invocation } from "../../../local/aws/lambda-runtime/lambda-runtime";
import { LocalHosts } from "../../../local/local-hosts";
import type { ShownExchange } from "../../../local/shown-exchange";
import { SKILL_PACKAGE } from "../fixtures";
import { DEPLOYED, HOST, RIGHT_FORM, SKILL_ID, VENDOR_ID } from "./oauth-server";

export const models = readInteractionModels(SKILL_PACKAGE);

export interface Envelope {
  readonly version: string;
  readonly session?: {
    readonly new: boolean;
    readonly sessionId: string;
    readonly attributes: Readonly<Record<string, unknown>>;
    readonly user: { readonly userId: string; readonly accessToken?: string };
  };
  readonly context: { readonly System: { readonly user: { readonly userId: string; readonly accessToken?: string } } };
  readonly request: {
    readonly type: string;
    readonly locale?: string;
    readonly timestamp: string;
    readonly body?: { readonly accessToken?: string };
    readonly intent?: { readonly name: string; readonly slots: object };
    readonly reason?: string;
    readonly error?: { readonly type: string };
  };
}

/** A skill that answers what it is told to, and remembers what it got. */
export class FakeSkill {
  readonly received: Envelope[] = [];
  answer: (envelope: Envelope) => unknown = () => says("Hello.");

  readonly invoke = async (envelope: object): Promise<Invocation> => {
    this.received.push(envelope as Envelope);
    const payload = await this.answer(envelope as Envelope);
    return { requestId: "1", payload, logs: ["a line"], durationMs: 5, coldStart: false };
  };

  get last(): Envelope {
    const last = this.received.at(-1);
    if (last === undefined) {
      throw new Error("the skill was not asked");
    }
    return last;
  }

  get types(): readonly string[] {
    return this.received.map(({ request }) => request.type);
  }
}

export function says(text: string, response: object = {}): object {
  return { version: "1.0", response: { outputSpeech: { type: "SSML", ssml: `<speak>${text}</speak>` }, ...response } };
}

export interface World {
  readonly user: AlexaUser;
  readonly skill: FakeSkill;
  readonly hosts: LocalHosts;
  readonly exchanges: ShownExchange[];
  /** Moves Alexa's clock on. */
  advance(seconds: number): void;
}

/** @param origin of the server that stands for the sign-in domain */
export function world(
  origin: string | undefined,
  form: Partial<AccountLinkingSettings> = {},
  props: Partial<AlexaUserProps> = {},
): World {
  const skill = new FakeSkill();
  const exchanges: ShownExchange[] = [];
  const hosts = new LocalHosts(origin === undefined ? {} : { [HOST]: origin });
  let ahead = 0;
  const user = new AlexaUser({
    settings: { ...RIGHT_FORM, ...form },
    skill: skill.invoke,
    skillId: SKILL_ID,
    vendorId: VENDOR_ID,
    region: "NA",
    locale: "en-US",
    models,
    hosts,
    onExchange: (exchange) => exchanges.push(exchange),
    deployed: () => DEPLOYED,
    now: () => Date.now() + ahead,
    ...props,
  });
  return {
    user,
    skill,
    hosts,
    exchanges,
    advance: (seconds) => {
      ahead += seconds * 1000;
    },
  };
}

/** Goes to the sign-in page and back, as far as it goes. */
export async function signIn({ user, hosts }: World): Promise<string | LinkResult> {
  const end = await new HeadlessBrowser({ hosts }).signIn(user.beginLink().url, {
    username: "ada",
    password: "secret",
  });
  switch (end.kind) {
    case "redirected":
      return end.url;
    case "page":
      return user.failLink(end.url, end.text);
    case "no answer":
      return user.failLink(undefined);
  }
}

export async function link(world: World): Promise<LinkResult> {
  const end = await signIn(world);
  return typeof end === "string" ? world.user.finishLink(end) : end;
}

type Handler = (request: IncomingMessage, response: ServerResponse, body: string) => void;

const servers: Server[] = [];

/** A server that answers whatever is asked in one way. */
export async function serve(handler: Handler): Promise<string> {
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) {
      body += chunk;
    }
    handler(request, response, body);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  servers.push(server);
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A sign-in domain without a page: sends everybody back with a code at once, and answers a token request as told. */
export const serveTokens = (answer: (form: URLSearchParams, request: IncomingMessage) => Answer): Promise<string> =>
  serve((request, response, body) => {
    if (request.method === "GET") {
      const query = new URL(request.url ?? "/", "https://x").searchParams;
      const back = new URLSearchParams({ code: "a-code", state: query.get("state") ?? "" });
      response.writeHead(302, { location: `${query.get("redirect_uri")}?${back}` }).end();
    } else {
      const { status = 200, delayMs = 0, body: text } = answer(new URLSearchParams(body), request);
      const payload = typeof text === "string" ? text : JSON.stringify(text);
      setTimeout(() => response.writeHead(status).end(payload), delayMs).unref();
    }
  });

export interface Answer {
  readonly status?: number;
  readonly delayMs?: number;
  readonly body: unknown;
}

export const TOKENS = {
  access_token: "an-access-token",
  token_type: "Bearer",
  expires_in: 3600,
  refresh_token: "a-refresh-token",
};

/** An unsigned token with the claims of a Cognito access token. */
export function jwt(claims: object = {}): string {
  const now = Math.floor(Date.now() / 1000);
  const right = {
    iss: DEPLOYED.issuer,
    client_id: DEPLOYED.client_id,
    scope: "openid profile",
    token_use: "access",
    iat: now,
    exp: now + 3600,
  };
  const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString("base64url");
  return `${encode({ alg: "RS256" })}.${encode({ ...right, ...claims })}.c2ln`;
}

export async function stopServers(): Promise<void> {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}
