import { arnPattern } from "../../contract/aws-regions";
import type { GroupField, TextField } from "./field";
import { choice, TEMPLATE, UnicodePattern } from "./field";
import { messageWithCode, messageWithLink, subject } from "./messages";
import type { WithDefaults } from "./with-defaults";

/** Limits: Amazon Cognito API, VerificationMessageTemplateType. */
export interface VerificationEmailProps {
  /**
   * 1 to 140 characters.
   * @default "Your verification code"
   */
  readonly subject?: string;
  /**
   * 6 to 20,000 characters with `{####}` where the code goes; HTML is allowed.
   * @default "Your verification code is {####}."
   */
  readonly message?: string;
  /**
   * What a user who signs up gets to confirm the address: a code to type, or a link to follow. Whoever forgot the password
   * gets a code in any case.
   * @default "code"
   */
  readonly confirmBy?: "code" | "link";
  /**
   * The subject of the e-mail with the link, 1 to 140 characters.
   * @default - Cognito's own
   */
  readonly linkSubject?: string;
  /**
   * 6 to 20,000 characters with `{##Verify my address##}`, the words of the link; HTML is allowed.
   * @default - Cognito's own
   */
  readonly linkMessage?: string;
}

/** With every default filled in. */
export type VerificationEmailSettings = WithDefaults<VerificationEmailProps, "linkSubject" | "linkMessage">;

/** Who sends the user pool's e-mails. */
export interface EmailProps {
  /**
   * The ARN of an identity in Amazon SES, an address or a domain. It has to be verified, out of the sandbox, and in a
   * region that Cognito takes for this pool's.
   * @default - Cognito's own sender
   */
  readonly sesIdentityArn?: string;
  /**
   * The sender, an address of the identity, with a name if you like: `Stack Guide <codes@example.com>`. The name is quoted
   * and encoded as mail wants it (RFC 5322, RFC 2047).
   * @default - no-reply@verificationemail.com
   */
  readonly from?: string;
  /**
   * Where answers go: an address without a name.
   * @default - none
   */
  readonly replyTo?: string;
  /**
   * The name of a configuration set in Amazon SES, which follows what becomes of the messages.
   * @default - none
   */
  readonly configurationSet?: string;
}

/**
 * What may stand in `userPool.verificationEmail`.
 * @internal
 */
export const verificationEmailSchema: GroupField<VerificationEmailProps> = {
  kind: "group",
  default: {},
  fields: {
    subject: { ...subject, default: "Your verification code" },
    message: { ...messageWithCode, default: "Your verification code is {####}." },
    confirmBy: choice(["code", "link"], "choose one", "code"),
    linkSubject: { ...subject, derived: "Cognito's own" },
    linkMessage: { ...messageWithLink, derived: "Cognito's own" },
  },
};

/** An address (RFC 5321, section 4.1.2): ASCII on both sides, as Amazon SES takes it. */
const ADDRESS = /ATOM(\.ATOM)*@LABEL(\.LABEL)*/.source
  .replaceAll("ATOM", "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+")
  .replaceAll("LABEL", "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?");

/** RFC 5321, section 4.5.3.1: 64 before the @, and 255 behind it. */
const LONG_SIDE = /[^<@ ]{65}@|@[^>]{256}/.source;

/** Goes through without white space and control characters: Amazon Cognito API, EmailAddressType. */
const address = (derived: string): TextField => ({
  kind: "text",
  pattern: new RegExp(`^${ADDRESS}$`),
  except: new RegExp(`${TEMPLATE.source}|${LONG_SIDE}`),
  allowed: "an e-mail address: help@example.com",
  fix: "write the address alone, without a name",
  derived,
});

/** An address, or a name with an address behind it (RFC 5322, section 3.4); mailbox.ts quotes and encodes the name. */
const mailbox = (derived: string): TextField => ({
  kind: "text",
  pattern: new UnicodePattern(`^([\\p{L}\\p{M}\\p{S}\\p{N}\\p{P} ]{1,64} <${ADDRESS}>|${ADDRESS})$`),
  except: new RegExp(`${TEMPLATE.source}|${LONG_SIDE}|["\\\\]|^ |  <|<[^<]*<|>[^>]|>>`),
  allowed: "an e-mail address, or a name of at most 64 characters and an address: Stack Guide <codes@example.com>",
  fix: "write the address as mail programs show it, without quotes, backslashes and angle brackets in the name",
  derived,
});

/**
 * What may stand in `userPool.email`.
 * @internal
 */
export const emailSchema: GroupField<EmailProps> = {
  kind: "group",
  default: {},
  fields: {
    sesIdentityArn: {
      kind: "text",
      // Amazon Cognito API, EmailConfigurationType, SourceArn, which is an ArnType: fewer characters than an address has
      pattern: new RegExp(`^${arnPattern("ses")}:[0-9]{12}:identity/[A-Za-z0-9_+=/,.@-]{1,320}$`),
      allowed: "the ARN of an identity of Amazon SES",
      fix: "copy it from the identity's page, as arn:aws:ses:us-east-1:123456789012:identity/example.com",
      derived: "Cognito's own sender",
    },
    from: mailbox("no-reply@verificationemail.com"),
    replyTo: address("none"),
    configurationSet: {
      kind: "text",
      // Amazon Cognito API, SESConfigurationSet
      pattern: /^[A-Za-z0-9_-]{1,64}$/,
      allowed: "1 to 64 letters, digits, hyphens and underscores",
      fix: "write the name of a configuration set of Amazon SES",
      derived: "none",
    },
  },
};
