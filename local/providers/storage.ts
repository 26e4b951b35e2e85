import { ExpiringMap } from "../cognito/expiring-map";

/** For what the library gives no lifetime, in seconds. */
const KEPT_SECONDS = 86_400;

type Stored = Readonly<Record<string, unknown>>;

/**
 * Where `oidc-provider` keeps sessions, codes and grants: in memory, and no more than so many. Its clients come from
 * `client`, as they are at that moment.
 */
export class Storage {
  private readonly entries = new ExpiringMap<Stored>(2000);

  constructor(private readonly client: (id: string) => Stored | undefined) {}

  /** What the library asks for each kind of thing. */
  readonly adapter = (model: string) => {
    const { entries, client } = this;
    const key = (id: string): string => `${model}:${id}`;
    const find = async (id: string): Promise<Stored | undefined> =>
      model === "Client" ? client(id) : entries.get(key(id));
    return {
      find,
      upsert: async (id: string, stored: Stored, seconds = KEPT_SECONDS): Promise<void> => {
        entries.set(key(id), stored, seconds);
        if (typeof stored.uid === "string") {
          entries.set(`uid:${stored.uid}`, { id }, seconds);
        }
      },
      findByUid: async (uid: string): Promise<Stored | undefined> => {
        const id = entries.get(`uid:${uid}`)?.id;
        return typeof id === "string" ? find(id) : undefined;
      },
      findByUserCode: async (): Promise<undefined> => undefined,
      consume: async (id: string): Promise<void> => {
        const stored = entries.get(key(id));
        if (stored !== undefined) {
          entries.set(key(id), { ...stored, consumed: Math.floor(Date.now() / 1000) }, KEPT_SECONDS);
        }
      },
      destroy: async (id: string): Promise<void> => entries.delete(key(id)),
      revokeByGrantId: async (): Promise<void> => {},
    };
  };
}
