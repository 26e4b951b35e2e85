import type { SmapiStandInOptions } from "../../../local/amazon/stand-in";
import { SmapiStandIn } from "../../../local/amazon/stand-in";

export const VENDOR = "M1EXAMPLE0DEV";
export const SKILL = "amzn1.ask.skill.1a2b3c4d-5e6f-4a1b-8c2d-3e4f5a6b7c8d";
export const SKILL_OF_OTHERS = "amzn1.ask.skill.00000000-0000-4000-8000-000000000000";

/** What comes back, with the body as JSON if it is, and as text otherwise. */
export interface Received {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: each test knows what it asked for
  readonly body: any;
}

/** A running stand-in, and a client that knows only HTTP. */
export class SmapiWorld {
  private token = "";

  private constructor(readonly smapi: SmapiStandIn) {}

  static async start(options: Partial<SmapiStandInOptions> = {}): Promise<SmapiWorld> {
    const defaults = { vendorId: VENDOR, skillIds: [SKILL], skillIdsOfOthers: [SKILL_OF_OTHERS] };
    const world = new SmapiWorld(await SmapiStandIn.start({ ...defaults, ...options }));
    await world.signIn();
    return world;
  }

  async signIn(): Promise<string> {
    const { body } = await this.requestToken();
    this.token = body.access_token;
    return this.token;
  }

  requestToken(change: Record<string, string> = {}): Promise<Received> {
    const { clientId, clientSecret, refreshToken } = this.smapi.credentials;
    const form = {
      grant_type: "refresh_token",
      client_id: clientId,
      client_secret: clientSecret,
      refresh_token: refreshToken,
    };
    return this.send("POST", "/auth/o2/token", new URLSearchParams({ ...form, ...change }).toString(), {
      authorization: undefined,
      "content-type": "application/x-www-form-urlencoded",
    });
  }

  /** @param target a path, or an URL */
  async send(
    method: string,
    target: string,
    body?: string | Uint8Array,
    headers: Readonly<Record<string, string | undefined>> = {},
  ): Promise<Received> {
    const all = { authorization: `Bearer ${this.token}`, ...headers };
    const response = await fetch(new URL(target, this.smapi.url), {
      method,
      headers: Object.entries(all).filter((it): it is [string, string] => it[1] !== undefined),
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : new Uint8Array(body) }),
    });
    const bytes = new Uint8Array(await response.arrayBuffer());
    return { status: response.status, headers: response.headers, body: jsonOrBytes(bytes) };
  }

  json(
    method: string,
    target: string,
    value: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Received> {
    return this.send(method, target, JSON.stringify(value), { "content-type": "application/json", ...headers });
  }

  put(settings: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Received> {
    return this.json("PUT", linkingPath(), { accountLinkingRequest: settings }, headers);
  }

  get(): Promise<Received> {
    return this.send("GET", linkingPath());
  }

  /** Asks until it is not in progress any more. */
  async poll(path: string): Promise<Received> {
    let answer = await this.send("GET", path);
    while (answer.body.status === "IN_PROGRESS") {
      answer = await this.send("GET", path);
    }
    return answer;
  }

  /** Sends a zip to where SMAPI wants it. */
  async upload(zip: Uint8Array): Promise<string> {
    const { body } = await this.send("POST", "/v1/skills/uploads");
    await this.send("PUT", body.uploadUrl, zip, { authorization: undefined });
    return body.uploadUrl;
  }

  async import(zip: Uint8Array, headers: Readonly<Record<string, string>> = {}): Promise<Received> {
    const started = await this.json(
      "POST",
      `/v1/skills/${SKILL}/imports`,
      { location: await this.upload(zip) },
      headers,
    );
    return started.status === 202 ? this.poll(started.headers.get("location") ?? "") : started;
  }

  stop(): Promise<void> {
    return this.smapi.stop();
  }
}

export const linkingPath = (skillId = SKILL, stage = "development"): string =>
  `/v1/skills/${skillId}/stages/${stage}/accountLinkingClient`;

function jsonOrBytes(bytes: Uint8Array): unknown {
  const text = new TextDecoder().decode(bytes);
  try {
    return JSON.parse(text);
  } catch {
    return text.startsWith("PK") ? bytes : text;
  }
}
