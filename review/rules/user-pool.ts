import { sortedJson } from "../../common/canonical-json";
import { member, valueAt } from "../../common/json";
import { STANDARD_ATTRIBUTES } from "../../contract/user-attributes";
import type { PlannedChange } from "../plan";
import { showValue } from "../show-value";
import { withoutUnset } from "../unset";
import { invitationShorter, passwordTooLong } from "./password-and-mfa";
import type { ChangeRule, RuleFinding } from "./rule";
import { blocksAt, differs, gained, isUpdate, lost, textAt, wasWillBe } from "./values";

const types = ["aws_cognito_user_pool"];

const schemaEdit: ChangeRule = {
  id: "schema-edit",
  severity: "block",
  types,
  examines: { aws_cognito_user_pool: ["schema"] },
  find: (change) => {
    if (!isUpdate(change)) {
      return undefined;
    }
    const after = new Set(blocksAt(change.after, "schema").map(setMembers));
    const gone = blocksAt(change.before, "schema").filter((item) => !after.has(setMembers(item)));
    if (gone.length > 0) {
      return {
        what: "The apply will fail: attributes of a user pool can be neither changed nor removed.",
        who: "nobody, as long as the apply fails; whatever else the plan holds may be left half done",
        effect: `The plan changes or removes: ${names(gone)}. It calls that an update, AWS refuses it.`,
        recover:
          "Leave these schema entries as they are. An attribute with another name or type is added beside the old one.",
      };
    }
    const refused = added(change).filter(isForNewPools);
    if (refused.length === 0) {
      return undefined;
    }
    return {
      what: "The apply will fail: what is asked for at sign-up is chosen once, when the pool is made.",
      who: "nobody, as long as the apply fails; whatever else the plan holds may be left half done",
      effect: `The plan adds: ${names(refused)}. It calls that an update; AWS adds only custom attributes that nobody has to have.`,
      recover: "Put the former list back. Your own app can ask for more, and keep it in a custom attribute.",
    };
  },
};

/** The schema's blocks of a name that the pool does not have yet. */
function added({ before, after }: PlannedChange): ReturnType<typeof blocksAt> {
  const known = new Set(blocksAt(before, "schema").map(({ name }) => name));
  return blocksAt(after, "schema").filter(({ name }) => !known.has(name));
}

const isStandard = (name: unknown): boolean => STANDARD_ATTRIBUTES.some((standard) => standard === name);

/** Amazon Cognito API, AddCustomAttributes: "Required custom attributes are not supported currently." */
const isForNewPools = ({ name, required }: ReturnType<typeof blocksAt>[number]): boolean =>
  required === true || isStandard(name);

const schemaAdded: ChangeRule = {
  id: "schema-added",
  severity: "info",
  types,
  examines: { aws_cognito_user_pool: ["schema"] },
  find: (change) => {
    if (!isUpdate(change)) {
      return undefined;
    }
    const own = added(change).filter((block) => !isForNewPools(block));
    if (own.length === 0) {
      return undefined;
    }
    return {
      what: `The user pool gets attributes for good: ${names(own)}.`,
      who: "nobody today",
      effect: "An attribute of a pool can never be changed or removed.",
      recover: "Check name, type and lengths before the apply.",
    };
  },
};

const deletionProtectionOff: ChangeRule = {
  id: "deletion-protection-off",
  severity: "block",
  types,
  examines: { aws_cognito_user_pool: ["deletion_protection"] },
  find: (change) =>
    isUpdate(change) &&
    textAt(change.before, "deletion_protection") === "ACTIVE" &&
    textAt(change.after, "deletion_protection") !== "ACTIVE" &&
    !isHidden(member(change.after, "deletion_protection"))
      ? {
          what: "The user pool loses its deletion protection.",
          who: "every user, from the next plan on",
          effect: `The last guard goes: a later plan can delete the pool with every account. deletion_protection ${wasWillBe(change, "deletion_protection")}.`,
          recover: "Leave it ACTIVE. It has to be off only in the change before one that deletes the pool on purpose.",
        }
      : undefined,
};

const signUp: ChangeRule = {
  id: "sign-up",
  severity: "warn",
  types,
  examines: { aws_cognito_user_pool: ["admin_create_user_config.allow_admin_create_user_only", "password_policy"] },
  find: (change) =>
    [signUpOpened(change), passwordTooLong(change), invitationShorter(change)].filter((found) => found !== undefined),
};

function signUpOpened(change: PlannedChange): RuleFinding | undefined {
  const path = ["admin_create_user_config", 0, "allow_admin_create_user_only"] as const;
  if (!isUpdate(change) || !differs(change, ...path)) {
    return undefined;
  }
  const [was, willBe] = [valueAt(change.before, path) === true, valueAt(change.after, path) === true];
  if (was === willBe) {
    return undefined;
  }
  return willBe
    ? {
        what: "People can no longer create an account.",
        who: "people without an account who enable the skill",
        effect: "The sign-in page offers no sign-up: only an administrator creates users. Linked users notice nothing.",
        recover: "Set allow_admin_create_user_only to false to leave sign-up open.",
      }
    : {
        what: "Anybody can create an account.",
        who: "the owner of the data: strangers become users",
        effect: "The sign-in page offers sign-up to everybody.",
        recover: "Set allow_admin_create_user_only to true to keep sign-up closed.",
      };
}

const KEPT_UNTIL_VERIFIED = [
  "user_attribute_update_settings",
  0,
  "attributes_require_verification_before_update",
] as const;

const verification: ChangeRule = {
  id: "verification-lost",
  severity: "warn",
  types,
  examines: { aws_cognito_user_pool: ["auto_verified_attributes", "user_attribute_update_settings"] },
  find: (change) => {
    if (!isUpdate(change)) {
      return undefined;
    }
    const [unverified, unkept] = [lost(change, "auto_verified_attributes"), lost(change, ...KEPT_UNTIL_VERIFIED)];
    return [
      ...(unverified.length === 0
        ? []
        : [
            {
              what: `${unverified.join(" and ")} of new users will no longer be verified.`,
              who: "people who create an account from now on",
              effect: "They get no code to confirm it, and cannot recover their account by it.",
              recover: `Keep ${unverified.join(", ")} in auto_verified_attributes.`,
            },
          ]),
      ...(unkept.length === 0
        ? []
        : [
            {
              what: `A changed ${unkept.join(" or ")} counts before its owner has confirmed it.`,
              who: "users who mistype their new address, and whoever it belongs to",
              effect: "Amazon Cognito replaces the verified value at once: sign-in and recovery by the old one end.",
              recover: `Keep ${unkept.join(", ")} in attributes_require_verification_before_update.`,
            },
          ]),
    ];
  },
};

const email: ChangeRule = {
  id: "email-sender",
  severity: "warn",
  types,
  examines: { aws_cognito_user_pool: ["email_configuration"] },
  find: (change) => {
    const fields = [
      "configuration_set",
      "email_sending_account",
      "from_email_address",
      "reply_to_email_address",
      "source_arn",
    ];
    const changed = fields.filter((name) => differs(change, "email_configuration", 0, name));
    if (!isUpdate(change) || changed.length === 0) {
      return undefined;
    }
    return {
      what: "The sender of confirmation and recovery e-mails changes.",
      who: "people who create or recover an account",
      effect: changed.map((name) => `${name} ${wasWillBe(change, "email_configuration", 0, name)}.`).join(" "),
      recover:
        "Check that the address is verified in Amazon SES and out of its sandbox; COGNITO_DEFAULT sends 50 a day.",
    };
  },
};

/** Alexa waits 4.5 s for tokens; Cognito waits 5 s for a trigger, and tries again. */
const TOKEN_TRIGGERS = ["pre_token_generation", "pre_token_generation_config"];
const SIGN_IN_TRIGGERS = [
  "create_auth_challenge",
  "custom_message",
  "define_auth_challenge",
  "post_authentication",
  "post_confirmation",
  "pre_authentication",
  "pre_sign_up",
  "user_migration",
  "verify_auth_challenge_response",
  "custom_email_sender",
  "custom_sms_sender",
  "kms_key_id",
];

const triggers: ChangeRule = {
  id: "trigger-changed",
  severity: "warn",
  types,
  examines: { aws_cognito_user_pool: ["lambda_config"] },
  find: (change) => {
    if (!isUpdate(change)) {
      return undefined;
    }
    const changed = (fields: readonly string[]): readonly string[] =>
      fields.filter(
        (name) =>
          differs(change, "lambda_config", 0, name) && !isHidden(valueAt(change.after, ["lambda_config", 0, name])),
      );
    return [...tokenTriggers(changed(TOKEN_TRIGGERS)), ...signInTriggers(change, changed(SIGN_IN_TRIGGERS))];
  },
};

function tokenTriggers(changed: readonly string[]): readonly RuleFinding[] {
  if (changed.length === 0) {
    return [];
  }
  return [
    {
      what: "A function runs, or no longer runs, for every token that Alexa asks for.",
      who: "everybody who links, and every linked user at each token refresh",
      effect: `${changed.join(" and ")} changes. Alexa waits 4.5 s for tokens, Cognito waits 5 s for the function and calls it again: a slow or failing one breaks every link.`,
      recover:
        "Measure a cold start of the function; keep it well below a second, and try one link in another environment first.",
    },
  ];
}

/** By these a function gets passwords and codes, or says itself whose sign-in counts. */
const TRUSTED_TRIGGERS = new Set([
  "create_auth_challenge",
  "custom_email_sender",
  "custom_sms_sender",
  "define_auth_challenge",
  "kms_key_id",
  "user_migration",
  "verify_auth_challenge_response",
]);

/** By these it refuses sign-ins and sign-ups: what it kept out gets in. */
const GUARDS = ["pre_authentication", "pre_sign_up"];

function signInTriggers(change: PlannedChange, changed: readonly string[]): readonly RuleFinding[] {
  const isThere = (name: string): boolean =>
    withoutUnset(valueAt(change.after, ["lambda_config", 0, name])) !== undefined;
  const trusted = changed.filter((name) => TRUSTED_TRIGGERS.has(name) && isThere(name));
  const guards = changed.filter(
    (name) => GUARDS.includes(name) && withoutUnset(valueAt(change.before, ["lambda_config", 0, name])) !== undefined,
  );
  const others = changed.filter((name) => !trusted.includes(name) && !guards.includes(name));
  const said = (names: readonly string[]): string =>
    names.map((name) => `${name} ${wasWillBe(change, "lambda_config", 0, name)}.`).join(" ");
  return [
    ...(trusted.length === 0
      ? []
      : [
          {
            what: `A function gets what people sign in with, or decides whose sign-in counts: ${trusted.join(", ")}.`,
            who: "everybody who signs in, creates an account or recovers one",
            effect: `${said(trusted)} user_migration sees passwords, a custom sender sees codes, and the challenges of a custom sign-in let in whomever they like.`,
            recover:
              "Check that the function is deployed and reviewed with the pool, and that nobody else can change it.",
          },
        ]),
    ...(guards.length === 0
      ? []
      : [
          {
            what: `Another function, or none, decides who may sign in or sign up: ${guards.join(", ")}.`,
            who: "whoever's data it is that the former function kept strangers from",
            effect: said(guards),
            recover: "Check that nobody gets in whom the former function refused.",
          },
        ]),
    ...(others.length === 0
      ? []
      : [
          {
            severity: "info" as const,
            what: `Functions that take part in signing in change: ${others.join(", ")}.`,
            who: "people who sign in or create an account",
            effect: said(others),
            recover:
              "A function that fails or takes longer than 5 s stops the sign-in: try it in another environment first.",
          },
        ]),
  ];
}

const moreVerification: ChangeRule = {
  id: "verification-changed",
  severity: "info",
  types,
  examines: { aws_cognito_user_pool: ["auto_verified_attributes"] },
  find: (change) => {
    const added = gained(change, "auto_verified_attributes");
    if (!isUpdate(change) || added.length === 0) {
      return undefined;
    }
    return {
      what: `New users have to confirm: ${added.join(", ")}.`,
      who: "people who create an account",
      effect: "They get a code and have to enter it. Users who exist are not asked.",
      recover: "Check that the pool can send e-mail or SMS.",
    };
  },
};

const names = (items: readonly Readonly<Record<string, unknown>>[]): string =>
  items.map(({ name }) => showValue(name)).join(", ");

const setMembers = (item: unknown): string => sortedJson(withoutUnset(item) ?? null);

const isHidden = (value: unknown): boolean => typeof value === "symbol";

export const userPoolRules: readonly ChangeRule[] = [
  schemaEdit,
  schemaAdded,
  deletionProtectionOff,
  signUp,
  verification,
  moreVerification,
  email,
  triggers,
];
