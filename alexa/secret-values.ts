const MASK = "••••••••";

/** Stands for a secret wherever one is shown. It is the same for every secret, so it tells only that there is one. */
export const maskSecret = (_secret: string): string => MASK;

/** Whether what stands under a key of this name is nobody's business. */
export const resemblesSecret = (key: string): boolean => /secret|passw|credential|private|refresh.?token/i.test(key);

/** Shorter than this a secret is a word like others; hiding it would only garble messages. */
const MIN_HIDDEN_LENGTH = 8;

/** The secrets of an input, to be taken out of whatever is said about it. */
export class SecretValues {
  private readonly patterns: readonly RegExp[];

  /** @param input whatever was given: every text under a key that resembles a secret counts as one */
  constructor(input: unknown) {
    // The longest first: one secret may be a part of another.
    this.patterns = [...collect(input)]
      .filter((secret) => secret.length >= MIN_HIDDEN_LENGTH)
      .sort((one, other) => other.length - one.length)
      // Without regard to case: hosts of URLs are read in lower case.
      .map((secret) => new RegExp(secret.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"), "gi"));
  }

  hide(text: string): string {
    return this.patterns.reduce((hidden, pattern) => hidden.replace(pattern, MASK), text);
  }
}

/** Without recursion: the input may be nested as deep as somebody likes. */
function collect(input: unknown): ReadonlySet<string> {
  const secrets = new Set<string>();
  const seen = new Set<object>();
  const open: { readonly value: unknown; readonly isSecret: boolean }[] = [{ value: input, isSecret: false }];
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
