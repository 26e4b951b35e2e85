import type {
  CognitoUserPoolAccountRecoverySettingRecoveryMechanism,
  CognitoUserPoolSchema,
} from "@cdktf/provider-aws/lib/cognito-user-pool";
import { CognitoUserPool } from "@cdktf/provider-aws/lib/cognito-user-pool";
import { Construct } from "constructs";
import type { AccountRecovery, Environment, Mfa, UserPoolProps as PoolSettings } from "./environment";
import { literalText } from "./literal-text";
import { SmsRole } from "./sms-role";
import { withStaticAddress } from "./static-address";

export interface UserPoolProps {
  /** The pool's name. Changing it replaces the pool (provider 5.x). */
  readonly name: string;
  readonly region: string;
  readonly settings: Environment["userPool"];
}

const MFA_CONFIGURATION: Readonly<Record<Mfa, string>> = { off: "OFF", optional: "OPTIONAL", required: "ON" };

/**
 * The Amazon Cognito user pool that holds the skill's users.
 *
 * Sign-in identifiers, case sensitivity and required attributes can never be changed: doing so replaces the pool and
 * deletes every user. Source: Amazon Cognito, "Updating user pool configuration".
 */
export class UserPool extends Construct {
  readonly resource: CognitoUserPool;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: UserPoolProps,
  ) {
    super(scope, id);
    const { name, region, settings } = props;
    const { passwordPolicy, signIn, verificationEmail } = settings;
    const attributes = this.contactAttributes();
    const sms = attributes.includes("phone_number") ? this.smsRole() : undefined;

    this.resource = withStaticAddress(
      new CognitoUserPool(this, "Default", {
        name,
        ...(signIn.includes("username")
          ? { aliasAttributes: signInAttributes(signIn) }
          : { usernameAttributes: signInAttributes(signIn) }),
        usernameConfiguration: { caseSensitive: false },
        schema: this.schema(attributes),
        autoVerifiedAttributes: attributes,
        // A changed address counts only after its owner confirmed it; until then the old one stays valid.
        userAttributeUpdateSettings: { attributesRequireVerificationBeforeUpdate: attributes },
        passwordPolicy: {
          minimumLength: passwordPolicy.minimumLength,
          requireLowercase: passwordPolicy.requireLowercase,
          requireUppercase: passwordPolicy.requireUppercase,
          requireNumbers: passwordPolicy.requireNumbers,
          requireSymbols: passwordPolicy.requireSymbols,
          temporaryPasswordValidityDays: passwordPolicy.temporaryPasswordDays,
        },
        mfaConfiguration: MFA_CONFIGURATION[settings.mfa],
        ...(settings.mfa === "off" ? {} : { softwareTokenMfaConfiguration: { enabled: true } }),
        accountRecoverySetting: { recoveryMechanism: recoveryMechanisms(settings.accountRecovery) },
        adminCreateUserConfig: { allowAdminCreateUserOnly: !settings.selfSignUp },
        verificationMessageTemplate: {
          defaultEmailOption: "CONFIRM_WITH_CODE",
          emailSubject: literalText(verificationEmail.subject),
          emailMessage: literalText(verificationEmail.message),
        },
        deletionProtection: settings.deletionProtection ? "ACTIVE" : "INACTIVE",
        ...(settings.deletionProtection ? { lifecycle: { preventDestroy: true } } : {}),
        ...(sms === undefined
          ? {}
          : {
              smsConfiguration: { externalId: name, snsCallerArn: sms.arn, snsRegion: region },
              dependsOn: [sms.policy],
            }),
      }),
    );
  }

  /** `https://cognito-idp.{region}.amazonaws.com/{pool id}`: the `iss` claim, never the domain. */
  get issuer(): string {
    return `https://cognito-idp.${this.props.region}.amazonaws.com/${this.resource.id}`;
  }

  /** The addresses that users have and Cognito verifies. Nobody could confirm or recover a user name alone. */
  private contactAttributes(): string[] {
    const { signIn } = this.props.settings;
    return [
      ...(signIn.includes("email") || signIn.includes("username") ? ["email"] : []),
      ...(signIn.includes("phone") ? ["phone_number"] : []),
    ];
  }

  /** A single sign-in attribute is asked for anyway; any other address has to be required to be there. */
  private schema(contactAttributes: readonly string[]): CognitoUserPoolSchema[] {
    const { requiredAttributes, signIn } = this.props.settings;
    const askedForAnyway = signIn.length === 1 ? signInAttributes(signIn) : [];
    return [...contactAttributes.filter((name) => !askedForAnyway.includes(name)), ...requiredAttributes].map(
      (name) => ({
        name,
        attributeDataType: "String",
        required: true,
        mutable: true,
        // Cognito's own limits for standard attributes, written out: without them every plan would replace the pool.
        stringAttributeConstraints: { minLength: "0", maxLength: "2048" },
      }),
    );
  }

  private smsRole(): SmsRole {
    const { name } = this.props;
    // No environment's name has an underscore, so this cannot be another environment's role.
    return new SmsRole(this, "sms", { name: `${name}_sms`, externalId: name });
  }
}

/** Cognito's names of the attributes behind the sign-in identifiers. */
function signInAttributes(signIn: PoolSettings["signIn"] & {}): string[] {
  return [...(signIn.includes("email") ? ["email"] : []), ...(signIn.includes("phone") ? ["phone_number"] : [])];
}

const recoveryMechanisms = (
  names: readonly AccountRecovery[],
): CognitoUserPoolAccountRecoverySettingRecoveryMechanism[] =>
  names.map((name, index) => ({ name, priority: index + 1 }));
