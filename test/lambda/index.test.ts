import { environment } from "./support/cognito";
import { heard } from "./support/conversation";
import { event, intent } from "./support/envelopes";
import { useWorld } from "./support/world";

const world = useWorld();
const context = { getRemainingTimeInMillis: () => 7000 };

async function load(variables: Readonly<Record<string, string>>): Promise<typeof import("../../lambda/index")> {
  jest.resetModules();
  jest.replaceProperty(process, "env", { ...process.env, ...variables });
  return import("../../lambda/index");
}

test("the handler takes two arguments, as Node.js 24 on Lambda demands", async () => {
  const { handler } = await load(environment);

  expect(handler).toHaveLength(2);
  await answered();
});

test("signing keys are fetched before anybody asks, and two linked requests cost two requests in all", async () => {
  const { handler } = await load(environment);
  await answered();
  expect(world.cognito.count("jwks.json")).toBe(1);

  const question = intent("TechnologyStackIntent", { token: world.cognito.token() });
  const first = await handler(question, context);
  const second = await handler(question, context);

  expect(heard(first.response).speech).toMatch(/^Sure, Annegret\./);
  expect(second).toEqual(first);
  expect(first).toMatchObject({ version: "1.0", sessionAttributes: {} });
  expect(world.cognito.requests).toHaveLength(2);
});

test("events are answered without a session", async () => {
  const { handler } = await load(environment);

  expect(await handler(event("AlexaSkillEvent.SkillDisabled"), context)).toMatchObject({
    version: "1.0",
    response: {},
  });
  await answered();
});

test("bad settings fail at init, all at once", async () => {
  const loading = load({ ...environment, ISSUER: "https://example.com", CLIENT_ID: "" });

  await expect(loading).rejects.toThrow(/ISSUER is "https:\/\/example.com"[\s\S]*CLIENT_ID is ""/);
});

/** The keys, fetched after init, have arrived. */
async function answered(): Promise<void> {
  while (world.cognito.count("jwks.json") === 0) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
