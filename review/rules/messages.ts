import { valueAt } from "../../common/json";
import { addressesIn } from "./message-addresses";
import type { ChangeRule } from "./rule";
import { differs, isUpdate } from "./values";

/** Texts that Amazon Cognito sends to people, with a code, a link or a password in them. */
const TEXTS: readonly (readonly (string | number)[])[] = [
  ["verification_message_template"],
  ["email_verification_message"],
  ["email_verification_subject"],
  ["email_mfa_configuration", 0, "message"],
  ["sms_verification_message"],
  ["sms_authentication_message"],
  ["admin_create_user_config", 0, "invite_message_template"],
];

/** Source: Amazon Cognito API, VerificationMessageTemplateType. */
const LINK = ["verification_message_template", 0, "default_email_option"] as const;

/** What Amazon Cognito puts something in the place of: `{####}`, `{username}`, `{##a link##}`. */
const PLACEHOLDERS = /\{(?:####|##[^#{}]*##|[a-z][\w-]*)\}/gi;

const messages: ChangeRule = {
  id: "message-changed",
  severity: "info",
  types: ["aws_cognito_user_pool"],
  examines: {
    aws_cognito_user_pool: TEXTS.map((path) => path.filter((step) => typeof step === "string").join(".")),
  },
  find: (change) => {
    const changed = TEXTS.filter((path) => differs(change, ...path) && typeof valueAt(change.after, path) !== "symbol");
    if (!isUpdate(change) || changed.length === 0) {
      return undefined;
    }
    const [was, willBe] = [change.before, change.after].map((side) =>
      TEXTS.flatMap((path) => addressesIn(valueAt(side, path))),
    );
    const fresh = (willBe ?? []).filter((address) => was?.includes(address) !== true);
    const gone = (was ?? []).filter((address) => willBe?.includes(address) !== true);
    const lost = changed.flatMap((path) => placeholdersLost(valueAt(change.before, path), valueAt(change.after, path)));
    const isLink = differs(change, ...LINK) && valueAt(change.after, LINK) === "CONFIRM_WITH_LINK";
    return {
      severity: isLink || fresh.length + gone.length + lost.length > 0 ? "warn" : "info",
      what: "What the messages with a code or a password say changes.",
      who: "people who create or recover an account",
      effect: [
        "They get the new text.",
        ...(isLink ? ["They get a link in place of a code: a page that waits for a code waits in vain."] : []),
        ...(fresh.length === 0 ? [] : [`It sends them to: ${fresh.join(", ")}.`]),
        ...(gone.length === 0 ? [] : [`It no longer names: ${gone.join(", ")}.`]),
        ...(lost.length === 0
          ? []
          : [`It no longer holds ${lost.join(", ")}: what stood there reaches nobody, and they cannot go on.`]),
      ].join(" "),
      recover: "Read the text. It must hold {####}, where the code stands; an invitation {username}, too.",
    };
  },
};

/**
 * Text by text, placeholders that go. A text that goes as a whole goes back to Amazon's own, which has them; the words of
 * a link may be others.
 */
function placeholdersLost(before: unknown, after: unknown): readonly string[] {
  if (typeof before === "string") {
    const left = new Set(typeof after === "string" ? placeholdersIn(after).map(kindOf) : []);
    return typeof after === "string" && after !== ""
      ? placeholdersIn(before).filter((it) => !left.has(kindOf(it)))
      : [];
  }
  return typeof before === "object" && before !== null
    ? Object.entries(before).flatMap(([name, it]) =>
        placeholdersLost(it, valueAt(after, [Array.isArray(before) ? Number(name) : name])),
      )
    : [];
}

const placeholdersIn = (text: string): readonly string[] => text.match(PLACEHOLDERS) ?? [];

const kindOf = (placeholder: string): string => (/^\{##[^#]/.test(placeholder) ? "link" : placeholder.toLowerCase());

export const messageRules: readonly ChangeRule[] = [messages];
