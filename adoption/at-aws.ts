import type {
  UserPoolClientType,
  UserPoolType,
  WebAuthnConfigurationType,
} from "@aws-sdk/client-cognito-identity-provider";
import {
  CognitoIdentityProviderClient,
  DescribeUserPoolClientCommand,
  DescribeUserPoolCommand,
  DescribeUserPoolDomainCommand,
  GetUserPoolMfaConfigCommand,
  paginateListUserPoolClients,
} from "@aws-sdk/client-cognito-identity-provider";
import type { FunctionConfiguration } from "@aws-sdk/client-lambda";
import {
  GetAliasCommand,
  GetFunctionConfigurationCommand,
  GetPolicyCommand,
  LambdaClient,
} from "@aws-sdk/client-lambda";
import { awsReason, nameOf } from "../common/aws-reason";
import { throughProxy } from "../common/http-proxy";
import { asList, parseJson, textAt, valueAt } from "../common/json";
import { Problem } from "../common/problem";

/** What is to be looked at. */
export interface Wanted {
  readonly region: string;
  readonly userPoolId: string;
  /** @default no client is taken over */
  readonly clientId?: string;
  /** @default no function is taken over */
  readonly functionName?: string;
}

/** What AWS has, without secrets. */
export interface AtAws {
  readonly userPool: UserPoolType;
  /** What passkeys are made for, where somebody said so. */
  readonly passkeys?: WebAuthnConfigurationType;
  /** The pool's clients: their ids by name, for whoever has named none. */
  readonly clients: readonly { readonly id: string; readonly name: string }[];
  readonly client?: Omit<UserPoolClientType, "ClientSecret"> & { readonly hasSecret: boolean };
  readonly customDomain?: CustomDomainAtAws;
  readonly function?: FunctionAtAws;
}

export interface CustomDomainAtAws {
  readonly name: string;
  readonly certificateArn?: string;
  /** Where its DNS record leads. */
  readonly target?: string;
}

export interface FunctionAtAws {
  readonly configuration: FunctionConfiguration;
  /** Whether it has the alias `live`. */
  readonly hasAlias: boolean;
  /** Statement ids of the permissions on that alias. */
  readonly statements: readonly string[];
}

/** The alias that Alexa invokes, as the stack names it. */
export const ALIAS = "live";

/** As long as AWS may take for one call, repetitions included. */
const MAX_CALL_MS = 15_000;

/**
 * Looks at what is to be taken over. Which credentials and which endpoint, the standard AWS variables and files say.
 *
 * @throws Problem that says what AWS refused, or does not have
 */
export async function readAtAws(
  { region, userPoolId: UserPoolId, clientId, functionName }: Wanted,
  signal: AbortSignal,
): Promise<AtAws> {
  const cognito = new CognitoIdentityProviderClient({
    region,
    maxAttempts: 2,
    ...throughProxy(`https://cognito-idp.${region}.amazonaws.com`),
  });
  const lambda = new LambdaClient({
    region,
    maxAttempts: 2,
    ...throughProxy(`https://lambda.${region}.amazonaws.com`),
  });
  const ask = <T>(action: string, what: string, call: (options: CallOptions) => Promise<T>): Promise<T> =>
    asked(action, what, signal, call);
  try {
    const { UserPool = {} } = await ask("cognito-idp:DescribeUserPool", `a user pool ${UserPoolId}`, (options) =>
      cognito.send(new DescribeUserPoolCommand({ UserPoolId }), options),
    );
    const { WebAuthnConfiguration: passkeys } = await ask(
      "cognito-idp:GetUserPoolMfaConfig",
      `a user pool ${UserPoolId}`,
      (options) => cognito.send(new GetUserPoolMfaConfigCommand({ UserPoolId }), options),
    );
    const clients = await ask("cognito-idp:ListUserPoolClients", `a user pool ${UserPoolId}`, async () => {
      const found: { readonly id: string; readonly name: string }[] = [];
      for await (const page of paginateListUserPoolClients({ client: cognito }, { UserPoolId, MaxResults: 60 })) {
        for (const { ClientId = "", ClientName = "" } of page.UserPoolClients ?? []) {
          found.push({ id: ClientId, name: ClientName });
        }
      }
      return found;
    });
    const customDomain = await readCustomDomain(cognito, UserPool.CustomDomain, ask);
    const client = clientId === undefined ? undefined : await readClient(cognito, { UserPoolId, clientId }, ask);
    const it = functionName === undefined ? undefined : await readFunction(lambda, functionName, ask);
    return {
      userPool: UserPool,
      clients,
      ...(passkeys && { passkeys }),
      ...(client && { client }),
      ...(customDomain && { customDomain }),
      ...(it && { function: it }),
    };
  } finally {
    cognito.destroy();
    lambda.destroy();
  }
}

interface CallOptions {
  readonly abortSignal: AbortSignal;
}

type Ask = <T>(action: string, what: string, call: (options: CallOptions) => Promise<T>) => Promise<T>;

async function asked<T>(
  action: string,
  what: string,
  signal: AbortSignal,
  call: (options: CallOptions) => Promise<T>,
): Promise<T> {
  try {
    return await call({ abortSignal: AbortSignal.any([signal, AbortSignal.timeout(MAX_CALL_MS)]) });
  } catch (error) {
    signal.throwIfAborted();
    throw new Problem(
      nameOf(error) === "ResourceNotFoundException"
        ? `AWS has not ${what} in this account and region. Check the id, AWS_PROFILE and the environment's region.`
        : awsReason(error, action),
    );
  }
}

async function readClient(
  cognito: CognitoIdentityProviderClient,
  { UserPoolId, clientId: ClientId }: { readonly UserPoolId: string; readonly clientId: string },
  ask: Ask,
): Promise<AtAws["client"]> {
  const { UserPoolClient } = await ask(
    "cognito-idp:DescribeUserPoolClient",
    `an app client ${ClientId} of ${UserPoolId}`,
    (options) => cognito.send(new DescribeUserPoolClientCommand({ UserPoolId, ClientId }), options),
  );
  const { ClientSecret = "", ...settings } = UserPoolClient ?? {};
  return { ...settings, hasSecret: ClientSecret !== "" };
}

async function readCustomDomain(
  cognito: CognitoIdentityProviderClient,
  name: string | undefined,
  ask: Ask,
): Promise<CustomDomainAtAws | undefined> {
  if (name === undefined) {
    return undefined;
  }
  const { DomainDescription = {} } = await ask("cognito-idp:DescribeUserPoolDomain", `a domain ${name}`, (options) =>
    cognito.send(new DescribeUserPoolDomainCommand({ Domain: name }), options),
  );
  const { CloudFrontDistribution: target, CustomDomainConfig } = DomainDescription;
  return { name, certificateArn: CustomDomainConfig?.CertificateArn, target };
}

async function readFunction(lambda: LambdaClient, FunctionName: string, ask: Ask): Promise<FunctionAtAws> {
  const what = `a function ${FunctionName}`;
  const configuration = await ask("lambda:GetFunctionConfiguration", what, (options) =>
    lambda.send(new GetFunctionConfigurationCommand({ FunctionName }), options),
  );
  const hasAlias = await ask("lambda:GetAlias", what, (options) =>
    orMissing(
      async () => (await lambda.send(new GetAliasCommand({ FunctionName, Name: ALIAS }), options)).Name === ALIAS,
      false,
    ),
  );
  const policy = await ask("lambda:GetPolicy", what, (options) =>
    orMissing(
      async () => (await lambda.send(new GetPolicyCommand({ FunctionName, Qualifier: ALIAS }), options)).Policy,
      undefined,
    ),
  );
  const statements = asList(valueAt(policy === undefined ? undefined : parseJson(policy), ["Statement"]));
  return { configuration, hasAlias, statements: statements.flatMap((it) => textAt(it, "Sid") ?? []) };
}

/** AWS says of what is not there that it finds no resource. */
async function orMissing<T>(call: () => Promise<T>, missing: T): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (nameOf(error) === "ResourceNotFoundException") {
      return missing;
    }
    throw error;
  }
}
