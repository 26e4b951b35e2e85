import { member } from "../../common/json";
import type { PlannedChange } from "../plan";
import type { ChangeRule } from "./rule";
import { differs, isSet } from "./values";

/** `tags_all` holds the provider's default tags, too. */
const repeatsTags = (change: PlannedChange): boolean => differs(change, "tags");

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
      return typeof value === "object" && value !== null && Object.values(value).some(holds);
    };
    const names = Object.keys(change.after ?? {}).filter(
      (name) =>
        differs(change, name) && holds(member(change.after, name)) && !(name === "tags_all" && repeatsTags(change)),
    );
    return names.length === 0
      ? undefined
      : {
          what: "A secret stands where everybody can read it who may look at the resource.",
          who: "whoever the secret lets in, or whom it is meant to keep out",
          effect: `In: ${names.join(", ")}. No plan and no log hides it there.`,
          recover: "Let the code read it from where secrets are kept, and renew it if it was applied already.",
        };
  },
};

export const secretInClearRules: readonly ChangeRule[] = [secretInClear];
