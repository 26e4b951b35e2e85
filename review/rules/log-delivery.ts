import { isSame, valueAt } from "../../common/json";
import type { PlannedChange } from "../plan";
import { accountOf, ownAccount } from "./accounts";
import type { ChangeRule, RuleContext } from "./rule";
import { blocksAt, isSet, textAt } from "./values";

const TYPE = "aws_cognito_log_delivery_configuration";

/** Where a destination's ARN stands. Source: the AWS provider's schema. */
const DESTINATIONS = [
  ["cloud_watch_logs_configuration", "log_group_arn"],
  ["firehose_configuration", "stream_arn"],
  ["s3_configuration", "bucket_arn"],
] as const;

/** What a user pool writes down, in words. Source: Amazon Cognito API, LogConfigurationType. */
const SOURCES: Readonly<Record<string, string>> = {
  userNotification: "messages that could not be sent",
  userAuthEvents: "every sign-in with its risk",
};

interface Delivery {
  readonly source: string;
  /** Undefined where only the apply knows it. */
  readonly arn: string | undefined;
}

/** What is delivered where. */
function deliveriesOf(side: PlannedChange["before"]): readonly Delivery[] {
  return blocksAt(side, "log_configurations").flatMap((block) => {
    const source = textAt(block, "event_source") ?? "something";
    return DESTINATIONS.flatMap(([name, arn]) => {
      const value = valueAt(block, [name]);
      const isThere = typeof value === "symbol" || blocksAt(block, name).length > 0;
      return isThere ? [{ source, arn: textAt(block, name, 0, arn) }] : [];
    });
  });
}

/** The same deliveries, in whatever order, each to a place that the plan shows. */
export function deliversTheSame({ before, after }: PlannedChange): boolean {
  const [was, willBe] = [before, after].map((side) => deliveriesOf(side).map(shown).sort());
  return (
    isSame(was, willBe) &&
    blocksAt(after, "log_configurations").length === willBe?.length &&
    deliveriesOf(after).every(({ arn }) => arn !== undefined)
  );
}

/** What users did goes to others from now on, or nowhere any more. */
const logDelivery: ChangeRule = {
  id: "log-delivery",
  severity: "warn",
  types: [TYPE],
  examines: { [TYPE]: ["log_configurations"] },
  find: (change, context) => {
    if (!isSet(change)) {
      return undefined;
    }
    const [was, willBe] = [deliveriesOf(change.before), deliveriesOf(change.after)];
    const known = new Set(was.filter(({ arn }) => arn !== undefined).map(shown));
    const fresh = willBe.filter((it) => it.arn === undefined || !known.has(shown(it)));
    const ended = was.filter(({ source }) => !willBe.some((it) => it.source === source));
    if (fresh.length + ended.length === 0) {
      return undefined;
    }
    const open = fresh.filter(({ arn }) => !isOwn(arn, context));
    return {
      severity: ended.length + open.length > 0 ? "warn" : "info",
      what:
        fresh.length === 0 ? "The user pool delivers less of its logs." : "What users do is written down elsewhere.",
      who: "everybody with an account: these logs hold user names, addresses and devices; nobody is cut off",
      effect: [
        ...ended.map(({ source }) => `No longer delivered: ${words(source)}.`),
        ...fresh.map((it) => `${words(it.source)} → ${it.arn ?? "known after the apply only"}.`),
        ...(open.length > 0 ? ["That it is this account's, the plan does not show."] : []),
      ].join(" "),
      recover:
        "Check that the log group, stream or bucket is yours, who may read it, and how long it keeps what it gets. What was delivered before stays where it is.",
    };
  },
};

const words = (source: string): string => SOURCES[source] ?? source;
const shown = ({ source, arn }: Delivery): string => `${source} ${arn ?? ""}`;

/** The ARN of a bucket does not say whose it is; that of one which the plan has does not have to. */
function isOwn(arn: string | undefined, context: RuleContext): boolean {
  if (arn === undefined) {
    return false;
  }
  const [account, own] = [accountOf(arn), ownAccount(context)];
  return account === undefined
    ? context
        .ofType("aws_s3_bucket")
        .some(({ before, after }) => [before, after].some((it) => textAt(it, "arn") === arn))
    : account === own;
}

export const logDeliveryRules: readonly ChangeRule[] = [logDelivery];
