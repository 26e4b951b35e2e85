import { join } from "node:path";
import { unzipSync } from "fflate";
import { buildSkillZip } from "../../../build/bundle/skill-zip";
import { Secrets } from "../../../common/secrets";
import { removeFolder } from "../../../common/temporary-folder";
import type { AccountLinking } from "../../../contract/account-linking";
import { redirectUriOf } from "../../../contract/alexa-redirect-uri";
import { settingsOf } from "../../../local/alexa/account-linking-settings";
import { AlexaUser } from "../../../local/alexa/alexa-user";
import { readInteractionModels } from "../../../local/alexa/interaction-model";
import { RedirectCatcher } from "../../../local/alexa/redirect-catcher";
import { LambdaRuntime } from "../../../local/aws/lambda-runtime/lambda-runtime";
import { DeployedClient } from "../../../local/simulator/deployed-client";
import { EventLog } from "../../../local/simulator/event-log";
import { FailureSwitches } from "../../../local/simulator/failure-switches";
import { invocationNote } from "../../../local/simulator/invocation-note";
import { LiveAccountLinking } from "../../../local/simulator/live-account-linking";
import { Mailbox } from "../../../local/simulator/mailbox";
import { readPageFiles } from "../../../local/simulator/page-files";
import { SimulatorServer } from "../../../local/simulator/server";
import { Session } from "../../../local/simulator/session";
import { SKILL_ID, VENDOR_ID } from "../../contract/account-linking";
import { createClient, ISSUER_HOST, region, SignInWorld } from "../cognito/sign-in-fixture";
import { newFolder, root, SKILL_PACKAGE, write } from "../fixtures";

/** The simulator's page and the sign-in pages as they are; what Terraform deploys is made by AWS's API, in two seconds. */
export class PageWorld {
  private constructor(
    readonly signIn: SignInWorld,
    readonly url: string,
    readonly session: Session,
    private readonly ends: readonly (() => Promise<void> | void)[],
  ) {}

  static async start(): Promise<PageWorld> {
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
    const { accountLinking, clientId } = await deploy(signIn);
    await signIn.domain.serve(ISSUER_HOST);
    const { runtime, folder } = await startFunction(signIn, accountLinking);
    const client = new DeployedClient({ ...signIn.access, poolId: signIn.poolId, clientId });
    const live = new LiveAccountLinking(accountLinking, client);
    const models = readInteractionModels(SKILL_PACKAGE);
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
      names: { "en-US": "Stack Guide", "de-DE": "Donaudampfschifffahrtsgesellschaftskapitänslotse" },
      alexa,
      hosts: signIn.hosts,
      switches: new FailureSwitches({
        client,
        form: { read: () => alexa.settings, write: (form) => alexa.setSettings(form) },
        faults: { read: () => ({ ...faults }), write: (changed) => Object.assign(faults, changed) },
      }),
      live,
      mailbox: new Mailbox(signIn.access),
      log,
    });
    const pageFiles = readPageFiles(join(root, "local", "simulator", "page"));
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
    return new PageWorld(signIn, url, session, ends);
  }

  async stop(): Promise<void> {
    for (const end of this.ends) {
      await end();
    }
  }
}

/** Alexa's app client, and what Terraform's output says of it. */
async function deploy({ api, poolId, host }: SignInWorld) {
  const redirect_uris = [
    redirectUriOf("NA", VENDOR_ID),
    redirectUriOf("EU", VENDOR_ID),
    redirectUriOf("FE", VENDOR_ID),
  ] as const;
  const { id, secret = "" } = await createClient(api, poolId, { CallbackURLs: [...redirect_uris] });
  const arn = `arn:aws:lambda:${region}:123456789012:function:skill:live`;
  const accountLinking: AccountLinking = {
    authorization_uri: `https://${host}/oauth2/authorize`,
    access_token_uri: `https://${host}/oauth2/token`,
    user_info_uri: `https://${host}/oauth2/userInfo`,
    issuer: `https://${ISSUER_HOST}/${poolId}`,
    client_id: id,
    client_secret: secret,
    scopes: ["openid", "profile"],
    access_token_scheme: "HTTP_BASIC",
    redirect_uris,
    skill_ids: [SKILL_ID],
    function_arns: { NA: arn, EU: arn, FE: arn },
  };
  return { accountLinking, clientId: id };
}

/** The skill, bundled as it is deployed. */
async function startFunction(signIn: SignInWorld, accountLinking: AccountLinking) {
  const folder = newFolder();
  const zip = await buildSkillZip({ root, entry: "lambda/index.ts", outfile: join(folder, "skill.zip") });
  for (const [name, content] of Object.entries(unzipSync(zip))) {
    write(join(folder, "task", name), content);
  }
  const runtime = new LambdaRuntime({
    root,
    redirects: signIn.domain.redirects([signIn.host, ISSUER_HOST]),
    function: {
      arn: accountLinking.function_arns.NA,
      name: "skill",
      version: "1",
      handler: "index.handler",
      runtime: "nodejs22.x",
      timeoutSeconds: 7,
      memorySizeMb: 512,
      region,
      variables: {
        SKILL_IDS: SKILL_ID,
        ISSUER: accountLinking.issuer,
        CLIENT_ID: accountLinking.client_id,
        USER_INFO_URI: accountLinking.user_info_uri,
        SCOPES: accountLinking.scopes.join(" "),
      },
      codeSha256: "",
      codeSizeBytes: zip.length,
      taskRoot: join(folder, "task"),
    },
  });
  return { runtime, folder };
}
