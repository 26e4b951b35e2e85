interface Entry<V> {
  readonly value: V;
  readonly expiresAt: number;
}

/** A map of bounded size whose entries expire. When it is full, the entry written first makes room. */
export class ExpiringCache<V> {
  private readonly entries = new Map<string, Entry<V>>();

  constructor(private readonly maxEntries: number) {}

  get(key: string): V | undefined {
    const entry = this.entries.get(key);
    if (entry === undefined || entry.expiresAt > Date.now()) {
      return entry?.value;
    }
    this.entries.delete(key);
    return undefined;
  }

  /** @param expiresAt milliseconds since the epoch; at that moment the entry is gone */
  set(key: string, value: V, expiresAt: number): void {
    // Deleting first moves a rewritten key to the young end of the map.
    this.entries.delete(key);
    if (this.entries.size >= this.maxEntries) {
      const oldest = this.entries.keys().next();
      if (!oldest.done) {
        this.entries.delete(oldest.value);
      }
    }
    this.entries.set(key, { value, expiresAt });
  }
}
