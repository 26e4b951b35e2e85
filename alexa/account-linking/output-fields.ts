import type { AccountLinking, AlexaRegion } from "../../contract/account-linking";
import { flawInText } from "./request-url";
import type { ValueRule } from "./values";
import { checkCredential, checkScope, choice, listOf, objectOf } from "./values";

const checkUri: ValueRule = (value, path, flaws) => {
  const flaw = flawInText(value);
  if (flaw !== undefined) {
    flaws.add(path, flaw);
  } else if (typeof value !== "string" || !/^https:\/\/[^/?#]/.test(value) || !URL.canParse(value)) {
    flaws.add(path, `received ${flaws.show(value)}; it must be a URI that begins with https://.`);
  }
};

const checkText: ValueRule = (value, path, flaws) => {
  const flaw = flawInText(value);
  if (flaw !== undefined) {
    flaws.add(path, flaw);
  }
};

const checkSkillId: ValueRule = (value, path, flaws) => {
  if (typeof value !== "string" || !/^amzn1\.(ask\.skill|echo-sdk-ams\.app)\.[\w-]+$/.test(value)) {
    flaws.add(path, `received ${flaws.show(value)}; it must be a skill's id, amzn1.ask.skill.….`);
  }
};

const regions: Readonly<Record<AlexaRegion, ValueRule>> = { NA: checkText, EU: checkText, FE: checkText };

/** What the output of an older version, or of an environment that has none, may lack. */
export const OPTIONAL_OUTPUT_FIELDS: readonly string[] = [
  "existing_functions",
  "required_scopes",
  "skill_kind",
] satisfies (keyof AccountLinking)[];

/** What may stand in each field of the output `account_linking`. */
export const OUTPUT_FIELD_RULES: Readonly<Record<keyof AccountLinking, ValueRule>> = {
  authorization_uri: checkUri,
  access_token_uri: checkUri,
  user_info_uri: checkUri,
  issuer: checkUri,
  client_id: checkCredential,
  client_secret: checkCredential,
  scopes: listOf(checkScope),
  required_scopes: listOf(checkScope),
  access_token_scheme: choice("HTTP_BASIC", "REQUEST_BODY_CREDENTIALS"),
  // Some are other clients' own schemes, so only that they are there is asked.
  redirect_uris: listOf(checkText),
  skill_ids: listOf(checkSkillId),
  function_arns: objectOf(regions),
  existing_functions: listOf(choice("NA", "EU", "FE")),
  skill_kind: choice("custom", "smart-home", "both"),
};
