import { CognitoUserPoolUiCustomization } from "@cdktf/provider-aws/lib/cognito-user-pool-ui-customization";
import { Construct } from "constructs";
import type { AlexaAppClient } from "./alexa-app-client";
import type { SignInPageProps } from "./environment/client";
import { literalText } from "./literal-text";
import type { Condition } from "./module/condition";
import { countOf } from "./module/condition";
import { withStaticAddress } from "./static-address";
import type { UserPool } from "./user-pool";
import type { UserPoolDomain } from "./user-pool-domain";

export interface SignInPageConstructProps {
  readonly userPool: UserPool;
  /** Whose sign-in page it is: those of other clients of the pool stay as they are. */
  readonly client: AlexaAppClient;
  /** The domain that shows the page: without one, Cognito refuses. */
  readonly domain: UserPoolDomain;
  readonly settings: SignInPageProps;
  /**
   * Whether the page has a look of its own, where only Terraform knows.
   * @default true
   */
  readonly exists?: Condition;
}

/** The look of the classic sign-in pages of Alexa's client. Source: Amazon Cognito, "Hosted UI (classic) branding". */
export class SignInPage extends Construct {
  readonly resource: CognitoUserPoolUiCustomization;

  constructor(
    scope: Construct,
    id: string,
    { client, domain, exists = true, settings, userPool }: SignInPageConstructProps,
  ) {
    super(scope, id);
    const domains = [domain.resource, domain.custom?.resource].filter((it) => it !== undefined);
    this.resource = withStaticAddress(
      new CognitoUserPoolUiCustomization(this, "Default", {
        ...countOf(exists),
        userPoolId: userPool.id,
        clientId: client.id,
        css: settings.css === undefined ? undefined : literalText(settings.css),
        imageFile: settings.logo,
        dependsOn: domains,
      }),
    );
  }
}
