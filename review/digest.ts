import { createHash, scryptSync } from "node:crypto";
import { planMeaning } from "./digest-meaning";
import type { PlanBasis } from "./plan-basis";
import { basisMeaning } from "./plan-basis";

/**
 * The digest of what a plan does, `sha256:` and 64 hexadecimal digits: by it an approval is tied to a change, and a
 * plan that is made again just before the apply is recognized as the one that was approved.
 *
 * It means this change, of this configuration, in this place. Different for any other change; for another value of a
 * variable; for any other text of the configuration, where an unknown value's words stand: a policy that names a new
 * function is unknown to the plan, and what it allows is not; for other provisioners, providers, their settings
 * (region, account guard, role, endpoints) or versions; for another backend, workspace or endpoint; for another state.
 * Every apply makes another state, so a digest approves once.
 *
 * Equal for two plans of the same change, whatever the commit, the machine, the time, the version of Terraform, the order
 * of keys, of changes and of set-like lists, the spelling of a policy document, and whatever is no change: resources
 * that stay as they are, data that is only read, what AWS counts by itself, attributes that become unknown because
 * something else changes, drift. A plan that changes nothing has no configuration in its digest. Input that is no
 * plan has a digest too, of all that it holds.
 *
 * Sensitive values count, or a changed secret would pass for no change. The digest is shown to everybody who reads the
 * pull request; whoever knows all the rest of the plan can try out guesses at a secret. So secrets are never hashed by
 * themselves, only within the hash of the whole: equal secrets in two plans cannot be seen to be equal. And the whole
 * goes through scrypt (RFC 7914; 16 MB and some 50 ms), once for each plan: guessing is slow.
 *
 * @param plan the output of `terraform show -json <plan>`, as `parseExactJson` reads it: other readers round large
 *   numbers, and two of them may then be one
 * @param basis what the plan stands on @default - the digest holds only what is in the plan, which names neither the
 *   state nor its place
 */
export function planDigest(plan: unknown, basis?: PlanBasis): string {
  const whole = createHash("sha256").update(planMeaning(plan));
  if (basis !== undefined) {
    whole.update(`\n${basisMeaning(basis)}`);
  }
  const stretched = scryptSync(whole.digest(), "alexa-link plan digest 3", 32, { N: 16_384, r: 8, p: 1 });
  return `sha256:${createHash("sha256").update(stretched).digest("hex")}`;
}
