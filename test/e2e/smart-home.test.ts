/**
 * The smart-home example, on an emulator of AWS with real Terraform: discovered and switched by a linked user, whose token
 * expires and comes back, and by nobody else.
 */
import { join } from "node:path";
import { App } from "cdktf";
import { buildSkillZip } from "../../build/bundle/skill-zip";
import { Cleanup } from "../../common/cleanup";
import type { AccountLinking } from "../../constructs";
import { parseEnvironments, readSkillBundle, SkillStack } from "../../constructs";
import { environment } from "../../examples/smart-home/environment";
import { settingsOf } from "../../local/alexa/account-linking-settings";
import { AlexaUser } from "../../local/alexa/alexa-user";
import { HeadlessBrowser } from "../../local/alexa/headless-browser";
import { readInteractionModels } from "../../local/alexa/interaction-model";
import { readBuiltFunctions } from "../../local/aws/built-function";
import { startSkill } from "../../local/aws/deployed-skill";
import { isInvocableBy } from "../../local/aws/lambda-runtime/deployed-function";
import { CognitoDomain } from "../../local/cognito/server";
import { createUser } from "../../local/demo/demo-user";
import { LocalHosts } from "../../local/local-hosts";
import { readStack } from "../../terraform/synthesized-stack";
import { dev } from "./environments";
import { story } from "./story";
import type { World } from "./world";
import { adaptToEmulator, ROOT, startWorld } from "./world";

jest.setTimeout(10 * 60 * 1000);

const discover = { directive: { header: { namespace: "Alexa.Discovery", name: "Discover" } } };
const toLamp = (namespace: string, name: string, endpointId = "lamp-1") => ({
  directive: { header: { namespace, name }, endpoint: { endpointId } },
});
const failing = (type: string) => ({ answer: { event: { header: { name: "ErrorResponse" }, payload: { type } } } });

describe("a smart-home skill", () => {
  let world: World;
  const cleanup = new Cleanup();
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(async () => {
    await cleanup.run();
    await world?.end();
  });

  story("answers directives of whoever is linked", (step) => {
    const output = () => join(world.folder, "cdktf.out");
    const folder = () => join(output(), "stacks/dev");
    let accountLinking: AccountLinking;
    let domain: CognitoDomain;
    let alexa: AlexaUser;
    let hosts: LocalHosts;

    step("the stack is applied", async () => {
      const zip = join(world.folder, "skill.zip");
      await buildSkillZip({ root: ROOT, entry: "examples/smart-home/skill.ts", outfile: zip });
      const app = new App({ outdir: output(), stackTraces: false });
      for (const parsed of parseEnvironments([{ ...environment, state: dev.state }])) {
        new SkillStack(app, "dev", { environment: parsed, bundle: readSkillBundle(zip) });
      }
      app.synth();
      adaptToEmulator(folder());
      const terraform = world.terraform(folder());
      await terraform.init();
      const plan = join(folder(), "it.plan");
      await terraform.plan({ out: plan });
      await terraform.apply(plan);
      ({ account_linking: accountLinking } = (await terraform.output()) as { account_linking: AccountLinking });
      expect(accountLinking.skill_kind).toBe("smart-home");
    });

    step("Alexa may invoke the function with directives of this skill, and with nothing else", async () => {
      const aws = { ...world.emulator.access, arn: accountLinking.function_arns.NA };
      const [skillId = ""] = accountLinking.skill_ids;
      expect(await isInvocableBy(aws, "alexa-connectedhome.amazon.com", skillId)).toBe(true);
      expect(await isInvocableBy(aws, "alexa-connectedhome.amazon.com", "amzn1.ask.skill.other")).toBe(false);
      expect(await isInvocableBy(aws, "alexa-appkit.amazon.com", skillId)).toBe(false);
    });

    step("before the link nobody's devices are told", async () => {
      hosts = new LocalHosts();
      domain = await CognitoDomain.start({ ...world.emulator.access, hosts });
      cleanup.defer("stop the sign-in server", () => domain.stop());
      const names = [accountLinking.issuer, accountLinking.authorization_uri].map((uri) => new URL(uri).host);
      for (const name of names) {
        await domain.serve(name);
      }
      const stack = readStack(output(), "dev");
      const deployed = { accountLinking, built: readBuiltFunctions(folder()), emulator: world.emulator, stack };
      const { runtime, skillId } = await startSkill(
        { ...deployed, folder: world.folder } as never,
        domain.redirects(names),
        { cleanup },
      );
      alexa = new AlexaUser({
        settings: settingsOf(accountLinking),
        skill: (envelope) => runtime.invoke(envelope),
        skillId,
        vendorId: accountLinking.redirect_uris[0]?.split("/").at(-1) ?? "",
        region: "NA",
        locale: "en-US",
        models: readInteractionModels(join(ROOT, "examples/smart-home/skill-package")),
        hosts,
        deployed: () => accountLinking,
      });
      expect(await alexa.direct(discover)).toMatchObject(failing("INVALID_AUTHORIZATION_CREDENTIAL"));
    });

    step("a linked user's lamp is discovered, switched and asked for", async () => {
      const pool = accountLinking.issuer.split("/").at(-1) ?? "";
      const user = await createUser(world.emulator.access, pool, { email: "ada@example.com", givenName: "Ada" });
      const end = await new HeadlessBrowser({ hosts }).signIn(alexa.beginLink().url, user);
      expect(await alexa.finishLink(end.url)).toMatchObject({ kind: "linked" });

      expect(await alexa.direct(discover)).toMatchObject({
        answer: {
          event: { header: { name: "Discover.Response" }, payload: { endpoints: [{ endpointId: "lamp-1" }] } },
        },
      });
      const state = async () => (await alexa.direct(toLamp("Alexa", "ReportState"))).answer;
      expect(await state()).toMatchObject({ context: { properties: [{ value: "OFF" }] } });
      expect(await alexa.direct(toLamp("Alexa.PowerController", "TurnOn"))).toMatchObject({
        answer: { event: { header: { name: "Response" } }, context: { properties: [{ value: "ON" }] } },
      });
      expect(await state()).toMatchObject({
        event: { header: { name: "StateReport", correlationToken: expect.stringMatching(/./) } },
        context: { properties: [{ value: "ON" }] },
      });
    });

    step("a grant is accepted, and what cannot be done is said in Alexa's words", async () => {
      const grant = { directive: { header: { namespace: "Alexa.Authorization", name: "AcceptGrant" } } };
      expect(await alexa.direct(grant)).toMatchObject({
        answer: { event: { header: { name: "AcceptGrant.Response" } } },
      });
      expect(await alexa.direct(toLamp("Alexa", "ReportState", "other"))).toMatchObject(failing("NO_SUCH_ENDPOINT"));
      expect(await alexa.direct(toLamp("Alexa.LockController", "Lock"))).toMatchObject(failing("INVALID_DIRECTIVE"));
    });

    step("an expired token is called expired, and a refresh brings the lamp back", async () => {
      // The server issues tokens of two hours ago, which live one.
      domain.faults.clockSkewSeconds = -7200;
      await alexa.refresh();
      expect(await alexa.direct(discover)).toMatchObject(failing("EXPIRED_AUTHORIZATION_CREDENTIAL"));

      domain.faults.clockSkewSeconds = 0;
      expect(await alexa.refresh()).toMatchObject({ kind: "refreshed" });
      expect(await alexa.direct(toLamp("Alexa", "ReportState"))).toMatchObject({
        answer: { context: { properties: [{ value: "ON" }] } },
      });
    });
  });
});
