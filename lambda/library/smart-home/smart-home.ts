import type { AccessToken, AccessTokenSettings } from "../account/access-token";
import { AccessTokenVerifier } from "../account/access-token";
import type { InvalidLink, Unavailable, Unlinked } from "../account/account";
import { invalid, UNLINKED } from "../account/account";
import type { InvocationContext } from "../deadline-of";
import { deadlineOf } from "../deadline-of";
import type { LogFields } from "../log";
import { errorFacts, log } from "../log";
import type { DirectiveAnswer, DiscoveredEndpoint, SmartHomeResponse, StateProperty } from "./answer";
import { answerTo, errorTo } from "./answer";
import type { Directive, DirectiveEndpoint, ScopedDirective } from "./directive";
import { isAcceptGrant, readDirective } from "./directive";
import type { SmartHomeErrorType } from "./smart-home-error";
import { SmartHomeError } from "./smart-home-error";

/** Whose devices they are: the holder of a token that passed every check. */
export interface SmartHomeUser {
  /** The user's id in the user pool, the claim `sub`: stays the same when the user links anew. */
  readonly subject: string;
  /**
   * The user's access token, for an API of one's own. It is as good as a password for as long as it lives: nowhere but
   * there.
   */
  readonly accessToken: string;
}

/** A directive for a device. */
export interface EndpointDirective extends Directive {
  readonly endpoint: DirectiveEndpoint;
}

/** What a smart-home skill does. Each may raise a {@link SmartHomeError}, by which Alexa answers the user. */
export interface SmartHomeHandlers {
  /** The user's devices; an empty list where there are none. */
  discover(user: SmartHomeUser): readonly DiscoveredEndpoint[] | Promise<readonly DiscoveredEndpoint[]>;

  /** The properties of one device, those that its discovery calls retrievable. */
  reportState(
    user: SmartHomeUser,
    endpoint: DirectiveEndpoint,
  ): readonly StateProperty[] | Promise<readonly StateProperty[]>;

  /** What the devices can be told, by interface and name: `"Alexa.PowerController.TurnOn"`. */
  readonly directives: Readonly<
    Record<string, (user: SmartHomeUser, directive: EndpointDirective) => DirectiveAnswer | Promise<DirectiveAnswer>>
  >;

  /**
   * Takes the code of a grant, which Login with Amazon changes for tokens with which the skill sends events. Alexa sends
   * one at each link where the skill has the permission to send events; if it raises an error, the user's link fails.
   * Source: Alexa Skills Kit, "Alexa.Authorization interface".
   * @default - the grant is accepted and let go, so that a link does not fail for events that are never sent
   */
  acceptGrant?(user: SmartHomeUser, code: string): void | Promise<void>;
}

/** Alexa waits 8 s for an answer, which has to get there. Source: Alexa Skills Kit, "Troubleshooting guide for smart home skills". */
const ANSWER_BUDGET_MS = 7500;

/** What came of a directive, for the answer and the log. */
interface Outcome {
  readonly response: SmartHomeResponse;
  readonly fields: LogFields;
  readonly level: "info" | "warn" | "error";
}

type Checked = AccessToken | InvalidLink | Unavailable | Unlinked;

/**
 * A smart-home skill: checks the token in the scope of each directive as the custom skill's are checked, has the handler
 * answer, and says every failure as Alexa wants it said. One line is logged for each, without token or device.
 *
 * A directive does not tell which skill it is for: that only one's own skills may call is Lambda's permission to keep,
 * with their ids as `event_source_token`.
 */
export class SmartHome {
  private readonly tokens: AccessTokenVerifier;

  /** Asks nobody yet. */
  constructor(
    settings: AccessTokenSettings,
    private readonly handlers: SmartHomeHandlers,
  ) {
    this.tokens = new AccessTokenVerifier(settings);
  }

  /** Fetches ahead what every check needs; see {@link AccessTokenVerifier.prepare}. */
  prepare(): Promise<void> {
    return this.tokens.prepare();
  }

  /**
   * Answers one directive, within 7.5 s and half a second before the invocation would end. Never raises an error.
   *
   * @param event what Lambda was called with
   * @param context Lambda's
   */
  async invoke(event: unknown, context?: InvocationContext): Promise<SmartHomeResponse> {
    const startedAt = performance.now();
    const directive = readDirective(event);
    const deadline = deadlineOf(context, ANSWER_BUDGET_MS);
    const late = failure(directive, "INTERNAL_ERROR", "No answer in time", { reason: "time-up" }, "warn");
    const { fields, level, response } = await deadline.race(this.outcomeOf(directive), late);
    log(level, "directive answered", {
      requestId: directive?.header.messageId,
      requestType: directive && nameOf(directive),
      ...fields,
      durationMs: Math.round(performance.now() - startedAt),
    });
    return response;
  }

  private async outcomeOf(directive: ScopedDirective | undefined): Promise<Outcome> {
    if (directive === undefined) {
      return failure(directive, "INVALID_DIRECTIVE", "No directive of message format 3");
    }
    let account: LogFields = {};
    try {
      const checked = await this.check(directive.token);
      account = accountFields(checked);
      if (checked.kind !== "valid") {
        return refusal(directive, checked, account);
      }
      const user = { subject: checked.subject, accessToken: String(directive.token) };
      const { token: _, ...told } = directive;
      return { response: await this.answer(user, told), fields: account, level: "info" };
    } catch (error) {
      return error instanceof SmartHomeError
        ? failure(directive, error, error.message, { ...account, reason: error.type })
        : failure(directive, "INTERNAL_ERROR", "The skill failed", { ...account, error: errorFacts(error) }, "error");
    }
  }

  private async check(token: unknown): Promise<Checked> {
    if (token === undefined || token === "") {
      return UNLINKED;
    }
    return typeof token === "string" ? this.tokens.verify(token) : invalid("malformed");
  }

  private async answer(user: SmartHomeUser, directive: Directive): Promise<SmartHomeResponse> {
    const { endpoint, header } = directive;
    switch (nameOf(directive)) {
      case "Alexa.Discovery.Discover":
        return answerTo(directive, {
          event: { namespace: "Alexa.Discovery", name: "Discover.Response" },
          payload: { endpoints: await this.handlers.discover(user) },
        });
      case "Alexa.Authorization.AcceptGrant":
        await this.handlers.acceptGrant?.(user, codeIn(directive));
        return answerTo(directive, { event: { namespace: "Alexa.Authorization", name: "AcceptGrant.Response" } });
      case "Alexa.ReportState":
        return answerTo(directive, {
          event: { namespace: "Alexa", name: "StateReport" },
          properties: await this.handlers.reportState(user, given(endpoint)),
        });
    }
    const { directives } = this.handlers;
    const handle = Object.hasOwn(directives, nameOf(directive)) ? directives[nameOf(directive)] : undefined;
    if (handle === undefined) {
      throw new SmartHomeError("INVALID_DIRECTIVE", `No handler for ${header.namespace}.${header.name}`);
    }
    const answer = await handle(user, { ...directive, endpoint: given(endpoint) });
    return answerTo(directive, { properties: [], ...answer });
  }
}

const nameOf = ({ header }: Directive): string => `${header.namespace}.${header.name}`;

function given(endpoint: DirectiveEndpoint | undefined): DirectiveEndpoint {
  if (endpoint === undefined) {
    throw new SmartHomeError("INVALID_DIRECTIVE", "The directive names no endpoint");
  }
  return endpoint;
}

function codeIn({ payload }: Directive): string {
  const { code, type } = (payload.grant ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof code !== "string" || code === "" || type !== "OAuth2.AuthorizationCode") {
    throw new SmartHomeError("INVALID_DIRECTIVE", "The grant has no authorization code");
  }
  return code;
}

/** Alexa refreshes for itself: an expired token says that it could not, or that the two clocks differ. */
function refusal(directive: Directive, checked: Exclude<Checked, AccessToken>, fields: LogFields): Outcome {
  if (checked.kind === "unavailable") {
    return failure(directive, "INTERNAL_ERROR", "The user pool cannot be reached", fields, "warn");
  }
  const isExpired = checked.kind === "invalid" && checked.reason === "expired";
  return isExpired
    ? failure(directive, "EXPIRED_AUTHORIZATION_CREDENTIAL", "The access token has expired", fields)
    : failure(directive, "INVALID_AUTHORIZATION_CREDENTIAL", "The access token is not valid", fields);
}

function failure(
  directive: Directive | undefined,
  what: SmartHomeError | SmartHomeErrorType,
  message: string,
  fields: LogFields = { reason: typeof what === "string" ? what : what.type },
  level: Outcome["level"] = "info",
): Outcome {
  // Of a grant Alexa knows one failure alone, in that interface.
  const ofGrant = directive !== undefined && isAcceptGrant(directive.header);
  const ofKind = typeof what === "string" ? { type: what } : { type: what.type, ...what.details };
  const said = ofGrant ? { namespace: "Alexa.Authorization", type: "ACCEPT_GRANT_FAILED" } : ofKind;
  return { response: errorTo(directive, { ...said, message }), fields, level };
}

const accountFields = (checked: Checked): LogFields =>
  checked.kind === "valid"
    ? { account: "linked" }
    : { account: checked.kind, ...("reason" in checked && { reason: checked.reason }) };
