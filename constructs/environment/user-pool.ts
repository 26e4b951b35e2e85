import { cognitoName } from "./cognito-name";
import type { EmailProps, VerificationEmailProps } from "./email";
import { emailSchema, verificationEmailSchema } from "./email";
import type { ExistingUserPoolProps } from "./existing";
import { existingUserPoolSchema } from "./existing";
import type { GroupField } from "./field";
import { choice, flag } from "./field";
import type { PasswordPolicyProps, PasswordPolicySettings } from "./password-policy";
import { passwordPolicySchema } from "./password-policy";
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
   * @default - `{project}-{name}` of the environment
   */
  readonly name?: string;
  /**
   * What a user types to sign in. `username` makes the others aliases of a user name; without it they are the name.
   * Users of a name are asked for an e-mail address too, to confirm and recover their account.
   * Changing it replaces the pool and deletes every user.
   * @default ["email"]
   */
  readonly signIn?: readonly SignInIdentifier[];
  /**
   * What the sign-up page asks for beside the sign-in identifier and the password. The skill greets by `given_name`,
   * `name` or `nickname`. Can never be changed.
   * @default ["given_name"]
   */
  readonly requiredAttributes?: readonly RequiredAttribute[];
  /**
   * The pool's feature plan, which decides what it can do and what it costs. Threat protection needs `PLUS`; passkeys,
   * one-time codes, managed login and a password history need `ESSENTIALS` or `PLUS`.
   * @default - Cognito's own: ESSENTIALS for a new pool; a pool that exists stays in its plan
   */
  readonly plan?: Plan;
  /**
   * What a password must have.
   * @default - the defaults of each property
   */
  readonly passwordPolicy?: PasswordPolicyProps;
  /**
   * Whether users need a second factor, a code of an authenticator app. With `"required"`, the sign-in page has everybody
   * set one up; with `"optional"`, it asks those who set one up in an app of yours, and offers it to nobody. With `phone`
   * in `signIn`, codes by SMS are a second factor as well: the AWS provider turns them on with it.
   * @default - optional; with phone in signIn, off
   */
  readonly mfa?: Mfa;
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
   * Who sends the e-mails: a verified identity of yours in Amazon SES, with `sesIdentityArn` and `from`, or Cognito
   * itself, which allows 50 a day. Source: Amazon Cognito, "Email settings for user pools".
   * @default - the defaults of each property
   */
  readonly email?: EmailProps;
}

/** With every default filled in. */
export interface UserPoolSettings extends WithDefaults<UserPoolProps, "existing" | "mfa" | "name" | "plan"> {
  readonly passwordPolicy: PasswordPolicySettings;
  readonly verificationEmail: Required<VerificationEmailProps>;
  readonly email: EmailProps;
}

export type SignInIdentifier = "email" | "phone" | "username";
/** Source: Amazon Cognito API, UserPoolTierType. */
export type Plan = "LITE" | "ESSENTIALS" | "PLUS";
export type RequiredAttribute = "given_name" | "family_name" | "name" | "nickname";
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
      max: 3,
      default: ["email"],
      item: choice(["email", "phone", "username"], "choose among what Cognito lets users sign in with"),
    },
    requiredAttributes: {
      kind: "list",
      known: true,
      min: 0,
      max: 4,
      default: ["given_name"],
      item: choice(["given_name", "family_name", "name", "nickname"], "choose among the attributes that hold a name"),
    },
    plan: {
      ...choice(["LITE", "ESSENTIALS", "PLUS"], "choose one of Cognito's feature plans"),
      derived: "Cognito's own: ESSENTIALS for a new pool; a pool that exists stays in its plan",
    },
    passwordPolicy: passwordPolicySchema,
    mfa: {
      ...choice(["off", "optional", "required"], "choose one; the second factor is an authenticator app"),
      known: true,
      derived: "optional; with phone in signIn, off",
    },
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
    email: emailSchema,
  },
};
