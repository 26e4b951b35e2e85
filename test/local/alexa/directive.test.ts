import { directiveEnvelope, directiveName, directiveToken } from "../../../local/alexa/directive";

const made = (directive: object, token?: string): unknown => directiveEnvelope({ directive }, token);
const header = (namespace: string, name: string) => ({ header: { namespace, name } });

describe("a directive gets the user's token where its kind has it", () => {
  test.each([
    ["a discovery", header("Alexa.Discovery", "Discover"), { payload: { scope: { token: "t" } } }],
    [
      "a grant",
      header("Alexa.Authorization", "AcceptGrant"),
      { payload: { grant: { type: "OAuth2.AuthorizationCode" }, grantee: { token: "t" } } },
    ],
    [
      "a device's",
      { ...header("Alexa.PowerController", "TurnOn"), endpoint: { endpointId: "lamp" } },
      { endpoint: { endpointId: "lamp", cookie: {}, scope: { type: "BearerToken", token: "t" } }, payload: {} },
    ],
  ])("%s", (_, directive, expected) => {
    const envelope = made(directive, "t");

    expect(envelope).toMatchObject({
      directive: { ...expected, header: { payloadVersion: "3", messageId: expect.stringMatching(/./) } },
    });
    expect(directiveToken(envelope)).toBe("t");
  });

  test("none while no account is linked", () => {
    expect(directiveToken(made(header("Alexa.Discovery", "Discover")))).toBeUndefined();
  });
});

test("what somebody wrote stays", () => {
  const own = {
    header: { namespace: "Alexa.Camera", name: "X", payloadVersion: "3.1", messageId: "m" },
    payload: { a: 1 },
  };
  expect(made(own, "t")).toMatchObject({ directive: own });
});

test("only devices' directives are correlated", () => {
  const lamp = { ...header("Alexa", "ReportState"), endpoint: { endpointId: "lamp" } };
  expect(made(lamp)).toHaveProperty("directive.header.correlationToken");
  expect(made(header("Alexa.Discovery", "Discover"))).not.toHaveProperty("directive.header.correlationToken");
});

test.each([{}, { header: {} }, { header: { namespace: "Alexa" } }, "TurnOn"])("%j is none", (directive) => {
  expect(() => directiveEnvelope({ directive }, "t")).toThrow("A directive has a header");
  expect(directiveName({ directive })).toBeUndefined();
});
