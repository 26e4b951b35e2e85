import { canonicalJson } from "../../common/canonical-json";
import type { JsonObject } from "../../common/json";
import { isObject, member } from "../../common/json";
import { MASK, resemblesSecret } from "../../common/secrets";
import { ACCOUNT_LINKING_FIELDS } from "./fields";
import { CONSOLE_LABELS } from "./labels";
import type { AccountLinkingRequest, AccountLinkingResponse } from "./request";
import { HIDDEN_FIELDS } from "./request";

/** `kept`: SMAPI has it, nothing here sets it, and it is written back as it is, because SMAPI replaces everything. */
export type FieldDifferenceKind = "add" | "change" | "same" | "kept";

export interface FieldDifference {
  /** SMAPI's name of the field. */
  readonly field: string;
  /** The console's name of it, where one is documented. */
  readonly label?: string;
  /** Undefined when SMAPI has none. */
  readonly stored: unknown;
  /** What is to be there; undefined when it is to go. */
  readonly wanted: unknown;
  readonly kind: FieldDifferenceKind;
  /** What users notice of the change. */
  readonly note?: string;
}

/** A field that SMAPI takes and never shows. */
export interface HiddenField {
  readonly field: string;
  readonly label?: string;
  /** Whether it is written whenever something is. */
  readonly isSet: boolean;
  readonly reason: string;
}

/** What SMAPI has beside what it is to have. It holds no secret. */
export interface AccountLinkingDifference {
  /** Every visible field that one of the two has, in the order in which they are written. */
  readonly fields: readonly FieldDifference[];
  /** Fields whose difference cannot be seen. */
  readonly hidden: readonly HiddenField[];
  /** Whether writing would change anything that can be seen. */
  readonly differs: boolean;
}

/** What users notice, by field. */
const NOTES: Readonly<Record<string, string>> = {
  type: "The link works otherwise from now on: users who linked before may have to link again.",
  authorizationUrl: "Users who link from now on sign in there.",
  accessTokenUrl:
    "Existing links are refreshed there from now on. A server that did not give their tokens refuses them, and those users must link again.",
  accessTokenScheme: "Alexa sends the client's id and secret the other way from now on, also for existing links.",
  clientId: "Users who linked before must link again: their tokens belong to the other client.",
  scopes: "Users who linked before keep the scopes of their link until they link again.",
};

const LISTED_LAST = Number.MAX_SAFE_INTEGER;

/** What must come from Terraform is never kept: without it in the request, it is to go. */
const NEVER_KEPT: ReadonlySet<string> = new Set<keyof AccountLinkingRequest>([
  "type",
  "authorizationUrl",
  "accessTokenUrl",
  "accessTokenScheme",
  "clientId",
  "scopes",
]);

const HIDDEN: ReadonlySet<string> = new Set(HIDDEN_FIELDS);

/**
 * Compares what SMAPI has with what it is to have, field by field. The order of a list does not count, and an empty
 * one is as good as none.
 *
 * @param stored undefined when the skill has no account linking yet
 */
export function compareAccountLinking(
  stored: AccountLinkingResponse | undefined,
  wanted: AccountLinkingRequest,
): AccountLinkingDifference {
  const [before, after] = [asObject(stored), asObject(wanted)];
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((name) => !HIDDEN.has(name));
  const fields = names
    .sort((one, other) => rank(one) - rank(other))
    .flatMap((field) => compareField(field, member(before, field), member(after, field)));
  return {
    fields,
    hidden: HIDDEN_FIELDS.map((field) => hiddenField(field, member(after, field) !== undefined)),
    differs: fields.some(({ kind }) => kind === "add" || kind === "change"),
  };
}

/** What is to be written, and with it what SMAPI has and nothing here sets: SMAPI replaces everything. */
export function mergeKept(
  stored: AccountLinkingResponse | undefined,
  wanted: AccountLinkingRequest,
): AccountLinkingRequest {
  const [before, after] = [asObject(stored), asObject(wanted)];
  const kept = Object.entries(before).filter(
    ([field, value]) => isKept(field, value, member(after, field)) && !HIDDEN.has(field),
  );
  const set = Object.entries(after).filter(([, value]) => isThere(value));
  const entries = [...kept, ...set].sort(([one], [other]) => rank(one) - rank(other));
  return Object.fromEntries(entries) as unknown as AccountLinkingRequest;
}

/**
 * The settings in SMAPI's answer, which may come wrapped; undefined when there are none. Null is as good as nothing,
 * and what SMAPI never shows is left out even if it should.
 */
export function unwrapAccountLinking(answer: unknown): AccountLinkingResponse | undefined {
  if (!isObject(answer)) {
    return undefined;
  }
  const inner = member(answer, "accountLinkingResponse") ?? member(answer, "accountLinkingRequest");
  const settings = isObject(inner) ? inner : answer;
  const entries = Object.entries(settings).filter(([field, value]) => isThere(value) && !HIDDEN.has(field));
  return entries.length === 0 ? undefined : (Object.fromEntries(entries) as unknown as AccountLinkingResponse);
}

function compareField(field: string, stored: unknown, wanted: unknown): FieldDifference[] {
  const kind = kindOfDifference(field, stored, wanted);
  if (kind === undefined) {
    return [];
  }
  const shown = (value: unknown): unknown => (isThere(value) && resemblesSecret(field) ? MASK : value);
  const note = kind === "change" ? NOTES[field] : undefined;
  return [
    {
      field,
      ...labelOf(field),
      stored: shown(stored),
      wanted: shown(kind === "kept" ? stored : wanted),
      kind,
      ...(note !== undefined && { note }),
    },
  ];
}

function kindOfDifference(field: string, stored: unknown, wanted: unknown): FieldDifferenceKind | undefined {
  if (isEmpty(stored) && isEmpty(wanted)) {
    return undefined;
  }
  if (isEmpty(stored)) {
    return "add";
  }
  if (isKept(field, stored, wanted)) {
    return "kept";
  }
  return canonical(stored) === canonical(wanted) ? "same" : "change";
}

/** The fields by name, also those that no type knows yet. */
const asObject = (settings: object = {}): JsonObject => settings as JsonObject;

const isKept = (field: string, stored: unknown, wanted: unknown): boolean =>
  !isEmpty(stored) && !isThere(wanted) && !NEVER_KEPT.has(field);

const isThere = (value: unknown): boolean => value !== undefined && value !== null;

const isEmpty = (value: unknown): boolean => !isThere(value) || (Array.isArray(value) && value.length === 0);

/** The same text for the same value: all lists are sets here, whatever their order, and however often they name a thing. */
const canonical = (value: unknown): string =>
  Array.isArray(value) ? [...new Set(value.map(asText))].sort().join() : asText(value);

const asText = (value: unknown): string => canonicalJson(value, { isUnordered: () => true });

function hiddenField(field: (typeof HIDDEN_FIELDS)[number], isSet: boolean): HiddenField {
  const reason = isSet
    ? "SMAPI never shows it, so whether it differs cannot be seen. It is written with everything else."
    : "SMAPI never shows it, so one that was set elsewhere cannot be kept: a write may remove it. Add it to the additions to keep it.";
  return { field, ...labelOf(field), isSet, reason };
}

const labelOf = (field: string): { readonly label?: string } => {
  const labels: Readonly<Record<string, string>> = CONSOLE_LABELS;
  return Object.hasOwn(labels, field) ? { label: labels[field] } : {};
};

const rank = (field: string): number => {
  const index = (ACCOUNT_LINKING_FIELDS as readonly string[]).indexOf(field);
  return index === -1 ? LISTED_LAST : index;
};
