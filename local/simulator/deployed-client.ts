import type { CognitoIdentityProviderClient, UserPoolClientType } from "@aws-sdk/client-cognito-identity-provider";
import { DescribeUserPoolClientCommand, UpdateUserPoolClientCommand } from "@aws-sdk/client-cognito-identity-provider";
import { Problem } from "../../common/problem";
import type { AwsAccess } from "../aws/aws-access";
import { cognitoClient } from "../aws/aws-access";

export interface DeployedClientProps extends AwsAccess {
  readonly poolId: string;
  readonly clientId: string;
}

/** Alexa's app client as it is deployed, read and changed through the AWS API. */
export class DeployedClient {
  private readonly api: CognitoIdentityProviderClient;

  constructor(private readonly props: DeployedClientProps) {
    this.api = cognitoClient(props);
  }

  /** @throws Problem when it is gone */
  async read(): Promise<UserPoolClientType> {
    const { poolId: UserPoolId, clientId: ClientId } = this.props;
    const { UserPoolClient } = await this.api.send(new DescribeUserPoolClientCommand({ UserPoolId, ClientId }));
    if (UserPoolClient === undefined) {
      throw new Problem(`The user pool ${UserPoolId} has no client ${ClientId} any more.`);
    }
    return UserPoolClient;
  }

  /** Makes the client what `client` says: the API takes all of its settings, and what it does not get it resets. */
  async write({ ClientSecret, CreationDate, LastModifiedDate, ...settings }: UserPoolClientType): Promise<void> {
    const { poolId: UserPoolId, clientId: ClientId } = this.props;
    await this.api.send(new UpdateUserPoolClientCommand({ ...settings, UserPoolId, ClientId }));
  }

  close(): void {
    this.api.destroy();
  }
}
