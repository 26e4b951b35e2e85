import type { PlannedChange } from "../plan";
import { domainNameOf } from "./link-address";
import { oncePerPlan } from "./once";
import type { RuleContext } from "./rule";
import { ends, textAt, variableAt } from "./values";

/**
 * The host that the link uses before and after the plan, where another domain than this one serves it and stays: what
 * the skill's function reads profiles from is the host that Alexa is told.
 */
export function otherHostOfLink({ before }: PlannedChange, context: RuleContext): string | undefined {
  const { used, hostByPool } = hostsOfLinks(context);
  return used.has(textAt(before, "domain") ?? "") ? undefined : hostByPool.get(textAt(before, "user_pool_id") ?? "");
}

const hostsOfLinks = oncePerPlan((context) => {
  const hosts = hostsOfFunctions(context);
  const used = new Map<string, number>();
  for (const [index, host] of hosts.entries()) {
    const name = domainNameOf(host);
    used.set(name, Math.min(index, used.get(name) ?? index));
  }
  const first = new Map<string, number>();
  for (const domain of context.ofType("aws_cognito_user_pool_domain")) {
    const pool = textAt(domain.before, "user_pool_id");
    const index = used.get(textAt(domain.before, "domain") ?? "");
    if (pool !== undefined && index !== undefined && !ends(domain) && domain.action !== "forget") {
      first.set(pool, Math.min(index, first.get(pool) ?? index));
    }
  }
  return { used, hostByPool: new Map([...first].map(([pool, index]) => [pool, hosts[index]])) };
});

function hostsOfFunctions({ ofType }: RuleContext): readonly string[] {
  const hosts = ofType("aws_lambda_function").flatMap(({ before, after }) => {
    const [was, willBe] = [before, after].map((side) =>
      variableAt(side, "USER_INFO_URI")
        ?.match(/^https:\/\/([a-z0-9.-]+)\/oauth2\//)
        ?.at(1),
    );
    return was === undefined || was !== willBe ? [] : [was];
  });
  return [...new Set(hosts)];
}
