import type { SmartHomeHandlers } from "../../../../lambda/library/smart-home";
import { isDirective, SmartHome, SmartHomeError } from "../../../../lambda/library/smart-home";
import { makeKey, SUBJECT, settings, silence } from "../../support/cognito";
import { useWorld } from "../../support/world";
import { devices } from "./devices";

const world = useWorld();
const MESSAGE_ID = "00000000-0000-4000-8000-message";
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;

type Scope = Readonly<Record<string, unknown>>;

const bearer = (token: unknown): Scope => ({ type: "BearerToken", token });

const directive = (name: string, rest: object) => ({
  directive: {
    header: {
      namespace: name.replace(/\.\w+$/, ""),
      name: name.replace(/^.*\./, ""),
      messageId: MESSAGE_ID,
      payloadVersion: "3",
    },
    payload: {},
    ...rest,
  },
});

const discover = (token: unknown) => directive("Alexa.Discovery.Discover", { payload: { scope: bearer(token) } });

function toEndpoint(name: string, token: unknown, endpointId = "lamp") {
  const made = directive(name, { endpoint: { endpointId, cookie: {}, scope: bearer(token) } });
  return { directive: { ...made.directive, header: { ...made.directive.header, correlationToken: "correlated" } } };
}

const grant = (token: unknown, code: unknown = "the-code") =>
  directive("Alexa.Authorization.AcceptGrant", {
    payload: { grant: { type: "OAuth2.AuthorizationCode", code }, grantee: bearer(token) },
  });

const ask = (event: unknown, handlers: Partial<SmartHomeHandlers> = {}, remainingMs = 8000) =>
  new SmartHome(settings, { ...devices, ...handlers }).invoke(event, {
    getRemainingTimeInMillis: () => remainingMs,
  });

describe("directives of a user whose token is good", () => {
  test("discovery tells the user's devices", async () => {
    const users: unknown[] = [];
    const token = world.cognito.token();

    const response = await ask(discover(token), {
      discover: (user) => {
        users.push(user);
        return devices.discover(user);
      },
    });

    expect(response.event.header).toEqual({
      namespace: "Alexa.Discovery",
      name: "Discover.Response",
      messageId: expect.stringMatching(UUID),
      payloadVersion: "3",
    });
    expect(response.event.payload.endpoints).toMatchObject([{ endpointId: "lamp" }]);
    expect(users).toEqual([{ subject: SUBJECT, accessToken: token }]);
  });

  test("a state report has properties, endpoint and correlation token", async () => {
    const response = await ask(toEndpoint("Alexa.ReportState", world.cognito.token()));

    expect(response).toMatchObject({
      event: {
        header: { namespace: "Alexa", name: "StateReport", correlationToken: "correlated" },
        endpoint: { endpointId: "lamp" },
        payload: {},
      },
      context: { properties: [{ name: "powerState", value: "OFF" }] },
    });
    expect(response.event.endpoint).toEqual({ endpointId: "lamp" });
  });

  test("a device is switched", async () => {
    expect(await ask(toEndpoint("Alexa.PowerController.TurnOn", world.cognito.token()))).toMatchObject({
      event: { header: { namespace: "Alexa", name: "Response", correlationToken: "correlated" } },
      context: { properties: [{ name: "powerState", value: "ON" }] },
    });
  });

  test("an interface answers with an event of its own", async () => {
    expect(await ask(toEndpoint("Alexa.SceneController.Activate", world.cognito.token()))).toMatchObject({
      event: { header: { namespace: "Alexa.SceneController", name: "ActivationStarted" } },
    });
  });

  test("a handler gets no token with the directive", async () => {
    const seen: unknown[] = [];
    const token = world.cognito.token();

    await ask(toEndpoint("Alexa.PowerController.TurnOn", token), {
      directives: {
        "Alexa.PowerController.TurnOn": (_, given) => {
          seen.push(given);
          return {};
        },
      },
    });

    expect(JSON.stringify(seen)).not.toContain(token);
    expect(seen).toMatchObject([{ endpoint: { endpointId: "lamp" }, payload: {} }]);
  });
});

describe("a grant", () => {
  test("hands its code over", async () => {
    const codes: unknown[] = [];

    const response = await ask(grant(world.cognito.token()), {
      acceptGrant: ({ subject }, code) => {
        codes.push([subject, code]);
      },
    });

    expect(codes).toEqual([[SUBJECT, "the-code"]]);
    expect(response.event).toMatchObject({
      header: { namespace: "Alexa.Authorization", name: "AcceptGrant.Response" },
      payload: {},
    });
  });

  test("is accepted where nobody wants the code", async () => {
    const { event } = await ask(grant(world.cognito.token()));

    expect(event.header.name).toBe("AcceptGrant.Response");
  });

  test.each([
    ["without a code", () => grant(world.cognito.token(), "")],
    ["with an expired token", () => grant(world.cognito.token({ exp: 1 }))],
    ["whose code cannot be kept", () => grant(world.cognito.token())],
  ])("%s fails in its own words", async (_, event) => {
    const response = await ask(event(), { acceptGrant: () => Promise.reject(new Error("no")) });

    expect(response.event).toMatchObject({
      header: { namespace: "Alexa.Authorization", name: "ErrorResponse" },
      payload: { type: "ACCEPT_GRANT_FAILED" },
    });
  });
});

describe("errors are of the type by which Alexa answers the user", () => {
  const on = "Alexa.PowerController.TurnOn";

  test.each<readonly [string, string, () => unknown]>([
    ["an expired token", "EXPIRED_AUTHORIZATION_CREDENTIAL", () => toEndpoint(on, world.cognito.token({ exp: 1 }))],
    [
      "an expired token at discovery",
      "EXPIRED_AUTHORIZATION_CREDENTIAL",
      () => discover(world.cognito.token({ exp: 1 })),
    ],
    ["no token", "INVALID_AUTHORIZATION_CREDENTIAL", () => toEndpoint(on, undefined)],
    ["a number for a token", "INVALID_AUTHORIZATION_CREDENTIAL", () => toEndpoint(on, 7)],
    [
      "another client's token",
      "INVALID_AUTHORIZATION_CREDENTIAL",
      () => discover(world.cognito.token({ client_id: "x" })),
    ],
    ["an id token", "INVALID_AUTHORIZATION_CREDENTIAL", () => discover(world.cognito.token({ token_use: "id" }))],
    ["a forged token", "INVALID_AUTHORIZATION_CREDENTIAL", () => discover(world.cognito.token({}, makeKey("key-1")))],
    [
      "a token without the scopes",
      "INVALID_AUTHORIZATION_CREDENTIAL",
      () => discover(world.cognito.token({ scope: "x" })),
    ],
    ["an unknown device", "NO_SUCH_ENDPOINT", () => toEndpoint("Alexa.ReportState", world.cognito.token(), "other")],
    [
      "a directive without a handler",
      "INVALID_DIRECTIVE",
      () => toEndpoint("Alexa.Cooking.Start", world.cognito.token()),
    ],
    [
      "a name of every object's",
      "INVALID_DIRECTIVE",
      () => directive("constructor.constructor", { payload: { scope: bearer(world.cognito.token()) } }),
    ],
    [
      "a directive without a device",
      "INVALID_DIRECTIVE",
      () => directive(on, { payload: { scope: bearer(world.cognito.token()) } }),
    ],
    ["a failure of the skill", "INTERNAL_ERROR", () => toEndpoint("Alexa.LockController.Lock", world.cognito.token())],
    ["a custom skill's request", "INVALID_DIRECTIVE", () => ({ request: { type: "LaunchRequest" } })],
    ["nothing", "INVALID_DIRECTIVE", () => undefined],
    ["a directive that is text", "INVALID_DIRECTIVE", () => ({ directive: "TurnOn" })],
    [
      "a header without a message id",
      "INVALID_DIRECTIVE",
      () => ({ directive: { header: { name: "a", namespace: "b" } } }),
    ],
  ])("%s: %s", async (_, type, event) => {
    const { event: answer } = await ask(event());

    expect(answer.header).toMatchObject({ namespace: "Alexa", name: "ErrorResponse", payloadVersion: "3" });
    expect(answer.payload).toEqual({ type, message: expect.stringMatching(/\w/) });
  });

  test.each<readonly [string, SmartHomeError, string, object]>([
    [
      "what its type goes with",
      new SmartHomeError("VALUE_OUT_OF_RANGE", "why", {
        payload: { validRange: { minimumValue: 1, maximumValue: 7 } },
      }),
      "Alexa",
      { type: "VALUE_OUT_OF_RANGE", validRange: { minimumValue: 1, maximumValue: 7 } },
    ],
    [
      "the interface that has it",
      new SmartHomeError("THERMOSTAT_IS_OFF", "why", { namespace: "Alexa.ThermostatController" }),
      "Alexa.ThermostatController",
      { type: "THERMOSTAT_IS_OFF" },
    ],
    [
      "its own type and message, whatever stands in the rest",
      new SmartHomeError("ENDPOINT_BUSY", "why", { payload: { type: "other", message: "other" } }),
      "Alexa",
      { type: "ENDPOINT_BUSY" },
    ],
  ])("an error of a handler has %s", async (_, error, namespace, payload) => {
    const { event } = await ask(toEndpoint(on, world.cognito.token()), {
      directives: {
        [on]: () => {
          throw error;
        },
      },
    });

    expect(event.header).toMatchObject({ namespace, name: "ErrorResponse", correlationToken: "correlated" });
    expect(event.payload).toEqual({ ...payload, message: "why" });
    expect(world.output.lines).toMatchObject([{ level: "info", reason: error.type }]);
  });

  test("of a pool that cannot be reached, in time", async () => {
    world.cognito.jwks = silence;
    const began = performance.now();

    const { event } = await ask(discover(world.cognito.token()), {}, 1500);

    expect(event.payload.type).toBe("INTERNAL_ERROR");
    expect(performance.now() - began).toBeLessThan(1400);
    expect(world.output.lines).toMatchObject([{ level: "warn", reason: "time-up" }]);
  });

  test("of a device that does not answer, in time", async () => {
    const { event } = await ask(toEndpoint("Alexa.ChannelController.ChangeChannel", world.cognito.token()), {}, 900);

    expect(event).toMatchObject({
      header: { correlationToken: "correlated" },
      endpoint: { endpointId: "lamp" },
      payload: { type: "INTERNAL_ERROR" },
    });
  });
});

describe("the log", () => {
  test("says what was asked and what came of it", async () => {
    await ask(toEndpoint("Alexa.PowerController.TurnOn", world.cognito.token()));

    expect(world.output.lines).toEqual([
      {
        level: "info",
        message: "directive answered",
        requestId: MESSAGE_ID,
        requestType: "Alexa.PowerController.TurnOn",
        account: "linked",
        durationMs: expect.any(Number),
      },
    ]);
  });

  test("holds no token, code, device or message of an error", async () => {
    const token = world.cognito.token();
    const expired = world.cognito.token({ exp: 1 });

    await ask(grant(token, "secret-code"), { acceptGrant: () => Promise.reject(new Error(token)) });
    await ask(toEndpoint("Alexa.LockController.Lock", token, "secret-device"));
    await ask(toEndpoint("Alexa.ReportState", token, "secret-device"));
    await ask(discover(expired));

    expect(world.output.lines).toMatchObject([
      { level: "error", account: "linked", error: { name: "Error" } },
      { level: "error", account: "linked", error: { name: "Error" } },
      { level: "info", account: "linked", reason: "NO_SUCH_ENDPOINT" },
      { level: "info", account: "invalid", reason: "expired" },
    ]);
    expect(world.output.text).not.toMatch(/secret-|user@example|eyJ/);
  });
});

test("a function of two kinds tells directives from requests", () => {
  expect(isDirective(discover("x"))).toBe(true);
  expect(isDirective({ request: { type: "LaunchRequest" }, context: {} })).toBe(false);
  expect(isDirective(null)).toBe(false);
});
