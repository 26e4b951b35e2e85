import { errorFacts, log, MAX_LOGGED_CHARACTERS } from "../../../lambda/library/log";
import { Output } from "../support/output";

test("writes one line of JSON, without the fields that are unknown", () => {
  const output = new Output();
  output.capture();

  log("info", "request answered", { requestId: "r-1", intent: undefined, durationMs: 3 });
  jest.restoreAllMocks();

  expect(output.text).toBe('{"level":"info","message":"request answered","requestId":"r-1","durationMs":3}\n');
});

test("cuts what is long, at any depth", () => {
  const output = new Output();
  output.capture();

  log("info", "x".repeat(1000), { intent: "y".repeat(1000), error: { name: "z".repeat(1000) } });
  jest.restoreAllMocks();

  const text = (letter: string) => letter.repeat(MAX_LOGGED_CHARACTERS);
  expect(output.lines).toEqual([{ level: "info", message: text("x"), intent: text("y"), error: { name: text("z") } }]);
});

test("says of an error what it is and where it arose", () => {
  expect(errorFacts(new TypeError("secret"))).toEqual({
    name: "TypeError",
    at: expect.stringMatching(/^log\.test\.ts:\d+:\d+$/),
  });
});

test.each([
  ["a message of several lines", new Error("secret\n    at secret (secret.ts:1:1)\n secret")],
  ["a message that quotes its input", thrownBy(() => JSON.parse('{"name": secret}'))],
  ["an error without a stack", Object.assign(new Error("secret"), { stack: undefined })],
  ["an error with properties", Object.assign(new Error("x"), { token: "secret", cause: new Error("secret") })],
  ["a string", "secret"],
  ["an object", { secret: "secret" }],
  ["null", null],
])("says nothing of what an error carries: %s", (_, error) => {
  expect(JSON.stringify(errorFacts(error))).not.toContain("secret");
});

function thrownBy(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}
