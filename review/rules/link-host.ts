import type { PlannedChange } from "../plan";
import { oncePerPlan } from "./once";
import type { RuleContext } from "./rule";
import { ends, textAt } from "./values";

/**
 * The host that the link uses before and after the plan, where another domain than this one serves it and stays: what
 * the skill's function reads profiles from is the host that Alexa is told.
 */
export function otherHostOfLink(domain: PlannedChange, context: RuleContext): string | undefined {
  const { ofType } = context;
  const hosts = hostsOfFunctions(context);
  const isUsed = hosts.some((host) => isHostOf(domain, host));
  const others = ofType("aws_cognito_user_pool_domain").filter(
    (it) => !ends(it) && it.action !== "forget" && isOfSamePool(it, domain),
  );
  return isUsed ? undefined : hosts.find((host) => others.some((it) => isHostOf(it, host)));
}

const hostsOfFunctions = oncePerPlan(({ ofType }) =>
  ofType("aws_lambda_function").flatMap(({ before, after }) => {
    const [was, willBe] = [before, after].map((side) =>
      textAt(side, "environment", 0, "variables", "USER_INFO_URI")
        ?.match(/^https:\/\/([a-z0-9.-]+)\/oauth2\//)
        ?.at(1),
    );
    return was === undefined || was !== willBe ? [] : [was];
  }),
);

/** A prefix domain is named by its first label, a custom domain by its host. */
function isHostOf({ before }: PlannedChange, host: string): boolean {
  const domain = textAt(before, "domain");
  return (
    domain !== undefined &&
    (host === domain || (host.startsWith(`${domain}.auth.`) && host.endsWith(".amazoncognito.com")))
  );
}

const isOfSamePool = (one: PlannedChange, other: PlannedChange): boolean => {
  const pool = textAt(one.before, "user_pool_id");
  return pool !== undefined && pool === textAt(other.before, "user_pool_id");
};
