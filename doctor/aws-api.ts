import type {
  DomainDescriptionType,
  UserPoolType,
  WebAuthnConfigurationType,
} from "@aws-sdk/client-cognito-identity-provider";
import {
  CognitoIdentityProviderClient,
  DescribeUserPoolClientCommand,
  DescribeUserPoolCommand,
  DescribeUserPoolDomainCommand,
  GetUserPoolMfaConfigCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { FunctionConfiguration } from "@aws-sdk/client-lambda";
import {
  GetAliasCommand,
  GetFunctionConfigurationCommand,
  GetPolicyCommand,
  LambdaClient,
} from "@aws-sdk/client-lambda";
import type { WebACL } from "@aws-sdk/client-wafv2";
import { GetWebACLForResourceCommand, WAFV2Client } from "@aws-sdk/client-wafv2";
import { awsReason, nameOf } from "../common/aws-reason";
import { throughProxy } from "../common/http-proxy";
import { messageOf } from "../common/problem";
import type { AccountLinking } from "../contract/account-linking";
import type { AppClient, Aws, FunctionPolicy, Reading } from "./aws";

export interface AwsApiProps {
  readonly accountLinking: Pick<AccountLinking, "issuer" | "client_id">;
  readonly signal?: AbortSignal;
  /** Milliseconds for each call, repetitions included. @default 8000 */
  readonly timeoutMs?: number;
}

/**
 * The AWS API. Which account, which credentials and which endpoint, the standard AWS environment variables and files
 * say; the regions are those of the issuer and of each function's ARN.
 */
export class AwsApi implements Aws {
  private readonly poolId: string;
  private readonly cognito: CognitoIdentityProviderClient;
  private readonly waf: WAFV2Client;
  private readonly lambdas = new Map<string, LambdaClient>();

  constructor(private readonly props: AwsApiProps) {
    const { hostname, pathname } = new URL(props.accountLinking.issuer);
    this.poolId = pathname.slice(1);
    const region = hostname.split(".")[1];
    this.cognito = new CognitoIdentityProviderClient({
      region,
      maxAttempts: 2,
      ...throughProxy(`https://${hostname}`),
    });
    this.waf = new WAFV2Client({ region, maxAttempts: 2, ...throughProxy(`https://wafv2.${region}.amazonaws.com`) });
  }

  userPoolClient(): Promise<Reading<AppClient>> {
    const ids = { UserPoolId: this.poolId, ClientId: this.props.accountLinking.client_id };
    return this.read("cognito-idp:DescribeUserPoolClient", async (options) => {
      const { UserPoolClient } = await this.cognito.send(new DescribeUserPoolClientCommand(ids), options);
      const { ClientSecret: _, ...client } = UserPoolClient ?? {};
      return client;
    });
  }

  userPool(): Promise<Reading<UserPoolType>> {
    return this.read("cognito-idp:DescribeUserPool", async (options) => {
      const command = new DescribeUserPoolCommand({ UserPoolId: this.poolId });
      return (await this.cognito.send(command, options)).UserPool ?? {};
    });
  }

  passkeys(): Promise<Reading<WebAuthnConfigurationType | undefined>> {
    return this.read("cognito-idp:GetUserPoolMfaConfig", async (options) => {
      const command = new GetUserPoolMfaConfigCommand({ UserPoolId: this.poolId });
      return (await this.cognito.send(command, options)).WebAuthnConfiguration;
    });
  }

  signInDomain(host: string): Promise<Reading<DomainDescriptionType>> {
    return this.read("cognito-idp:DescribeUserPoolDomain", async (options) => {
      // A prefix domain goes by its first label.
      const Domain = host.replace(/\.auth\.[a-z0-9-]+\.amazoncognito\.com$/, "");
      return (await this.cognito.send(new DescribeUserPoolDomainCommand({ Domain }), options)).DomainDescription ?? {};
    });
  }

  functionByAlias(arn: string): Promise<Reading<FunctionConfiguration>> {
    return this.read("lambda:GetFunctionConfiguration", (options) =>
      this.lambda(arn).send(new GetFunctionConfigurationCommand(functionIds(arn)), options),
    );
  }

  async functionPolicy(arn: string): Promise<Reading<FunctionPolicy>> {
    const policy = await this.read("lambda:GetPolicy", async (options) => {
      const { Policy = "{}" } = await this.lambda(arn).send(new GetPolicyCommand(functionIds(arn)), options);
      const { Statement = [] } = JSON.parse(Policy) as Partial<FunctionPolicy>;
      return { Statement };
    });
    // Lambda says the same of a function that is not there; functionByAlias reports that one.
    return policy.kind === "missing" ? { kind: "read", value: { Statement: [] } } : policy;
  }

  functionRouting(arn: string): Promise<Reading<Readonly<Record<string, number>>>> {
    const { FunctionName, Qualifier } = functionIds(arn);
    // Neither a function's own ARN nor a version's shares anything.
    return Qualifier === undefined || /^(\d+|\$LATEST)$/.test(Qualifier)
      ? Promise.resolve({ kind: "read", value: {} })
      : this.read("lambda:GetAlias", async (options) => {
          const { RoutingConfig } = await this.lambda(arn).send(
            new GetAliasCommand({ FunctionName, Name: Qualifier }),
            options,
          );
          return RoutingConfig?.AdditionalVersionWeights ?? {};
        });
  }

  webAcl(poolArn: string): Promise<Reading<WebACL | undefined>> {
    return this.read("wafv2:GetWebACLForResource", async (options) => {
      const command = new GetWebACLForResourceCommand({ ResourceArn: poolArn });
      return (await this.waf.send(command, options)).WebACL;
    });
  }

  /** Closes what connections are open. */
  close(): void {
    for (const client of [this.cognito, this.waf, ...this.lambdas.values()]) {
      client.destroy();
    }
  }

  private lambda(arn: string): LambdaClient {
    const region = arn.split(":")[3] ?? "";
    const client =
      this.lambdas.get(region) ??
      new LambdaClient({ region, maxAttempts: 2, ...throughProxy(`https://lambda.${region}.amazonaws.com`) });
    this.lambdas.set(region, client);
    return client;
  }

  private async read<T>(action: string, call: (options: CallOptions) => Promise<T>): Promise<Reading<T>> {
    const { signal, timeoutMs = 8000 } = this.props;
    const timer = new AbortController();
    const timeout = setTimeout(() => timer.abort(), timeoutMs);
    const abortSignal = AbortSignal.any([timer.signal, ...(signal === undefined ? [] : [signal])]);
    try {
      return { kind: "read", value: await call({ abortSignal }) };
    } catch (error) {
      return nameOf(error) === "ResourceNotFoundException"
        ? { kind: "missing", reason: messageOf(error) }
        : { kind: "unknown", reason: awsReason(error, action) };
    } finally {
      clearTimeout(timeout);
    }
  }
}

interface CallOptions {
  readonly abortSignal: AbortSignal;
}

/** `arn:aws:lambda:{region}:{account}:function:{name}:{alias}` */
function functionIds(arn: string): { readonly FunctionName: string; readonly Qualifier?: string } {
  const parts = arn.split(":");
  return { FunctionName: parts.slice(0, 7).join(":"), ...(parts[7] !== undefined && { Qualifier: parts[7] }) };
}
