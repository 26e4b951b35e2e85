import type { TextField } from "./field";
import { UnicodePattern } from "./field";

/** A name that a thing of Cognito's has beside its id. Amazon Cognito API, UserPoolNameType and ClientNameType. */
export const cognitoName = (what: string, derived = "that of the environment's other resources"): TextField => ({
  kind: "text",
  pattern: new UnicodePattern(String.raw`^[\p{L}\p{N}_ +=,.@-]{1,128}$`),
  allowed: `${what}: 1 to 128 letters, digits, spaces and _+=,.@-`,
  fix: "shorten it, or leave out the other characters",
  derived,
});
