import { cognitoName } from "./cognito-name";
import type { CustomAttributeProps } from "./custom-attributes";
import { customAttributesSchema } from "./custom-attributes";
import type { CustomSendersProps } from "./custom-senders";
import { customSendersSchema } from "./custom-senders";
import type { DevicesProps } from "./devices";
import { devicesSchema } from "./devices";
import type { EmailProps, VerificationEmailProps, VerificationEmailSettings } from "./email";
import { emailSchema, verificationEmailSchema } from "./email";
import type { ExistingUserPoolProps } from "./existing";
import { existingUserPoolSchema } from "./existing";
import type { GroupField } from "./field";
import { choice, flag } from "./field";
import type { FirstFactor, PasskeyProps, PasskeySettings } from "./first-factors";
import { firstFactorsSchema, passkeysSchema } from "./first-factors";
import type { FormerSchemaProps, FormerSchemaSettings } from "./former-schema";
import { formerSchemaSchema } from "./former-schema";
import type { JoinedProviderProps } from "./join-accounts";
import { joinAccountsSchema } from "./join-accounts";
import type { InvitationProps, SecondFactorEmailProps, SmsMessagesProps } from "./messages";
import { invitationSchema, secondFactorEmailSchema, smsMessagesSchema } from "./messages";
import type { PasswordPolicyProps, PasswordPolicySettings } from "./password-policy";
import { passwordPolicySchema } from "./password-policy";
import type { RequiredAttribute } from "./required-attributes";
import { requiredAttributesSchema } from "./required-attributes";
import type { TriggerName, TriggerProps, TriggerSettings } from "./triggers";
import { triggersSchema } from "./triggers";
import type { WithDefaults } from "./with-defaults";

/** Sign-in, sign-up and recovery. `signIn` and `requiredAttributes` can never be changed in place. */
export interface UserPoolProps {
  /**
   * A pool with users that is there already. Nothing of it is created or changed, so every other property of the pool
   * is left out; Alexa's app client is made in it.
   * @default - a new pool
   */
  readonly existing?: ExistingUserPoolProps;
  /**
   * The pool's name, which nobody but operators sees. Changing it replaces the pool (provider 5.x) and deletes every user.
   * @default - that of the environment's other resources
   */
  readonly name?: string;
  /**
   * What a user types to sign in. `username` makes the others aliases of a user name; without it they are the name.
   * Users of a name are asked for an e-mail address too, to confirm and recover their account.
   * `preferred_username`, beside `username`, is a name that users choose and change. Changing signIn replaces the pool and
   * deletes every user.
   * @default ["email"]
   */
  readonly signIn?: readonly SignInIdentifier[];
  /**
   * Whether `Ada` and `ada` are two users. Changing it replaces the pool and deletes every user.
   * @default false
   */
  readonly caseSensitive?: boolean;
  /**
   * What the sign-up page asks for beside the sign-in identifier and the password. The skill greets by `given_name`,
   * `name` or `nickname`. Can never be changed.
   * @default ["given_name"]
   */
  readonly requiredAttributes?: readonly RequiredAttribute[];
  /**
   * Attributes of your own, by the name behind `custom:`. One can be added, and never changed or removed: the review
   * blocks a plan that tries, and with `formerSchema` so does the synth.
   * @default {}
   */
  readonly customAttributes?: Readonly<Record<string, CustomAttributeProps>>;
  /**
   * The attributes that the deployed pool has, written down: with them a synth refuses to change one, before any plan. Without,
   * nothing is compared, and the review blocks a plan that changes one.
   * @default - the defaults of each property
   */
  readonly formerSchema?: FormerSchemaProps;
  /**
   * The pool's feature plan, which decides what it can do and what it costs. Threat protection needs `PLUS`; passkeys,
   * one-time codes, managed login and a password history need `ESSENTIALS` or `PLUS`.
   * @default - Cognito's own: ESSENTIALS for a new pool; a pool that exists stays in its plan
   */
  readonly plan?: Plan;
  /**
   * Whether Cognito judges sign-ins: writes them down (`audit`), or also acts on what looks wrong (`enforced`). Needs the
   * plan `PLUS`. The AWS provider 5.100 sends the plan in an update only: apply a new pool with the plan first.
   * @default "off"
   */
  readonly threatProtection?: "off" | "audit" | "enforced";
  /**
   * What a password must have.
   * @default - the defaults of each property
   */
  readonly passwordPolicy?: PasswordPolicyProps;
  /**
   * What a sign-in may begin with: a password, a code by e-mail or SMS, a passkey. The others need `PASSWORD` beside them, the
   * pages of managed login, and a plan other than `LITE`; who uses one of them is asked for no second factor. `SMS_OTP` makes
   * the role with which the pool sends. To take factors back, write `["PASSWORD"]`: Terraform leaves a list that is gone.
   * @default - Cognito's: PASSWORD alone; what a pool was given before stays
   */
  readonly firstFactors?: readonly FirstFactor[];
  /**
   * Passkeys, where `firstFactors` has `WEB_AUTHN`.
   * @default - the defaults of each property
   */
  readonly passkeys?: PasskeyProps;
  /**
   * Whether users need a second factor, one of `mfaMethods`. With `"required"`, the sign-in page has everybody set one up; with `"optional"`, it asks those who set one up in an app of yours, and offers it to nobody. With `phone`
   * in `signIn`, codes by SMS are a second factor as well: the AWS provider turns them on with it.
   * @default - optional; with phone in signIn, off
   */
  readonly mfa?: Mfa;
  /**
   * The second factors: codes of an authenticator app, by SMS, by e-mail. `sms` makes the role with which the pool sends;
   * `email` needs an identity of Amazon SES and a plan other than `LITE`, and in a pool that stands both before it, in an
   * apply of their own. A factor by which a user also recovers the account is one factor.
   * @default - totp; with phone in signIn, sms too
   */
  readonly mfaMethods?: readonly MfaMethod[];
  /**
   * Whether the pool remembers users' devices.
   * @default - the defaults of each property
   */
  readonly devices?: DevicesProps;
  /**
   * How a user who forgot the password gets back in, most wanted first. `verified_email` needs `email` or `username` in
   * `signIn`, `verified_phone_number` needs `phone`; `admin_only` stands alone.
   * @default ["verified_email"]
   */
  readonly accountRecovery?: readonly AccountRecovery[];
  /**
   * Whether the sign-in page lets people make an account; otherwise only administrators do.
   * @default true
   */
  readonly selfSignUp?: boolean;
  /**
   * Whether pool, app client and domain are kept from being destroyed: Cognito's own deletion protection on the pool
   * and Terraform's `prevent_destroy` on all three.
   * @default true
   */
  readonly deletionProtection?: boolean;
  /**
   * The e-mail that carries a verification code.
   * @default - the defaults of each property
   */
  readonly verificationEmail?: VerificationEmailProps;
  /**
   * The e-mail to a user whom an administrator makes.
   * @default - the defaults of each property
   */
  readonly invitation?: InvitationProps;
  /**
   * The e-mail with a code as second factor, where `mfaMethods` has `email`.
   * @default - the defaults of each property
   */
  readonly secondFactorEmail?: SecondFactorEmailProps;
  /**
   * Text messages.
   * @default - the defaults of each property
   */
  readonly smsMessages?: SmsMessagesProps;
  /**
   * Functions of yours that send the messages.
   * @default - the defaults of each property
   */
  readonly customSenders?: CustomSendersProps;
  /**
   * Functions that take part in signing up and in, by Cognito's name of the moment. `preTokenGeneration` is called for each
   * token, those that the Alexa app refreshes by itself too.
   * @default {}
   */
  readonly triggers?: Readonly<Partial<Record<TriggerName, TriggerProps>>>;
  /**
   * Whether a person who has an account and signs in by a provider with the same address has one account or two: by name the
   * providers whose users are joined with the account. Only where provider and account have both verified the address, and at
   * most five identities an account. The first attempt by a provider fails once, and says so, unless it was linked ahead.
   * @default {}
   */
  readonly joinAccounts?: Readonly<Record<string, JoinedProviderProps>>;
  /**
   * Who sends the e-mails: a verified identity of yours in Amazon SES, with `sesIdentityArn` and `from`, or Cognito
   * itself, which allows 50 a day. Source: Amazon Cognito, "Email settings for user pools".
   * @default - the defaults of each property
   */
  readonly email?: EmailProps;
}

/** With every default filled in. */
export interface UserPoolSettings
  extends WithDefaults<UserPoolProps, "existing" | "firstFactors" | "mfa" | "mfaMethods" | "name" | "plan"> {
  readonly formerSchema: FormerSchemaSettings;
  readonly passwordPolicy: PasswordPolicySettings;
  readonly verificationEmail: VerificationEmailSettings;
  readonly email: EmailProps;
  readonly passkeys: PasskeySettings;
  readonly devices: Required<DevicesProps>;
  readonly invitation: InvitationProps;
  readonly secondFactorEmail: Required<SecondFactorEmailProps>;
  readonly smsMessages: SmsMessagesProps;
  readonly customSenders: CustomSendersProps;
  readonly triggers: Readonly<Partial<Record<TriggerName, TriggerSettings>>>;
  readonly joinAccounts: Readonly<Record<string, Required<JoinedProviderProps>>>;
}

export type SignInIdentifier = "email" | "phone" | "username" | "preferred_username";
export type MfaMethod = "totp" | "sms" | "email";
/** Source: Amazon Cognito API, UserPoolTierType. */
export type Plan = "LITE" | "ESSENTIALS" | "PLUS";
export type Mfa = "off" | "optional" | "required";
export type AccountRecovery = "verified_email" | "verified_phone_number" | "admin_only";

/**
 * What may stand in `userPool`.
 * @internal
 */
export const userPoolSchema: GroupField<UserPoolProps> = {
  kind: "group",
  default: {},
  fields: {
    existing: existingUserPoolSchema,
    name: cognitoName("a pool's name"),
    signIn: {
      kind: "list",
      known: true,
      min: 1,
      max: 4,
      default: ["email"],
      item: choice(
        ["email", "phone", "username", "preferred_username"],
        "choose among what Cognito lets users sign in with",
      ),
    },
    caseSensitive: flag(false),
    requiredAttributes: { ...requiredAttributesSchema, default: ["given_name"] },
    customAttributes: customAttributesSchema,
    formerSchema: formerSchemaSchema,
    plan: {
      ...choice(["LITE", "ESSENTIALS", "PLUS"], "choose one of Cognito's feature plans"),
      derived: "Cognito's own: ESSENTIALS for a new pool; a pool that exists stays in its plan",
    },
    threatProtection: choice(["off", "audit", "enforced"], "choose one", "off"),
    passwordPolicy: passwordPolicySchema,
    firstFactors: firstFactorsSchema,
    passkeys: passkeysSchema,
    mfa: {
      ...choice(["off", "optional", "required"], "choose one; mfaMethods says which second factors there are"),
      known: true,
      derived: "optional; with phone in signIn, off",
    },
    mfaMethods: {
      kind: "list",
      known: true,
      min: 1,
      max: 3,
      item: choice(["totp", "sms", "email"], "choose among Cognito's second factors"),
      derived: "totp; with phone in signIn, sms too",
    },
    devices: devicesSchema,
    accountRecovery: {
      kind: "list",
      known: true,
      min: 1,
      max: 2,
      default: ["verified_email"],
      item: choice(["verified_email", "verified_phone_number", "admin_only"], "use Cognito's names"),
    },
    selfSignUp: { ...flag(true), known: true },
    deletionProtection: { ...flag(true), known: true },
    verificationEmail: verificationEmailSchema,
    invitation: invitationSchema,
    secondFactorEmail: secondFactorEmailSchema,
    smsMessages: smsMessagesSchema,
    customSenders: customSendersSchema,
    triggers: triggersSchema,
    joinAccounts: joinAccountsSchema,
    email: emailSchema,
  },
};
