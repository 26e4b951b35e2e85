import { member, valueAt } from "../../common/json";
import { referencesIn } from "../digest-configuration";
import type { PlannedChange } from "../plan";
import { isForEachOf, isMadeOf } from "../secret-references";
import { showValue } from "../show-value";
import { oncePerPlan } from "./once";
import type { ChangeRule, RuleContext, RuleFinding } from "./rule";
import { blocksAt, differs, isSet, isUpdate, textAt, textsAt, wasWillBe } from "./values";

type Side = PlannedChange["before"];

/** Attributes by which a record leads somewhere, and to whom. */
export const LEADS = [
  "alias",
  "cidr_routing_policy",
  "failover_routing_policy",
  "geolocation_routing_policy",
  "geoproximity_routing_policy",
  "health_check_id",
  "latency_routing_policy",
  "multivalue_answer_routing_policy",
  "name",
  "records",
  "set_identifier",
  "type",
  "weighted_routing_policy",
  "zone_id",
];

const CERTIFICATE = ["domain_name", "subject_alternative_names", "validation_method", "options"];

/** A DNS record is judged by what it stands for: a name of the sign-in page, or the way to Amazon Cognito. */
const address: ChangeRule = {
  id: "sign-in-address",
  severity: "warn",
  types: ["aws_route53_record", "aws_acm_certificate"],
  examines: { aws_route53_record: LEADS, aws_acm_certificate: CERTIFICATE },
  find: (change, context) => (change.type === "aws_acm_certificate" ? certificate(change) : record(change, context)),
};

function record(change: PlannedChange, context: RuleContext): RuleFinding | undefined {
  const fields = LEADS.filter((it) => differs(change, it));
  if (!isSet(change) || fields.length === 0 || staysOfSignIn(change, context)) {
    return undefined;
  }
  const owner = newDomainOf(change, context);
  if (owner !== undefined) {
    return {
      severity: "info",
      what: `A name will lead to a new sign-in domain: ${showValue(fqdnOf(change.after))}.`,
      who: "nobody yet: the same plan makes the domain",
      effect: `Where it leads is known after the apply; the configuration takes it from ${owner.address}.`,
      recover: "Look at the sign-in page under the name before the link uses it.",
    };
  }
  if (provesCertificate(change, context)) {
    return {
      severity: "info",
      what: "A name proves to AWS Certificate Manager whose a domain is.",
      who: "nobody: no page is looked for under such a name",
      effect: "It is made of what a certificate of the plan asks for.",
      recover: "Keep it as long as the certificate is used: AWS renews it by the same name.",
    };
  }
  const isOurs = isOfSignIn(change.before, context) || isNameOfSignIn(change.after, context);
  const name = fqdnOf(change.after) || fqdnOf(change.before);
  return {
    severity: isOurs ? "block" : "warn",
    what: isOurs ? "The sign-in page's address leads elsewhere." : `A name leads elsewhere: ${showValue(name)}.`,
    who: isOurs ? "everybody who links, and every linked user at the next refresh" : "whoever uses that name",
    effect: `${fields.map((it) => `${it} ${wasWillBe(change, it)}`).join("; ")}. Whoever answers there can ask for passwords, and gets the client's secret with every refresh.`,
    recover: "The record of a custom domain is the alias to the domain's own cloudfront_distribution.",
  };
}

function certificate(change: PlannedChange): RuleFinding | undefined {
  const fields = CERTIFICATE.filter((it) => differs(change, it));
  return isUpdate(change) && fields.length > 0
    ? {
        what: "A certificate changes.",
        who: "whoever uses the names for which it stands",
        effect: `${fields.map((it) => `${it} ${wasWillBe(change, it)}`).join("; ")}.`,
        recover: "Check that it still covers the sign-in domain.",
      }
    : undefined;
}

/** Whether a record is one of the sign-in page's: by its name, by a zone or wildcard around it, or by where it leads. */
export function isOfSignIn(side: Side, context: RuleContext): boolean {
  return isNameOfSignIn(side, context) || leadsToSignIn(side, context) || leadsToCloudFront(side, context);
}

/** Records that carry no address, and take none from a name that has one. */
const NO_ADDRESS = new Set(["TXT", "CAA", "MX", "SRV", "DS", "SPF", "NAPTR", "PTR", "TLSA"]);

function isNameOfSignIn(side: Side, context: RuleContext): boolean {
  const name = fqdnOf(side);
  const type = textAt(side, "type") ?? "";
  if (name === "" || NO_ADDRESS.has(type)) {
    return false;
  }
  const { domains, around } = signIn(context);
  return (
    (name.includes(".") && domains.has(name)) ||
    (type === "NS" && around.has(name)) ||
    (name.startsWith("*.") && around.has(name.slice(2)))
  );
}

/** By these an answer depends on who asks, on chance or on a check: then a name leads somewhere for some, or sometimes. */
const DEPENDS = LEADS.filter(
  (name) => /_policy$/.test(name) || name === "health_check_id" || name === "set_identifier",
);

/** The zone of every distribution of Amazon CloudFront. Source: Amazon Route 53 API, AliasTarget. */
const CLOUDFRONT_ZONE = "Z2FDTNDATAQYW2";

/**
 * Whether a name of the sign-in page, or one that nobody had, leads to the sign-in domain of this plan, and stays its own:
 * always and for everybody. A name that is a domain's leads to that domain: Amazon CloudFront answers no other for it.
 */
export function staysOfSignIn(change: PlannedChange, context: RuleContext): boolean {
  const { action, before, after } = change;
  const isNew = action === "create" && member(after, "allow_overwrite") !== true;
  const isSame = ["name", "type", "zone_id"].every((name) => action === "create" || !differs(change, name));
  const { owned } = signIn(context);
  const own = owned.get(fqdnOf(after));
  return (
    isSame &&
    !NO_ADDRESS.has(textAt(after, "type") ?? "") &&
    DEPENDS.every((name) => !differs(change, name)) &&
    blocksAt(after, "alias").every(isAliasOfCloudFront) &&
    leadsToSignIn(after, context) &&
    (own === undefined || targetsOf(after).every((target) => target !== undefined && own.has(target))) &&
    (isNew || isNameOfSignIn(after, context) || leadsToSignIn(before, context))
  );
}

const isAliasOfCloudFront = ({ zone_id, evaluate_target_health }: Readonly<Record<string, unknown>>): boolean =>
  zone_id === CLOUDFRONT_ZONE && evaluate_target_health !== true;

const CERTIFICATES = /^aws_acm_certificate\./;

/**
 * Whether a new record is the one by which a certificate of the same plan is issued, as the provider's documentation
 * writes it: of its domain_validation_options, which are known after the apply. Once known, it is a name of ACM's.
 */
export function provesCertificate(change: PlannedChange, context: RuleContext): boolean {
  const { action, after } = change;
  const name = fqdnOf(after);
  const values = textsAt(after, "records").map(hostOf);
  const isForm =
    (name === "" || name.startsWith("_")) && values.every((it) => /\.acm-validations\.aws$/.test(it ?? ""));
  return (
    action === "create" &&
    isForm &&
    ["", "CNAME"].includes(textAt(after, "type") ?? "") &&
    blocksAt(after, "alias").length === 0 &&
    !isNameOfSignIn(after, context) &&
    ["name", "records"].every(
      (it) =>
        isMadeOf(change, it, CERTIFICATES) || (isMadeOf(change, it, /^each\./) && isForEachOf(change, CERTIFICATES)),
    )
  );
}

const isText = (value: unknown): boolean => typeof value === "string";

const targetsOf = (side: Side): readonly (string | undefined)[] => [
  ...blocksAt(side, "alias").map(({ name }) => hostOf(name)),
  ...textsAt(side, "records").map(hostOf),
];

/** Whether all that a record leads to is the sign-in domain of this plan. */
function leadsToSignIn(side: Side, context: RuleContext): boolean {
  const { targets } = signIn(context);
  const [alias, records] = ["alias", "records"].map((name) => member(side, name) ?? []);
  const isReadable =
    Array.isArray(alias) && Array.isArray(records) && records.every(isText) && member(side, "name") !== undefined;
  const all = targetsOf(side);
  return isReadable && all.length > 0 && all.every((target) => target !== undefined && targets.has(target));
}

/** The domain that the same plan makes under a new record's name, where the record takes its target from that alone. */
function newDomainOf(change: PlannedChange, context: RuleContext): PlannedChange | undefined {
  const { action, after, configuredAddress, expressions } = change;
  const [target, ...more] = blocksAt(after, "alias");
  const isUnknown = target !== undefined && more.length === 0 && hostOf(target.name) === undefined;
  if (action !== "create" || !isUnknown || textsAt(after, "records").length > 0) {
    return undefined;
  }
  const module = configuredAddress.match(/^(?:module\.[\w-]+\.)*/)?.[0] ?? "";
  const references = referencesIn(expressions?.get("alias")).map((it) => `${module}${it}`.replace(/\[[^\]]*\]/g, ""));
  const domain = newDomains(context).get(fqdnOf(after));
  return domain !== undefined &&
    references.length > 0 &&
    references.every((it) => `${it}.`.startsWith(`${domain.configuredAddress}.`))
    ? domain
    : undefined;
}

/** By host, of which AWS has one domain. */
const newDomains = oncePerPlan(
  ({ ofType }): ReadonlyMap<string, PlannedChange> =>
    new Map(
      ofType("aws_cognito_user_pool_domain").flatMap((domain) => {
        const host = domain.action === "create" ? hostOf(member(domain.after, "domain")) : undefined;
        return host === undefined ? [] : [[host, domain] as const];
      }),
    ),
);

/** A custom domain of Amazon Cognito looks like any other of CloudFront, unless the plan makes the distribution. */
function leadsToCloudFront(side: Side, context: RuleContext): boolean {
  const { distributions, hasPool } = signIn(context);
  return (
    hasPool &&
    targetsOf(side).some(
      (target) =>
        target !== undefined && /\.(?:cloudfront\.net|amazoncognito\.com)$/.test(target) && !distributions.has(target),
    )
  );
}

const TARGETS = ["cloudfront_distribution", "cloudfront_distribution_arn"];

const signIn = oncePerPlan(({ ofType }) => {
  const sides = ofType("aws_cognito_user_pool_domain").flatMap(({ before, after }) => [before, after]);
  const owned = new Map<string, Set<string>>();
  for (const side of sides) {
    const host = hostOf(member(side, "domain")) ?? "";
    owned.set(host, new Set([...(owned.get(host) ?? []), ...TARGETS.flatMap((it) => hostOf(member(side, it)) ?? [])]));
  }
  const distributions = ofType("aws_cloudfront_distribution").flatMap(({ before, after }) => [before, after]);
  const texts = (of: readonly Side[], name: string): ReadonlySet<string> =>
    new Set(of.flatMap((side) => hostOf(valueAt(side, [name])) ?? []));
  const domains = texts(sides, "domain");
  return {
    domains,
    /** Where each domain is, by its host. */
    owned,
    /** The names above them, as in `example.com` above `sign-in.example.com`. */
    around: new Set([...domains].flatMap(namesAbove)),
    targets: new Set([...owned.values()].flatMap((it) => [...it])),
    distributions: texts(distributions, "domain_name"),
    hasPool: ofType("aws_cognito_user_pool").length > 0,
  };
});

const namesAbove = (host: string): readonly string[] =>
  host
    .split(".")
    .slice(1)
    .map((_, index, labels) => labels.slice(index).join("."));

function fqdnOf(side: Side): string {
  const [fqdn, name] = ["fqdn", "name"].map((it) => hostOf(member(side, it)));
  return fqdn ?? name ?? "";
}

/** Names are written with or without the last dot, in any case; a star as `\052`. */
function hostOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== ""
    ? value
        .toLowerCase()
        .replace(/^\\052/, "*")
        .replace(/\.$/, "")
    : undefined;
}

export const signInAddressRules: readonly ChangeRule[] = [address];
