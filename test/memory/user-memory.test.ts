/** The table of a deployed skill that is throttled or down: what whoever has to delete a user's memory reads. */
import { messageOf } from "../../common/problem";
import { UserMemories } from "../../memory/user-memory";
import { answer, hangUp, hangUpInTheMiddle, ScriptedServer } from "../alexa/smapi/scripted-server";

const ARN = "arn:aws:dynamodb:eu-west-1:123456789012:table/alexa-skill-dev-memory";
const before = { ...process.env };

let server: ScriptedServer;
let memories: UserMemories;
beforeEach(async () => {
  server = await ScriptedServer.start();
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_DYNAMODB: server.url,
    AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
    AWS_SECRET_ACCESS_KEY: "secret",
  });
  memories = new UserMemories({ tableArn: ARN, signal: new AbortController().signal });
});
afterEach(async () => {
  memories.close();
  process.env = { ...before };
  await server.stop();
});

const refusal = (type: string) => answer(400, { __type: `com.amazonaws.dynamodb.v20120810#${type}`, message: "m" });
const said = (work: Promise<unknown>): Promise<string> => work.then(() => "it went well", messageOf);

test.each([
  [
    "is throttled",
    refusal("ProvisionedThroughputExceededException"),
    /was asked too often for dynamodb:\w+: try again/,
  ],
  ["is at the account's limit", refusal("RequestLimitExceeded"), /was asked too often for dynamodb:\w+: try again/],
  ["is throttled at its door", refusal("ThrottlingException"), /was asked too often for dynamodb:\w+: try again/],
  ["is gone", refusal("ResourceNotFoundException"), /answered dynamodb:\w+ with ResourceNotFoundException/],
  ["is down", answer(503, "<html>"), /answered dynamodb:\w+ with HTTP status 503/],
  ["hangs up", hangUp, /could not be asked for dynamodb:\w+: the connection was cut/],
  ["breaks off", hangUpInTheMiddle, /could not be asked for dynamodb:\w+: the connection was cut/],
])("a table that %s is told, and no deletion is claimed", async (_, step, words) => {
  server.script = [step];

  expect(await said(memories.read("sub"))).toMatch(words);
  expect(await said(memories.delete("sub"))).toMatch(words);
});

test("a table that nobody can reach is told", async () => {
  await server.stop();

  expect(await said(memories.delete("sub"))).toMatch(
    /could not be asked for dynamodb:DeleteItem: nothing listens there/,
  );
});

test("a deletion whose answer is lost is said to be perhaps done, and may be asked for again", async () => {
  server.script = [hangUp, answer(200, {})];

  expect(await said(memories.delete("sub"))).toMatch(/It may have been deleted even so: run this again/);
  expect(await said(memories.delete("sub"))).toBe("it went well");
});
