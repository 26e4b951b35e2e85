import { randomUUID } from "node:crypto";
import { isObject, member } from "../../common/json";
import { Problem } from "../../common/problem";
import { MASK } from "../../common/secrets";

/** What came of a directive. */
export interface DirectiveAnswer {
  /** Such as `Alexa.PowerController.TurnOn`. */
  readonly directive: string;
  /** As it was sent, with a mask for the user's token. */
  readonly request: unknown;
  /** What the skill answered. */
  readonly answer?: unknown;
  /** Why there is none. */
  readonly error?: string;
}

/** A message as it may be shown: wherever the user's token stands, a mask does. */
export const withoutToken = (message: unknown, token: string | undefined): unknown =>
  message === undefined || token === undefined || token === ""
    ? message
    : JSON.parse(JSON.stringify(message).replaceAll(token, MASK));

/** The interface and name of what stands under `directive`; undefined when there is none. */
export function directiveName(envelope: unknown): string | undefined {
  const header = member(member(envelope, "directive"), "header");
  const [namespace, name] = [member(header, "namespace"), member(header, "name")];
  return typeof namespace === "string" && typeof name === "string" ? `${namespace}.${name}` : undefined;
}

/** The token in the scope of a directive, wherever its kind has it. */
export function directiveToken(envelope: unknown): unknown {
  const directive = member(envelope, "directive");
  const payload = member(directive, "payload");
  const [ofDevice, ofPayload] = [member(member(directive, "endpoint"), "scope"), member(payload, "scope")];
  return member(ofDevice ?? ofPayload ?? member(payload, "grantee"), "token");
}

/**
 * A directive as Alexa sends it: what every one has is added, and the user's token put where its kind has it. Source:
 * Alexa Skills Kit, "Alexa interface message and property reference".
 *
 * @param request `{"directive": {"header": {"namespace": …, "name": …}, …}}`
 * @param token undefined while no account is linked
 * @throws Problem when it names no interface and directive
 */
export function directiveEnvelope(request: object, token: string | undefined): object {
  const name = directiveName(request);
  const directive = member(request, "directive");
  if (name === undefined || !isObject(directive)) {
    throw new Problem(
      'A directive has a header: {"directive": {"header": {"namespace": "Alexa.Discovery", "name": "Discover"}}}.',
    );
  }
  const bearer = { type: "BearerToken", ...(token !== undefined && { token }) };
  const { endpoint, header, payload } = directive;
  const given = isObject(payload) ? payload : {};
  const isOfDevice = isObject(endpoint);
  const isGrant = name === "Alexa.Authorization.AcceptGrant";
  const scoped = isGrant
    ? { grant: { type: "OAuth2.AuthorizationCode", code: randomUUID() }, grantee: bearer, ...given }
    : { scope: bearer, ...given };
  return {
    directive: {
      header: {
        messageId: randomUUID(),
        payloadVersion: "3",
        ...(isOfDevice && { correlationToken: randomUUID() }),
        ...(isObject(header) ? header : {}),
      },
      ...(isOfDevice && { endpoint: { scope: bearer, cookie: {}, ...endpoint } }),
      payload: isOfDevice ? given : scoped,
    },
  };
}
