import { once } from "node:events";
import { join } from "node:path";
import type { SkillPackage } from "../../alexa/skill-package/skill-package";
import type { CommandContext } from "../../common/command";
import type { Progress } from "../../common/progress";
import type { AccountLinking } from "../../contract/account-linking";
import { userPoolIdOf } from "../../contract/user-pool-id";
import { settingsOf } from "../alexa/account-linking-settings";
import type { AlexaUserProps } from "../alexa/alexa-user";
import { AlexaUser } from "../alexa/alexa-user";
import { interactionModelsOf, readLocalSkillPackage } from "../alexa/interaction-model";
import { RedirectCatcher } from "../alexa/redirect-catcher";
import { askCliVariables } from "../amazon/ask-cli";
import { SmapiStandIn } from "../amazon/stand-in";
import { startSkill } from "../aws/deployed-skill";
import { deployedTriggers } from "../aws/deployed-triggers";
import type { Deployment } from "../aws/deployment";
import { deploy } from "../aws/deployment";
import { endedByItself } from "../aws/emulator/log";
import type { SignInFaults } from "../cognito/faults";
import { CognitoDomain } from "../cognito/server";
import { LocalHosts } from "../local-hosts";
import { assertPortFree } from "../loopback-port";
import { ownFile } from "../own-file";
import type { ShownExchange } from "../shown-exchange";
import { joinSettings } from "./account-linking-store";
import { DeployedClient } from "./deployed-client";
import { EventLog } from "./event-log";
import { FailureSwitches } from "./failure-switches";
import { invocationNote } from "./invocation-note";
import { LiveAccountLinking } from "./live-account-linking";
import { Mailbox } from "./mailbox";
import { readPageFiles } from "./page-files";
import { announceSimulator } from "./running-simulator";
import { SimulatorServer } from "./server";
import { Session } from "./session";
import { skillNamesOf } from "./skill-names";
import type { VendorId } from "./vendor-id";
import { chooseVendorId } from "./vendor-id";

export interface SimulatorOptions extends CommandContext {
  /** The project's folder. */
  readonly root: string;
  /** The environment of `environments.ts` to deploy. Its own state is never touched. */
  readonly environment: string;
  /** Where the skill package is. @default `skill-package` of the project */
  readonly package?: string;
  /** Where moto is, or gets, installed if the machine has none. @default `.venv` of the project */
  readonly venv?: string;
  readonly progress: Progress;
  /** The page's port. @default a free one is found */
  readonly port?: number;
  /** @default ASK_VENDOR_ID, or the one in the deployed redirect URIs */
  readonly vendorId?: string;
}

export interface Simulator {
  /** Where the page is: `http://127.0.0.1:{port}` */
  readonly url: string;
  readonly vendorId: VendorId;
  readonly deployment: Deployment;
  /** The variables with which ask-cli works on the stand-in for SMAPI. */
  readonly askCli: Readonly<Record<string, string>>;
  /** Resolves when the command is interrupted. Rejects when the emulator ends by itself. */
  readonly ended: Promise<void>;
}

/**
 * Brings everything up that a link and a conversation need: the deployed stack in an AWS emulator, the sign-in server,
 * the skill's function, Alexa's side, and the page. What it starts is registered to be undone at the end.
 *
 * @throws Problem when the port is taken, or the environment cannot be simulated
 */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const { progress, port } = options;
  if (port !== undefined) {
    await assertPortFree(port); // before half a minute of work, not after it
  }
  const folder = options.package ?? join(options.root, "skill-package");
  const skillPackage = readLocalSkillPackage(folder); // nor does a broken one wait for it
  const deployment = await deploy({ ...options, keep: false });
  const vendorId = chooseVendorId({
    option: options.vendorId,
    env: process.env,
    redirectUris: deployment.accountLinking.redirect_uris,
  });
  const { url, askCli } = await progress.step("Start the simulator", async (detail) => {
    const { url, hosts, smapi } = await startServers(deployment, { ...options, chosen: vendorId, skillPackage });
    const withdraw = announceSimulator(options.root, {
      pid: process.pid,
      url,
      hosts: hosts.all,
      environment: deployment.stack.name,
      stackFolder: deployment.stack.folder,
      variables: deployment.environment,
      smapi: { url: smapi.url, ...smapi.credentials },
    });
    options.cleanup.defer("take back the note that the simulator is up", withdraw);
    detail(url);
    return { url, askCli: askCliVariables(smapi.url, smapi.credentials, vendorId.value) };
  });
  return { url, vendorId, deployment, askCli, ended: end(deployment, options.signal) };
}

interface StartOptions extends SimulatorOptions {
  readonly chosen: VendorId;
  readonly skillPackage: SkillPackage;
}

/** The parts, each given what it needs of those before it. */
async function startServers(deployment: Deployment, options: StartOptions) {
  const { emulator, stack, accountLinking } = deployment;
  const { cleanup, secrets, chosen: vendorId, skillPackage } = options;
  const hosts = new LocalHosts();
  const log = new EventLog();
  // The servers are there before the session, which hears what they do.
  let session: Session | undefined;
  let server: SimulatorServer | undefined;
  const note = (exchange: ShownExchange): void => session?.noteExchange(exchange);

  const mailPage = (): string | undefined => server && `${server.url}/#mail`;
  const { domain, redirects, atProvider } = await startSignIn(deployment, { hosts, note, cleanup, mailPage });
  const { skillId, runtime } = await startSkill(deployment, redirects, options);
  const models = interactionModelsOf(skillPackage);
  const client = new DeployedClient({
    ...emulator.access,
    poolId: userPoolIdOf(accountLinking),
    clientId: accountLinking.client_id,
  });
  cleanup.defer("close the connection to the emulator", () => client.close());
  const live = new LiveAccountLinking(accountLinking, client);
  const alexa = new AlexaUser({
    settings: settingsOf(accountLinking),
    skillId,
    vendorId: vendorId.value,
    models,
    hosts,
    region: "NA",
    locale: "en-US" in models ? "en-US" : (Object.keys(models)[0] ?? "en-US"),
    skill: logInvocations(log, (envelope) => runtime.invoke(envelope)),
    onExchange: note,
    deployed: () => live.value,
  });
  const switches = switchesFor(alexa, client, domain.faults);
  session = new Session({
    atProvider,
    accountLinking,
    vendorId,
    skillId,
    models,
    alexa,
    hosts,
    live,
    log,
    switches,
    environment: stack.name,
    names: skillNamesOf(skillPackage),
    mailbox: new Mailbox(emulator.access),
  });
  const pageFiles = readPageFiles(ownFile("simulator", "page"));
  const smapi = await SmapiStandIn.start({ skillIds: [skillId], vendorId: vendorId.value });
  cleanup.defer("stop the stand-in for SMAPI", () => smapi.stop());
  const onWritten = session.noteSettings.bind(session);
  joinSettings({ smapi, switches, skillId, onWritten, form: () => alexa.settings });
  server = await SimulatorServer.start({ session, pageFiles, secrets, port: options.port });
  const { url } = server;
  cleanup.defer("stop the page's server", () => server?.stop());
  const onRedirect = session.finishLink.bind(session);
  const catcher = await RedirectCatcher.start({ hosts, onRedirect, returnTo: `${url}/` });
  cleanup.defer("stop the servers that stand for Alexa", () => catcher.stop());
  return { url, hosts, smapi };
}

interface SignInOptions extends Pick<SimulatorOptions, "cleanup"> {
  readonly hosts: LocalHosts;
  readonly mailPage: () => string | undefined;
  readonly note: (exchange: ShownExchange) => void;
}

/** The sign-in server, at an origin of its own for the domain and for the issuer. */
async function startSignIn(deployment: Deployment, { hosts, note, cleanup, mailPage }: SignInOptions) {
  const { emulator, accountLinking } = deployment;
  const domain = await CognitoDomain.start({
    ...emulator.access,
    hosts,
    mailPage,
    triggers: deployedTriggers(deployment, { cleanup }),
    onExchange: (exchange) => isPartOfLink(exchange, accountLinking) && note(exchange),
  });
  cleanup.defer("stop the sign-in server", () => domain.stop());
  const redirects = await domain.serveLink(accountLinking);
  const poolId = userPoolIdOf(accountLinking);
  const { providers } = await domain.signInsOf(poolId, accountLinking.client_id);
  await domain.serveProviders(new URL(accountLinking.authorization_uri).host, poolId, accountLinking.client_id);
  return { domain, redirects, atProvider: providers.length > 0 };
}

/** Invokes the skill, and adds each invocation to the log. */
function logInvocations(log: EventLog, invoke: AlexaUserProps["skill"]): AlexaUserProps["skill"] {
  return async (envelope) => {
    const at = new Date();
    const invocation = await invoke(envelope);
    log.addInvocation(invocationNote(envelope, invocation, at));
    return invocation;
  };
}

const switchesFor = (alexa: AlexaUser, client: DeployedClient, faults: SignInFaults): FailureSwitches =>
  new FailureSwitches({
    client,
    form: { read: () => alexa.settings, write: (form) => alexa.setSettings(form) },
    faults: { read: () => ({ ...faults }), write: (changed) => Object.assign(faults, changed) },
  });

/**
 * Alexa's own requests are reported by Alexa's side, which also knows of an answer that came too late. What a browser looks
 * for by itself is no part of the link.
 */
function isPartOfLink({ request }: ShownExchange, { access_token_uri }: AccountLinking): boolean {
  const { pathname } = new URL(request.url);
  return pathname !== new URL(access_token_uri).pathname && pathname !== "/favicon.ico";
}

async function end({ emulator }: Deployment, signal: AbortSignal): Promise<void> {
  if (!signal.aborted) {
    await Promise.race([once(signal, "abort"), emulator.ended]);
  }
  if (!signal.aborted) {
    throw endedByItself(emulator);
  }
}
