import type {
  CognitoRiskConfigurationAccountTakeoverRiskConfiguration,
  CognitoRiskConfigurationCompromisedCredentialsRiskConfiguration,
  CognitoRiskConfigurationRiskExceptionConfiguration,
} from "@cdktf/provider-aws/lib/cognito-risk-configuration";
import {
  CognitoRiskConfiguration,
  cognitoRiskConfigurationAccountTakeoverRiskConfigurationToTerraform,
  cognitoRiskConfigurationCompromisedCredentialsRiskConfigurationToTerraform,
  cognitoRiskConfigurationRiskExceptionConfigurationToTerraform,
} from "@cdktf/provider-aws/lib/cognito-risk-configuration";
import { Wafv2WebAclAssociation } from "@cdktf/provider-aws/lib/wafv2-web-acl-association";
import { Construct } from "constructs";
import type { AccountTakeoverProps, ProtectionProps, RiskRulesProps } from "./environment/protection";
import { optionalBlock } from "./module/blocks";
import type { Condition } from "./module/condition";
import { anyOf, choose, countOf, isEmpty, isGiven, not } from "./module/condition";
import { withStaticAddress } from "./static-address";
import type { UserPool } from "./user-pool";

export interface SignInProtectionProps {
  readonly userPool: UserPool;
  readonly settings: ProtectionProps;
}

/** What stands before the sign-in page and the token endpoint of a pool: a web ACL, and rules about risky sign-ins. */
export class SignInProtection extends Construct {
  /** The web ACL's place before the pool. */
  readonly webAcl: Wafv2WebAclAssociation | undefined;
  /** What happens to a sign-in that looks wrong. */
  readonly riskRules: CognitoRiskConfiguration | undefined;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: SignInProtectionProps,
  ) {
    super(scope, id);
    const { riskRules, webAclArn } = props.settings;
    this.webAcl = webAclArn === undefined ? undefined : this.associate(webAclArn);
    this.riskRules = riskRules === undefined ? undefined : this.judge(riskRules as Required<RiskRulesProps>);
  }

  private associate(webAclArn: string): Wafv2WebAclAssociation {
    return withStaticAddress(
      new Wafv2WebAclAssociation(this, "web_acl", {
        ...countOf(isGiven(webAclArn)),
        resourceArn: this.props.userPool.arn,
        webAclArn,
      }),
    );
  }

  private judge(rules: Required<RiskRulesProps>): CognitoRiskConfiguration {
    const resource = withStaticAddress(
      new CognitoRiskConfiguration(this, "risk", {
        ...countOf(isGiven(rules)),
        userPoolId: this.props.userPool.id,
      }),
    );
    optionalBlock<CognitoRiskConfigurationCompromisedCredentialsRiskConfiguration>(
      resource,
      {
        path: "compromised_credentials_risk_configuration",
        put: (block) => resource.putCompromisedCredentialsRiskConfiguration(block),
        toTerraform: cognitoRiskConfigurationCompromisedCredentialsRiskConfigurationToTerraform,
      },
      isGiven(rules.compromisedCredentials),
      { actions: { eventAction: rules.compromisedCredentials } },
    );
    this.addTakeover(resource, rules.accountTakeover as Required<AccountTakeoverProps> | undefined);
    optionalBlock<CognitoRiskConfigurationRiskExceptionConfiguration>(
      resource,
      {
        path: "risk_exception_configuration",
        put: (block) => resource.putRiskExceptionConfiguration(block),
        toTerraform: cognitoRiskConfigurationRiskExceptionConfigurationToTerraform,
      },
      anyOf(not(isEmpty(rules.blockedIpRanges)), not(isEmpty(rules.skippedIpRanges))),
      { blockedIpRangeList: listed(rules.blockedIpRanges), skippedIpRangeList: listed(rules.skippedIpRanges) },
    );
    return resource;
  }

  private addTakeover(resource: CognitoRiskConfiguration, takeover: Required<AccountTakeoverProps> | undefined): void {
    if (takeover === undefined) {
      return;
    }
    const { high, low, medium, sesIdentityArn } = takeover;
    const notify: Condition = takeover.notify;
    const action = (eventAction: string) => ({ eventAction, notify });
    optionalBlock<CognitoRiskConfigurationAccountTakeoverRiskConfiguration>(
      resource,
      {
        path: "account_takeover_risk_configuration",
        put: (block) => resource.putAccountTakeoverRiskConfiguration(block),
        toTerraform: cognitoRiskConfigurationAccountTakeoverRiskConfigurationToTerraform,
      },
      isGiven(takeover),
      {
        actions: { lowAction: action(low), mediumAction: action(medium), highAction: action(high) },
        notifyConfiguration: { sourceArn: sesIdentityArn },
      },
    );
  }
}

/** The provider takes no empty list: "requires 1 item minimum". */
const listed = (ranges: readonly string[]): string[] | undefined =>
  choose<string[] | undefined>(isEmpty(ranges), undefined, [...ranges]);
