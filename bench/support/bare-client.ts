/** The requests of an archiving without queue, worker or projection, on copies that no function looks at. */
import { conditionalPut, deleteStints, putStints, stintsBegun, withStints } from '../../shared/data/contacts/index.ts';
import { type Data, eachOf, write } from '../../shared/data/dynamo/index.ts';
import type { Contact } from '../../shared/domain/contacts/contact.ts';
import { SLICE_SIZE } from '../../shared/domain/jobs/job.ts';
import { currentInstant } from '../../shared/lambda/runtime.ts';
import { AT_ONCE, change, openBareTables, putChanges, workspace } from './bare-tables.ts';

/** `updates`: the conditional put of each contact. `all`: also its group entry and history, in batches. */
export type Requests = 'updates' | 'all';

export interface Bare {
  /** Puts the copies back into the group. */
  prepare(requests: Requests): Promise<void>;
  /** Archives the copies; returns contacts a second. */
  run(requests: Requests): Promise<number>;
}

/** A plain client of the SDK. */
export function openBare(service: Data, contacts: readonly Contact[]): Bare {
  const data = openBareTables(service);
  let stored: readonly Contact[] | null = null;
  let active: readonly Contact[] = [];
  return {
    async prepare(requests) {
      const version = (stored?.[0]?.version ?? 0) + 1;
      active = contacts.map((contact) => withStints(null, { ...contact, version }));
      await putEach(data, stored, active);
      const stints = active.flatMap((contact) => stintsBegun(null, contact));
      if (requests === 'all') await putStints(data, workspace, stints);
    },
    async run(requests) {
      const begun = performance.now();
      stored = active.map(archived);
      for (let start = 0; start < contacts.length; start += SLICE_SIZE) {
        const [before, after] = [active, stored].map((all) => all.slice(start, start + SLICE_SIZE));
        if (before && after) await putEach(data, before, after);
        if (before && after && requests === 'all') await putTheRest(data, before, after);
      }
      return contacts.length / ((performance.now() - begun) / 1000);
    },
  };
}

/** Status, version, times and all index attributes, as an archiving job leaves them. */
function archived(contact: Contact): Contact {
  const now = currentInstant();
  const version = contact.version + 1;
  return {
    ...contact,
    status: 'archived',
    statusOn: now,
    modifiedOn: now,
    groups: [],
    joined: {},
    version,
    lastChange: change,
  };
}

async function putEach(data: Data, before: readonly Contact[] | null, after: readonly Contact[]): Promise<void> {
  await eachOf([...after.entries()], AT_ONCE, async ([index, contact]) => {
    const put = conditionalPut(workspace, before?.[index] ?? null, contact);
    const stored = await write(data, { ...put, item: { ...put.item, sk: 'BENCH' } });
    if (!stored) throw new Error('Another client writes to the copies');
  });
}

async function putTheRest(data: Data, before: readonly Contact[], after: readonly Contact[]): Promise<void> {
  const ended = before.flatMap((contact, index) => stintsBegun(after[index] ?? null, contact));
  await deleteStints(data, workspace, ended);
  await putChanges(data, before, after);
}
