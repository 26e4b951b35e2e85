import type { UserPoolType, WebAuthnConfigurationType } from "@aws-sdk/client-cognito-identity-provider";
import { isObject } from "../common/json";

/** Members that the provider sends, or that no call sends. `true` stands for all that is below. */
type Known = { readonly [member: string]: true | Known };

/** What AWS answers about a pool, and UpdateUserPool does not take. Amazon Cognito API, UserPoolType. */
const NEVER_SENT: Known = {
  Id: true,
  Name: true,
  Arn: true,
  Status: true,
  LastModifiedDate: true,
  CreationDate: true,
  SchemaAttributes: true,
  AliasAttributes: true,
  UsernameAttributes: true,
  UsernameConfiguration: true,
  EstimatedNumberOfUsers: true,
  SmsConfigurationFailure: true,
  EmailConfigurationFailure: true,
  Domain: true,
  CustomDomain: true,
};

/** What hashicorp/aws 5.100.0 sends in UpdateUserPool: the arguments of its `aws_cognito_user_pool`. */
const SENT: Known = {
  Policies: {
    PasswordPolicy: {
      MinimumLength: true,
      RequireUppercase: true,
      RequireLowercase: true,
      RequireNumbers: true,
      RequireSymbols: true,
      PasswordHistorySize: true,
      TemporaryPasswordValidityDays: true,
    },
    SignInPolicy: { AllowedFirstAuthFactors: true },
  },
  DeletionProtection: true,
  LambdaConfig: {
    PreSignUp: true,
    CustomMessage: true,
    PostConfirmation: true,
    PreAuthentication: true,
    PostAuthentication: true,
    DefineAuthChallenge: true,
    CreateAuthChallenge: true,
    VerifyAuthChallengeResponse: true,
    PreTokenGeneration: true,
    UserMigration: true,
    PreTokenGenerationConfig: { LambdaVersion: true, LambdaArn: true },
    CustomSMSSender: { LambdaVersion: true, LambdaArn: true },
    CustomEmailSender: { LambdaVersion: true, LambdaArn: true },
    KMSKeyID: true,
  },
  AutoVerifiedAttributes: true,
  SmsVerificationMessage: true,
  EmailVerificationMessage: true,
  EmailVerificationSubject: true,
  VerificationMessageTemplate: {
    SmsMessage: true,
    EmailMessage: true,
    EmailSubject: true,
    EmailMessageByLink: true,
    EmailSubjectByLink: true,
    DefaultEmailOption: true,
  },
  SmsAuthenticationMessage: true,
  UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: true },
  MfaConfiguration: true,
  DeviceConfiguration: { ChallengeRequiredOnNewDevice: true, DeviceOnlyRememberedOnUserPrompt: true },
  EmailConfiguration: {
    SourceArn: true,
    ReplyToEmailAddress: true,
    EmailSendingAccount: true,
    From: true,
    ConfigurationSet: true,
  },
  SmsConfiguration: { SnsCallerArn: true, ExternalId: true, SnsRegion: true },
  UserPoolTags: true,
  AdminCreateUserConfig: {
    AllowAdminCreateUserOnly: true,
    // Succeeded by TemporaryPasswordValidityDays, which AWS answers here as well.
    UnusedAccountValidityDays: true,
    InviteMessageTemplate: { SMSMessage: true, EmailMessage: true, EmailSubject: true },
  },
  UserPoolAddOns: { AdvancedSecurityMode: true, AdvancedSecurityAdditionalFlows: { CustomAuthMode: true } },
  AccountRecoverySetting: { RecoveryMechanisms: true },
  UserPoolTier: true,
};

/**
 * Settings of a pool that the AWS provider does not know. UpdateUserPool sets back what it is not sent, so that any
 * change of the pool by Terraform takes them away, and no plan shows it.
 *
 * @returns paths, as `LambdaConfig.InboundFederation`
 */
export const unknownSettings = (pool: UserPoolType): readonly string[] => unknownIn(pool, { ...NEVER_SENT, ...SENT });

/** That a passkey counts as both factors, which a pool that requires a second one cannot be without. */
export const unknownOfPasskeys = (passkeys: WebAuthnConfigurationType | undefined): readonly string[] =>
  (passkeys?.FactorConfiguration ?? "SINGLE_FACTOR") === "SINGLE_FACTOR"
    ? []
    : ["WebAuthnConfiguration.FactorConfiguration"];

function unknownIn(value: object, known: Known): string[] {
  return Object.entries(value).flatMap(([name, inner]: [string, unknown]) => {
    const below = Object.hasOwn(known, name) ? known[name] : undefined;
    if (below === true || inner === undefined || inner === null) {
      return [];
    }
    if (below === undefined) {
      return [name];
    }
    return isObject(inner) ? unknownIn(inner, below).map((path) => `${name}.${path}`) : [];
  });
}
