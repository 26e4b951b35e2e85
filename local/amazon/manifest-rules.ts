import { member } from "../../common/json";
import type { Rule } from "./shape";
import { anything, dictionary, flag, list, missing, oneOf, record, text, violation } from "./shape";

/**
 * What SMAPI takes as `skill.json` of a custom skill, as far as this project uses it; stricter than the published
 * schema, which lets unknown keys through. Of an endpoint only the form is looked at: nobody asks AWS.
 *
 * https://developer.amazon.com/en-US/docs/alexa/smapi/skill-manifest.html
 */
export const MANIFEST_FILE: Rule = (value, path) => record({ manifest: MANIFEST }, ["manifest"])(value, path);

/** A language and a country: `en-US`. */
export const LOCALE = /^[a-z]{2}-[A-Z]{2}$/;

const uri: Rule = (value, path) => {
  const found = text({ pattern: /^(arn|https:\/\/)/ })(value, path);
  if (found.length > 0 || typeof value !== "string" || !value.startsWith("arn")) {
    return found;
  }
  return text({ pattern: /^arn:aws:lambda:[a-z]{2}(?:-[a-z]+)+-\d:\d{12}:function:[\w-]{1,64}(?::[\w$-]{1,128})?$/ })(
    value,
    path,
  );
};

const ENDPOINT = record({ uri, sslCertificateType: oneOf("SelfSigned", "Wildcard", "Trusted") }, ["uri"]);
const REGIONS = dictionary(/^(NA|EU|FE)$/, record({ endpoint: ENDPOINT }, ["endpoint"]));

const LOCALIZED = record(
  {
    name: text({ min: 2 }),
    summary: text({ max: 160 }),
    description: text({ max: 4000 }),
    updatesDescription: text({ max: 4000 }),
    examplePhrases: list(text({ max: 200 }), 4),
    keywords: list(text({ max: 150 }), 30),
    smallIconUri: text(),
    largeIconUri: text(),
    customProductPrompts: anything,
  },
  ["name"],
);

const PUBLISHING = record(
  {
    locales: dictionary(LOCALE, LOCALIZED, 1),
    isAvailableWorldwide: flag,
    distributionMode: oneOf("PRIVATE", "PUBLIC"),
    distributionCountries: list(text({ pattern: /^[A-Z]{2}$/ })),
    testingInstructions: text({ max: 4000 }),
    category: text(),
    gadgetSupport: anything,
    automaticDistribution: anything,
    automaticClonedLocale: anything,
    paidSkillInformation: anything,
  },
  ["locales"],
);

/** Countries are for skills that are not available everywhere. */
const publishing: Rule = (value, path) => {
  const countries = member(value, "distributionCountries");
  const conflicts = member(value, "isAvailableWorldwide") === true && Array.isArray(countries) && countries.length > 0;
  return [
    ...PUBLISHING(value, path),
    ...(conflicts
      ? violation(
          "CONFLICTING_INSTANCES",
          `Instance at "${path}.distributionCountries" is not expected when boolean instance with value "true" at property path "${path}.isAvailableWorldwide" is present.`,
        )
      : []),
  ];
};

const CUSTOM = record({
  endpoint: ENDPOINT,
  regions: REGIONS,
  interfaces: anything,
  locales: anything,
  tasks: anything,
  connections: anything,
  dialogManagement: anything,
  appLink: anything,
});

/** The events that are written in capitals; the published schema has some two hundred others, for devices. */
const EVENT = oneOf(
  ...["ENABLED", "DISABLED", "ACCOUNT_LINKED", "PERMISSION_ACCEPTED", "PERMISSION_CHANGED"].map((it) => `SKILL_${it}`),
  ...["PROACTIVE", "NOTIFICATION"].map((it) => `SKILL_${it}_SUBSCRIPTION_CHANGED`),
  ...["CREATED", "UPDATED", "DELETED"].flatMap((it) => [`ITEMS_${it}`, `LIST_${it}`, `REMINDER_${it}`]),
  ...["REMINDER_STARTED", "REMINDER_STATUS_CHANGED", "ALL_LISTS_CHANGED"],
  ...["STARTED", "FINISHED", "STOPPED", "FAILED"].map((it) => `AUDIO_ITEM_PLAYBACK_${it}`),
  ...["STARTED", "RENEWED", "ENDED"].map((it) => `IN_SKILL_PRODUCT_SUBSCRIPTION_${it}`),
);

const EVENTS = record({
  subscriptions: list(record({ eventName: EVENT }, ["eventName"])),
  publications: list(record({ eventName: text() }, ["eventName"])),
  regions: REGIONS,
  endpoint: ENDPOINT,
});

const events: Rule = (value, path) => {
  const subscriptions = member(value, "subscriptions");
  const needsEndpoint = Array.isArray(subscriptions) && subscriptions.length > 0;
  return [
    ...EVENTS(value, path),
    ...(needsEndpoint && member(value, "endpoint") === undefined ? missing(path, "endpoint") : []),
  ];
};

const PRIVACY = record({
  locales: dictionary(LOCALE, record({ privacyPolicyUrl: text(), termsOfUseUrl: text() })),
  allowsPurchases: flag,
  usesPersonalInfo: flag,
  isChildDirected: flag,
  isExportCompliant: flag,
  containsAds: flag,
  usesHealthInfo: flag,
  shoppingKit: anything,
});

const MANIFEST = record(
  {
    manifestVersion: oneOf("1.0"),
    publishingInformation: publishing,
    apis: record({ custom: CUSTOM }, ["custom"]),
    events,
    permissions: list(record({ name: text() }, ["name"])),
    privacyAndCompliance: PRIVACY,
    authorizedClients: anything,
  },
  ["manifestVersion", "publishingInformation", "apis"],
);
