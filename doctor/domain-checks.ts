import type { Attempt } from "./attempt";
import type { Evidence } from "./evidence";
import type { Check, Judgement } from "./judgement";
import { fail, ok, skip, warn } from "./judgement";
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
      name: "issuer-dns",
      what: "The issuer's name resolves",
      expected: "an address",
      online: true,
      judge: async () => judgeAddresses(issuerHost, await evidence.issuerAddresses()),
    },
  ];
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
    ? warn("certificate-ends-soon", `${certificate}: ${days} days are left.`)
    : ok(`${certificate}.`);
}
