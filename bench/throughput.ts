/** Contacts a second through a whole start, beside a bare client's conditional updates. Aim: at least 70 %. */

import { listFolder, readContacts } from '../shared/data/contacts/index.ts';
import type { Data } from '../shared/data/dynamo/index.ts';
import { type Contact, isTombstone } from '../shared/domain/contacts/contact.ts';
import type { WorkspaceId } from '../shared/domain/ids.ts';
import { type Bare, openBare, type Requests } from './support/bare-client.ts';
import { populate } from './support/population.ts';
import { startRunning } from './support/running.ts';

/** Enough for the bare client's rate. */
const COPIES = 5_000;

export interface Throughput {
  readonly contacts: number;
  /** Conditional updates a second of the bare client, before and after the start. */
  readonly bare: readonly [number, number];
  /** The bare client with all requests of an archiving; the mean of before and after. */
  readonly bareAll: number;
  /** Contacts a second until the start is completed, and until counts and history have followed. */
  readonly completed: number;
  readonly settled: number;
}

/** Everything is warmed up first: the bare client by as many puts, the start by another of the same size. */
export async function measureThroughput(contacts: number): Promise<Throughput> {
  const { service, data, workspace, archive } = await startRunning();
  try {
    const [first, second] = [await populate(data, workspace, contacts), await populate(data, workspace, contacts)];
    await service.idle(600);
    const bare = openBare(data, await sample(data, workspace, Math.min(contacts, COPIES)));
    const measureBare = async () => {
      const [single, all] = [await prepared(bare, 'updates'), await prepared(bare, 'all')];
      await service.idle(600);
      return [single, all] as const;
    };
    await archive(first);
    await service.idle(600);
    const before = await measureBare();
    const begun = performance.now();
    const { seconds } = await archive(second);
    await service.idle(600);
    const settled = (performance.now() - begun) / 1000;
    const after = await measureBare();
    return {
      contacts,
      bare: [before[0], after[0]],
      bareAll: (before[1] + after[1]) / 2,
      completed: contacts / seconds,
      settled: contacts / settled,
    };
  } finally {
    await service.stop();
  }
}

/** Putting the copies back also warms the client up. */
async function prepared(bare: Bare, requests: Requests): Promise<number> {
  await bare.prepare(requests);
  return bare.run(requests);
}

/** Active contacts that a start will find. */
export async function sample(data: Data, workspace: WorkspaceId, limit: number): Promise<Contact[]> {
  const { uuids } = await listFolder(data, workspace, 'active', { limit });
  const read = await readContacts(data, workspace, uuids);
  return [...read.values()].filter((contact): contact is Contact => !isTombstone(contact));
}
