import { expect } from 'vitest';
import type { ApiAnswer } from './api.ts';
import type { Client } from './client.ts';

type Json = ApiAnswer['body'];

export interface Counts {
  readonly folders: Readonly<Record<'active' | 'dormant' | 'archived' | 'stopped' | 'blocked' | 'deleted', number>>;
  readonly groups: Readonly<Record<string, number>>;
}

/** All that a workspace reports about its contacts. */
interface Census {
  readonly counts: Counts;
  readonly live: readonly Json[];
  readonly deleted: readonly Json[];
}

export async function takeCensus(client: Client): Promise<Census> {
  const [counts, live, deleted] = await Promise.all([
    client.get('counts.json'),
    client.all('contacts.json'),
    client.all('contacts.json?deleted=true'),
  ]);
  return { counts, live, deleted };
}

/** The counts as they must be, counted from the lists. */
function recount({ counts, live, deleted }: Census): Counts {
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
 * Checks that every count equals the number of listed contacts, that no contact is listed twice, and that no inactive
 * contact is in a group. Returns the counts. The service must be idle.
 */
export async function exactCounts(client: Client): Promise<Counts> {
  const found = await takeCensus(client);
  expect(found.counts).toEqual(recount(found));
  const uuids = [...found.live, ...found.deleted].map(({ uuid }) => uuid);
  expect(new Set(uuids).size).toBe(uuids.length);
  expect(found.live.filter(({ status, groups }) => status !== 'active' && groups.length > 0)).toEqual([]);
  return found.counts;
}
