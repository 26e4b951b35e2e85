/** Whoever may invoke a smart-home function can send anything: what comes out is an event that Alexa knows. */
import fc from "fast-check";
import { MAX_LOGGED_CHARACTERS } from "../../lambda/library/log";
import { SmartHome, SmartHomeError } from "../../lambda/library/smart-home";
import { Cognito, SUBJECT, settings } from "../lambda/support/cognito";
import { CapturedOutput } from "./captured-output";
import type { Change } from "./changed-json";
import { changedJson, changesOfOne, strangeJson } from "./changed-json";
import type { Door, OpenDoor } from "./door";
import { hold, holdSecret } from "./door";

const TOKEN = "TOKEN";
const EXPIRED = "EXPIRED";
const CODE = "planted-grant-code";
const COOKIE = "planted-cookie";

const bearer = (token: string): object => ({ type: "BearerToken", token });
const header = (name: string, rest: object = {}): object => ({
  namespace: name.replace(/\.\w+$/, ""),
  name: name.replace(/^.*\./, ""),
  messageId: "00000000-0000-4000-8000-message",
  payloadVersion: "3",
  ...rest,
});
const toLamp = (name: string, token = TOKEN): object => ({
  directive: {
    header: header(name, { correlationToken: "correlated" }),
    endpoint: { endpointId: "lamp", cookie: { key: COOKIE }, scope: bearer(token) },
    payload: {},
  },
});
const grant = { type: "OAuth2.AuthorizationCode", code: CODE };

const ORIGINALS: Readonly<Record<string, object>> = {
  discover: { directive: { header: header("Alexa.Discovery.Discover"), payload: { scope: bearer(TOKEN) } } },
  grant: {
    directive: { header: header("Alexa.Authorization.AcceptGrant"), payload: { grant, grantee: bearer(TOKEN) } },
  },
  state: toLamp("Alexa.ReportState"),
  on: toLamp("Alexa.PowerController.TurnOn"),
  "of an interface with an event of its own": toLamp("Alexa.SceneController.Activate"),
  "that a handler fails at": toLamp("Alexa.LockController.Lock"),
  "that nobody handles": toLamp("Alexa.ChannelController.ChangeChannel"),
  expired: toLamp("Alexa.PowerController.TurnOn", EXPIRED),
};

const words = fc.constantFrom<unknown>(
  ...["Alexa", "Alexa.Discovery", "Discover", "AcceptGrant", "ReportState", "TurnOn", "3", "2", "lamp", "toString"],
  // A token stands where Alexa puts it: nobody but its sender knows that a text elsewhere is one.
  ...["BearerToken", "BearerTokenWithPartition", "not.a.token", bearer(TOKEN), bearer(EXPIRED), grant],
);

interface Case {
  readonly of: string;
  readonly changes: readonly Change[];
}

/** Every event that a directive may be answered with. Source: Alexa Skills Kit, "Alexa interface message and property reference". */
const EVENTS: ReadonlySet<unknown> = new Set([
  ...["Alexa.Discovery/Discover.Response", "Alexa.Authorization/AcceptGrant.Response", "Alexa/StateReport"],
  ...["Alexa/Response", "Alexa.SceneController/ActivationStarted"],
]);
/** Those of `Alexa.ErrorResponse` that are said here. */
const ERRORS: ReadonlySet<unknown> = new Set([
  ...["EXPIRED_AUTHORIZATION_CREDENTIAL", "INTERNAL_ERROR", "INVALID_AUTHORIZATION_CREDENTIAL", "INVALID_DIRECTIVE"],
  "NO_SUCH_ENDPOINT",
]);
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

type Json = Readonly<Record<string, unknown>>;

/** A value by the way to it, through objects alone. */
const at = (value: unknown, ...way: string[]): unknown =>
  way.reduce<unknown>(
    (inner, key) =>
      typeof inner === "object" && inner !== null && !Array.isArray(inner) && Object.hasOwn(inner, key)
        ? (inner as Json)[key]
        : undefined,
    value,
  );

async function open(): Promise<OpenDoor<Case>> {
  const cognito = new Cognito();
  await cognito.open();
  const output = new CapturedOutput();
  const now = Math.floor(Date.now() / 1000);
  const token = cognito.token({ exp: now + 24 * 3600 });
  const expired = cognito.token({ exp: now - 60 });
  let called = 0;
  let isLeaking = false;
  const counted = <T>(answer: T): T => {
    called += 1;
    return answer;
  };
  const endpointOf = (endpointId: string): void => {
    called += 1;
    if (endpointId !== "lamp") {
      throw new SmartHomeError("NO_SUCH_ENDPOINT", "There is no such device");
    }
  };
  const home = new SmartHome(settings, {
    discover: () => counted([]),
    reportState: (_, { endpointId }) => {
      endpointOf(endpointId);
      return [];
    },
    acceptGrant: () => counted(undefined),
    directives: {
      "Alexa.PowerController.TurnOn": (_, directive) => {
        endpointOf(directive.endpoint.endpointId);
        // A handler may pass its directive on to somebody else.
        isLeaking ||= JSON.stringify(directive).includes(token);
        return {};
      },
      "Alexa.SceneController.Activate": (_, { endpoint }) => {
        endpointOf(endpoint.endpointId);
        return { event: { namespace: "Alexa.SceneController", name: "ActivationStarted" } };
      },
      "Alexa.LockController.Lock": () => {
        called += 1;
        throw new Error(`${SUBJECT} has no lock`);
      },
    },
  });
  await home.prepare();

  return {
    enter: async ({ of, changes }) => {
      jest.clearAllMocks();
      called = 0;
      isLeaking = false;
      const text = JSON.stringify(changedJson(ORIGINALS[of], changes)) ?? "null";
      const event = JSON.parse(
        text.replaceAll(`"${TOKEN}"`, JSON.stringify(token)).replaceAll(`"${EXPIRED}"`, JSON.stringify(expired)),
      );
      const response = await home.invoke(event, { getRemainingTimeInMillis: () => 7000 });
      const logged = output.take();
      holdAnswer(event, response);
      hold(called === 0 || tokensIn(event).includes(token), "a handler was called for a token that is none");
      hold(!isLeaking || text.split(`"${TOKEN}"`).length > 2, "the handler's directive has the token");
      const given = of === "grant" || of === "discover" ? [CODE] : [COOKIE];
      holdSecret(logged, [token, expired, SUBJECT, ...given]);
      holdSecret(JSON.stringify(response), [SUBJECT, CODE, token, expired]);
      const longest = Math.max(...logged.split("\n").map((line) => line.length));
      hold(longest < 6 * MAX_LOGGED_CHARACTERS, `a line of the log has ${longest} characters`);
    },
    close: () => {
      output.release();
      return cognito.close();
    },
  };
}

/** Where a token may stand: one of the three scopes. */
const tokensIn = (event: unknown): readonly unknown[] =>
  [
    ["endpoint", "scope"],
    ["payload", "scope"],
    ["payload", "grantee"],
  ].flatMap((way) => {
    const scope = at(event, "directive", ...way);
    return at(scope, "type") === "BearerToken" ? [at(scope, "token")] : [];
  });

/** What Alexa takes for an answer to this directive. */
function holdAnswer(event: unknown, response: unknown): void {
  const answer = at(response, "event");
  const [namespace, name] = [at(answer, "header", "namespace"), at(answer, "header", "name")];
  const said = `${namespace}/${name}`;
  hold(UUID.test(String(at(answer, "header", "messageId"))), "the event has no id");
  hold(at(answer, "header", "payloadVersion") === "3", "the event has no version of its payload");
  const correlated = at(answer, "header", "correlationToken");
  const wanted = at(event, "directive", "header", "correlationToken");
  hold(correlated === undefined || correlated === wanted, "the answer has another correlation token");
  const isSure = typeof wanted !== "string" || !isWhole(event) || correlated === wanted;
  hold(isSure, "the correlation token was left out");
  if (name !== "ErrorResponse") {
    hold(EVENTS.has(said), `it was answered with ${said}`);
    hold(isWhole(event), "what is no directive was carried out");
    return;
  }
  const type = at(answer, "payload", "type");
  const isGrant = isWhole(event) && headerOf(event).join("/") === "Alexa.Authorization/AcceptGrant";
  hold(typeof at(answer, "payload", "message") === "string", "the error has no words");
  hold(
    isGrant
      ? said === "Alexa.Authorization/ErrorResponse" && type === "ACCEPT_GRANT_FAILED"
      : said === "Alexa/ErrorResponse" && ERRORS.has(type),
    `the error is ${said} with ${type}`,
  );
}

const headerOf = (event: unknown): readonly unknown[] =>
  ["namespace", "name"].map((key) => at(event, "directive", "header", key));

/** Whether it has what each directive has. */
const isWhole = (event: unknown): boolean =>
  ["namespace", "name", "messageId", "payloadVersion"].every(
    (key) => typeof at(event, "directive", "header", key) === "string",
  );

export const door: Door<Case> = {
  cases: changesOfOne(ORIGINALS, fc.oneof(strangeJson, words)),
  casesInTests: 500,
  open,
};
