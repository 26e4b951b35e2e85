import {
  CognitoIdentityProviderClient,
  DescribeUserPoolClientCommand,
  DescribeUserPoolCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { credentialsReason } from "../common/aws-reason";
import { throughProxy } from "../common/http-proxy";
import { messageOf, Problem } from "../common/problem";
import type { AccountLinking } from "../contract/account-linking";
import type { DeployedFacts } from "./comparison";
import { FunctionAlias, inTime } from "./function-alias";

export interface DeployedFactsOptions {
  readonly environment: string;
  readonly accountLinking: AccountLinking;
  /** A profile of the shared AWS files. @default - as the standard AWS variables say */
  readonly profile?: string;
  readonly signal: AbortSignal;
}

/** What runs in an environment: the function behind the alias, the pool's and the app client's settings. */
export async function deployedFacts(options: DeployedFactsOptions): Promise<DeployedFacts> {
  const { environment, accountLinking, profile, signal } = options;
  const alias = new FunctionAlias({ arn: accountLinking.function_arns.NA, profile });
  const { hostname, pathname } = new URL(accountLinking.issuer);
  const cognito = new CognitoIdentityProviderClient({
    region: hostname.split(".")[1],
    ...(profile !== undefined && { profile }),
    ...throughProxy(`https://${hostname}`),
  });
  const UserPoolId = pathname.slice(1);
  const ClientId = accountLinking.client_id;
  const send = { abortSignal: inTime(signal) };
  try {
    const [found, routed, pool, client] = await Promise.all([
      alias.configuration(signal),
      alias.read(signal),
      cognito.send(new DescribeUserPoolCommand({ UserPoolId }), send),
      cognito.send(new DescribeUserPoolClientCommand({ UserPoolId, ClientId }), send),
    ]);
    const { ClientSecret: _, ...settings } = client.UserPoolClient ?? {};
    return {
      environment,
      function: {
        codeSha256: found.CodeSha256 ?? "",
        version: found.Version ?? "",
        routing: routed.RoutingConfig?.AdditionalVersionWeights,
        runtime: found.Runtime ?? "",
        handler: found.Handler ?? "",
        memorySize: found.MemorySize ?? 0,
        timeout: found.Timeout ?? 0,
        variables: Object.keys(found.Environment?.Variables ?? {}).sort(),
      },
      userPool: { ...pool.UserPool },
      client: settings,
    };
  } catch (error) {
    signal.throwIfAborted();
    const reason = credentialsReason(error, profile) ?? messageOf(error);
    throw error instanceof Problem ? error : new Problem(`${environment}: AWS did not answer. ${reason}`);
  } finally {
    alias.close();
    cognito.destroy();
  }
}
