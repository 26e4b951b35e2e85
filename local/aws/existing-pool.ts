import type {
  CognitoIdentityProviderClient,
  CreateUserPoolClientCommandInput,
} from "@aws-sdk/client-cognito-identity-provider";
import {
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  CreateUserPoolDomainCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { Problem } from "../../common/problem";
import type { AccountLinking } from "../../contract/account-linking";
import { ACCOUNT_LINKING_OUTPUT } from "../../contract/account-linking";
import { readStackJson } from "../../terraform/stack-json";
import type { SynthesizedStack } from "../../terraform/synthesized-stack";
import type { AwsAccess } from "./aws-access";
import { cognitoClient } from "./aws-access";

/** A user pool that a stack finds at AWS and does not make, with what the stack expects to be there. */
export interface ExistingPool {
  readonly poolId: string;
  /** The host of the domain that it has. */
  readonly host?: string;
  /** The app client that was made for Alexa, with what such a client has. */
  readonly client?: { readonly id: string } & Pick<AccountLinking, "redirect_uris" | "scopes">;
}

/**
 * What a stack expects to exist.
 *
 * @returns undefined for a stack that makes its own pool
 * @throws Problem when only Terraform knows what that is, and as readStackJson
 */
export function readExisting({ folder, name }: Pick<SynthesizedStack, "folder" | "name">): ExistingPool | undefined {
  const json = readStackJson(folder) as unknown as StackJson;
  const poolId = json.data?.aws_cognito_user_pool?.user_pool_existing?.user_pool_id;
  if (poolId === undefined) {
    return undefined;
  }
  const { authorization_uri, client_id, redirect_uris, scopes } = json.output[ACCOUNT_LINKING_OUTPUT].value;
  const hasClient = json.data?.aws_cognito_user_pool_client?.alexa_existing !== undefined;
  const isMade = json.resource?.aws_cognito_user_pool_domain !== undefined;
  const existing: ExistingPool = {
    poolId,
    ...(isMade ? {} : { host: new URL(authorization_uri.replaceAll(/[${}]/g, "_")).host }),
    ...(hasClient ? { client: { id: client_id, redirect_uris, scopes } } : {}),
  };
  if (JSON.stringify(existing).includes("${")) {
    throw new Problem(
      `What exists for the environment ${name} cannot be made on this machine: its ids, host, scopes or redirect URIs ` +
        "are values that only Terraform knows. Write them out in environments.ts.",
    );
  }
  return existing;
}

interface StackJson {
  readonly data?: {
    readonly aws_cognito_user_pool?: { readonly user_pool_existing?: { readonly user_pool_id: string } };
    readonly aws_cognito_user_pool_client?: { readonly alexa_existing?: object };
  };
  readonly resource?: { readonly aws_cognito_user_pool_domain?: object };
  readonly output: { readonly [ACCOUNT_LINKING_OUTPUT]: { readonly value: AccountLinking } };
}

/** The ids that the emulator has to give. */
export const existingIds = (existing: ExistingPool | undefined): readonly string[] =>
  existing === undefined ? [] : [existing.poolId, ...(existing.client === undefined ? [] : [existing.client.id])];

/**
 * Makes a pool as it might exist: with e-mail sign-in, Cognito's defaults, and whatever of domain and client the stack
 * expects. What the pool at AWS has beyond that, nobody here knows.
 */
export async function makeExisting(access: AwsAccess, { poolId, host, client }: ExistingPool): Promise<void> {
  const api = cognitoClient(access);
  try {
    await api.send(
      new CreateUserPoolCommand({
        PoolName: poolId,
        UsernameAttributes: ["email"],
        AutoVerifiedAttributes: ["email"],
        UsernameConfiguration: { CaseSensitive: false },
      }),
    );
    if (host !== undefined) {
      await makeDomain(api, { poolId, host, region: access.region });
    }
    if (client !== undefined) {
      await api.send(new CreateUserPoolClientCommand(clientOf(poolId, client)));
    }
  } finally {
    api.destroy();
  }
}

/** A prefix domain by the host that AWS gives it, any other host as a custom domain. */
async function makeDomain(
  api: CognitoIdentityProviderClient,
  { poolId, host, region }: { readonly poolId: string; readonly host: string; readonly region: string },
): Promise<void> {
  const suffix = `.auth.${region}.amazoncognito.com`;
  const CertificateArn = "arn:aws:acm:us-east-1:123456789012:certificate/00000000-0000-4000-8000-000000000000";
  const domain = host.endsWith(suffix)
    ? { Domain: host.slice(0, -suffix.length) }
    : { Domain: host, CustomDomainConfig: { CertificateArn } };
  await api.send(new CreateUserPoolDomainCommand({ UserPoolId: poolId, ...domain }));
}

const clientOf = (
  poolId: string,
  { id, redirect_uris, scopes }: NonNullable<ExistingPool["client"]>,
): CreateUserPoolClientCommandInput => ({
  UserPoolId: poolId,
  ClientName: id,
  GenerateSecret: true,
  AllowedOAuthFlowsUserPoolClient: true,
  AllowedOAuthFlows: ["code"],
  AllowedOAuthScopes: [...scopes],
  CallbackURLs: [...redirect_uris],
  SupportedIdentityProviders: ["COGNITO"],
  ExplicitAuthFlows: ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"],
});
