/** What a person does, and what the page shows of it, with Alexa's side as it is and the servers behind it stood in. */
import { settingsOf } from "../../../local/alexa/account-linking-settings";
import { AlexaUser } from "../../../local/alexa/alexa-user";
import { readInteractionModels } from "../../../local/alexa/interaction-model";
import { noFaults } from "../../../local/cognito/faults";
import { LocalHosts } from "../../../local/local-hosts";
import type { ShownExchange } from "../../../local/shown-exchange";
import { EventLog } from "../../../local/simulator/event-log";
import { FailureSwitches } from "../../../local/simulator/failure-switches";
import { LiveAccountLinking } from "../../../local/simulator/live-account-linking";
import { Session } from "../../../local/simulator/session";
import type { SimulatorState } from "../../../local/simulator/state";
import { ACCOUNT_LINKING, VENDOR_ID } from "../../contract/account-linking";
import { SKILL_PACKAGE } from "../fixtures";
import { CLIENT } from "./deployed";

const SIGN_IN_HOST = new URL(ACCOUNT_LINKING.authorization_uri).host;

function newSession({ hosts = new LocalHosts({ [SIGN_IN_HOST]: "http://127.0.0.1:1" }) } = {}) {
  const requests: string[] = [];
  let client = CLIENT;
  const deployed = {
    read: async () => client,
    write: async (changed: typeof CLIENT) => {
      client = changed;
    },
  };
  const live = new LiveAccountLinking(ACCOUNT_LINKING, deployed);
  const models = readInteractionModels(SKILL_PACKAGE);
  const alexa = new AlexaUser({
    settings: settingsOf(ACCOUNT_LINKING),
    skill: async (envelope) => {
      requests.push((envelope as { request: { type: string } }).request.type);
      return { requestId: "1", payload: ANSWER, logs: [], durationMs: 1, coldStart: false };
    },
    skillId: "amzn1.ask.skill.1",
    vendorId: VENDOR_ID,
    region: "NA",
    locale: "en-US",
    models,
    hosts,
    deployed: () => live.value,
  });
  const session = new Session({
    environment: "dev",
    accountLinking: ACCOUNT_LINKING,
    vendorId: { value: VENDOR_ID, source: "from --vendor-id" },
    skillId: "amzn1.ask.skill.1",
    models,
    names: { "en-US": "Stack Guide" },
    alexa,
    hosts,
    switches: new FailureSwitches({
      client: deployed,
      form: { read: () => alexa.settings, write: (form) => alexa.setSettings(form) },
      faults: { read: noFaults, write: () => {} },
    }),
    live,
    mailbox: { read: async () => [] },
    log: new EventLog(),
  });
  return { session, requests };
}

const ANSWER = {
  version: "1.0",
  response: { outputSpeech: { type: "PlainText", text: "Please link." }, card: { type: "LinkAccount" } },
};

const kinds = ({ conversation }: SimulatorState) => conversation.map(({ kind }) => kind);
const latest = ({ conversation }: SimulatorState) => conversation.at(-1);

function pageShown(url: string, status: number): ShownExchange {
  const at = "2026-11-22T12:00:00.000Z";
  const request = { method: "GET", url, headers: {} };
  return { id: 1, label: "browser → sign-in page", at, durationMs: 1, request, response: { status, headers: {} } };
}

const ERROR_PAGE = `https://${SIGN_IN_HOST}/error?error=redirect_mismatch&client_id=${ACCOUNT_LINKING.client_id}`;

test("what is said shows at once, and then the answer with its card", async () => {
  const { session } = newSession();
  const states: SimulatorState[] = [];
  session.onChange((state) => states.push(state));
  await session.say("open stack guide");
  expect(states.map(kinds)).toEqual([["said"], ["said", "answer"]]);
  expect(latest(session.state)).toMatchObject({ speech: "Please link.", card: { type: "LinkAccount" } });
  expect(states.map(({ revision }) => revision)).toEqual([1, 2]);
});

test("the link begins at the local stand-in of the sign-in page", async () => {
  const { session } = newSession();
  expect(await session.startLink()).toMatch(
    /^http:\/\/127\.0\.0\.1:1\/oauth2\/authorize\?.*client_id=1example23456789/,
  );
  expect(session.state.link).toBe("started");
});

test("a link to a host that nobody serves fails as it would for the user", async () => {
  const { session } = newSession({ hosts: new LocalHosts() });
  expect(await session.startLink()).toBeUndefined();
  expect(session.state.link).toBe("unlinked");
  expect(latest(session.state)).toMatchObject({ kind: "failure", code: "unreachable" });
});

test("a sign-in that ends on an error page is explained by the client as it is now", async () => {
  const { session } = newSession();
  await session.setFailure("missing-redirect-uri", true);
  await session.startLink();
  session.noteExchange(pageShown(ERROR_PAGE, 400));
  await session.setRegion("NA"); // comes after it
  expect(latest(session.state)).toMatchObject({
    kind: "failure",
    code: "missing-region-redirect-uri",
    fix: expect.stringContaining("npx cdktf diff dev"),
  });
  expect(session.state.link).toBe("unlinked");
});

test("an error page that nobody opened for a link is no failed link", async () => {
  const { session } = newSession();
  session.noteExchange(pageShown(ERROR_PAGE, 400));
  await session.setRegion("EU");
  expect(session.state.conversation).toEqual([]);
});

test("coming back with another state is a failed link", async () => {
  const { session } = newSession();
  await session.startLink();
  await session.finishLink(`${ACCOUNT_LINKING.redirect_uris[0]}?code=1&state=another`);
  expect(latest(session.state)).toMatchObject({ kind: "failure", code: "state-changed" });
  expect(session.state.link).toBe("unlinked");
});

test("a token that is not there cannot be refreshed", async () => {
  const { session } = newSession();
  await expect(session.refresh()).rejects.toThrow("not linked");
});

test("a skill that was disabled is enabled when somebody uses it again", async () => {
  const { session, requests } = newSession();
  await session.unlink();
  await session.say("open stack guide");
  await session.say("open stack guide");
  expect(requests).toEqual([
    "AlexaSkillEvent.SkillDisabled",
    "AlexaSkillEvent.SkillEnabled",
    "LaunchRequest",
    "LaunchRequest",
  ]);
});

test("starting over empties everything", async () => {
  const { session } = newSession();
  await session.setFailure("wrong-secret", true);
  await session.say("open stack guide");
  await session.startLink();
  await session.reset();
  const { state } = session;
  expect(state).toMatchObject({ link: "unlinked", conversation: [] });
  expect(state.failures.filter(({ on }) => on)).toEqual([]);
});

test("the locale decides the skill's words, and a failure of one request does not stop the next", async () => {
  const { session } = newSession();
  await session.setLocale("de-DE");
  expect(session.state).toMatchObject({ locale: "de-DE", skill: { invocationName: "technik lotse" } });
  await expect(session.setLocale("fr-FR")).rejects.toThrow("fr-FR");
  await session.say("öffne technik lotse");
  expect(latest(session.state)).toMatchObject({ kind: "answer", locale: "de-DE" });
});

test("no state has the client's secret in it", async () => {
  const { session } = newSession();
  await session.setFailure("wrong-secret", true);
  await session.startLink();
  await session.finishLink(`${ACCOUNT_LINKING.redirect_uris[0]}?code=1&state=another`);
  expect(JSON.stringify(await session.snapshot())).not.toContain(ACCOUNT_LINKING.client_secret);
});
