import { count } from "../common/plain-text";
import type { Attempt } from "./attempt";
import type { Evidence } from "./evidence";
import type { Check, Judgement } from "./judgement";
import { fail, ok, see, skip, warn } from "./judgement";
import type { ServerCertificate } from "./web";

/** Amazon's own certificates are renewed long before. */
const MIN_CERTIFICATE_DAYS = 14;

const DAY_MS = 86_400_000;

/** What keeps every request to the sign-in domain from a useful answer: a check of the domain follows these. */
export const DOMAIN = {
  "domain-dns": "any",
  "domain-certificate": "any",
  "user-pool": ["user-pool-missing"],
} as const;

/** The names of the two hosts, and the certificate of the sign-in domain. */
export function domainChecks(evidence: Evidence): readonly Check[] {
  const { domain, issuerHost } = evidence;
  return [
    {
      name: "domain-dns",
      what: "The sign-in domain's name resolves",
      expected: "an address",
      online: true,
      judge: async () => judgeAddresses(domain, await evidence.domainAddresses()),
    },
    {
      name: "domain-certificate",
      what: "The sign-in domain has a certificate that is trusted",
      expected: `a certificate for ${domain} that is trusted and holds for ${MIN_CERTIFICATE_DAYS} days or more`,
      online: true,
      follows: { "domain-dns": "any" },
      judge: async () => judgeCertificate(domain, await evidence.certificate(), evidence.now()),
    },
    {
      name: "pool-domain",
      what: "The sign-in domain is one of the user pool's",
      expected: domain,
      follows: { "user-pool": "any", "domain-dns": "any" },
      judge: async () => judgeOwner(evidence, await hostsOfPool(evidence)),
    },
    {
      name: "issuer-dns",
      what: "The issuer's name resolves",
      expected: "an address",
      online: true,
      judge: async () => judgeAddresses(issuerHost, await evidence.issuerAddresses()),
    },
  ];
}

/** The hosts of the pool's prefix domain and custom domain; undefined where AWS does not say. */
export async function hostsOfPool({ issuerHost, userPool }: Evidence): Promise<readonly string[] | undefined> {
  const reading = await userPool();
  if (reading?.kind !== "read") {
    return undefined;
  }
  const { CustomDomain, Domain } = reading.value;
  const prefixHost = Domain ? `${Domain}.auth.${issuerHost.split(".")[1]}.amazoncognito.com` : undefined;
  return [CustomDomain, prefixHost].flatMap((host) => (host ? [host] : []));
}

/** A domain that moved to another pool signs people in there, and its tokens are refused here. */
function judgeOwner({ domain }: Evidence, hosts: readonly string[] | undefined): Judgement {
  if (hosts === undefined) {
    return see("user-pool");
  }
  const has = hosts.length === 0 ? "The user pool has no domain" : `The user pool has ${hosts.join(" and ")}`;
  return hosts.includes(domain) ? ok(`${has}.`) : fail("domain-differs", `${has}, and not ${domain}.`);
}

function judgeAddresses(host: string, found: Attempt<readonly string[]>): Judgement {
  switch (found.kind) {
    case "done":
      return found.value.length > 0
        ? ok(`${host} is ${found.value.slice(0, 2).join(", ")}.`)
        : fail("unreachable", `${host} has no address.`);
    case "failed":
      return fail("unreachable", `${host}: ${found.reason}.`);
    case "not on this machine":
      return skip(found.reason);
  }
}

function judgeCertificate(host: string, found: Attempt<ServerCertificate>, now: number): Judgement {
  switch (found.kind) {
    case "done":
      return judgeFound(host, found.value, now);
    case "failed":
      return fail("unreachable", `No secure connection to ${host}: ${found.reason}.`);
    case "not on this machine":
      return skip(found.reason);
  }
}

function judgeFound(host: string, { names, validTo, authorized, reason }: ServerCertificate, now: number): Judgement {
  const end = new Date(validTo).toISOString().slice(0, 10);
  const certificate = `The certificate of ${host} is for ${names.slice(0, 5).join(", ") || "no name"} until ${end}`;
  if (!authorized) {
    return fail("unreachable", `${certificate}, and is not trusted: ${reason}.`);
  }
  const days = Math.floor((validTo - now) / DAY_MS);
  return days < MIN_CERTIFICATE_DAYS
    ? warn("certificate-ends-soon", `${certificate}: ${count(days, "day is", "days are")} left.`)
    : ok(`${certificate}.`);
}
