import { isObject, member, valueAt } from "../common/json";
import { readIamPolicy } from "./iam-policy";
import type { PlannedAction, PlannedChange } from "./plan";
import { accountOf, ownAccount } from "./rules/accounts";
import { mayBeOfAlexa } from "./rules/app-client";
import { rankOf } from "./rules/password-and-mfa";
import type { RuleContext } from "./rules/rule";
import { minutesOf } from "./rules/token-lifetimes";
import { lost, numberAt, textsAt } from "./rules/values";

/** A change that is harmless in one direction, or in some of its values, and dangerous otherwise. */
export interface Better {
  readonly why: string;
  /** Attributes without indexes; a path stands for all that is below it, `*` for every attribute. */
  readonly paths: ReadonlySet<string>;
  readonly on: readonly PlannedAction[];
  readonly if: (change: PlannedChange, context: RuleContext) => boolean;
}

type If = Better["if"];
type Values = PlannedChange["before"];

export const UPDATE: readonly PlannedAction[] = ["update", "replace"];
export const NEW: readonly PlannedAction[] = ["create", "replace"];
export const EITHER: readonly PlannedAction[] = ["create", "update", "replace"];

export const better = (on: Better["on"], paths: string, why: string, holds: If): Better => ({
  on,
  paths: new Set(paths.split(" ")),
  why,
  if: holds,
});

export const becomes =
  (name: string, ...values: readonly unknown[]): If =>
  ({ after }) =>
    values.includes(member(after, name));

export const notLess =
  (name: string, below = Number.POSITIVE_INFINITY): If =>
  ({ before, after }) => {
    const [was, willBe] = [numberAt(before, name), numberAt(after, name)];
    return was !== undefined && willBe !== undefined && willBe >= was && willBe < below;
  };

export const keepsAll =
  (name: string): If =>
  (change) =>
    isList(change.after, name) && lost(change, name).length === 0;

export const isList = (side: Values, name: string): boolean => {
  const value = member(side, name);
  return Array.isArray(value) && value.every((item) => typeof item === "string");
};

/** Whether all that a block holds can be seen. */
export const isSeen = (value: unknown): boolean =>
  typeof value === "object" && value !== null ? Object.values(value).every(isSeen) : typeof value !== "symbol";

/** Whether a block, or its absence, is as the AWS provider writes it, and all of it can be seen. */
export const isBlocks = (side: Values, name: string): boolean => {
  const value = member(side, name) ?? [];
  return Array.isArray(value) && value.every(isObject) && isSeen(value);
};

export const rises =
  (name: string, ...path: readonly (string | number)[]): If =>
  ({ type, before, after }) => {
    const [was, willBe] = [before, after].map((side) => rankOf(type, [name, ...path], side));
    return was !== undefined && willBe !== undefined && willBe >= 0 && willBe <= was;
  };

/** Of links: a stolen token of another client would live longer, too. */
export const livesLonger =
  (token: "access" | "refresh"): If =>
  (change) => {
    const { before, after } = change;
    const names = [`${token}_token_validity`, "token_validity_units"];
    const minutes = minutesOf(token, after);
    return (
      mayBeOfAlexa(change) &&
      names.every((name) => isSeen(member(after, name))) &&
      minutes >= minutesOf(token, before) &&
      minutes <= LONGEST_MINUTES[token]
    );
  };

/** Beyond these AWS refuses the change. Source: Amazon Cognito API, UserPoolClientType. */
const LONGEST_MINUTES = { access: 1440, refresh: 3650 * 1440 };

/** For tokens that Alexa does not use: a longer life is not better for whoever does. */
export const livesAsLong =
  (token: "id"): If =>
  ({ before, after }) => {
    const names = [`${token}_token_validity`, "token_validity_units"];
    return names.every((name) => isSeen(member(after, name))) && minutesOf(token, after) === minutesOf(token, before);
  };

export const isOn =
  (...path: readonly (string | number)[]): If =>
  ({ after }) =>
    [true, "Enabled"].includes(valueAt(after, path) as boolean);

/** What is refused without encryption was nobody's: anything else that is refused may be what somebody needs. */
export const policyAllowsNobody =
  (name: string): If =>
  ({ after }) => {
    const policy = readIamPolicy(member(after, name));
    return (
      policy?.allows.size === 0 && [...policy.denies.values()].every(({ condition }) => UNENCRYPTED.test(condition))
    );
  };

const UNENCRYPTED = /^\{"Bool":\{"aws:SecureTransport":(?:"?false"?|\["?false"?\])\}\}$/;

export function areOwnTopics(value: unknown, context: RuleContext): boolean {
  const own = ownAccount(context);
  return [value ?? []]
    .flat()
    .every(
      (arn) => typeof arn === "string" && /^arn:[\w-]+:sns:/.test(arn) && (own === undefined || accountOf(arn) === own),
    );
}

/**
 * Whether a dashboard or a metric is made of numbers alone. A custom widget calls a function for whoever looks, and the
 * metric math function LAMBDA one for each look or evaluation.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/add_custom_widget_dashboard_about.html
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_MultiDataSources-Custom-Use.html
 */
export const callsNothing = (value: unknown): boolean => {
  const text = typeof value === "string" ? value : JSON.stringify(value ?? null);
  return isSeen(value ?? null) && (!CALLS.test(text) || !CALLS.test(text.replace(LABELS, "")));
};

const CALLS = /lambda(?:\s|\\[nrt])*\(|"type"\s*:\s*"custom"|\\u00/i;

/** What people read, and CloudWatch computes nothing of: a title may be "Lambda (skill)". */
const LABELS = /"(?:title|label|markdown)"\s*:\s*"(?:[^"\\]|\\[^u])*"/g;

/** Whether a client sends people to the URL's host already. */
export function isKnownPlace({ before, after }: PlannedChange): (url: string) => boolean {
  const urls = [textsAt(before, "logout_urls"), textsAt(before, "callback_urls"), textsAt(after, "callback_urls")];
  const known = new Set(urls.flat().map(originOf));
  return (url) => known.has(originOf(url));
}

/** What stands before an @ is a name for whoever is there: `https://example.com@evil.example`. */
const originOf = (url: string): string => /^[a-z][\w+.-]*:\/\/[^/?#\\]*/i.exec(url)?.[0].toLowerCase() ?? url;
