import type { AccountLinkingRequest, AccountLinkingResponse } from "../../alexa/account-linking/request";
import { Problem } from "../../common/problem";
import type { AccountLinkingListener } from "./account-linking";
import { AccountLinking } from "./account-linking";
import { SmapiFaults } from "./faults";
import { InteractionModels } from "./interaction-models";
import type { LoginWithAmazonCredentials } from "./login-with-amazon";
import { LoginWithAmazon } from "./login-with-amazon";
import { Manifests } from "./manifests";
import type { Services } from "./routes";
import { answer, maxBytes } from "./routes";
import { SmapiServer } from "./server";
import { SkillPackages } from "./skill-packages";
import { SkillStatuses } from "./skill-statuses";
import { Skills } from "./skills";

export interface SmapiStandInOptions {
  /** The developer account that the credentials are of. */
  readonly vendorId: string;
  /** Skills that exist from the start, as if made in the console: without account linking. */
  readonly skillIds: readonly string[];
  /** Skills that exist, but are another vendor's: SMAPI answers 403. @default none */
  readonly skillIdsOfOthers?: readonly string[];
  /** @default 0: a free one */
  readonly port?: number;
  /** Milliseconds since the epoch. @default this machine's clock */
  readonly now?: () => number;
}

/** A request that was answered. */
export interface SmapiExchange {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  /** The HTTP status; 0 when the connection ended instead. */
  readonly status: number;
}

/** The newest are kept. */
const MAX_EXCHANGES = 1000;

/**
 * Stands on 127.0.0.1 for Amazon's Skill Management API (SMAPI), as far as account linking, skill packages and what
 * they consist of go, and for Login with Amazon. Everything is in memory.
 *
 * It was written against the documentation and the published schema (npm ask-smapi-model, spec.json), and is stricter
 * than the schema; it was never compared with the real service. What it says 400 to may pass there; what it takes has
 * the form that the documentation asks for.
 */
export class SmapiStandIn {
  /** What goes wrong; may be changed at any time. */
  readonly faults: SmapiFaults;
  /** Made up anew at each start; worth nothing anywhere else. */
  readonly credentials: LoginWithAmazonCredentials;

  private constructor(
    private readonly services: Services,
    faults: SmapiFaults,
    private readonly exchanges: SmapiExchange[],
    private readonly server: SmapiServer,
  ) {
    this.faults = faults;
    this.credentials = services.loginWithAmazon.credentials;
  }

  /** @throws Problem when the port is taken */
  static async start(options: SmapiStandInOptions): Promise<SmapiStandIn> {
    const { vendorId, skillIds, skillIdsOfOthers = [], port, now = Date.now } = options;
    const loginWithAmazon = new LoginWithAmazon(now, () => faults.accessTokenSeconds);
    const faults = new SmapiFaults(() => loginWithAmazon.expireAccessTokens());
    const skills = new Skills(vendorId, now);
    for (const id of skillIds) {
      skills.add(id, vendorId);
    }
    for (const id of skillIdsOfOthers) {
      skills.add(id, `${vendorId}OTHER`);
    }
    const exchanges: SmapiExchange[] = [];
    const accountLinking = new AccountLinking(skills, faults);
    const skillPackages = new SkillPackages({ skills, faults, now, origin: () => server.url });
    const statuses = new SkillStatuses(skills, faults);
    const services = {
      loginWithAmazon,
      skills,
      accountLinking,
      skillPackages,
      statuses,
      manifests: new Manifests(skills, statuses),
      interactionModels: new InteractionModels(skills, statuses),
    };
    const server = await SmapiServer.start({
      faults,
      port,
      maxBytes,
      answer: (request) => answer(services, request),
      onRequest: (method, path, status) => {
        exchanges.push({ method, path, status });
        exchanges.splice(0, exchanges.length - MAX_EXCHANGES);
      },
    });
    return new SmapiStandIn(services, faults, exchanges, server);
  }

  /** Both the API's and Login with Amazon's endpoint: `http://127.0.0.1:{port}` */
  get url(): string {
    return this.server.url;
  }

  /** The last 1,000, without bodies and headers. */
  get requests(): readonly SmapiExchange[] {
    return this.exchanges;
  }

  /** All that was written, the hidden fields included; undefined before the first write. */
  accountLinking(skillId: string): AccountLinkingRequest | undefined {
    return this.services.skills.find(skillId)?.accountLinking;
  }

  /**
   * As if written in the console: changes the entity tag. Nothing is checked, and no listener is called.
   *
   * @throws Problem when there is no such skill
   */
  setAccountLinking(skillId: string, request: AccountLinkingRequest | undefined): void {
    const skill = this.services.skills.find(skillId);
    if (skill === undefined) {
      throw new Problem(`The stand-in for SMAPI has no skill ${skillId}.`);
    }
    this.services.accountLinking.store(skill, structuredClone(request));
  }

  /**
   * Replaces what GET shows, e.g. because the simulator's form was broken on purpose; undefined shows what was
   * written. The entity tag changes with what is shown, and the hidden fields are hidden in any case.
   */
  showInstead(reader: ((skillId: string) => AccountLinkingResponse | undefined) | undefined): void {
    this.services.accountLinking.reader = reader;
  }

  /** @param listener called with each write through the API, before it is answered */
  onAccountLinkingWritten(listener: AccountLinkingListener): void {
    this.services.accountLinking.listeners.push(listener);
  }

  /** The skill package that was imported last: contents by path, as in `skill.json`. Undefined before the first. */
  skillPackage(skillId: string): ReadonlyMap<string, Uint8Array> | undefined {
    const skill = this.services.skills.find(skillId);
    return skill?.imported ? skill.files : undefined;
  }

  /** Ends everything at once. */
  stop(): Promise<void> {
    return this.server.stop();
  }
}
