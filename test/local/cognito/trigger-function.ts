import type { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { DescribeUserPoolCommand } from "@aws-sdk/client-cognito-identity-provider";
import { AddPermissionCommand, CreateFunctionCommand, LambdaClient } from "@aws-sdk/client-lambda";
import type { AwsAccess } from "../../../local/aws/aws-access";
import { askEmulator } from "../../../local/aws/aws-access";

const ROLE = "trigger";

export interface TriggerFunction {
  readonly poolId: string;
  readonly name: string;
  readonly zip: Uint8Array;
  readonly variables?: Readonly<Record<string, string>>;
}

/** Makes functions in the emulator that a user pool may call. */
export class TriggerFunctions {
  private readonly lambda: LambdaClient;

  private constructor(
    access: AwsAccess,
    private readonly api: CognitoIdentityProviderClient,
  ) {
    this.lambda = new LambdaClient(access);
  }

  /** Makes their role as well. */
  static async start(access: AwsAccess, api: CognitoIdentityProviderClient): Promise<TriggerFunctions> {
    await askEmulator(access, "iam", {
      method: "POST",
      path: "/",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({
        Action: "CreateRole",
        Version: "2010-05-08",
        RoleName: ROLE,
        AssumeRolePolicyDocument: JSON.stringify({
          Version: "2012-10-17",
          Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
        }),
      }).toString(),
    });
    return new TriggerFunctions(access, api);
  }

  /** @returns the function's ARN */
  async make({ name, poolId, variables, zip }: TriggerFunction): Promise<string> {
    const { UserPool } = await this.api.send(new DescribeUserPoolCommand({ UserPoolId: poolId }));
    const { FunctionArn = "" } = await this.lambda.send(
      new CreateFunctionCommand({
        FunctionName: name,
        Role: `arn:aws:iam::123456789012:role/${ROLE}`,
        Runtime: "nodejs22.x",
        Handler: "index.handler",
        Timeout: 4,
        Code: { ZipFile: zip },
        Environment: { Variables: variables },
      }),
    );
    await this.lambda.send(
      new AddPermissionCommand({
        FunctionName: FunctionArn,
        StatementId: "cognito",
        Action: "lambda:InvokeFunction",
        Principal: "cognito-idp.amazonaws.com",
        SourceArn: UserPool?.Arn,
      }),
    );
    return FunctionArn;
  }

  stop(): void {
    this.lambda.destroy();
  }
}
