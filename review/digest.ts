import { createHash, scryptSync } from "node:crypto";
import { planMeaning } from "./digest-meaning";

/**
 * The digest of what a plan does, `sha256:` and 64 hexadecimal digits: by it an approval is tied to a change, and a
 * plan that is made again just before the apply is recognized as the one that was approved.
 *
 * Equal for two plans of the same change, whatever the order of keys, of changes and of set-like lists, the time, the
 * version of Terraform, and whatever does not come from this change: resources that stay as they are, data that is only
 * read, what AWS counts by itself, attributes that become unknown because something else changes, drift, prior state
 * and variables. Different for any other change. Input that is no plan has a digest too, of all that it holds.
 *
 * From the configuration come four things without which two changes would look alike: which attributes it sets, what
 * an unknown value of theirs refers to, which of the outputs that change it shows, and the provider's region and account
 * guard. The words around a reference, as in a policy that names a new function, are not in a plan as long as it is
 * unknown: only the same commit fixes those.
 *
 * Sensitive values count, or a changed secret would pass for no change. The digest is shown to everybody who reads the
 * pull request; whoever knows all the rest of the plan can try out guesses at a secret. So secrets are never hashed by
 * themselves, only within the hash of the whole: equal secrets in two plans cannot be seen to be equal. And the whole
 * goes through scrypt (RFC 7914; 16 MB and some 50 ms), once for each plan: guessing is slow.
 *
 * @param plan the output of `terraform show -json <plan>`, as it was parsed
 */
export function planDigest(plan: unknown): string {
  const whole = createHash("sha256").update(planMeaning(plan)).digest();
  const stretched = scryptSync(whole, "alexa-link plan digest 1", 32, { N: 16_384, r: 8, p: 1 });
  return `sha256:${createHash("sha256").update(stretched).digest("hex")}`;
}
