import {
  CognitoIdentityProviderClient,
  DescribeUserPoolClientCommand,
  DescribeUserPoolCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { credentialsReason } from "../common/aws-reason";
import { throughProxy } from "../common/http-proxy";
import { messageOf, Problem } from "../common/problem";
import type { AccountLinking } from "../contract/account-linking";
import type { AlexaFunction } from "../contract/alexa-functions";
import { alexaFunctions } from "../contract/alexa-functions";
import type { DeployedFacts, DeployedFunction } from "./comparison";
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
  const [first, ...others] = alexaFunctions(accountLinking);
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
    const [found, further, pool, client] = await Promise.all([
      deployedFunction(first, profile, signal),
      Promise.all(others.map(async (it) => [it.region, await deployedFunction(it, profile, signal)] as const)),
      cognito.send(new DescribeUserPoolCommand({ UserPoolId }), send),
      cognito.send(new DescribeUserPoolClientCommand({ UserPoolId, ClientId }), send),
    ]);
    const { ClientSecret: _, ...settings } = client.UserPoolClient ?? {};
    return {
      environment,
      function: found,
      ...(further.length > 0 && { further: Object.fromEntries(further) }),
      userPool: { ...pool.UserPool },
      client: settings,
    };
  } catch (error) {
    signal.throwIfAborted();
    const reason = credentialsReason(error, profile) ?? messageOf(error);
    throw error instanceof Problem ? error : new Problem(`${environment}: AWS did not answer. ${reason}`);
  } finally {
    cognito.destroy();
  }
}

async function deployedFunction(
  { arn, isExisting, region }: AlexaFunction,
  profile: string | undefined,
  signal: AbortSignal,
): Promise<DeployedFunction> {
  const alias = new FunctionAlias({ arn, profile });
  try {
    const [found, routing] = await Promise.all([alias.configuration(signal), alias.routing(signal)]);
    return {
      ...(isExisting && { isExisting }),
      awsRegion: region,
      codeSha256: found.CodeSha256 ?? "",
      version: found.Version ?? "",
      routing,
      runtime: found.Runtime ?? "",
      handler: found.Handler ?? "",
      memorySize: found.MemorySize ?? 0,
      timeout: found.Timeout ?? 0,
      variables: Object.keys(found.Environment?.Variables ?? {}).sort(),
    };
  } finally {
    alias.close();
  }
}
