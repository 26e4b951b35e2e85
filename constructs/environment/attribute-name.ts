import { STANDARD_ATTRIBUTES } from "../../contract/user-attributes";
import type { TextField } from "./field";
import { UnicodePattern } from "./field";

/** The name of a custom attribute without its `custom:`. Source: Amazon Cognito API, CustomAttributeNameType. */
export const CUSTOM_NAME = String.raw`[\p{L}\p{M}\p{S}\p{N}\p{P}]{1,20}`;

/** Those that Cognito sets itself when an address is confirmed: a client may read them, and never write them. */
export const CONFIRMATIONS = ["email_verified", "phone_number_verified"];

const attributeName = (names: readonly string[], allowed: string): TextField => ({
  kind: "text",
  pattern: new UnicodePattern(`^(${names.join("|")}|custom:${CUSTOM_NAME})$`),
  except: /[$%]\{/,
  allowed,
  fix: "write the attribute's name as Cognito has it: given_name, custom:level",
});

/**
 * What a client may be allowed to read.
 * @internal
 */
export const readableAttribute = attributeName(
  [...STANDARD_ATTRIBUTES, ...CONFIRMATIONS],
  "a standard attribute, email_verified, phone_number_verified, or custom: and the name of a custom attribute",
);

/**
 * What a client may be allowed to write.
 * @internal
 */
export const writableAttribute = attributeName(
  STANDARD_ATTRIBUTES,
  "a standard attribute, or custom: and the name of a custom attribute",
);

/** Standard attributes, those of a confirmed address, and 50 custom ones (Amazon Cognito, "Quotas"). */
export const MAX_ATTRIBUTES = STANDARD_ATTRIBUTES.length + CONFIRMATIONS.length + 50;
