import type { PlannedChange } from "../plan";
import { showValue } from "../show-value";
import type { ChangeRule, RuleFinding } from "./rule";
import { blocksAt, isUpdate } from "./values";

const recovery: ChangeRule = {
  id: "recovery-changed",
  severity: "warn",
  types: ["aws_cognito_user_pool"],
  examines: { aws_cognito_user_pool: ["account_recovery_setting"] },
  find: (change) => {
    const [was, left] = [recoveryOrder(change.before), recoveryOrder(change.after)];
    const gone = was.filter((name) => !left.includes(name));
    if (!isUpdate(change)) {
      return undefined;
    }
    if (gone.length === 0 && was[0] === left[0]) {
      return left.includes(BY_PHONE) && !was.includes(BY_PHONE) ? phoneAdded(left) : undefined;
    }
    if (gone.length === 0) {
      return {
        what: `Another way back into an account comes first: ${left[0]}.`,
        who: "users who forget their password, and whoever can take over that way: a phone number, a mailbox",
        effect: `The order was ${was.join(", ") || "(not set)"}, will be ${left.join(", ")}.`,
        recover: "Keep the safer way first.",
      };
    }
    return {
      what: `A way back into an account ends: ${gone.join(", ")}.`,
      who: "users who forget their password",
      effect:
        left.length === 0 || left.includes("admin_only")
          ? "Left is only an administrator."
          : `Left are: ${left.join(", ")}. Whoever has none of these cannot recover the account.`,
      recover: "Add the new way first, and keep the old one as long as users have nothing else.",
    };
  },
};

const BY_PHONE = "verified_phone_number";

/** https://docs.aws.amazon.com/cognito/latest/developerguide/how-to-recover-a-user-account.html */
const phoneAdded = (left: readonly string[]): RuleFinding => ({
  severity: "info",
  what: "Whoever has the phone number of a user gets into the account.",
  who: "users with a verified number, once somebody else has it: numbers are reassigned, and moved to another SIM card",
  effect: `Left are: ${left.join(", ")}. A code by text message sets a new password.`,
  recover:
    "Keep it where users need a second way back. A number is easier to take over than a mailbox: leave that first.",
});

/** The ways back into an account, the first one first. */
export function recoveryOrder(side: PlannedChange["before"]): readonly string[] {
  const order = ({ priority }: ReturnType<typeof blocksAt>[number]): number => Number(priority) || 0;
  return [...blocksAt(side, "account_recovery_setting", 0, "recovery_mechanism")]
    .sort((a, b) => order(a) - order(b))
    .map(({ name }) => showValue(name));
}

export const recoveryRules: readonly ChangeRule[] = [recovery];
