import type { GroupField, Pattern, TextField } from "./field";
import { UnicodePattern } from "./field";

/** The e-mail that invites a user whom an administrator makes. Limits: Amazon Cognito API, MessageTemplateType. */
export interface InvitationProps {
  /**
   * 1 to 140 characters.
   * @default - Cognito's own
   */
  readonly subject?: string;
  /**
   * 6 to 20,000 characters with `{username}` and `{####}`, where name and temporary password go; HTML is allowed.
   * @default - Cognito's own
   */
  readonly message?: string;
}

/** Text messages, of 6 to 140 characters. Limits: Amazon Cognito API, SmsVerificationMessageType. */
export interface SmsMessagesProps {
  /**
   * With a code for a phone number or a forgotten password: `{####}` where the code goes.
   * @default - Cognito's own
   */
  readonly verification?: string;
  /**
   * With a code as second factor: `{####}` where the code goes.
   * @default - Cognito's own
   */
  readonly secondFactor?: string;
  /**
   * To a user whom an administrator makes: `{username}` and `{####}` where name and temporary password go.
   * @default - Cognito's own
   */
  readonly invitation?: string;
}

/** The e-mail with a code as second factor. Limits: Amazon Cognito API, EmailMfaConfigType. */
export interface SecondFactorEmailProps {
  /**
   * 1 to 140 characters.
   * @default "Your sign-in code"
   */
  readonly subject?: string;
  /**
   * 6 to 20,000 characters with `{####}` where the code goes; HTML is allowed.
   * @default "Your sign-in code is {####}."
   */
  readonly message?: string;
}

/** What a mail may have. Of white space, spaces, tabs and line breaks are what mail needs. */
const BODY = String.raw`[\p{L}\p{M}\p{S}\p{N}\p{P} \t\r\n]*`;
const LINE = String.raw`[\p{L}\p{M}\p{S}\p{N}\p{P} ]*`;

/**
 * A subject: one line.
 * @internal
 */
export const subject: TextField = {
  kind: "text",
  // Amazon Cognito API, EmailVerificationSubjectType
  pattern: new UnicodePattern(String.raw`^[\p{L}\p{M}\p{S}\p{N}\p{P} ]{1,140}$`),
  allowed: "1 to 140 letters, digits, spaces, punctuation and symbols, on one line",
  fix: "write a subject that is neither empty nor longer; remove control characters",
};

/**
 * A mail's text with a code in it.
 * @internal
 */
export const messageWithCode: TextField = {
  kind: "text",
  // Amazon Cognito API, EmailVerificationMessageType
  pattern: new UnicodePattern(`^${BODY}\\{####\\}${BODY}$`),
  maxLength: 20_000,
  allowed:
    "at most 20,000 letters, digits, spaces, line breaks, punctuation and symbols, with {####} where the code goes",
  fix: "write {####} where the code goes; remove control characters and joined emoji",
};

/**
 * A mail's text with a link in it.
 * @internal
 */
export const messageWithLink: TextField = {
  kind: "text",
  // Amazon Cognito API, EmailVerificationMessageByLinkType
  pattern: new UnicodePattern(`^${BODY}\\{##${LINE}##\\}${BODY}$`),
  maxLength: 20_000,
  allowed:
    "at most 20,000 letters, digits, spaces, line breaks, punctuation and symbols, with {##Verify##} where the link goes",
  fix: "write {## and ##} around the words of the link: {##Verify my address##}",
};

const withNameAndCode = (part: string): Pattern =>
  new UnicodePattern(`^(${part}\\{username\\}${part}\\{####\\}${part}|${part}\\{####\\}${part}\\{username\\}${part})$`);

const sms = (pattern: Pattern, placeholders: string): TextField => ({
  kind: "text",
  pattern,
  maxLength: 140, // Amazon Cognito API, SmsVerificationMessageType and SmsInviteMessageType
  allowed: `at most 140 characters on one line, with ${placeholders}`,
  fix: `write ${placeholders} into the text, and shorten it`,
  derived: "Cognito's own",
});

/**
 * What may stand in `userPool.invitation`.
 * @internal
 */
export const invitationSchema: GroupField<InvitationProps> = {
  kind: "group",
  default: {},
  fields: {
    subject: { ...subject, derived: "Cognito's own" },
    message: {
      kind: "text",
      // Amazon Cognito API, EmailInviteMessageType; the AWS provider asks for both placeholders
      pattern: withNameAndCode(BODY),
      maxLength: 20_000,
      allowed:
        "at most 20,000 letters, digits, spaces, line breaks, punctuation and symbols, with {username} and {####}",
      fix: "write {username} and {####} where name and temporary password go; remove control characters and joined emoji",
      derived: "Cognito's own",
    },
  },
};

/**
 * What may stand in `userPool.smsMessages`.
 * @internal
 */
export const smsMessagesSchema: GroupField<SmsMessagesProps> = {
  kind: "group",
  default: {},
  fields: {
    verification: sms(new UnicodePattern(`^${LINE}\\{####\\}${LINE}$`), "{####}"),
    secondFactor: sms(new UnicodePattern(`^${LINE}\\{####\\}${LINE}$`), "{####}"),
    invitation: sms(withNameAndCode(LINE), "{username} and {####}"),
  },
};

/**
 * What may stand in `userPool.secondFactorEmail`.
 * @internal
 */
export const secondFactorEmailSchema: GroupField<SecondFactorEmailProps> = {
  kind: "group",
  default: {},
  fields: {
    subject: { ...subject, default: "Your sign-in code" },
    message: { ...messageWithCode, default: "Your sign-in code is {####}." },
  },
};
