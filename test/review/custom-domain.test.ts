/** The order in which a custom domain takes the place of a prefix domain, as its plans are judged. */
import type { Finding } from "../../review/finding";
import { reviewEnvironment } from "../../review/review-environment";
import type { Values } from "./planned";
import { created, DOMAIN, deleted, FUNCTION, fixture, resource } from "./planned";

const NAME = "login.example.com";
const CUSTOM = "aws_cognito_user_pool_domain.domain_custom";
const POOL_ID = resource(fixture("unchanged"), DOMAIN).change.before.user_pool_id;

const findingsOf = (plan: Values): readonly Finding[] =>
  reviewEnvironment({ environment: "prod", plan, acknowledged: [], digest: () => "" }).findings;

const newDomain = (plan?: Values): Values =>
  created("aws_cognito_user_pool_domain", "domain_custom", { domain: NAME, user_pool_id: POOL_ID }, plan);

/** With a custom domain that is there already. */
function beside(plan: Values): Values {
  const { change } = resource(newDomain(plan), CUSTOM);
  Object.assign(change, { actions: ["no-op"], before: change.after, after_unknown: {} });
  return plan;
}

function linkUses(host: string, plan: Values, { before = host } = {}): Values {
  const { change } = resource(plan, FUNCTION);
  for (const [side, it] of [
    ["before", before],
    ["after", host],
  ] as const) {
    change[side].environment[0].variables.USER_INFO_URI = `https://${it}/oauth2/userInfo`;
  }
  change.actions = before === host ? change.actions : ["update"];
  return plan;
}

const prefixHost = (plan: Values): string =>
  `${resource(plan, DOMAIN).change.before.domain}.auth.us-east-1.amazoncognito.com`;

const destroyed = (plan: Values): Finding | undefined =>
  findingsOf(plan).find(({ rule }) => rule === "domain-destroyed");

test("the prefix that the link left in an earlier plan blocks with a live skill's reason", () => {
  expect(destroyed(linkUses(NAME, beside(deleted(DOMAIN))))).toMatchObject({
    severity: "block",
    what: expect.stringContaining("no longer uses"),
    effect: expect.stringMatching(/The link uses login\.example\.com\. A live skill/),
  });
});

test.each<[string, () => Values]>([
  ["that the link uses", () => withPrefixHost(beside(deleted(DOMAIN)))],
  ["that the link leaves in the same plan", () => leavesInSamePlan(beside(deleted(DOMAIN)))],
  ["without another", () => linkUses(NAME, deleted(DOMAIN))],
])("a domain %s takes the sign-in page with it", (_, plan) => {
  expect(destroyed(plan())).toMatchObject({
    severity: "block",
    what: "The sign-in page and the token endpoint leave their address.",
  });
});

const withPrefixHost = (plan: Values): Values => linkUses(prefixHost(plan), plan);
const leavesInSamePlan = (plan: Values): Values => linkUses(NAME, plan, { before: prefixHost(plan) });

describe("a record that the same plan makes", () => {
  function newRecord(references: readonly string[], name = NAME, plan = newDomain()): Finding[] {
    created("aws_route53_record", "alias", { name, type: "A", alias: [{ evaluate_target_health: false }] }, plan);
    const { change } = resource(plan, "aws_route53_record.alias");
    change.after_unknown = { id: true, alias: [{ name: true, zone_id: true }] };
    const configured = plan.configuration.root_module.resources.find(
      (it: Values) => it.address === "aws_route53_record.alias",
    );
    configured.expressions.alias = [{ name: { references }, zone_id: { references } }];
    return findingsOf(plan).filter(({ rule }) => rule === "sign-in-address");
  }
  const own = [`${CUSTOM}.cloudfront_distribution`, CUSTOM];

  test("for its own new domain is worth knowing, and no more", () => {
    expect(newRecord(own)).toMatchObject([{ severity: "info", effect: expect.stringContaining(CUSTOM) }]);
  });

  test("blocks where its target is taken from elsewhere, too", () => {
    expect(newRecord([...own, "var.host"])).toMatchObject([{ severity: "block" }]);
    expect(newRecord([])).toMatchObject([{ severity: "block" }]);
  });

  test("warns under another name, and blocks for a domain that was there before", () => {
    expect(newRecord(own, "www.example.com")).toMatchObject([{ severity: "warn" }]);
    expect(newRecord(own, NAME, beside(fixture("unchanged")))).toMatchObject([{ severity: "block" }]);
  });
});
