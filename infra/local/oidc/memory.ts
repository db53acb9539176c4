import type { Adapter, AdapterPayload } from 'oidc-provider';

/** What the local provider keeps until it stops. The library's own store warns that it is not for production. */
export function memoryOf(): (model: string) => Adapter {
  const all = new Map<string, AdapterPayload>();
  const withUid = (uid: string) => [...all.values()].find((one) => one.uid === uid);
  return (model) => {
    const keyOf = (id: string): string => `${model} ${id}`;
    return {
      upsert: async (id, payload) => void all.set(keyOf(id), payload),
      find: async (id) => all.get(keyOf(id)),
      findByUid: async (uid) => withUid(uid),
      findByUserCode: async () => undefined,
      async consume(id) {
        const payload = all.get(keyOf(id));
        if (payload) all.set(keyOf(id), { ...payload, consumed: Math.floor(Date.now() / 1000) });
      },
      destroy: async (id) => void all.delete(keyOf(id)),
      async revokeByGrantId(grant) {
        for (const [key, { grantId }] of all) if (grantId === grant) all.delete(key);
      },
    };
  };
}
