import { Secrets } from "../../../common/secrets";
import { removeFolder } from "../../../common/temporary-folder";
import type { AccountLinking, SkillKind } from "../../../constructs";
import { settingsOf } from "../../../local/alexa/account-linking-settings";
import { AlexaUser } from "../../../local/alexa/alexa-user";
import { readInteractionModels } from "../../../local/alexa/interaction-model";
import { RedirectCatcher } from "../../../local/alexa/redirect-catcher";
import { ownFile } from "../../../local/own-file";
import { DeployedClient } from "../../../local/simulator/deployed-client";
import { EventLog } from "../../../local/simulator/event-log";
import { FailureSwitches } from "../../../local/simulator/failure-switches";
import { invocationNote } from "../../../local/simulator/invocation-note";
import { LiveAccountLinking } from "../../../local/simulator/live-account-linking";
import { Mailbox } from "../../../local/simulator/mailbox";
import { readPageFiles } from "../../../local/simulator/page-files";
import { SimulatorServer } from "../../../local/simulator/server";
import { Session } from "../../../local/simulator/session";
import type { SkillNames } from "../../../local/simulator/skill-names";
import { SKILL_ID, VENDOR_ID } from "../../contract/account-linking";
import { ISSUER_HOST, SignInWorld } from "../cognito/sign-in-fixture";
import { SKILL_PACKAGE } from "../fixtures";
import { deploy, startFunction } from "./deployed-link";

/** A skill that the page is about. */
export interface PageSkill {
  readonly kind: SkillKind;
  /** The file with its handler, from the project's folder. */
  readonly entry: string;
  readonly skillPackage: string;
  readonly names: SkillNames;
}

const STACK_GUIDE: PageSkill = {
  kind: "custom",
  entry: "lambda/index.ts",
  skillPackage: SKILL_PACKAGE,
  names: { "en-US": "Stack Guide", "de-DE": "Donaudampfschifffahrtsgesellschaftskapitänslotse" },
};

/** The simulator's page and the sign-in pages as they are; what Terraform deploys is made by AWS's API, in two seconds. */
export class PageWorld {
  private constructor(
    readonly signIn: SignInWorld,
    readonly url: string,
    readonly session: Session,
    /** Of Alexa's app client. */
    readonly clientId: string,
    private readonly ends: readonly (() => Promise<void> | void)[],
  ) {}

  /**
   * @param providers the identity providers that Alexa's client offers beside the password, by their names
   * @param skill what is deployed
   */
  static async start(providers: readonly string[] = [], skill: PageSkill = STACK_GUIDE): Promise<PageWorld> {
    let session: Session | undefined;
    let server: SimulatorServer | undefined;
    const signIn = await SignInWorld.start({
      onExchange: (exchange) => {
        // Alexa's own side reports what it asks.
        if (!["/oauth2/token", "/favicon.ico"].includes(new URL(exchange.request.url).pathname)) {
          session?.noteExchange(exchange);
        }
      },
      mailPage: () => server && `${server.url}/#mail`,
    });
    const { accountLinking: link, clientId } = await deploy(signIn, providers);
    const accountLinking: AccountLinking = { ...link, skill_kind: skill.kind };
    await signIn.domain.serve(ISSUER_HOST);
    const { runtime, folder } = await startFunction(signIn, accountLinking, skill.entry);
    const client = new DeployedClient({ ...signIn.access, poolId: signIn.poolId, clientId });
    const live = new LiveAccountLinking(accountLinking, client);
    const models = readInteractionModels(skill.skillPackage);
    const log = new EventLog();
    const alexa = new AlexaUser({
      settings: settingsOf(accountLinking),
      skillId: SKILL_ID,
      vendorId: VENDOR_ID,
      region: "NA",
      locale: "en-US",
      models,
      hosts: signIn.hosts,
      onExchange: (exchange) => session?.noteExchange(exchange),
      deployed: () => live.value,
      skill: async (envelope) => {
        const invocation = await runtime.invoke(envelope);
        log.addInvocation(invocationNote(envelope, invocation, new Date()));
        return invocation;
      },
    });
    const { faults } = signIn.domain;
    session = new Session({
      environment: "dev",
      accountLinking,
      vendorId: { value: VENDOR_ID, source: "from the deployed redirect URIs" },
      skillId: SKILL_ID,
      models,
      names: skill.names,
      alexa,
      hosts: signIn.hosts,
      switches: new FailureSwitches({
        client,
        form: { read: () => alexa.settings, write: (form) => alexa.setSettings(form) },
        faults: { read: () => ({ ...faults }), write: (changed) => Object.assign(faults, changed) },
      }),
      live,
      mailbox: new Mailbox(signIn.access),
      atProvider: providers.length > 0,
      log,
    });
    const pageFiles = readPageFiles(ownFile("simulator", "page"));
    server = await SimulatorServer.start({ session, pageFiles, secrets: new Secrets() });
    const onRedirect = session.finishLink.bind(session);
    const catcher = await RedirectCatcher.start({ hosts: signIn.hosts, onRedirect, returnTo: `${server.url}/` });
    const { url } = server;
    const stopServer = () => server?.stop();
    const ends = [
      () => catcher.stop(),
      stopServer,
      () => client.close(),
      () => runtime.stop(),
      () => signIn.stop(),
      () => removeFolder(folder),
    ];
    return new PageWorld(signIn, url, session, clientId, ends);
  }

  async stop(): Promise<void> {
    for (const end of this.ends) {
      await end();
    }
  }
}
