import { newSkill } from "../support/conversation";
import { request } from "../support/envelopes";
import { useWorld } from "../support/world";

const world = useWorld();
const slots = { City: { name: "City", value: "Ulm" } };

test.each([
  ["a public intent", { name: "LinkAccountIntent" }, { canFulfill: "YES" }],
  [
    "a personal intent, for the account may not be linked",
    { name: "TechnologyStackIntent", slots: {} },
    { canFulfill: "MAYBE" },
  ],
  ["an intent that the skill does not have", { name: "UnheardOfIntent" }, { canFulfill: "NO" }],
  ["a property of every object", { name: "constructor" }, { canFulfill: "NO" }],
  [
    "a slot that the intent does not have",
    { name: "LinkAccountIntent", slots },
    { canFulfill: "NO", slots: { City: { canUnderstand: "NO", canFulfill: "NO" } } },
  ],
  ["no intent", null, { canFulfill: "NO" }],
])("%s: nothing but the answer, and nothing is looked up", async (_, intent, canFulfillIntent) => {
  const envelope = request({ type: "CanFulfillIntentRequest", intent }, { token: world.cognito.token() });

  const { response } = await newSkill().invoke(envelope, { getRemainingTimeInMillis: () => 7000 });

  expect(response).toEqual({ canFulfillIntent });
  expect(world.cognito.requests).toEqual([]);
});

test("the log says which intent was asked about", async () => {
  const envelope = request({ type: "CanFulfillIntentRequest", intent: { name: "TechnologyStackIntent" } });

  await newSkill().invoke(envelope, { getRemainingTimeInMillis: () => 7000 });

  expect(world.output.lines).toMatchObject([
    { message: "request answered", requestType: "CanFulfillIntentRequest", intent: "TechnologyStackIntent" },
  ]);
});
