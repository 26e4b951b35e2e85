/** What Alexa asks of a smart-home skill. Source: Alexa Skills Kit, "Alexa interface message and property reference". */
export interface Directive {
  readonly header: DirectiveHeader;
  /** The device that is meant; a discovery and a grant have none. */
  readonly endpoint?: DirectiveEndpoint;
  readonly payload: Readonly<Record<string, unknown>>;
}

export interface DirectiveHeader {
  /** The interface, such as `Alexa.PowerController`. */
  readonly namespace: string;
  /** The directive, such as `TurnOn`. */
  readonly name: string;
  readonly messageId: string;
  /** What the answer has to carry, where there is one. */
  readonly correlationToken?: string;
  /** `"3"` of most interfaces. */
  readonly payloadVersion: string;
}

export interface DirectiveEndpoint {
  /** As the discovery named it. */
  readonly endpointId: string;
  /** What the discovery gave along. */
  readonly cookie: Readonly<Record<string, unknown>>;
}

/** A directive with the token that came in its scope. */
export interface ScopedDirective extends Directive {
  /** Whatever stands in the token's place; undefined when nothing does. */
  readonly token: unknown;
}

type Json = Readonly<Record<string, unknown>>;

const isJson = (value: unknown): value is Json => typeof value === "object" && value !== null && !Array.isArray(value);

const jsonAt = (value: unknown, key: string): Json => {
  const inner = isJson(value) ? value[key] : undefined;
  return isJson(inner) ? inner : {};
};

/**
 * Whether Lambda was called with a directive, as smart-home skills are, and not with a custom skill's request: one
 * function may answer both.
 */
export const isDirective = (event: unknown): boolean => isJson(event) && isJson(event.directive);

/**
 * What Alexa sent, with nothing in it trusted. The token leaves the directive here, so that no handler passes it on
 * with the rest.
 *
 * @returns undefined for what is no directive of the message format 3
 */
export function readDirective(event: unknown): ScopedDirective | undefined {
  const directive = jsonAt(event, "directive");
  const header = headerIn(jsonAt(directive, "header"));
  if (header === undefined) {
    return undefined;
  }
  const { scope, ...payload } = jsonAt(directive, "payload");
  const { grantee, ...grant } = payload;
  const endpoint = jsonAt(directive, "endpoint");
  const { endpointId } = endpoint;
  const place = [endpoint.scope, scope, grantee].find(isJson);
  return {
    header,
    ...(typeof endpointId === "string" && { endpoint: { endpointId, cookie: jsonAt(endpoint, "cookie") } }),
    payload: isAcceptGrant(header) ? grant : payload,
    token: place?.type === "BearerToken" ? place.token : undefined,
  };
}

export const isAcceptGrant = ({ name, namespace }: DirectiveHeader): boolean =>
  namespace === "Alexa.Authorization" && name === "AcceptGrant";

function headerIn({ namespace, name, messageId, correlationToken, payloadVersion }: Json): DirectiveHeader | undefined {
  return typeof namespace === "string" &&
    typeof name === "string" &&
    typeof messageId === "string" &&
    typeof payloadVersion === "string"
    ? { namespace, name, messageId, payloadVersion, ...(typeof correlationToken === "string" && { correlationToken }) }
    : undefined;
}
