interface Entry<V> {
  readonly value: V;
  readonly expiresAt: number;
}

/**
 * A map whose entries end by themselves, and that never holds more than its capacity: then the oldest entry goes. What
 * strangers can make the server remember is kept in one of these.
 */
export class ExpiringMap<V> {
  // In the order of insertion, so that the first is the oldest.
  private readonly entries = new Map<string, Entry<V>>();

  constructor(private readonly capacity: number) {}

  set(key: string, value: V, seconds: number): void {
    this.entries.delete(key);
    this.entries.set(key, { value, expiresAt: Date.now() + seconds * 1000 });
    for (const [oldest, { expiresAt }] of this.entries) {
      if (this.entries.size <= this.capacity && expiresAt > Date.now()) {
        break;
      }
      this.entries.delete(oldest);
    }
  }

  get(key: string): V | undefined {
    const entry = this.entries.get(key);
    return entry !== undefined && entry.expiresAt > Date.now() ? entry.value : undefined;
  }

  delete(key: string): void {
    this.entries.delete(key);
  }

  get size(): number {
    return this.entries.size;
  }
}
