import { enUS } from "../../../lambda/speech/en-US";
import { answering } from "../support/cognito";
import { ask } from "../support/conversation";
import { intent } from "../support/envelopes";
import { useWorld } from "../support/world";

const world = useWorld();
const ends = { reprompt: undefined, card: undefined, shouldEndSession: true };

test("sends the card to an unlinked user", async () => {
  expect(await ask(intent("LinkAccountIntent"))).toEqual({ ...ends, speech: enUS.linkNow, card: "LinkAccount" });
});

test("sends the card to a user whose link is no longer valid", async () => {
  const request = intent("LinkAccountIntent", { token: world.cognito.token({ exp: 1 }) });

  expect(await ask(request)).toEqual({ ...ends, speech: enUS.linkNow, card: "LinkAccount" });
});

test("says that the account is linked already", async () => {
  const request = intent("LinkAccountIntent", { token: world.cognito.token() });

  expect(await ask(request)).toEqual({ ...ends, speech: enUS.alreadyLinked });
});

test("sends no card while the account cannot be reached", async () => {
  world.cognito.userInfo = answering(503, {});
  const request = intent("LinkAccountIntent", { token: world.cognito.token() });

  expect(await ask(request)).toEqual({ ...ends, speech: enUS.unreachable });
});
