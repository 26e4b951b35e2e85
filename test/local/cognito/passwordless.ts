import type {
  AuthFactorType,
  CreateUserPoolClientCommandInput,
  CreateUserPoolCommandInput,
  ExplicitAuthFlowsType,
} from "@aws-sdk/client-cognito-identity-provider";
import {
  CreateManagedLoginBrandingCommand,
  UpdateUserPoolClientCommand,
  UpdateUserPoolCommand,
  UpdateUserPoolDomainCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { clientSettings, poolSettings, SignInWorld } from "./sign-in-fixture";

const FLOWS: ExplicitAuthFlowsType[] = ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_AUTH"];

const SMS = { SnsCallerArn: "arn:aws:iam::123456789012:role/sms", ExternalId: "external" };

/** Lets the sign-ins of a world begin with these factors. */
export function setFactors(
  world: SignInWorld,
  factors: AuthFactorType[],
  changes: Partial<CreateUserPoolCommandInput> = {},
) {
  const { UsernameAttributes: _, UsernameConfiguration: __, Schema: ___, PoolName: ____, ...settings } = poolSettings;
  return world.api.send(
    new UpdateUserPoolCommand({
      ...settings,
      UserPoolId: world.poolId,
      SmsConfiguration: SMS,
      Policies: { ...settings.Policies, SignInPolicy: { AllowedFirstAuthFactors: factors } },
      ...changes,
    }),
  );
}

/** Gives the pages of a world another version. */
export const setPages = (world: SignInWorld, ManagedLoginVersion: 1 | 2) =>
  world.api.send(
    new UpdateUserPoolDomainCommand({
      UserPoolId: world.poolId,
      Domain: world.host.split(".")[0] ?? "",
      ManagedLoginVersion,
    }),
  );

const { GenerateSecret: _, ...settings } = clientSettings;

/** Changes Alexa's client, which keeps nothing that is not sent. */
export const setClient = (world: SignInWorld, changes: Partial<CreateUserPoolClientCommandInput>) =>
  world.api.send(
    new UpdateUserPoolClientCommand({
      ...settings,
      ClientId: world.client.id,
      UserPoolId: world.poolId,
      ...changes,
    }),
  );

/** A world in which sign-ins begin with any factor, on managed login. */
export async function startPasswordless(
  factors: AuthFactorType[] = ["PASSWORD", "EMAIL_OTP", "SMS_OTP", "WEB_AUTHN"],
): Promise<SignInWorld> {
  const world = await SignInWorld.start();
  await makePasswordless(world, factors);
  return world;
}

export async function makePasswordless(
  world: SignInWorld,
  factors: AuthFactorType[],
  clientId = world.client.id,
): Promise<void> {
  const { api, poolId } = world;
  await setFactors(world, factors);
  await setPages(world, 2);
  await api.send(
    new UpdateUserPoolClientCommand({
      UserPoolId: poolId,
      ClientId: clientId,
      ...(clientId === world.client.id ? settings : {}),
      ExplicitAuthFlows: FLOWS,
    }),
  );
  await api.send(
    new CreateManagedLoginBrandingCommand({ UserPoolId: poolId, ClientId: clientId, UseCognitoProvidedValues: true }),
  );
}
