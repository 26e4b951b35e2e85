import type { Case } from "../rule-plans";
import { changed, dnsRecord } from "../rule-plans";

export const SIGN_IN_ADDRESS_CASES: readonly Case[] = [
  [
    "sign-in-address",
    "warn",
    () => changed("aws_route53_record", { name: "a", records: ["x"] }, { name: "a", records: ["y"] }),
    /was \["x"\], will be \["y"\]/,
    () =>
      changed("aws_route53_record", { name: "a", records: ["x"], ttl: 60 }, { name: "a", records: ["x"], ttl: 300 }),
  ],
  [
    "sign-in-address",
    "block",
    () =>
      dnsRecord(
        { name: "auth", fqdn: "auth.example.com", records: ["d1.cloudfront.net"] },
        { records: ["evil.example"] },
      ),
    /leads elsewhere/,
    () => dnsRecord({ name: "blog.example.com", records: ["host.example"] }, { records: ["other.example"] }),
  ],
];
