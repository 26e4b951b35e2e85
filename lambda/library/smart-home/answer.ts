import { randomUUID } from "node:crypto";
import type { Directive, DirectiveEndpoint } from "./directive";

/** One property of a device, as it is. Source: Alexa Skills Kit, "State reporting for a smart home skill". */
export interface StateProperty {
  /** The interface, such as `Alexa.PowerController`. */
  readonly namespace: string;
  /** Of the property, such as `powerState`. */
  readonly name: string;
  /** Of an interface that a device has several of. */
  readonly instance?: string;
  readonly value: unknown;
  /** When the value was read: ISO 8601, in UTC. */
  readonly timeOfSample: string;
  /** By how much the value may be older, milliseconds. */
  readonly uncertaintyInMilliseconds: number;
}

/** A device, as a discovery tells Alexa of it. Source: Alexa Skills Kit, "Alexa.Discovery interface". */
export interface DiscoveredEndpoint {
  /** Unique among the user's devices, at most 256 characters. */
  readonly endpointId: string;
  readonly manufacturerName: string;
  /** What the user calls it. */
  readonly friendlyName: string;
  readonly description: string;
  /** Such as `LIGHT`. */
  readonly displayCategories: readonly string[];
  /** What each directive for the device is to carry; no secrets, at most 5000 bytes. */
  readonly cookie?: Readonly<Record<string, string>>;
  /** What it can do; one of them is the interface `Alexa` itself. */
  readonly capabilities: readonly Capability[];
  /** Further fields, such as `additionalAttributes` and `connections`. */
  readonly [field: string]: unknown;
}

/** An interface that a device has. */
export interface Capability {
  readonly type: "AlexaInterface";
  readonly interface: string;
  /** Of the interface, `"3"` of most. */
  readonly version: string;
  readonly properties?: {
    readonly supported: readonly { readonly name: string }[];
    readonly retrievable?: boolean;
    readonly proactivelyReported?: boolean;
  };
  /** Further fields, such as `instance` and `configuration`. */
  readonly [field: string]: unknown;
}

/** What a handler answers a directive with that it has carried out. */
export interface DirectiveAnswer {
  /**
   * The properties that are now so.
   * @default []
   */
  readonly properties?: readonly StateProperty[];
  /** @default {} */
  readonly payload?: Readonly<Record<string, unknown>>;
  /**
   * The event, for interfaces that have one of their own, such as `ActivationStarted` of `Alexa.SceneController`.
   * @default - `Response` of `Alexa`
   */
  readonly event?: { readonly namespace: string; readonly name: string; readonly payloadVersion?: string };
}

/** What goes back to Alexa. */
export interface SmartHomeResponse {
  readonly event: {
    readonly header: {
      readonly namespace: string;
      readonly name: string;
      readonly messageId: string;
      readonly correlationToken?: string;
      readonly payloadVersion: string;
    };
    readonly endpoint?: Pick<DirectiveEndpoint, "endpointId">;
    readonly payload: Readonly<Record<string, unknown>>;
  };
  readonly context?: { readonly properties: readonly StateProperty[] };
}

/** An event in answer to a directive, with its correlation token and endpoint, where it has them. */
export function answerTo(
  directive: Pick<Directive, "endpoint" | "header"> | undefined,
  { event, payload = {}, properties }: DirectiveAnswer,
): SmartHomeResponse {
  const { namespace = "Alexa", name = "Response", payloadVersion = "3" } = event ?? {};
  const correlationToken = directive?.header.correlationToken;
  const endpointId = directive?.endpoint?.endpointId;
  return {
    event: {
      header: {
        namespace,
        name,
        messageId: randomUUID(),
        ...(correlationToken !== undefined && { correlationToken }),
        payloadVersion,
      },
      ...(endpointId !== undefined && { endpoint: { endpointId } }),
      payload,
    },
    ...(properties !== undefined && { context: { properties } }),
  };
}

/** An error, in the interface that the directive's kind of failure belongs to. */
export const errorTo = (
  directive: Pick<Directive, "endpoint" | "header"> | undefined,
  {
    message,
    namespace = "Alexa",
    payload,
    type,
  }: {
    readonly message: string;
    readonly namespace?: string;
    readonly payload?: Readonly<Record<string, unknown>>;
    readonly type: string;
  },
): SmartHomeResponse =>
  answerTo(directive, { event: { namespace, name: "ErrorResponse" }, payload: { ...payload, type, message } });
