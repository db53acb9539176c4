import { expect } from 'vitest';
import type { ApiAnswer } from './api.ts';
import type { Client } from './client.ts';

type Json = ApiAnswer['body'];

export interface Counts {
  readonly folders: Readonly<Record<'active' | 'dormant' | 'archived' | 'stopped' | 'blocked' | 'deleted', number>>;
  readonly groups: Readonly<Record<string, number>>;
}

/** Everything a workspace says about its people. */
interface Everybody {
  readonly counts: Counts;
  readonly live: readonly Json[];
  readonly deleted: readonly Json[];
}

export async function everybody(client: Client): Promise<Everybody> {
  const [counts, live, deleted] = await Promise.all([
    client.get('counts.json'),
    client.all('contacts.json'),
    client.all('contacts.json?deleted=true'),
  ]);
  return { counts, live, deleted };
}

/** The counts as they must be, one by one from the lists. */
function recount({ counts, live, deleted }: Everybody): Counts {
  const having = (status: string) => live.filter((contact) => contact.status === status).length;
  const inGroup = (uuid: string) => live.filter(({ groups }) => groups.some((one: Json) => one.uuid === uuid)).length;
  return {
    folders: {
      active: having('active'),
      dormant: live.filter(({ status, dormant_since }) => status === 'active' && dormant_since !== null).length,
      archived: having('archived'),
      stopped: having('stopped'),
      blocked: having('blocked'),
      deleted: deleted.length,
    },
    groups: Object.fromEntries(Object.keys(counts.groups).map((uuid) => [uuid, inGroup(uuid)])),
  };
}

/**
 * Checks that every count is what going through the lists finds, that nobody is listed twice, and that nobody who is not
 * active is in a group. Answers the counts. The service must be idle.
 */
export async function exactCounts(client: Client): Promise<Counts> {
  const found = await everybody(client);
  expect(found.counts).toEqual(recount(found));
  const uuids = [...found.live, ...found.deleted].map(({ uuid }) => uuid);
  expect(new Set(uuids).size).toBe(uuids.length);
  expect(found.live.filter(({ status, groups }) => status !== 'active' && groups.length > 0)).toEqual([]);
  return found.counts;
}
