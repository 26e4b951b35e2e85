/**
 * What a smart-home skill with linked Cognito accounts needs: directives answered for the holder of a checked token, and
 * errors as Alexa wants them said. An entry point of its own, so that custom skills have none of it.
 */
export type { AccessTokenSettings } from "../account/access-token";
export type { InvocationContext } from "../deadline-of";
export type { Settings } from "../settings";
export { readSettings } from "../settings";
export type { Capability, DirectiveAnswer, DiscoveredEndpoint, SmartHomeResponse, StateProperty } from "./answer";
export type { Directive, DirectiveEndpoint, DirectiveHeader } from "./directive";
export { isDirective } from "./directive";
export type { EndpointDirective, SmartHomeHandlers, SmartHomeUser } from "./smart-home";
export { SmartHome } from "./smart-home";
export type { SmartHomeErrorDetails, SmartHomeErrorType } from "./smart-home-error";
export { SmartHomeError } from "./smart-home-error";
