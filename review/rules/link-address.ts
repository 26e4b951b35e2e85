import { userPoolIdOf } from "../../contract/user-pool-id";
import { oncePerPlan } from "./once";
import type { RuleContext } from "./rule";
import { textAt } from "./values";

/** A prefix is anybody's in another region: `shop.auth.eu-west-1.amazoncognito.com`. */
const PREFIX_HOST = /^([a-z0-9-]+)\.auth\.([a-z0-9-]+)\.amazoncognito\.com$/;
const ISSUER_HOST = /^cognito-idp\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?$/;

/** Whether a URL is of a sign-in domain of the plan, or the issuer of one of its pools. */
export function isOwnAddress(url: string, context: RuleContext): boolean {
  const host = /^https:\/\/([a-z0-9.-]+)\//.exec(url)?.[1] ?? "";
  return ISSUER_HOST.test(host) ? pools(context).has(userPoolIdOf({ issuer: url })) : leadsToDomain(url, context);
}

/** Whether a URL's host is a sign-in domain of the plan. */
export function leadsToDomain(url: string, context: RuleContext): boolean {
  const host = /^https:\/\/([a-z0-9.-]+)\//.exec(url)?.[1];
  return host !== undefined && isDomainOfPlan(host, context);
}

/** Whether a host is a sign-in domain of the plan: a prefix one in the region of its pool, or a custom one. */
export function isDomainOfPlan(host: string, context: RuleContext): boolean {
  const [, prefix, region] = PREFIX_HOST.exec(host) ?? [];
  const regions = domains(context).get(prefix ?? host);
  return regions !== undefined && (region === undefined || regions.has(region) || regions.has(undefined));
}

/** How a domain of a pool is called: a prefix domain by the first label of its host, a custom domain by its host. */
export const domainNameOf = (host: string): string => PREFIX_HOST.exec(host)?.[1] ?? host;

/** How the domains of the plan are called, before and after it. */
export const domainNames = oncePerPlan(
  ({ ofType }): ReadonlySet<string> =>
    new Set(
      ofType("aws_cognito_user_pool_domain").flatMap(({ before, after }) =>
        [before, after].flatMap((side) => textAt(side, "domain") ?? []),
      ),
    ),
);

/** By domain, the region of its pool; undefined where the pool is not there yet. */
const domains = oncePerPlan(({ ofType }): ReadonlyMap<string, ReadonlySet<string | undefined>> => {
  const found = new Map<string, Set<string | undefined>>();
  for (const { after } of ofType("aws_cognito_user_pool_domain")) {
    const domain = textAt(after, "domain");
    if (domain !== undefined) {
      const regions = found.get(domain) ?? new Set();
      found.set(domain, regions.add(/^([a-z0-9-]+)_/.exec(textAt(after, "user_pool_id") ?? "")?.[1]));
    }
  }
  return found;
});

const pools = oncePerPlan(
  ({ ofType }): ReadonlySet<string> =>
    new Set([
      ...ofType("aws_cognito_user_pool").flatMap(({ after }) => textAt(after, "id") ?? []),
      ...ofType("aws_cognito_user_pool_client").flatMap(({ after }) => textAt(after, "user_pool_id") ?? []),
    ]),
);
