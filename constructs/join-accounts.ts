import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import { ref, TerraformStack, Token } from "cdktf";
import { Construct } from "constructs";
import { MAX_TRIGGER_SECONDS } from "../contract/cognito-limits";
import type { TrustedProvider } from "../contract/joined-accounts";
import { TRUSTED_PROVIDERS_VARIABLE } from "../contract/joined-accounts";
import { COGNITO_PRINCIPAL } from "../contract/service-principals";
import type { Environment } from "./environment/environment";
import { DEFAULT_ATTRIBUTES } from "./environment/identity-provider-attributes";
import type { TriggerName } from "./environment/triggers";
import { LAMBDA_TRUST, writeLogsPolicy } from "./function-role";
import type { Condition } from "./module/condition";
import { countOf, hasEntries } from "./module/condition";
import type { SkillBundle, SkillCode } from "./skill-bundle";
import { codeOf, readSkillBundle } from "./skill-bundle";
import { RUNTIME } from "./skill-function";
import { withStaticAddress } from "./static-address";
import type { UserPool } from "./user-pool";

export interface JoinAccountsProps {
  /** What the names of function and role begin with. */
  readonly name: string;
  readonly joinAccounts: Environment["userPool"]["joinAccounts"];
  readonly identityProviders: Environment["identityProviders"];
  /**
   * The function's code: `lambda/triggers/join-accounts.ts`.
   * @default - the zip that `npm run bundle` makes, `dist/triggers/join-accounts.zip`
   */
  readonly bundle?: SkillBundle | SkillCode;
  /**
   * The ARN of the policy that bounds what the function's role may do.
   * @default - no boundary
   */
  readonly permissionsBoundary?: string;
}

/** When Cognito calls it. */
const MOMENTS: readonly TriggerName[] = ["postConfirmation", "preSignUp"];

const BUNDLE = "dist/triggers/join-accounts.zip";

/** What of a provider's settings the function reads, as Terraform's expression. The claim is that of the mapping. */
const IN_MODULE = `\${jsonencode({ for name, it in var.user_pool.join_accounts : name => { addressesVerified = it.addresses_verified, aheadBy = it.link_ahead ? try(var.identity_providers[name].attributes["email"], local.identity_provider_attributes[var.identity_providers[name].type]["email"], "email") : null } })}`;

/**
 * The function that makes one account of a person's two. Its role may find and link users of this pool, and of no other.
 *
 * The pool names the function, the function runs under the role, and the role may something with the pool: a circle, were it
 * one resource. It is cut at the role's policy, which comes last, and for which the function does not wait. Until it is
 * there, nobody can be joined, and nobody is let in by a mistake.
 */
export class JoinAccounts extends Construct {
  /** The function itself; none where no provider is given. */
  readonly resource: LambdaFunction | undefined;
  private readonly role: IamRole | undefined;
  private readonly exists: Condition;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: JoinAccountsProps,
  ) {
    super(scope, id);
    this.exists = hasEntries(props.joinAccounts);
    this.role = this.exists === false ? undefined : this.makeRole();
    this.resource = this.role === undefined ? undefined : this.make(this.role);
  }

  /** The function as Cognito's trigger of that name, where only Terraform may know if there is one. */
  arnOf(name: TriggerName): string | undefined {
    if (this.resource === undefined || !MOMENTS.includes(name)) {
      return undefined;
    }
    return this.exists === true ? this.resource.arn : `one(aws_lambda_function.${this.node.id}[*].arn)`;
  }

  /** Lets Cognito invoke the function, and the function find and link users, for this pool alone. */
  permit(userPool: UserPool): void {
    if (this.resource === undefined || this.role === undefined) {
      return;
    }
    const there = countOf(this.exists);
    withStaticAddress(
      new IamRolePolicy(this, "link_users", {
        ...there,
        name: "link-users",
        role: this.role.name,
        policy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Action: ["cognito-idp:AdminLinkProviderForUser", "cognito-idp:ListUsers"],
              Resource: userPool.arn,
            },
          ],
        }),
      }),
    );
    withStaticAddress(
      new LambdaPermission(this, "cognito", {
        ...there,
        statementId: "cognito",
        action: "lambda:InvokeFunction",
        principal: COGNITO_PRINCIPAL,
        sourceArn: userPool.arn,
        functionName: this.resource.functionName,
      }),
    );
  }

  private get name(): string {
    return `${this.props.name}_joinac`;
  }

  private makeRole(): IamRole {
    return withStaticAddress(
      new IamRole(this, "role", {
        ...countOf(this.exists),
        name: this.name,
        permissionsBoundary: this.props.permissionsBoundary,
        assumeRolePolicy: LAMBDA_TRUST,
      }),
    );
  }

  private make(role: IamRole): LambdaFunction {
    const there = countOf(this.exists);
    const logs = withStaticAddress(
      new CloudwatchLogGroup(this, "logs", { ...there, name: `/aws/lambda/${this.name}`, retentionInDays: 30 }),
    );
    const writeLogs = withStaticAddress(
      new IamRolePolicy(this, "write_logs", {
        ...there,
        name: "write-logs",
        role: role.name,
        policy: writeLogsPolicy(logs.arn),
      }),
    );
    return withStaticAddress(
      new LambdaFunction(this, "Default", {
        ...there,
        functionName: this.name,
        description: "Makes one account of a person's two",
        role: role.arn,
        runtime: RUNTIME,
        handler: "index.handler",
        architectures: ["arm64"],
        memorySize: 512,
        // Three calls of Cognito's API, at most.
        timeout: MAX_TRIGGER_SECONDS,
        ...codeOf(this, this.props.bundle ?? readSkillBundle(BUNDLE)),
        environment: { variables: { [TRUSTED_PROVIDERS_VARIABLE]: this.trusted() } },
        dependsOn: [logs, writeLogs],
        lifecycle: { createBeforeDestroy: true },
      }),
    );
  }

  private trusted(): string {
    const { identityProviders, joinAccounts } = this.props;
    if (Token.isUnresolved(joinAccounts)) {
      return Token.asString(ref(IN_MODULE.slice(2, -1), TerraformStack.of(this)));
    }
    const entries = Object.entries(joinAccounts)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, { addressesVerified, linkAhead }]): readonly [string, TrustedProvider] => {
        const provider = identityProviders[name];
        const claim =
          (provider as { readonly attributes?: Readonly<Record<string, string>> } | undefined)?.attributes?.email ??
          DEFAULT_ATTRIBUTES[provider?.type ?? ""]?.email ??
          "email";
        return [name, { addressesVerified, ...(linkAhead ? { aheadBy: claim } : {}) }];
      });
    return JSON.stringify(Object.fromEntries(entries));
  }
}
