import { accountLinking, changed, manifest, model } from "./example-package";

export const MODEL = "interactionModels/custom/en-US.json";

export const changedManifest = (path: readonly (string | number)[], value: unknown) => ({
  "skill.json": changed({ manifest }, ["manifest", ...path], value),
});

export const changedLocale = (field: string, value: unknown) =>
  changedManifest(["publishingInformation", "locales", "en-US", field], value);

export const LOCALE = "skill.json#/manifest/publishingInformation/locales/en-US";

export const changedModel = (path: readonly (string | number)[], value: unknown, locale = "en-US") => ({
  [`interactionModels/custom/${locale}.json`]: changed(model, ["interactionModel", "languageModel", ...path], value),
});

export const LANGUAGE = `${MODEL}#/interactionModel/languageModel`;

export const invocation = (name: string) => changedModel(["invocationName"], name);
export const sample = (text: string) => changedModel(["intents", 0, "samples", 1], text);
export const SAMPLE = `${LANGUAGE}/intents/0/samples/1`;

export const uri = { uri: accountLinking.function_arns.NA };
export const subscribing = (eventName: string) =>
  changedManifest(["events"], { endpoint: uri, subscriptions: [{ eventName }, { eventName: "SKILL_ENABLED" }] });
export const EVENT = "skill.json#/manifest/events/subscriptions/0/eventName";
