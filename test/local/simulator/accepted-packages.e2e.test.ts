/** Demo and simulator, as they run, with every kind of skill package that the check accepts. */
import type { SkillPackage } from "../../../alexa/skill-package/skill-package";
import { removeFolder } from "../../../common/temporary-folder";
import { settingsOf } from "../../../local/alexa/account-linking-settings";
import { AlexaUser } from "../../../local/alexa/alexa-user";
import { HeadlessBrowser } from "../../../local/alexa/headless-browser";
import { interactionModelsOf } from "../../../local/alexa/interaction-model";
import { converse } from "../../../local/demo/conversation";
import { demoScript } from "../../../local/demo/demo-script";
import { DeployedClient } from "../../../local/simulator/deployed-client";
import { EventLog } from "../../../local/simulator/event-log";
import { FailureSwitches } from "../../../local/simulator/failure-switches";
import { LiveAccountLinking } from "../../../local/simulator/live-account-linking";
import { Mailbox } from "../../../local/simulator/mailbox";
import { Session } from "../../../local/simulator/session";
import { skillNamesOf } from "../../../local/simulator/skill-names";
import { ACCEPTED, inModel } from "../../alexa/skill-package/accepted-packages";
import { MODEL } from "../../alexa/skill-package/changed-package";
import { changed, manifest, model, packageOf } from "../../alexa/skill-package/example-package";
import { SKILL_ID, VENDOR_ID } from "../../contract/account-linking";
import { ISSUER_HOST, SignInWorld } from "../cognito/sign-in-fixture";
import { describeWithMoto } from "../fixtures";
import { deploy, startFunction } from "./deployed-link";

jest.setTimeout(60_000);

const without = (kind: string): SkillPackage =>
  packageOf({ [MODEL]: undefined, "skill.json": { manifest: { ...manifest, apis: { [kind]: {} } } } });

/** Of the kind, beside those that the schema's tests have. */
const OTHERS: readonly (typeof ACCEPTED)[number][] = [
  ["a package without a flaw", packageOf()],
  ["smart home alone", without("smartHome")],
  ["a flash briefing alone", without("flashBriefing")],
  ["a model in German alone", packageOf({ [MODEL]: undefined, "interactionModels/custom/de-DE.json": model })],
  ["a model in Hindi alone", packageOf({ [MODEL]: undefined, "interactionModels/custom/hi-IN.json": model })],
  [
    "one intent whose slots nobody has values for, and no help",
    inModel(["languageModel", "intents"], [model.interactionModel.languageModel.intents[0]]),
  ],
  [
    "the same sample in two intents",
    inModel(
      ["languageModel", "intents"],
      [
        { name: "AMAZON.StopIntent", samples: ["enough"] },
        { name: "TechnologyStackIntent", samples: ["enough", "the first one"] },
        { name: "SecondIntent", samples: ["the first one", "the second one"] },
      ],
    ),
  ],
  [
    "a name in other letters and digits",
    packageOf({ [MODEL]: changed(model, ["interactionModel", "languageModel", "invocationName"], "b. b. c. radio") }),
  ],
];

describeWithMoto("a skill package with", () => {
  let signIn: SignInWorld;
  let deployed: Awaited<ReturnType<typeof deploy>>;
  let skill: Awaited<ReturnType<typeof startFunction>>;
  beforeAll(async () => {
    signIn = await SignInWorld.start();
    deployed = await deploy(signIn);
    await signIn.domain.serve(ISSUER_HOST);
    skill = await startFunction(signIn, deployed.accountLinking);
  });
  afterAll(async () => {
    await skill.runtime.stop();
    removeFolder(skill.folder);
    await signIn.stop();
  });

  const alexaWith = (models: ReturnType<typeof interactionModelsOf>): AlexaUser =>
    new AlexaUser({
      settings: settingsOf(deployed.accountLinking),
      skill: (envelope) => skill.runtime.invoke(envelope),
      skillId: SKILL_ID,
      vendorId: VENDOR_ID,
      region: "NA",
      locale: demoScript(models).locale,
      models,
      hosts: signIn.hosts,
      deployed: () => deployed.accountLinking,
    });

  test.each([...ACCEPTED, ...OTHERS])("%s has a demo", async (_, skillPackage) => {
    const models = interactionModelsOf(skillPackage);
    const { spoken } = demoScript(models);

    const chapters = await converse({
      alexa: alexaWith(models),
      browser: new HeadlessBrowser({ hosts: signIn.hosts }),
      credentials: { username: signIn.ada.username, password: signIn.ada.password },
      givenName: signIn.ada.givenName,
      script: spoken,
    });

    const counts = spoken === undefined ? [0, 0, 0] : [spoken.question === undefined ? 1 : 2, 1, 1];
    expect(chapters.map(({ turns }) => turns.length)).toEqual(counts);
  });

  test.each([...ACCEPTED, ...OTHERS])(
    "%s has a simulator, in which one can say all that it suggests",
    async (_, it) => {
      const models = interactionModelsOf(it);
      const alexa = alexaWith(models);
      const client = new DeployedClient({ ...signIn.access, poolId: signIn.poolId, clientId: deployed.clientId });
      const live = new LiveAccountLinking(deployed.accountLinking, client);
      const { faults } = signIn.domain;
      const session = new Session({
        environment: "dev",
        accountLinking: deployed.accountLinking,
        vendorId: { value: VENDOR_ID, source: "from the deployed redirect URIs" },
        skillId: SKILL_ID,
        models,
        names: skillNamesOf(it),
        alexa,
        hosts: signIn.hosts,
        switches: new FailureSwitches({
          client,
          form: { read: () => alexa.settings, write: (form) => alexa.setSettings(form) },
          faults: { read: () => ({ ...faults }), write: (changes) => Object.assign(faults, changes) },
        }),
        live,
        mailbox: new Mailbox(signIn.access),
        log: new EventLog(),
      });

      const { state } = await session.snapshot();
      const { skill: shown, suggestions } = state;
      const [open = "", ...others] = suggestions;
      const said = others.flatMap((suggestion) => [open, suggestion]);
      for (const text of said) {
        await session.say(text);
      }
      client.close();

      expect(shown.name).not.toBe("");
      const answers = session.state.conversation.filter(({ kind }) => kind !== "said");
      expect(answers.map(({ kind }) => kind)).toEqual(said.map(() => "answer"));
    },
  );
});
