import { PASSWORDLESS_FACTORS } from "../../contract/first-factor";
import type { Condition } from "../module/condition";
import { anyOf, either, includes, isUnset } from "../module/condition";
import { HOST_NAME } from "./existing";
import type { GroupField, ListField } from "./field";
import { choice } from "./field";
import type { WithDefaults } from "./with-defaults";

/** What a sign-in may begin with. Source: Amazon Cognito API, AuthFactorType. */
export type FirstFactor = "PASSWORD" | "EMAIL_OTP" | "SMS_OTP" | "WEB_AUTHN";

/** Passkeys. Source: Amazon Cognito API, WebAuthnConfigurationType. */
export interface PasskeyProps {
  /**
   * The host that passkeys are made for, the relying party. A browser offers them to that host, and the page that Alexa opens
   * has the default. Another one takes every passkey away: those that exist are of no use, and have to be made again.
   * @default - the host of the link: domain.name, or that of the prefix
   */
  readonly relyingPartyId?: string;
  /**
   * Whether a passkey has to ask its owner for a finger, a face or a PIN (`required`), or is taken without (`preferred`).
   * @default "preferred"
   */
  readonly userVerification?: "preferred" | "required";
}

export type PasskeySettings = WithDefaults<PasskeyProps, "relyingPartyId">;

/** @internal */
export const firstFactorsSchema: ListField = {
  kind: "list",
  known: true,
  min: 1, // Amazon Cognito API, AllowedFirstAuthFactorsListType
  max: 4,
  item: choice(["PASSWORD", "EMAIL_OTP", "SMS_OTP", "WEB_AUTHN"], "use Cognito's names"),
  derived: "Cognito's: PASSWORD alone; what a pool was given before stays",
};

/** @internal */
export const passkeysSchema: GroupField<PasskeyProps> = {
  kind: "group",
  default: {},
  fields: {
    relyingPartyId: {
      kind: "text",
      pattern: HOST_NAME,
      // Amazon Cognito, "Things to know about authentication with user pools": no domain of the public suffix list, on which
      // those above the prefix domains are.
      except: /^auth\.[a-z0-9-]+\.amazoncognito\.com$/,
      maxLength: 127, // Amazon Cognito API, RelyingPartyIdType
      allowed:
        "a host name in lower case, at most 127 characters, without https://, port and path; no IP address, and no name under which anybody may have one",
      fix: "write the host of the sign-in page, as login.example.com, or remove it",
      derived: "the host of the link: domain.name, or that of the prefix",
    },
    userVerification: choice(["preferred", "required"], "choose one", "preferred"),
  },
};

/** Whether a sign-in may begin with that factor. */
export const hasFirstFactor = (factors: readonly FirstFactor[] | undefined, factor: FirstFactor): Condition =>
  factors === undefined ? false : either(isUnset(factors), false, includes(factors, factor));

/** Whether a sign-in may begin with something else than a password. */
export const isPasswordless = (factors: readonly FirstFactor[] | undefined): Condition =>
  anyOf(...PASSWORDLESS_FACTORS.map((factor) => hasFirstFactor(factors, factor)));
