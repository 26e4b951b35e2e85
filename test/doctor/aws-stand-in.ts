import type { Server } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type {
  IdentityProviderType,
  UserPoolClientType,
  UserPoolType,
  WebAuthnConfigurationType,
} from "@aws-sdk/client-cognito-identity-provider";
import type { FunctionConfiguration } from "@aws-sdk/client-lambda";
import type { WebACL } from "@aws-sdk/client-wafv2";
import type { FunctionPolicy } from "../../doctor/aws";

/** What AWS has; each may be changed while it runs. */
export interface AwsState {
  pool?: UserPoolType;
  client?: UserPoolClientType;
  passkeys?: WebAuthnConfigurationType;
  /** By their names. */
  providers?: Readonly<Record<string, IdentityProviderType>>;
  /** 1, or 2 for managed login. */
  managedLoginVersion: number;
  function?: FunctionConfiguration;
  policy?: FunctionPolicy;
  /** What versions get beside the alias's. */
  routing?: Readonly<Record<string, number>>;
  /** Other functions, and versions, by name or `name:version`. */
  others: Readonly<Record<string, { readonly function?: FunctionConfiguration; readonly policy?: FunctionPolicy }>>;
  webAcl?: WebACL;
  /** By the API's action, an error instead of an answer. */
  errors: Readonly<Record<string, { readonly status: number; readonly type: string; readonly message?: string }>>;
}

/** The part of the AWS API that is read, as it answers on the wire: with it the real SDK, and no emulator, are used. */
export class AwsStandIn {
  private constructor(
    readonly state: AwsState,
    readonly url: string,
    private readonly server: Server,
  ) {}

  static async start(state: AwsState): Promise<AwsStandIn> {
    const server = createServer((request, response) => {
      const action = actionOf(request.url ?? "", String(request.headers["x-amz-target"] ?? ""));
      let asked = "";
      request.on("data", (chunk) => {
        asked += chunk;
      });
      request.on("end", () => {
        const { status, body, type } = answer(stateFor(state, request.url ?? ""), action, asked);
        response.writeHead(status, { "content-type": "application/json", ...(type && { "x-amzn-errortype": type }) });
        response.end(JSON.stringify(body));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    return new AwsStandIn(state, `http://127.0.0.1:${port}`, server);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** Cognito names the action in a header, Lambda by the path. */
function actionOf(url: string, target: string): string {
  const path = new URL(url, "http://x").pathname;
  if (path.endsWith("/jwks.json")) {
    return "jwks";
  }
  if (path.endsWith("/configuration")) {
    return "GetFunctionConfiguration";
  }
  if (/\/aliases\/[^/]+$/.test(path)) {
    return "GetAlias";
  }
  return path.endsWith("/policy") ? "GetPolicy" : target.replace(/^.*\./, "");
}

/** Where another function is asked for, what AWS has of that one. */
function stateFor(state: AwsState, url: string): AwsState {
  const { pathname, searchParams } = new URL(url, "http://x");
  const name = /\/functions\/([^/]+)\//.exec(pathname)?.[1]?.split("%3A").at(-1) ?? "";
  const other = state.others[`${name}:${searchParams.get("Qualifier") ?? ""}`] ?? state.others[name];
  return other === undefined ? state : { ...state, function: other.function, policy: other.policy };
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly type?: string;
}

function answer(state: AwsState, action: string, asked: string): Answer {
  const error = state.errors[action];
  if (error !== undefined) {
    return refusal(error.status, error.type, error.message);
  }
  const found = (value: unknown, body: unknown, status = 400): Answer =>
    value === undefined ? refusal(status, "ResourceNotFoundException", "It does not exist.") : { status: 200, body };
  const { pool, client, function: configuration, policy, managedLoginVersion: ManagedLoginVersion } = state;
  switch (action) {
    case "jwks":
      return { status: 200, body: { keys: [] } };
    case "DescribeUserPool":
      return found(pool, { UserPool: pool });
    case "GetUserPoolMfaConfig":
      return found(pool, { MfaConfiguration: "OFF", WebAuthnConfiguration: state.passkeys });
    case "DescribeUserPoolClient":
      return found(client, { UserPoolClient: client });
    case "DescribeIdentityProvider": {
      const IdentityProvider = state.providers?.[JSON.parse(asked).ProviderName];
      return found(IdentityProvider, { IdentityProvider });
    }
    case "DescribeUserPoolDomain":
      return { status: 200, body: { DomainDescription: { UserPoolId: pool?.Id, ManagedLoginVersion } } };
    case "DescribeManagedLoginBrandingByClient":
      return found(undefined, {});
    case "GetFunctionConfiguration":
      return found(configuration, configuration, 404);
    case "GetAlias":
      return found(
        configuration,
        { Name: "live", RoutingConfig: { AdditionalVersionWeights: state.routing ?? {} } },
        404,
      );
    case "GetWebACLForResource":
      return { status: 200, body: { WebACL: state.webAcl } };
    case "GetPolicy":
      return found(policy, { Policy: JSON.stringify({ Version: "2012-10-17", ...policy }), RevisionId: "1" }, 404);
    default:
      return refusal(400, "UnknownOperationException", action);
  }
}

const refusal = (status: number, type: string, message = "no reason"): Answer => ({
  status,
  type,
  body: { __type: type, message, Message: message },
});
