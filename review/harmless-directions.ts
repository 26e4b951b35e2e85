import { isObject, isSame, member, valueAt } from "../common/json";
import type { Better } from "./better";
import {
  areOwnTopics,
  becomes,
  better,
  callsNothing,
  EITHER,
  isBlocks,
  isKnownPlace,
  isList,
  isOn,
  isSeen,
  keepsAll,
  livesAsLong,
  livesLonger,
  NEW,
  notLess,
  policyAllowsNobody,
  rises,
  UPDATE,
} from "./better";
import { OF_FUNCTIONS } from "./harmless-functions";
import { OF_STORES } from "./harmless-stores";
import { UNKNOWN } from "./masked";
import type { PlannedChange } from "./plan";
import { hadNoPolicy, POLICY_OWNERS } from "./policy-owners";
import { isAlexas } from "./rules/alexa-redirects";
import { ADMIN_SCOPE, isOfNewPool, knownScopes, mayBeOfAlexa, STANDARD_SCOPES } from "./rules/app-client";
import { PASSKEYS, takesPasskeys } from "./rules/first-factors";
import { isNarrow, isTrustOfServices } from "./rules/iam-grants";
import { deliversTheSame } from "./rules/log-delivery";
import { keptDays } from "./rules/log-retention";
import { isMadeOfNew } from "./rules/made-of";
import { isOrdinaryPermission } from "./rules/permission";
import { recoveryOrder } from "./rules/recovery";
import { readAttributesGained, readAttributesLost, scopesOf } from "./rules/scopes-and-groups";
import { LEADS, provesCertificate, staysOfSignIn } from "./rules/sign-in-address";
import { areOwnTriggers } from "./rules/trigger";
import { blocksAt, gained, lost, numberAt, textAt, textsAt } from "./rules/values";
import { withoutUnset } from "./unset";

/** Longer, and an apply holds what it has begun open, and the state's lock with it. */
const SHORT_WAIT = /^(?:\d{1,7}(?:\.\d+)?ms|\d{1,3}(?:\.\d+)?s|(?:\d|[1-5]\d)(?:\.\d+)?m)$/;
const DAY_SECONDS = 86_400;

/** By which no program gets to see a password. */
const PROVEN = new Set(["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"]);

const SWITCHES = ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"];

const TOKENS = ["access_token_validity", "enable_token_revocation", "refresh_token_validity", "token_validity_units"];

const LISTED: Readonly<Record<string, readonly Better[]>> = {
  aws_cognito_user_pool: [
    better(UPDATE, "deletion_protection", "On.", becomes("deletion_protection", "ACTIVE")),
    better(UPDATE, "password_policy", "Not weaker: password-weaker is silent.", ({ after }) => {
      const block = valueAt(after, ["password_policy", 0]);
      return isObject(block) && isSeen(block);
    }),
    better(UPDATE, "account_recovery_setting", "One way more, after those that are there.", (change) => {
      const [was, willBe] = [recoveryOrder(change.before), recoveryOrder(change.after)];
      return (
        willBe.length > 0 &&
        was[0] === willBe[0] &&
        was.every((name) => willBe.includes(name)) &&
        // AWS refuses that beside a way of the user's own.
        willBe.includes("admin_only") === was.includes("admin_only")
      );
    }),
    better(
      UPDATE,
      "mfa_configuration",
      "Who wants one may have a second factor.",
      becomes("mfa_configuration", "OPTIONAL"),
    ),
    better(
      UPDATE,
      "user_pool_add_ons.advanced_security_mode",
      "More protection.",
      rises("user_pool_add_ons", 0, "advanced_security_mode"),
    ),
    better(UPDATE, "user_pool_tier", "A larger plan.", rises("user_pool_tier")),
    better(
      UPDATE,
      "user_attribute_update_settings",
      "More has to be confirmed before it counts.",
      (change) =>
        [change.before, change.after].every((side) => isBlocks(side, "user_attribute_update_settings")) &&
        lost(change, "user_attribute_update_settings", 0, "attributes_require_verification_before_update").length === 0,
    ),
    better(
      UPDATE,
      "web_authn_configuration.user_verification",
      "Nobody has a passkey yet that would count for less, or be refused.",
      ({ before, after }) => isBlocks(before, "sign_in_policy") && !takesPasskeys(before) && isBlocks(after, PASSKEYS),
    ),
    better(NEW, "lambda_config", "Functions of the own account, in a pool without users.", areOwnTriggers),
  ],
  aws_cognito_user_pool_client: [
    better(
      EITHER,
      "callback_urls",
      "Alexa's own addresses: redirect-added speaks up about another developer account.",
      (change) =>
        isList(change.after, "callback_urls") &&
        lost(change, "callback_urls").length === 0 &&
        gained(change, "callback_urls").every(isAlexas),
    ),
    better(
      EITHER,
      "default_redirect_uri",
      "One of the client's own addresses, each of which has rules of its own; without a former one nobody relies on it.",
      ({ before, after }) =>
        (textAt(before, "default_redirect_uri") ?? "") === "" &&
        textsAt(after, "callback_urls").includes(textAt(after, "default_redirect_uri") ?? ""),
    ),
    better(
      EITHER,
      "logout_urls",
      "Whoever signs out ends where sign-ins end, or ended already: elsewhere somebody may ask for the password again.",
      (change, context) =>
        isList(change.after, "logout_urls") &&
        lost(change, "logout_urls").length === 0 &&
        (change.imported || isOfNewPool(change, context) || gained(change, "logout_urls").every(isKnownPlace(change))),
    ),
    better(
      EITHER,
      "allowed_oauth_flows",
      "The code grant alone is left.",
      (change) =>
        isSame(textsAt(change.after, "allowed_oauth_flows"), ["code"]) && isList(change.after, "allowed_oauth_flows"),
    ),
    better(
      EITHER,
      "allowed_oauth_flows_user_pool_client",
      "On.",
      becomes("allowed_oauth_flows_user_pool_client", true),
    ),
    better(
      EITHER,
      "allowed_oauth_scopes",
      "Scopes that the pool has, on a client on which no link depends.",
      (change, context) =>
        keepsAll("allowed_oauth_scopes")(change, context) &&
        (change.action === "create" || !mayBeOfAlexa(change)) &&
        gained(change, "allowed_oauth_scopes").every(
          (scope) =>
            scope !== ADMIN_SCOPE && (change.action === "create" ? knownScopes(context) : STANDARD_SCOPES).has(scope),
        ),
    ),
    better(UPDATE, "auth_session_validity", "More time for the steps of a sign-in.", (change, context) =>
      (numberAt(change.before, "auth_session_validity") ?? 3) === 3
        ? (numberAt(change.after, "auth_session_validity") ?? 0) >= 3
        : notLess("auth_session_validity")(change, context),
    ),
    better(
      NEW,
      "explicit_auth_flows",
      "Nobody has an account yet in the pool, or each has to prove the password (SRP).",
      (change, context) =>
        isOfNewPool(change, context) ||
        (isSeen(member(change.after, "explicit_auth_flows")) &&
          textsAt(change.after, "explicit_auth_flows").every((flow) => PROVEN.has(flow))),
    ),
    better(
      UPDATE,
      "read_attributes",
      "The skill can read more.",
      (change) =>
        isList(change.after, "read_attributes") &&
        readAttributesLost(change).length === 0 &&
        (mayBeOfAlexa(change) || readAttributesGained(change).length === 0),
    ),
    ...TOKENS.map((name) =>
      better(
        NEW,
        name,
        "Nobody has an account yet in the pool, or tokens-endless and access-too-short read it.",
        (change, context) => isOfNewPool(change, context) || isSeen(member(change.after, name) ?? null),
      ),
    ),
    better(
      NEW,
      "write_attributes",
      "What people may say of themselves. Custom attributes are often the code's, in a pool that has users.",
      (change, context) =>
        isSeen(member(change.after, "write_attributes")) &&
        (isOfNewPool(change, context) ||
          textsAt(change.after, "write_attributes").every((name) => !/^(?:dev:)?custom:|_verified$/.test(name))),
    ),
    better(
      UPDATE,
      "refresh_token_validity token_validity_units.refresh_token",
      "Links last longer.",
      livesLonger("refresh"),
    ),
    better(
      UPDATE,
      "access_token_validity token_validity_units.access_token",
      "Fewer refreshes.",
      livesLonger("access"),
    ),
    better(UPDATE, "id_token_validity token_validity_units.id_token", "The same time.", livesAsLong("id")),
    better(EITHER, "prevent_user_existence_errors", "On.", becomes("prevent_user_existence_errors", "ENABLED")),
    better(
      NEW,
      "prevent_user_existence_errors",
      "Nobody has an account yet in the pool, or AWS chooses.",
      (change, context) =>
        isOfNewPool(change, context) ||
        [UNKNOWN, null, undefined].includes(member(change.after, "prevent_user_existence_errors") as null),
    ),
  ],
  aws_cognito_log_delivery_configuration: [
    better(UPDATE, "log_configurations", "The same deliveries, in another order.", deliversTheSame),
  ],
  aws_cognito_resource_server: [
    better(UPDATE, "scope", "The scopes that are there stay.", ({ before, after }) => {
      const willBe = member(after, "scope");
      return (
        Array.isArray(willBe) && isSeen(willBe) && scopesOf(before).every((scope) => scopesOf(after).includes(scope))
      );
    }),
  ],
  aws_cognito_user_group: [
    better(
      UPDATE,
      "precedence",
      "No role hangs on it.",
      ({ before, after }) =>
        [before, after].every((side) => (member(side, "role_arn") ?? "") === "") && isSeen(member(after, "precedence")),
    ),
  ],
  ...OF_FUNCTIONS,
  aws_lambda_permission: [better(NEW, "*", "The skill's own, or the own pool's.", isOrdinaryPermission)],
  aws_cloudwatch_log_group: [
    better(
      UPDATE,
      "retention_in_days",
      "Kept longer.",
      ({ before, after }) => isSeen(member(after, "retention_in_days")) && keptDays(after) >= keptDays(before),
    ),
    better(EITHER, "deletion_protection_enabled", "On.", isOn("deletion_protection_enabled")),
  ],
  aws_iam_role: [
    better(NEW, "assume_role_policy", "Services of AWS act under it, nobody else.", ({ after }) =>
      isTrustOfServices(member(after, "assume_role_policy")),
    ),
    better(NEW, "inline_policy managed_policy_arns", "A new role that may do little.", isNarrow),
  ],
  aws_iam_role_policy: [better(NEW, "policy", "A new role that may do little.", isNarrow)],
  aws_iam_role_policy_attachment: [better(NEW, "policy_arn", "A new role that may do little.", isNarrow)],
  aws_kms_key: [
    better(UPDATE, "is_enabled", "On.", isOn("is_enabled")),
    better(UPDATE, "enable_key_rotation", "On.", isOn("enable_key_rotation")),
    better(
      UPDATE,
      "deletion_window_in_days",
      "More time to find out that somebody needs the key.",
      notLess("deletion_window_in_days"),
    ),
  ],
  time_sleep: ["create_duration", "destroy_duration"].map((name) =>
    better(EITHER, name, "The apply waits for minutes.", ({ after }) => SHORT_WAIT.test(textAt(after, name) ?? "0s")),
  ),
  aws_acm_certificate: [
    better(
      NEW,
      "options",
      "Nobody can take its private key out of AWS.",
      ({ after }) =>
        isSeen(member(after, "options") ?? null) &&
        [null, undefined, "", "DISABLED"].includes(textAt(after, "options", 0, "export")),
    ),
    better(UPDATE, "status", "It is issued.", becomes("status", "ISSUED")),
  ],
  ...OF_STORES,
  aws_cloudwatch_dashboard: [
    better(EITHER, "dashboard_body", "It shows what CloudWatch measures.", ({ after }) =>
      callsNothing(member(after, "dashboard_body")),
    ),
  ],
  aws_cloudwatch_metric_alarm: [
    better(EITHER, "metric_query", "It computes with what CloudWatch measures.", ({ after }) =>
      callsNothing(member(after, "metric_query")),
    ),
    better(EITHER, "actions_enabled", "On.", becomes("actions_enabled", true)),
    better(
      EITHER,
      "alarm_actions insufficient_data_actions ok_actions",
      "Somebody is told, by a topic of the own account.",
      (change, context) =>
        ["alarm_actions", "insufficient_data_actions", "ok_actions"].every(
          (name) =>
            lost(change, name).length === 0 &&
            (areOwnTopics(member(change.after, name), context) ||
              isMadeOfNew(change, /^aws_sns_topic\./, context, name)),
        ),
    ),
  ],
  aws_dynamodb_table: [
    better(UPDATE, "read_capacity", "More reads.", notLess("read_capacity")),
    better(UPDATE, "write_capacity", "More writes.", notLess("write_capacity")),
    better(UPDATE, "billing_mode", "As many as come.", becomes("billing_mode", "PAY_PER_REQUEST")),
    better(UPDATE, "read_capacity write_capacity", "As many as come.", becomes("billing_mode", "PAY_PER_REQUEST")),
    better(UPDATE, "deletion_protection_enabled", "On.", isOn("deletion_protection_enabled")),
    better(UPDATE, "point_in_time_recovery.enabled", "On.", isOn("point_in_time_recovery", 0, "enabled")),
    better(
      UPDATE,
      "point_in_time_recovery.recovery_period_in_days",
      "Days, where there were fewer.",
      ({ before, after }) => {
        const [was, willBe] = [before, after].map(recoverableDays);
        return was !== undefined && willBe !== undefined && willBe >= was;
      },
    ),
  ],
  aws_s3_bucket_versioning: [
    better(EITHER, "versioning_configuration.status", "On.", isOn("versioning_configuration", 0, "status")),
  ],
  aws_s3_bucket_public_access_block: [
    better(EITHER, SWITCHES.join(" "), "Closed.", ({ after }) =>
      SWITCHES.every((name) => member(after, name) === true),
    ),
    ...SWITCHES.map((name) => better(UPDATE, name, "Closed.", isOn(name))),
  ],
  aws_s3_account_public_access_block: SWITCHES.map((name) => better(EITHER, name, "Closed.", isOn(name))),
  aws_s3_bucket_acl: [better(EITHER, "acl", "Closed.", becomes("acl", "private"))],
  aws_route53_zone: [
    better(
      NEW,
      "*",
      "Nobody asks a new public zone before it is delegated. A private one answers in its networks at once, and one of a " +
        "delegation set on name servers that may be asked for the name already.",
      ({ action, after }) =>
        action === "create" &&
        blocksAt(after, "vpc").length === 0 &&
        isSeen(member(after, "vpc") ?? null) &&
        (member(after, "delegation_set_id") ?? "") === "",
    ),
  ],
  aws_route53_record: [
    better(EITHER, LEADS.join(" "), "The sign-in page's name leads to the plan's own sign-in domain.", staysOfSignIn),
    better(
      EITHER,
      "ttl",
      "The name leads where the rule says; from a wrong place it is back within a day.",
      ({ after }) =>
        (member(after, "ttl") ?? null) === null || (numberAt(after, "ttl") ?? DAY_SECONDS + 1) <= DAY_SECONDS,
    ),
    better(NEW, "allow_overwrite", "A certificate that is renewed asks for the same name.", provesCertificate),
    better(EITHER, "allow_overwrite", "A name that is taken stays as it is.", becomes("allow_overwrite", false)),
  ],
};

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PointInTimeRecoverySpecification.html */
const MOST_RECOVERABLE_DAYS = 35;

/** Undefined where it does not show. */
function recoverableDays(table: PlannedChange["before"]): number | undefined {
  const [isKept, days] = ["enabled", "recovery_period_in_days"].map((name) =>
    valueAt(table, ["point_in_time_recovery", 0, name]),
  );
  if (isKept !== true) {
    return isKept ? undefined : 0;
  }
  return typeof (days ?? 0) === "number" ? Number(days) || MOST_RECOVERABLE_DAYS : undefined;
}

const POLICIES = Object.keys(POLICY_OWNERS);

/** By thing. */
export const BETTER: ReadonlyMap<string, readonly Better[]> = new Map<string, readonly Better[]>([
  ...Object.entries(LISTED),
  ...POLICIES.map(
    (type) =>
      [
        type,
        [
          better(
            NEW,
            "policy",
            "It lets nobody in, and takes the place of none that does.",
            (change, context) => policyAllowsNobody("policy")(change, context) && hadNoPolicy(change, context),
          ),
        ],
      ] as const,
  ),
]);

/** Whether two blocks say the same, with more or fewer of their members spelled out. */
export const isSpelling = (before: unknown, after: unknown): boolean =>
  [before, after].every((side) => side === undefined || side === null || Array.isArray(side)) &&
  isSame(withoutUnset(before) ?? null, withoutUnset(after) ?? null);
