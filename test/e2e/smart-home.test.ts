/**
 * The smart-home example, on an emulator of AWS with real Terraform: discovered and switched by a linked user, whose token
 * expires and comes back, and by nobody else.
 */
import { join } from "node:path";
import { buildSkillZip } from "../../build/bundle/skill-zip";
import { Cleanup } from "../../common/cleanup";
import type { AccountLinking } from "../../constructs";
import { environment } from "../../examples/smart-home/environment";
import type { AlexaUser } from "../../local/alexa/alexa-user";
import { isInvocableBy } from "../../local/aws/lambda-runtime/deployed-function";
import { dev } from "./environments";
import { MetSkill } from "./met-skill";
import { planFileIn, plannedChanges } from "./planned-changes";
import { story } from "./story";
import type { World } from "./world";
import { ROOT, startWorld } from "./world";

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
    const folder = () => join(world.folder, "cdktf.out/stacks/dev");
    let accountLinking: AccountLinking;
    let skill: MetSkill;
    let alexa: AlexaUser;

    step("the stack is applied", async () => {
      const zip = join(world.folder, "skill.zip");
      await buildSkillZip({ root: ROOT, entry: "examples/smart-home/skill.ts", outfile: zip });
      const terraform = world.terraform(folder());
      await plannedChanges(folder(), terraform, { ...environment, state: dev.state }, zip);
      await terraform.apply(planFileIn(folder()));
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
      const skillPackage = "examples/smart-home/skill-package";
      skill = await MetSkill.start({ world, cleanup, accountLinking, skillPackage, stackFolder: folder() });
      alexa = skill.alexa;
      expect(await alexa.direct(discover)).toMatchObject(failing("INVALID_AUTHORIZATION_CREDENTIAL"));
    });

    step("a linked user's lamp is discovered, switched and asked for", async () => {
      await skill.link();

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
      skill.domain.faults.clockSkewSeconds = -7200;
      await alexa.refresh();
      expect(await alexa.direct(discover)).toMatchObject(failing("EXPIRED_AUTHORIZATION_CREDENTIAL"));

      skill.domain.faults.clockSkewSeconds = 0;
      expect(await alexa.refresh()).toMatchObject({ kind: "refreshed" });
      expect(await alexa.direct(toLamp("Alexa", "ReportState"))).toMatchObject({
        answer: { context: { properties: [{ value: "ON" }] } },
      });
    });
  });
});
