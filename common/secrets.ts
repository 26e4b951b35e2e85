/** Stands for a secret wherever one is shown. It is the same for every secret, so that it shows only that there is one. */
export const MASK = "••••••••";

/** Whether what stands under a key of this name is nobody's business. */
export const resemblesSecret = (key: string): boolean => /secret|passw|credential|private|refresh.?token/i.test(key);

/**
 * Texts that are secrets by their shape: private keys, AWS access keys, JWTs, passwords in URLs, signatures of URLs, whose
 * holder may read or write what they name.
 */
const SECRET_SHAPE =
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)|\b(?:AKIA|ASIA)[0-9A-Z]{16}\b|\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*|(?<=:\/\/)[^/\s:@"]{0,256}:[^/\s@"]{1,256}(?=@)|(?<=\b(?:X-(?:Amz|Goog)-(?:Signature|Security-Token)|Signature)(?:=|%3[Dd]))[\w%+/=-]{8,}|\bAt(?:z[ar]|n[ar]|c)\|[\w+/=-]{8,}|\bamzn1\.oa2-cs\.v1\.[0-9a-f]{16,}|\b(?:gh[oprsu]_|github_pat_|glpat-|xox[abeoprs]-|xapp-|sk_live_|rk_live_|sk-)[\w-]{16,}|\bAIza[\w-]{30,}|\b(?:npm_|hf_|whsec_|sk_test_|rk_test_|shp(?:at|ca|pa|ss)_|dop_v1_|GOCSPX-|pypi-)[\w-]{16,}|\bSG\.[\w-]{16,}\.[\w-]{16,}|(?<=\bhooks\.slack\.com\/services\/)[\w/]{16,}|(?<=[?&]sig=)[\w%+/=-]{16,}/g;

/** A text without what is a secret by its shape. */
export const withoutSecretShapes = (text: string, mask: string): string => text.replace(SECRET_SHAPE, mask);

/** Shorter than this a secret is a word like others; hiding it would only garble what is said. */
const MIN_HIDDEN_LENGTH = 6;

/** The secrets of one run or one input, so that nothing that is said can contain them, wherever the text came from. */
export class Secrets {
  private readonly values = new Set<string>();
  private pattern?: RegExp;

  /** Remembers a secret, also as a form or a URL has it, and gives it back. */
  add(secret: string): string {
    // By way of its bytes, because half a surrogate pair cannot be encoded.
    for (const value of [secret, encodeURIComponent(Buffer.from(secret).toString("utf8"))]) {
      if (value.length >= MIN_HIDDEN_LENGTH) {
        this.values.add(value);
        this.pattern = undefined;
      }
    }
    return secret;
  }

  /** Remembers every text and number of a JSON value that stands under a key that resembles a secret. */
  addFrom(json: unknown): this {
    for (const secret of secretsIn(json)) {
      this.add(secret);
    }
    return this;
  }

  /** The text with {@link MASK} in the place of each secret, and of what is one by its shape. To be asked before a text is cut: a part of a secret is one. */
  hide(text: string): string {
    if (this.values.size === 0) {
      return withoutSecretShapes(text, MASK);
    }
    // The longest first: one secret may be a part of another. Without regard to case: hosts of URLs are read in lower case.
    this.pattern ??= new RegExp(
      [...this.values]
        .sort((one, other) => other.length - one.length)
        .map((value) => value.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
        .join("|"),
      "gi",
    );
    return withoutSecretShapes(text.replace(this.pattern, MASK), MASK);
  }
}

/** Without recursion: the value may be nested as deep as somebody likes. */
function secretsIn(json: unknown): ReadonlySet<string> {
  const secrets = new Set<string>();
  const seen = new Set<object>();
  const open: { readonly value: unknown; readonly isSecret: boolean }[] = [{ value: json, isSecret: false }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, isSecret } = next;
    if (typeof value === "object" && value !== null && !seen.has(value)) {
      seen.add(value);
      for (const [key, inner] of Object.entries(value)) {
        open.push({ value: inner, isSecret: isSecret || resemblesSecret(key) });
      }
    } else if (isSecret && (typeof value === "string" || typeof value === "number")) {
      secrets.add(String(value));
    }
  }
  return secrets;
}
