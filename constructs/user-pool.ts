import type {
  CognitoUserPoolAccountRecoverySettingRecoveryMechanism,
  CognitoUserPoolAdminCreateUserConfigInviteMessageTemplate,
  CognitoUserPoolDeviceConfiguration,
  CognitoUserPoolEmailConfiguration,
  CognitoUserPoolEmailMfaConfiguration,
  CognitoUserPoolSmsConfiguration,
  CognitoUserPoolSoftwareTokenMfaConfiguration,
  CognitoUserPoolUserPoolAddOns,
} from "@cdktf/provider-aws/lib/cognito-user-pool";
import {
  CognitoUserPool,
  cognitoUserPoolAccountRecoverySettingRecoveryMechanismToTerraform,
  cognitoUserPoolAdminCreateUserConfigInviteMessageTemplateToTerraform,
  cognitoUserPoolDeviceConfigurationToTerraform,
  cognitoUserPoolEmailConfigurationToTerraform,
  cognitoUserPoolEmailMfaConfigurationToTerraform,
  cognitoUserPoolSmsConfigurationToTerraform,
  cognitoUserPoolSoftwareTokenMfaConfigurationToTerraform,
  cognitoUserPoolUserPoolAddOnsToTerraform,
} from "@cdktf/provider-aws/lib/cognito-user-pool";
import { DataAwsCognitoUserPool } from "@cdktf/provider-aws/lib/data-aws-cognito-user-pool";
import { Construct } from "constructs";
import { contactAttributes } from "./environment/contact-attributes";
import { hasFirstFactor, isPasswordless } from "./environment/first-factors";
import type { Mfa, MfaMethod, UserPoolSettings } from "./environment/user-pool";
import { addFirstFactors } from "./first-factors";
import type { JoinAccounts } from "./join-accounts";
import { literalText, literalTextOf } from "./literal-text";
import { mailboxHeader } from "./mailbox";
import { addBlocks, optionalBlock } from "./module/blocks";
import type { Condition } from "./module/condition";
import {
  allOf,
  anyOf,
  choose,
  countOf,
  differs,
  either,
  equals,
  includes,
  isGiven,
  isSingle,
  isUnset,
  joinLists,
  listOf,
  not,
  without,
} from "./module/condition";
import { entryOf, namedChoice, namedList, namedText } from "./module/named-expression";
import { SmsRole } from "./sms-role";
import { withStaticAddress } from "./static-address";
import { addFunctions } from "./user-pool-functions";
import { addSchema } from "./user-pool-schema";
import type { UserPoolTriggers } from "./user-pool-triggers";

export interface UserPoolProps {
  /** The pool's name, unless the settings have one, and the first part of its role's. */
  readonly name: string;
  readonly region: string;
  /** The account that the pool is made in, 12 digits: no other account's pool may send messages through its role. */
  readonly accountId: string;
  readonly settings: UserPoolSettings;
  /**
   * The functions of `settings.triggers`.
   * @default - none
   */
  readonly triggers?: UserPoolTriggers;
  /**
   * The function of `settings.joinAccounts`.
   * @default - none
   */
  readonly joinAccounts?: JoinAccounts;
  /**
   * The host of the sign-in page, for which passkeys are made unless the settings say otherwise.
   * @default - Cognito's: the pool's custom domain, or else its prefix domain
   */
  readonly linkHost?: string;
  /**
   * The ARN of the policy that bounds what the role for SMS may do.
   * @default - no boundary
   */
  readonly permissionsBoundary?: string;
}

const MFA_CONFIGURATION: Readonly<Record<Mfa, string>> = { off: "OFF", optional: "OPTIONAL", required: "ON" };

/**
 * The Amazon Cognito user pool that holds the skill's users: one that is made here, or one that exists.
 *
 * Sign-in identifiers, case sensitivity and required attributes can never be changed: doing so replaces the pool and
 * deletes every user. Source: Amazon Cognito, "Updating user pool configuration".
 */
export class UserPool extends Construct {
  /** The pool itself, where it is made here. */
  readonly resource: CognitoUserPool | undefined;
  /** What is there of it already, where it is made elsewhere. */
  readonly existing: DataAwsCognitoUserPool | undefined;
  /** The pool's id. */
  readonly id: string;
  /** The pool's ARN. */
  readonly arn: string;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: UserPoolProps,
  ) {
    super(scope, id);
    const { existing } = props.settings;
    const isMade = isUnset(existing);
    this.existing = existing === undefined ? undefined : this.read(existing.id, isGiven(existing));
    this.resource = isMade === false ? undefined : this.make(isMade);
    this.id = namedChoice(this, "id", isMade, this.resource?.id ?? "", existing?.id ?? "");
    this.arn = choose(isMade, this.resource?.arn ?? "", this.existing?.arn ?? "");
  }

  /** `https://cognito-idp.{region}.amazonaws.com/{pool id}`: the `iss` claim, never the domain. */
  get issuer(): string {
    return `https://cognito-idp.${this.props.region}.amazonaws.com/${this.id}`;
  }

  /** Whether a sign-in may begin with something else than a password; not known of a pool that is made elsewhere. */
  get isPasswordless(): Condition {
    return isPasswordless(this.props.settings.firstFactors);
  }

  /** The pool that is made elsewhere: Terraform stops at the plan where there is none. */
  private read(userPoolId: string, exists: Condition): DataAwsCognitoUserPool {
    return withStaticAddress(new DataAwsCognitoUserPool(this, "existing", { ...countOf(exists), userPoolId }));
  }

  private make(exists: Condition): CognitoUserPool {
    const { settings } = this.props;
    const { passwordPolicy, signIn, verificationEmail } = settings;
    const byName = includes(signIn, "username");
    const identifiers = namedList(this, "sign_in_attributes", signInAttributes(signIn));
    const attributes = namedList(this, "contact_attributes", contactAttributes(signIn));
    const sms = this.smsRole(exists);
    const mfa = namedText(this, "mfa", mfaOf(settings));

    const pool = withStaticAddress(
      new CognitoUserPool(this, "Default", {
        ...countOf(exists),
        name: choose(isGiven(settings.name), settings.name ?? "", this.props.name),
        aliasAttributes: choose<string[] | undefined>(byName, [...identifiers], undefined),
        usernameAttributes: choose<string[] | undefined>(byName, undefined, [...identifiers]),
        usernameConfiguration: { caseSensitive: settings.caseSensitive },
        autoVerifiedAttributes: [...attributes],
        // A changed address counts only after its owner confirmed it; until then the old one stays valid.
        userAttributeUpdateSettings: { attributesRequireVerificationBeforeUpdate: [...attributes] },
        passwordPolicy: {
          minimumLength: passwordPolicy.minimumLength,
          requireLowercase: passwordPolicy.requireLowercase,
          requireUppercase: passwordPolicy.requireUppercase,
          requireNumbers: passwordPolicy.requireNumbers,
          requireSymbols: passwordPolicy.requireSymbols,
          passwordHistorySize: passwordPolicy.historySize,
          temporaryPasswordValidityDays: passwordPolicy.temporaryPasswordDays,
        },
        userPoolTier: settings.plan,
        mfaConfiguration: entryOf(this, "mfa_configuration", MFA_CONFIGURATION, mfa),
        adminCreateUserConfig: { allowAdminCreateUserOnly: not(settings.selfSignUp) },
        smsAuthenticationMessage: literalTextOf(settings.smsMessages.secondFactor),
        verificationMessageTemplate: {
          defaultEmailOption: choose(
            equals<string>(verificationEmail.confirmBy, "link"),
            "CONFIRM_WITH_LINK",
            "CONFIRM_WITH_CODE",
          ),
          emailSubject: literalText(verificationEmail.subject),
          emailMessage: literalText(verificationEmail.message),
          emailSubjectByLink: literalTextOf(verificationEmail.linkSubject),
          emailMessageByLink: literalTextOf(verificationEmail.linkMessage),
          smsMessage: literalTextOf(settings.smsMessages.verification),
        },
        deletionProtection: choose(settings.deletionProtection, "ACTIVE", "INACTIVE"),
        // Terraform takes no expression here, so the module cannot have it.
        ...(settings.deletionProtection === true ? { lifecycle: { preventDestroy: true } } : {}),
        ...(sms === undefined ? {} : { dependsOn: [sms.policy] }),
      }),
    );
    this.addSchema(pool, identifiers, attributes);
    addFirstFactors(pool, settings, this.props.linkHost);
    this.addSecondFactors(pool, mfa);
    this.addThreatProtection(pool);
    this.addInvitation(pool);
    this.addDevices(pool);
    addFunctions(pool, { settings, triggers: this.props.triggers, joinAccounts: this.props.joinAccounts });
    this.addEmail(pool);
    this.addRecovery(pool);
    if (sms !== undefined) {
      this.addSms(pool, sms);
    }
    return pool;
  }

  /** Cognito requires a sign-in attribute by itself where it is the only one; any other address has to be required here. */
  private addSchema(pool: CognitoUserPool, identifiers: readonly string[], contactAttributes: readonly string[]): void {
    const { customAttributes, requiredAttributes, signIn } = this.props.settings;
    const requiredByCognito = choose(isSingle(signIn), identifiers, []);
    addSchema(pool, joinLists(without(contactAttributes, requiredByCognito), requiredAttributes), customAttributes);
  }

  /**
   * Where the pool sends text messages and has a second factor at all, the provider makes them one as well
   * (`SetUserPoolMfaConfig` with what stands in `sms_configuration`).
   */
  private addSecondFactors(pool: CognitoUserPool, mfa: string): void {
    const isOn = differs(mfa, "off");
    const { message, subject } = this.props.settings.secondFactorEmail;
    optionalBlock<CognitoUserPoolSoftwareTokenMfaConfiguration>(
      pool,
      {
        path: "software_token_mfa_configuration",
        put: (block) => pool.putSoftwareTokenMfaConfiguration(block),
        toTerraform: cognitoUserPoolSoftwareTokenMfaConfigurationToTerraform,
      },
      allOf(isOn, hasMethod(this.props.settings, "totp")),
      { enabled: true },
    );
    optionalBlock<CognitoUserPoolEmailMfaConfiguration>(
      pool,
      {
        path: "email_mfa_configuration",
        put: (block) => pool.putEmailMfaConfiguration(block),
        toTerraform: cognitoUserPoolEmailMfaConfigurationToTerraform,
      },
      allOf(isOn, hasMethod(this.props.settings, "email")),
      { message: literalText(message), subject: literalText(subject) },
    );
  }

  private addThreatProtection(pool: CognitoUserPool): void {
    const { threatProtection } = this.props.settings;
    optionalBlock<CognitoUserPoolUserPoolAddOns>(
      pool,
      {
        path: "user_pool_add_ons",
        put: (block) => pool.putUserPoolAddOns(block),
        toTerraform: cognitoUserPoolUserPoolAddOnsToTerraform,
      },
      differs<string>(threatProtection, "off"),
      { advancedSecurityMode: choose(equals<string>(threatProtection, "enforced"), "ENFORCED", "AUDIT") },
    );
  }

  private addInvitation(pool: CognitoUserPool): void {
    const { invitation, selfSignUp, smsMessages } = this.props.settings;
    optionalBlock<CognitoUserPoolAdminCreateUserConfigInviteMessageTemplate>(
      pool,
      {
        path: "admin_create_user_config.invite_message_template",
        put: (inviteMessageTemplate) =>
          pool.putAdminCreateUserConfig({ allowAdminCreateUserOnly: not(selfSignUp), inviteMessageTemplate }),
        toTerraform: cognitoUserPoolAdminCreateUserConfigInviteMessageTemplateToTerraform,
      },
      anyOf(isGiven(invitation.subject), isGiven(invitation.message), isGiven(smsMessages.invitation)),
      {
        emailSubject: literalTextOf(invitation.subject),
        emailMessage: literalTextOf(invitation.message),
        smsMessage: literalTextOf(smsMessages.invitation),
      },
    );
  }

  private addDevices(pool: CognitoUserPool): void {
    const { remember, skipSecondFactor } = this.props.settings.devices;
    optionalBlock<CognitoUserPoolDeviceConfiguration>(
      pool,
      {
        path: "device_configuration",
        put: (block) => pool.putDeviceConfiguration(block),
        toTerraform: cognitoUserPoolDeviceConfigurationToTerraform,
      },
      differs<string>(remember, "never"),
      {
        // Amazon Cognito API, DeviceConfigurationType: a device that is known is asked for no second factor.
        challengeRequiredOnNewDevice: skipSecondFactor,
        deviceOnlyRememberedOnUserPrompt: equals<string>(remember, "whenAsked"),
      },
    );
  }

  /** Cognito sends by itself unless it is given an identity of Amazon SES. */
  private addEmail(pool: CognitoUserPool): void {
    const { sesIdentityArn, from, replyTo, configurationSet } = this.props.settings.email;
    optionalBlock<CognitoUserPoolEmailConfiguration>(
      pool,
      {
        path: "email_configuration",
        put: (block) => pool.putEmailConfiguration(block),
        toTerraform: cognitoUserPoolEmailConfigurationToTerraform,
      },
      isGiven(sesIdentityArn),
      {
        emailSendingAccount: "DEVELOPER",
        sourceArn: sesIdentityArn,
        fromEmailAddress: mailboxHeader(this, "sender", from),
        replyToEmailAddress: replyTo,
        configurationSet,
      },
    );
  }

  private addRecovery(pool: CognitoUserPool): void {
    addBlocks<CognitoUserPoolAccountRecoverySettingRecoveryMechanism>(
      pool,
      {
        path: "account_recovery_setting.recovery_mechanism",
        put: (recoveryMechanism) => pool.putAccountRecoverySetting({ recoveryMechanism }),
        toTerraform: cognitoUserPoolAccountRecoverySettingRecoveryMechanismToTerraform,
      },
      this.props.settings.accountRecovery,
      (name, priority) => ({ name, priority }),
    );
  }

  /** The role for text messages, where users may sign in by phone or get codes. */
  private smsRole(poolExists: Condition): SmsRole | undefined {
    const { accountId, name, permissionsBoundary, region, settings } = this.props;
    const exists = allOf(poolExists, sendsSms(settings));
    if (exists === false) {
      return undefined;
    }
    // No environment's name has an underscore, so this cannot be another environment's role.
    return new SmsRole(this, "sms", { name: `${name}_sms`, region, accountId, permissionsBoundary, exists });
  }

  private addSms(pool: CognitoUserPool, { arn, externalId }: SmsRole): void {
    const { region, settings } = this.props;
    optionalBlock<CognitoUserPoolSmsConfiguration>(
      pool,
      {
        path: "sms_configuration",
        put: (block) => pool.putSmsConfiguration(block),
        toTerraform: cognitoUserPoolSmsConfigurationToTerraform,
      },
      sendsSms(settings),
      { externalId, snsCallerArn: arn, snsRegion: region },
    );
  }
}

type SignIn = UserPoolSettings["signIn"];

/** Whether one of the second factors is that. */
const hasMethod = ({ mfaMethods }: UserPoolSettings, method: MfaMethod): Condition =>
  mfaMethods === undefined
    ? method === "totp"
    : either(isUnset(mfaMethods), method === "totp", includes(mfaMethods, method));

const sendsSms = (settings: UserPoolSettings): Condition =>
  anyOf(
    includes(settings.signIn, "phone"),
    hasMethod(settings, "sms"),
    // Amazon Cognito otherwise refuses it: "user pool is missing valid SMS configuration".
    hasFirstFactor(settings.firstFactors, "SMS_OTP"),
  );

/** Text messages are no second factor unless somebody asks for one. */
const mfaOf = ({ mfa, signIn }: UserPoolSettings): string =>
  choose<string>(isUnset(mfa), choose<string>(includes(signIn, "phone"), "off", "optional"), mfa ?? "");

/** Cognito's names of the attributes behind the sign-in identifiers. */
const signInAttributes = (signIn: SignIn): readonly string[] =>
  listOf(
    [includes(signIn, "email"), "email"],
    [includes(signIn, "phone"), "phone_number"],
    [includes(signIn, "preferred_username"), "preferred_username"],
  );
