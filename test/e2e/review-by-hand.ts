import {
  CognitoIdentityProviderClient,
  CreateGroupCommand,
  DeleteGroupCommand,
  DescribeUserPoolCommand,
  ListUserPoolClientsCommand,
  ListUserPoolsCommand,
  UpdateUserPoolClientCommand,
  UpdateUserPoolCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import {
  LambdaClient,
  UpdateAliasCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
} from "@aws-sdk/client-lambda";
import type { AwsAccess } from "../../local/aws/aws-access";

/** Somebody with the AWS console, who changes what Terraform looks after. */
export class ByHand {
  private readonly cognito: CognitoIdentityProviderClient;
  private readonly lambda: LambdaClient;

  constructor(access: AwsAccess) {
    this.cognito = new CognitoIdentityProviderClient(access);
    this.lambda = new LambdaClient(access);
  }

  end(): void {
    this.cognito.destroy();
    this.lambda.destroy();
  }

  async poolId(name: string): Promise<string> {
    const { UserPools } = await this.cognito.send(new ListUserPoolsCommand({ MaxResults: 60 }));
    const ids = (UserPools ?? []).filter(({ Name }) => Name === name).map(({ Id }) => Id);
    if (ids.length !== 1) {
      throw new Error(`There are ${ids.length} user pools called ${name}.`);
    }
    return ids[0] ?? "";
  }

  async setMinimumPasswordLength(poolName: string, MinimumLength: number): Promise<void> {
    const UserPoolId = await this.poolId(poolName);
    const { UserPool } = await this.cognito.send(new DescribeUserPoolCommand({ UserPoolId }));
    // What is not said is reset, so all the rest is said as it is.
    const { Policies, AutoVerifiedAttributes, AccountRecoverySetting, AdminCreateUserConfig } = UserPool ?? {};
    const { MfaConfiguration, UserAttributeUpdateSettings, VerificationMessageTemplate } = UserPool ?? {};
    await this.cognito.send(
      new UpdateUserPoolCommand({
        UserPoolId,
        AutoVerifiedAttributes,
        AccountRecoverySetting,
        AdminCreateUserConfig,
        MfaConfiguration,
        UserAttributeUpdateSettings,
        VerificationMessageTemplate,
        UserPoolTier: UserPool?.UserPoolTier,
        Policies: { ...Policies, PasswordPolicy: { ...Policies?.PasswordPolicy, MinimumLength } },
      }),
    );
  }

  async setRefreshTokenDays(poolName: string, clientName: string, RefreshTokenValidity: number): Promise<void> {
    const UserPoolId = await this.poolId(poolName);
    const { UserPoolClients } = await this.cognito.send(new ListUserPoolClientsCommand({ UserPoolId, MaxResults: 60 }));
    const { ClientId } = UserPoolClients?.find(({ ClientName }) => ClientName === clientName) ?? {};
    await this.cognito.send(new UpdateUserPoolClientCommand({ UserPoolId, ClientId, RefreshTokenValidity }));
  }

  async createGroup(UserPoolId: string, GroupName: string): Promise<void> {
    await this.cognito.send(new CreateGroupCommand({ UserPoolId, GroupName }));
  }

  async deleteGroup(UserPoolId: string, GroupName: string): Promise<void> {
    await this.cognito.send(new DeleteGroupCommand({ UserPoolId, GroupName }));
  }

  async setTimeout(FunctionName: string, seconds: number): Promise<void> {
    await this.lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, Timeout: seconds }));
  }

  /** Releases other code as version 2, and lets the alias point at it. */
  async release(FunctionName: string, Name: string): Promise<void> {
    const ZipFile = Buffer.from("Fixed by hand");
    await this.lambda.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile, Publish: true }));
    await this.lambda.send(new UpdateAliasCommand({ FunctionName, Name, FunctionVersion: "2" }));
  }
}
