import { enUS } from "../../../lambda/speech/en-US";
import { answering, NAME, SUBJECT, silence } from "../support/cognito";
import { ask } from "../support/conversation";
import { launch } from "../support/envelopes";
import { useWorld } from "../support/world";

const world = useWorld();
const open = { reprompt: enUS.reprompt, card: undefined, shouldEndSession: false };

test("greets a linked user by name and waits", async () => {
  expect(await ask(launch({ token: world.cognito.token() }))).toEqual({
    speech: enUS.welcomeByName(NAME),
    ...open,
  });
});

test("greets a linked user without a name impersonally", async () => {
  world.cognito.userInfo = answering(200, { sub: SUBJECT });

  expect(await ask(launch({ token: world.cognito.token() }))).toEqual({ speech: enUS.welcome, ...open });
});

test("greets a user without a link, and offers one", async () => {
  expect(await ask(launch())).toEqual({ speech: enUS.welcomeUnlinked, ...open });
});

test("tells a user whose link is no longer valid", async () => {
  world.cognito.userInfo = answering(401, {});

  expect(await ask(launch({ token: world.cognito.token() }))).toEqual({ speech: enUS.welcomeLinkLost, ...open });
});

test("greets impersonally while the account cannot be reached", async () => {
  world.cognito.userInfo = silence;

  const answer = await ask(launch({ token: world.cognito.token() }), undefined, 800);

  expect(answer).toEqual({ speech: enUS.welcome, ...open });
});
