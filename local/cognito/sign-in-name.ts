import type { UserPoolType } from "@aws-sdk/client-cognito-identity-provider";
import { field } from "./form";
import type { Html } from "./html";
import { signInLabel } from "./sign-up-fields";

/** The field for the name that one signs in with. */
export const signInNameField = (pool: UserPoolType, value: string | undefined, invalid = false): Html =>
  field({ name: "username", label: signInLabel(pool), autocomplete: "username", value, invalid });
