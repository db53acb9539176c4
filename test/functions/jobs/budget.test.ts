/** Design §3: what a job may cost besides the changes themselves, as the engine counts it. */
import { describe, expect, test } from 'vitest';
import { project } from '../../../functions/project/projections.ts';
import { createContact, identitiesOf } from '../../../shared/data/contacts/index.ts';
import { listErasures } from '../../../shared/data/erasures/index.ts';
import type { Contact, Tombstone } from '../../../shared/domain/contacts/contact.ts';
import type { JobId } from '../../../shared/domain/ids.ts';
import { addDays } from '../../../shared/domain/instant.ts';
import type { Job } from '../../../shared/domain/jobs/job.ts';
import { phone, sideBySide } from '../../support/api/client.ts';
import { engines } from '../../support/engines/engines.ts';
import { ARCHIVE, contact, many, NOW, type World, worlds } from '../engine/world.ts';
import { quiet, recordOf } from '../project/records.ts';

const COUNT = 1_000;
/** One contact's change: contact 1, byFolder 2, byModified 2; the history comes with the stream. */
const CHANGE = 5;
/** The worker's read of the contact. */
const LOOK = 0.5;
/** Of a process, every 5 seconds. */
const LAG_LOOK = 0.5;
/** Of a process of the stream's function, every 5 seconds of work. */
const LAG_WORD = 1;

async function consumed(world: World, run: () => Promise<unknown>) {
  const { readUnits, writeUnits } = await world.spent(run);
  return { reads: readUnits / COUNT, writes: writeUnits / COUNT };
}

describe.skipIf(!engines[0]?.exactCapacity)('a job over 1,000 contacts', () => {
  const world = worlds();

  test('of a group: at most 0.1 write and 1 read unit a contact besides the change', async () => {
    const group = await world().newGroup();
    await world().put(many(COUNT, { groups: [group] }));
    const { reads, writes } = await consumed(world(), async () => {
      await world().submit(ARCHIVE, { groups: [group], contacts: [], activeOnly: true });
      await world().drain();
    });
    expect(writes - CHANGE - 1).toBeLessThanOrEqual(0.1);
    expect(reads - LOOK).toBeLessThanOrEqual(1);
    expect(reads - LOOK).toBeGreaterThan(0.5);
  });

  test('of a folder: the index is exact, so no contact is read for selection', async () => {
    await world().put(many(COUNT));
    const { reads, writes } = await consumed(world(), async () => {
      await world().submit(ARCHIVE, { folder: 'active' });
      await world().drain();
    });
    expect(writes - CHANGE).toBeLessThanOrEqual(0.1);
    // A slice is checked again in its middle, so that a pause takes effect soon: half a unit for 500 contacts (ADR
    // 034). Half a unit every 5 seconds, not for a contact, says how far the projection is behind (ADR 032), and
    // they may end meanwhile, twice on a full machine.
    expect(reads * COUNT - 3 * LAG_LOOK).toBeLessThanOrEqual((LOOK + 0.053) * COUNT);
  });

  test('delivered a second time costs almost nothing', async () => {
    await world().put(many(COUNT));
    await world().submit(ARCHIVE, { folder: 'active' });
    await world().deliverNext();
    const messages = [...world().queued];
    await world().drain();
    const { reads, writes } = await consumed(world(), async () => {
      for (const message of messages) await world().deliver(message);
    });
    expect(writes).toBe(0);
    expect(reads).toBeLessThanOrEqual(0.01);
  });

  test('that deletes them for good: at most 8.11 write units each, with preview, address, history, counts, erasure ledger and notes for files', async () => {
    const { data, workspace } = world();
    const people = await archivedPeople(world());
    const { writes } = await consumed(world(), async () => {
      const { uuid } = await world().submit({ type: 'delete' }, { folder: 'archived' }, { preview: true });
      await world().drain();
      await world().runPreview(uuid);
      await world().drainQueues();
      const left = await world().read(people.map((one) => one.uuid));
      const writes = people.map((one) => [one, left.get(one.uuid) ?? one] as const);
      await projected(world(), writes);
      await world().drainQueues();
      expect(await world().jobOf(uuid)).toMatchObject({ status: 'completed' });
    });
    const page = { limit: COUNT + 1, keep: () => true };
    const { erasures } = await listErasures(data, workspace, {}, page);
    expect(erasures).toHaveLength(COUNT);
    const removed = { history: 3, messages: 0, groups: 0 };
    for (const { erasure } of erasures) expect(erasure).toMatchObject({ urns: [expect.any(String)], removed });
    // The contact and its two indexes 4, its address 1, its history 3.
    expect(writes).toBeGreaterThan(8);
    expect(Math.round(writes * COUNT) - LAG_WORD).toBeLessThanOrEqual(8_110);
  });

  test('reports what it consumed, except the few units of its own header', async () => {
    await world().put(many(COUNT));
    let job: Job | undefined;
    const { reads, writes } = await consumed(world(), async () => {
      job = await world().submit(ARCHIVE, { folder: 'active' });
      await world().drain();
    });
    const { capacity } = await world().jobOf(job?.uuid as JobId);
    expect(Math.abs(capacity.writeUnits - writes * COUNT)).toBeLessThanOrEqual(12);
    expect(Math.abs(capacity.readUnits - reads * COUNT)).toBeLessThanOrEqual(12);
  });
});

/** Projects writes as the stream brings them: 200 records at a time. */
async function projected(
  world: World,
  writes: readonly (readonly [before: Contact | null, after: Contact | Tombstone])[],
): Promise<void> {
  for (let first = 0; first < writes.length; first += 200) {
    const records = writes.slice(first, first + 200).map(([before, after]) => recordOf(world.workspace, before, after));
    expect(await project(records, quiet(world))).toEqual({});
  }
}

/** Archived people with one address and three items of history: created, renamed, archived. */
async function archivedPeople(world: World): Promise<Contact[]> {
  const made = Array.from({ length: COUNT }, (_, n) => contact({ name: `Person ${n}`, urns: [phone(n)] }));
  const renamed = made.map((one) => ({ ...one, name: 'Somebody', version: one.version + 1 }));
  const archived = renamed.map((one): Contact => {
    return { ...one, status: 'archived', statusOn: addDays(NOW, -1), version: one.version + 1 };
  });
  await sideBySide(archived, (one) => createContact(world.data, world.workspace, identitiesOf(one), () => one));
  const rounds: (readonly Contact[])[] = [made, renamed, archived];
  for (const [round, now] of rounds.entries()) {
    const writes = now.map((after, n) => [rounds[round - 1]?.[n] ?? null, after] as const);
    await projected(world, writes);
  }
  return archived;
}
