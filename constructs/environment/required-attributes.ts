import type { ListField } from "./field";
import { choice } from "./field";

/** Standard attributes beside e-mail address and phone number, which follow from `signIn`. */
export type RequiredAttribute =
  | "given_name"
  | "family_name"
  | "name"
  | "nickname"
  | "address"
  | "birthdate"
  | "gender"
  | "locale"
  | "middle_name"
  | "picture"
  | "preferred_username"
  | "profile"
  | "website"
  | "zoneinfo";

const REQUIRED_ATTRIBUTES: readonly RequiredAttribute[] = [
  "given_name",
  "family_name",
  "name",
  "nickname",
  "address",
  "birthdate",
  "gender",
  "locale",
  "middle_name",
  "picture",
  "preferred_username",
  "profile",
  "website",
  "zoneinfo",
];

/**
 * A list of what the sign-up page asks for.
 * @internal
 */
export const requiredAttributesSchema: ListField = {
  kind: "list",
  known: true,
  min: 0,
  max: REQUIRED_ATTRIBUTES.length,
  item: choice(
    REQUIRED_ATTRIBUTES,
    "choose among the standard attributes; e-mail address and phone number follow from signIn",
  ),
};
