/** Ways around the rules by what stands before or on the sign-in page: its look, its names, the pool that it only seems to be of. */
import { another } from "./harmful-builders";
import type { Detour } from "./harmful-detours";
import type { Values } from "./planned";
import { CLIENT, created, DOMAIN, fixture, POOL, resource } from "./planned";
import { kept } from "./rule-plans";

const UI = "aws_cognito_user_pool_ui_customization";
const BRANDING = "aws_cognito_managed_login_branding";
const RECORD = "aws_route53_record";
const { id: LIVING } = resource(fixture("unchanged"), POOL).change.after;
const { id: ALEXAS } = resource(fixture("unchanged"), CLIENT).change.after;

const look = (css: string) => another(UI, { id: "u", user_pool_id: LIVING, client_id: "c", css: ".a{}" }, { css });
const button = (style: string) => look(`.submitButton-customizable { ${style} }`);
const label = (style: string) => look(`.label-customizable { ${style} }`);

const HIDES = ".submitButton-customizable { display: none }";
const PLAIN = ".submitButton-customizable { display: block }";

const STYLES: readonly Detour[] = [
  [
    "what only looks like a comment",
    look(`.a { font-family: "/*" } ${HIDES} .b { font-family: "*/" }`),
    look(`.a { font-family: "Arial" } /* ${HIDES} */`),
  ],
  ["a button of its letters' color", button("background-color: #fff"), button("background-color: #060")],
  [
    "the same by two rules",
    look(".submitButton-customizable { background: white } .submitButton-customizable { color: #fff }"),
    look(".submitButton-customizable { background: navy } .submitButton-customizable { color: #fff }"),
  ],
  [
    "a ground of more than a color",
    button("background: white none; color: #fff"),
    button("background: navy; color: #fff"),
  ],
  ["a color by another name", button("background: whitesmoke; color: white"), button("background: teal; color: white")],
  [
    "a page that is dark after all",
    look(
      ".background-customizable { background: #fff } .background-customizable { background: #000 } .label-customizable { color: #000 }",
    ),
    look(
      ".background-customizable { background: #fff } .background-customizable { background: #000 } .label-customizable { color: #eee }",
    ),
  ],
  [
    "dark fields with dark letters",
    look(".inputField-customizable { background-color: #333 }"),
    look(".inputField-customizable { background-color: #333; color: #eee }"),
  ],
  [
    "what is important, whatever follows it",
    button("background: white !important; background: navy; color: #fff"),
    button("background: navy !important; background: white; color: #fff"),
  ],
  [
    "what is important, whatever another rule says",
    look(".label-customizable { color: #fff !important } .label-customizable { color: #000 }"),
    look(".label-customizable { color: #000 !important } .label-customizable { color: #fff }"),
  ],
  ["a size that is computed", label("font-size: min(0px, 1px)"), label("font-size: 14px")],
  ["a size in percent", label("font-size: 10%"), label("font-size: 90%")],
  ["a shift in another unit", button("margin-left: -99vmax"), button("margin-left: 1vw")],
  ["a shift upwards", button("margin-top: -150px"), button("margin-top: -4px")],
  ["a shift of the line", button("vertical-align: -9999px"), button("vertical-align: -2px")],
  ["a shadow over all", button("box-shadow: 0 0 0 5000px white"), button("box-shadow: 0 1px 3px rgba(0, 0, 0, .2)")],
  ["an outline over all", button("outline: 3000px solid white"), button("outline: 1px solid white")],
  ["a border over all", button("border: 3000px solid white"), button("border: 1px solid white; border-radius: 999px")],
  [
    "a logo that fills the page",
    look(".logo-customizable { min-height: 9999px }"),
    look(".logo-customizable { min-height: 40px }"),
  ],
  ["letters in one place", label("letter-spacing: -16px"), label("letter-spacing: .5px")],
  ["a button without height", button("max-height: 1px"), button("max-height: 48px")],
  ["a pointer that is gone", button("cursor: none"), button("cursor: pointer")],
  [
    "letters that are pictures",
    label("font-family: Wingdings"),
    label("font-family: 'Helvetica Neue', Arial, sans-serif"),
  ],
];

/** Another look in the place of one. */
const another2 = (css: string) => () => {
  const before = { id: "u", user_pool_id: LIVING, client_id: "c", css: ".a{}" };
  const plan = created(UI, "x", { ...before, client_id: "d", css });
  Object.assign(resource(plan, `${UI}.x`).change, { actions: ["delete", "create"], before, after_unknown: {} });
  resource(plan, `${UI}.x`).change.replace_paths = [["client_id"]];
  return plan;
};

const expressionsOf = (plan: Values, address: string): Values =>
  plan.configuration.root_module.resources.find((it: Values) => it.address === address).expressions;

const freshPool = () => {
  const plan = created("aws_cognito_user_pool", "fresh", { name: "fresh" });
  resource(plan, "aws_cognito_user_pool.fresh").change.after_unknown.id = true;
  return plan;
};
const FRESH = { references: ["aws_cognito_user_pool.fresh.id", "aws_cognito_user_pool.fresh"] };

/** Of the pool that the plan makes, as far as its configuration says. */
const ofFresh =
  (type: string, values: Values, references: Values, isHidden = false) =>
  () => {
    const plan = created(type, "x", values, freshPool());
    const { change } = resource(plan, `${type}.x`);
    change[isHidden ? "after_sensitive" : "after_unknown"].user_pool_id = true;
    if (isHidden) {
      change.after.user_pool_id = LIVING;
    }
    expressionsOf(plan, `${type}.x`).user_pool_id = references;
    return plan;
  };

const WEB = { name: "c", explicit_auth_flows: ["ALLOW_USER_SRP_AUTH"], callback_urls: ["https://app.example/cb"] };

const managed = (before: number, after: number, client_id: string) => () => {
  const plan = kept(BRANDING, { id: "b", user_pool_id: LIVING, client_id });
  const { change } = resource(plan, DOMAIN);
  Object.assign(change.before, { managed_login_version: before });
  Object.assign(change, { actions: ["update"], after: { ...change.after, managed_login_version: after } });
  return { ...plan, applyable: true };
};

const OWN = "d111.cloudfront.net";
const at = (name: string) => [{ name, zone_id: "Z2FDTNDATAQYW2", evaluate_target_health: false }];
const WAS = {
  id: "r",
  zone_id: "Z1",
  name: "in.shop.example",
  type: "A",
  alias: at(OWN),
  weighted_routing_policy: [],
  failover_routing_policy: [],
  set_identifier: null,
  health_check_id: null,
};

/** The link's own name beside another pool's. */
const named = () => {
  const domain = "in.other.example";
  const values = {
    id: domain,
    domain,
    user_pool_id: "us-east-1_other",
    cloudfront_distribution: "d222.cloudfront.net",
  };
  const plan = kept("aws_cognito_user_pool_domain", values);
  for (const side of ["before", "after"]) {
    Object.assign(resource(plan, DOMAIN).change[side], { domain: "in.shop.example", cloudfront_distribution: OWN });
  }
  return plan;
};
const record = (after: Values) => () => created(RECORD, "x", { ...WAS, id: null, ...after }, named());
const moved =
  (after: Values, before: Values = {}) =>
  () => {
    const plan = created(RECORD, "x", { ...WAS, ...before, ...after }, named());
    const change = { actions: ["update"], before: { ...WAS, ...before }, after_unknown: {} };
    return Object.assign(resource(plan, `${RECORD}.x`).change, change) && plan;
  };

const FOUND = moved({ alias: at(`${OWN}.`) });

export const BY_PAGES: readonly Detour[] = [
  ...STYLES.map(([what, ...plans]): Detour => [`the sign-in page's style, ${what}`, ...plans]),
  ["another look in the place of one", another2(HIDES), another2(PLAIN)],
  [
    "a look that only seems to be a new pool's",
    ofFresh(UI, { client_id: "ALL", css: HIDES }, FRESH, true),
    ofFresh(UI, { client_id: "ALL", css: HIDES }, FRESH),
  ],
  [
    "a look of a pool that data finds",
    ofFresh(UI, { client_id: "ALL", css: HIDES }, { references: ["data.aws_cognito_user_pools.x.ids"] }),
    ofFresh(UI, { client_id: "ALL", css: HIDES }, FRESH),
  ],
  [
    "a client that only seems to be a new pool's",
    ofFresh("aws_cognito_user_pool_client", WEB, FRESH, true),
    ofFresh("aws_cognito_user_pool_client", WEB, FRESH),
  ],
  ["managed login without a style of Alexa's client", managed(1, 2, "another"), managed(1, 2, ALEXAS)],
  ["the classic page again", managed(2, 1, ALEXAS), managed(1, 2, ALEXAS)],
  ["the link's name at another pool's domain", moved({ alias: at("d222.cloudfront.net") }), FOUND],
  ["the link's name at another pool's domain, anew", record({ alias: at("d222.cloudfront.net") }), record({})],
  ["the link's name for nobody", moved({ weighted_routing_policy: [{ weight: 0 }], set_identifier: "a" }), FOUND],
  ["the link's name as long as a check says so", moved({ health_check_id: "h" }), FOUND],
  ["the link's name when all else fails", moved({ failover_routing_policy: [{ type: "SECONDARY" }] }), FOUND],
  ["the link's name for authorities alone", record({ type: "CAA", alias: [], records: [OWN] }), record({})],
  ["the link's name for new networks alone", moved({ type: "AAAA" }), FOUND],
  [
    "the link's name for some, anew",
    record({ weighted_routing_policy: [{ weight: 9 }], set_identifier: "b" }),
    record({}),
  ],
  [
    "the link's name that stays wrong for weeks",
    moved({ ttl: 2_147_483_647 }, { type: "CNAME", alias: [], records: [OWN], ttl: 60 }),
    moved({ ttl: 300 }, { type: "CNAME", alias: [], records: [OWN], ttl: 60 }),
  ],
];
