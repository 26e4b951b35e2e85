import type { Answer } from "./answer";
import { json, jsonError, notFound } from "./answer";
import type { Service } from "./call";
import { answerAsIssuer } from "./discovery";
import type { HttpRequest } from "./http-request";
import { toNamedHost } from "./named-host";
import { CognitoRefusal } from "./refusal";
import type { Route } from "./routes";
import { routes } from "./routes";

/**
 * Answers a request to a production host: the issuer's, or a pool's domain. Of what goes wrong inside nothing is shown
 * to whoever asks.
 */
export async function dispatch(service: Service, host: string, request: HttpRequest): Promise<Answer> {
  try {
    if (isIssuer(service, host)) {
      return isGet(request) ? await answerAsIssuer(service, request.path) : notAllowed(["GET"]);
    }
    const route = routes.get(request.path);
    return route === undefined ? notFound() : await answerAsDomain(service, host, request, route);
  } catch (error) {
    return error instanceof CognitoRefusal ? error.answer : jsonError(500, "server_error");
  }
}

/** Who asks whom, in words. */
export function labelOf(service: Service, host: string, { path }: HttpRequest): string {
  return isIssuer(service, host) ? "anybody → issuer's keys" : (routes.get(path)?.label ?? "anybody → sign-in domain");
}

async function answerAsDomain(service: Service, host: string, request: HttpRequest, { methods }: Route) {
  const handle = methods[isGet(request) ? "GET" : request.method];
  if (handle === undefined) {
    return notAllowed(Object.keys(methods));
  }
  const domain = await service.pools.domainOfHost(host);
  if (domain === undefined) {
    return notFound();
  }
  const call = { service, request, host, ...domain };
  return (await toNamedHost(call)) ?? handle(call);
}

const isIssuer = ({ pools }: Service, host: string): boolean => host === `cognito-idp.${pools.region}.amazonaws.com`;

const isGet = ({ method }: HttpRequest): boolean => method === "GET" || method === "HEAD";

const notAllowed = (methods: readonly string[]): Answer =>
  json(405, { error: "invalid_request" }, { allow: methods.join(", ") });
