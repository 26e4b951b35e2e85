import { member } from "../../common/json";
import { UNKNOWN } from "../masked";
import type { Plan, PlannedChange } from "../plan";
import { opaqueIn } from "../secret-references";
import type { ChangeRule } from "./rule";
import { differs, isSet } from "./values";

/** `tags_all` holds the provider's default tags, too. */
const repeatsTags = (change: PlannedChange): boolean => differs(change, "tags");

/** In which parameters of AWS Systems Manager the value is encrypted. */
const isKept = ({ after }: PlannedChange, name: string): boolean =>
  name === "value" && member(after, "type") === "SecureString";

/** Other providers' things may be places for secrets. What keeps values in the state shows them in every plan. */
const JUDGED = /^(?:aws(?:cc)?|null|random|terraform|time)_/;

/** Whether a value is new that is made of a secret, and no mark hides it. */
const isShownSecret = (change: PlannedChange, name: string): boolean =>
  differs(change, name) &&
  (typeof member(change.after, name) !== "symbol" || member(change.after, name) === UNKNOWN) &&
  !isKept(change, name) &&
  change.madeOfSecrets?.includes(name) === true;

/** Whether a value that is made of what the plan does not show, such as a local value, holds a part of a secret. */
const holdsPart = ({ after, expressions, scope }: PlannedChange, name: string, plan: Plan): boolean => {
  const value = member(after, name);
  return (
    scope !== undefined &&
    typeof value !== "symbol" &&
    opaqueIn(expressions?.get(name), scope).length > 0 &&
    textsWithNames(value).some(plan.holdsSecret)
  );
};

/** Shorter names are no secrets, and there are many of them. */
const isLong = (name: string): boolean => name.length >= 10;

/** Keys that somebody gave for a secret are few, and no shorter one is looked for. */
const SHORTEST_KEY = 8;

const textsWithNames = (value: unknown): readonly string[] =>
  typeof value === "string"
    ? [value]
    : typeof value === "object" && value !== null
      ? Object.entries(value).flatMap(([name, item]) => [name, ...textsWithNames(item)])
      : [];

/** A value that is marked as a secret elsewhere, or is one by its form, in an attribute that nothing protects. */
const secretInClear: ChangeRule = {
  id: "secret-in-clear",
  severity: "warn",
  find: (change, { plan }) => {
    if (!isSet(change) || change.mode === "data") {
      return undefined;
    }
    const holds = (value: unknown): boolean => {
      if (typeof value === "string") {
        return plan.hide(value) !== value;
      }
      return (
        typeof value === "object" &&
        value !== null &&
        Object.entries(value).some(([name, item]) => holds(item) || (isLong(name) && holds(name)))
      );
    };
    const names = Object.keys(change.after ?? {}).filter(
      (name) =>
        differs(change, name) &&
        (holds(member(change.after, name)) || holdsPart(change, name, plan)) &&
        !(name === "tags_all" && repeatsTags(change)),
    );
    const isKey =
      typeof change.index === "string" &&
      change.action === "create" &&
      change.index.length >= SHORTEST_KEY &&
      (holds(change.index) || plan.holdsSecret(change.index));
    const made = JUDGED.test(change.type)
      ? Object.keys(change.after ?? {}).filter((name) => !names.includes(name) && isShownSecret(change, name))
      : [];
    return names.length + made.length === 0 && !isKey
      ? undefined
      : {
          what: "A secret stands where everybody can read it who may look at the resource.",
          who: "whoever the secret lets in, or whom it is meant to keep out",
          effect: [
            ...(names.length === 0 ? [] : [`In: ${names.join(", ")}. No plan and no log hides it there.`]),
            ...(isKey ? ["It is a key of for_each, and so a part of the resource's address."] : []),
            ...(made.length === 0
              ? []
              : [`In: ${made.join(", ")}, which the configuration makes of a secret, and nothing marks as one.`]),
          ].join(" "),
          recover: "Let the code read it from where secrets are kept, and renew it if it was applied already.",
        };
  },
};

export const secretInClearRules: readonly ChangeRule[] = [secretInClear];
