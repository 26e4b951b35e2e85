import { didYouMean } from "../../common/did-you-mean";
import type { JsonObject } from "../../common/json";
import { isObject, kindOf, member } from "../../common/json";
import type { RequestFlaw } from "../request-flaw";
import { FlawList, InvalidAccountLinkingError } from "../request-flaw";
import { ACCOUNT_LINKING_FIELDS, FIELD_RULES } from "./fields";
import type { AccountLinkingAdditions, AccountLinkingRequest, AccountLinkingRequestBody } from "./request";
import { checkKeys } from "./values";

export type { RequestFlaw } from "../request-flaw";
export { InvalidAccountLinkingError } from "../request-flaw";

const WRAPPER = "accountLinkingRequest";

/** What SMAPI's answers are wrapped in. */
const ANSWER_WRAPPER = "accountLinkingResponse";

/** Names the value as a whole, which has no path. */
const ROOT = "(root)";

type Field = keyof AccountLinkingRequest;

const ALWAYS_NEEDED: readonly Field[] = ["type", "authorizationUrl", "clientId"];
const NEEDED_FOR_AUTH_CODE: readonly Field[] = ["accessTokenUrl", "accessTokenScheme", "clientSecret"];

/** Alexa Skills Kit, "Account Linking Schemas"; for redirectUrls "App-to-App Account Linking (Starting From Your App)". */
const AUTH_CODE_ONLY: readonly Field[] = [
  ...NEEDED_FOR_AUTH_CODE,
  "defaultTokenExpirationInSeconds",
  "redirectUrls",
  "pkceConfiguration",
];

/** What must come from Terraform, and where it does. */
const FROM_TERRAFORM: ReadonlyMap<string, string> = new Map<Field, string>([
  ["type", "is always AUTH_CODE: Cognito's app client takes no other grant"],
  ["authorizationUrl", "comes from Terraform (authorization_uri), which is where the sign-in page is deployed"],
  ["accessTokenUrl", "comes from Terraform (access_token_uri), which is where tokens are served"],
  ["accessTokenScheme", "comes from Terraform (access_token_scheme): set alexa.accessTokenScheme in environments.ts"],
  ["clientId", "comes from Terraform (client_id), which is the deployed app client's"],
  ["clientSecret", "comes from Terraform (client_secret). A secret in a file of your own is one more to keep"],
  ["scopes", "come from Terraform, which allows them on the app client: set alexa.scopes in environments.ts"],
]);

/**
 * Everything that is wrong with the body of SMAPI's account-linking request, however wrong it is. SMAPI itself takes
 * unknown keys, and says of a missing wrapper that the body is empty.
 *
 * @param value as parsed from JSON
 */
export function checkAccountLinkingBody(value: unknown): readonly RequestFlaw[] {
  const flaws = new FlawList(value);
  if (!isObject(value)) {
    flaws.add(WRAPPER, `received ${kindOf(value)}; allowed is an object around it, {"${WRAPPER}": {…}}.`);
    return flaws.flaws;
  }
  const { request, path } = unwrap(value, flaws);
  if (isObject(request)) {
    checkRequest(request, path, flaws);
  } else if (request !== undefined) {
    flaws.add(path, `received ${kindOf(request)}; allowed is an object with the settings.`);
  }
  return flaws.flaws;
}

/**
 * @returns the value, which is a valid body; there may be warnings
 * @throws InvalidAccountLinkingError with all errors
 */
export function parseAccountLinkingBody(value: unknown): AccountLinkingRequestBody {
  return valid(value, checkAccountLinkingBody(value), "The account-linking request");
}

/**
 * Everything that is wrong with what a developer adds to what Terraform made.
 *
 * @param value as parsed from JSON: an object with the settings, without a wrapper
 */
export function checkAdditions(value: unknown): readonly RequestFlaw[] {
  const flaws = new FlawList(value);
  if (!isObject(value)) {
    flaws.add(
      ROOT,
      `received ${kindOf(value)}; allowed is an object with settings, as in {"domains": ["cdn.example.com"]}.`,
    );
    return flaws.flaws;
  }
  if (Object.hasOwn(value, WRAPPER)) {
    flaws.add(WRAPPER, "additions have no wrapper. Write the settings themselves, without it.");
  }
  const keys = Object.keys(value).filter((key) => key !== WRAPPER);
  const foreign = new Set(keys.filter((key) => FROM_TERRAFORM.has(meant(key))));
  for (const key of foreign) {
    flaws.add(flaws.at("", key), `${FROM_TERRAFORM.get(meant(key))}. Remove it.`);
  }
  const settings = Object.fromEntries(keys.filter((key) => !foreign.has(key)).map((key) => [key, member(value, key)]));
  checkKeys(
    settings,
    "",
    ACCOUNT_LINKING_FIELDS.filter((field) => !FROM_TERRAFORM.has(field)),
    flaws,
  );
  checkFields(settings, "", flaws);
  return flaws.flaws;
}

/**
 * @returns the value, which holds valid additions; there may be warnings
 * @throws InvalidAccountLinkingError with all errors
 */
export function parseAdditions(value: unknown): AccountLinkingAdditions {
  return valid(value, checkAdditions(value), "The file with additions to account linking");
}

/** A longer key that is nearly one of the fields means that field; of a short one, nobody can tell. */
const meant = (key: string): string => (key.length < 6 ? key : (didYouMean(key, ACCOUNT_LINKING_FIELDS) ?? key));

function valid<T>(value: unknown, flaws: readonly RequestFlaw[], what: string): T {
  const errors = flaws.filter(({ isWarning }) => !isWarning);
  if (errors.length > 0) {
    throw new InvalidAccountLinkingError(what, errors);
  }
  return value as T;
}

interface Unwrapped {
  /** Undefined when there is nothing to look into. */
  readonly request?: unknown;
  readonly path: string;
}

/** Finds the settings, also where they do not belong, so that what is wrong with them can be said in one go. */
function unwrap(body: JsonObject, flaws: FlawList): Unwrapped {
  if (Object.hasOwn(body, WRAPPER)) {
    const inner = body[WRAPPER];
    checkKeys(body, "", [WRAPPER], flaws);
    if (!isObject(inner) || !Object.hasOwn(inner, WRAPPER)) {
      return { request: inner, path: WRAPPER };
    }
    const path = `${WRAPPER}.${WRAPPER}`;
    flaws.add(path, `is wrapped twice. Write {"${WRAPPER}": {…}} once.`);
    return { request: inner[WRAPPER], path };
  }
  const other = Object.keys(body).find((key) => key === ANSWER_WRAPPER || didYouMean(key, [WRAPPER]) !== undefined);
  if (other !== undefined) {
    const path = flaws.at("", other);
    const why = other === ANSWER_WRAPPER ? "wraps SMAPI's answers, not its requests" : "is not the wrapper's name";
    flaws.add(path, `${why}. Rename it to ${WRAPPER}.`);
    return { request: body[other], path };
  }
  flaws.add(
    WRAPPER,
    `is missing: SMAPI would answer 400, "Parsing error due to empty body". Put the settings into {"${WRAPPER}": {…}}.`,
  );
  return Object.keys(body).some((key) => FIELDS.has(meant(key))) ? { request: body, path: "" } : { path: "" };
}

const FIELDS: ReadonlySet<string> = new Set(ACCOUNT_LINKING_FIELDS);

function checkRequest(request: JsonObject, path: string, flaws: FlawList): void {
  checkKeys(request, path, ACCOUNT_LINKING_FIELDS, flaws);
  checkFields(request, path, flaws);
  const has = (field: Field): boolean => member(request, field) !== undefined;
  const isImplicit = member(request, "type") === "IMPLICIT";
  // Without a type it is probably the code grant that was meant.
  const needed = isImplicit ? ALWAYS_NEEDED : [...ALWAYS_NEEDED, ...NEEDED_FOR_AUTH_CODE];
  for (const field of needed.filter((field) => !has(field))) {
    const why = ALWAYS_NEEDED.includes(field) ? "is missing" : "is missing; the type AUTH_CODE needs it";
    flaws.add(flaws.at(path, field), `${why}. Add it.`);
  }
  for (const field of isImplicit ? AUTH_CODE_ONLY.filter(has) : []) {
    flaws.warn(
      flaws.at(path, field),
      "belongs to the type AUTH_CODE, and type is IMPLICIT. Remove it, or change type.",
    );
  }
}

function checkFields(settings: JsonObject, path: string, flaws: FlawList): void {
  for (const field of ACCOUNT_LINKING_FIELDS) {
    const value = member(settings, field);
    if (value !== undefined) {
      FIELD_RULES[field](value, flaws.at(path, field), flaws);
    }
  }
}
